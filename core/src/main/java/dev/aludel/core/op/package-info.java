/**
 * The verbs. An {@link dev.aludel.core.op.Operation} is a value with three functions: its reverse, its effect on a model,
 * its SQL in a dialect. {@link dev.aludel.core.op.Operations} is the prose that people write and read in revisions. May
 * import {@code error}, {@code schema} and {@code dialect}.
 */
@NullMarked
package dev.aludel.core.op;

import org.jspecify.annotations.NullMarked;
