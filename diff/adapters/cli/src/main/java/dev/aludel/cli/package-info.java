/**
 * The command line: one class for each command, which asks a facade and says what came of it. Start with {@link
 * dev.aludel.cli.Aludel}. A leaf: it may import everything, and nothing imports it.
 */
@NullMarked
package dev.aludel.cli;

import org.jspecify.annotations.NullMarked;
