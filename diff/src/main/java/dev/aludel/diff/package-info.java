/**
 * Development and tests: what differs between entities and a database, and the revision that mends it. Start with {@link
 * dev.aludel.diff.Autogen}. May import core and {@code diff.hibernate}.
 */
@NullMarked
package dev.aludel.diff;

import org.jspecify.annotations.NullMarked;
