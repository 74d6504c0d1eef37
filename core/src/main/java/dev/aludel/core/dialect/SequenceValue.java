package dev.aludel.core.dialect;

import dev.aludel.core.schema.Name;

/**
 * How far a sequence has come.
 *
 * @param sequence with its schema
 * @param table    of the column that it belongs to; the sequence's own name when it belongs to none
 * @param column   the column that it belongs to; empty for none
 * @param value    the last that it gave, or the first that it will give
 * @param called   has it given that already?
 */
public record SequenceValue(Name sequence, Name table, String column, long value, boolean called) {}
