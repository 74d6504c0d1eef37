package dev.aludel.core.schema;

/**
 * A column's value is computed from other columns of its row.
 *
 * @param expression over the columns of the same table
 * @param stored     kept in the row; else computed when read (PostgreSQL 18)
 */
public record Generated(String expression, boolean stored) {}
