/**
 * What can go wrong, as plain data. The lowest room: it imports nothing, everything may import it. Start with {@link
 * dev.aludel.core.error.MigrationException}.
 */
@NullMarked
package dev.aludel.core.error;

import org.jspecify.annotations.NullMarked;
