/**
 * Running: what has to run, and the one place that writes to a database. May import everything to its left. Start with
 * {@link dev.aludel.core.run.Runner}.
 */
@NullMarked
package dev.aludel.core.run;

import org.jspecify.annotations.NullMarked;
