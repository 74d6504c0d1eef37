/**
 * The conformance suite for dialects: extend {@link dev.aludel.core.tck.DialectContract} and give it your dialect and a
 * database. Shipped as a test jar; needs JUnit and AssertJ, and nothing that only one dialect has.
 */
@NullMarked
package dev.aludel.core.tck;

import org.jspecify.annotations.NullMarked;
