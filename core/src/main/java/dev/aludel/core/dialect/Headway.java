package dev.aludel.core.dialect;

/**
 * How far a long operation is, as the server says it.
 *
 * @param what  the server is at, e.g. {@code CREATE INDEX on invoice}
 * @param phase of that, in the server's words; the numbers begin anew with each
 * @param done  of {@code total}, in whatever the phase counts
 * @param total 0 where the server does not know
 */
public record Headway(String what, String phase, long done, long total) {}
