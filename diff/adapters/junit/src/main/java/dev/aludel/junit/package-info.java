/**
 * Tests of a schema: {@link dev.aludel.junit.AludelTest} gives a test class a fresh database, {@link
 * dev.aludel.junit.AludelAssertions} say what differs, {@link dev.aludel.junit.AludelContract} is a whole test class. A leaf:
 * it may import everything, and nothing imports it.
 */
@NullMarked
package dev.aludel.junit;

import org.jspecify.annotations.NullMarked;
