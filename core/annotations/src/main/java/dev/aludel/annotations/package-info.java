/**
 * What entities can say to Aludel that JPA has no words for. This room imports nothing but the JDK, so that entities may
 * depend on it in production; {@code aludel-diff} reads the annotations while it compares. Start with {@link
 * dev.aludel.annotations.RenamedFrom}.
 */
@NullMarked
package dev.aludel.annotations;

import org.jspecify.annotations.NullMarked;
