package dev.aludel.core.dialect;

/**
 * How much a table holds, as the server last counted; never exact.
 *
 * @param rows  0 where nobody has counted
 * @param bytes of the rows alone, without indexes; 0 where nobody has counted
 */
public record TableSize(long rows, long bytes) {}
