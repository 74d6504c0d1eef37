/**
 * The facades that applications use. May import every room. Start with {@link dev.aludel.core.Migrator}.
 */
@NullMarked
package dev.aludel.core;

import org.jspecify.annotations.NullMarked;
