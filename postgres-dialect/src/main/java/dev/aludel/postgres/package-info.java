/**
 * Everything that is PostgreSQL: one file per noun with its statements and its catalog query, type spellings, quoting,
 * reading a catalog, comparing spellings, version tables, rights. Only {@link dev.aludel.postgres.PostgresDialect} is
 * public. May import core's {@code error}, {@code schema} and {@code dialect}; never {@code op} or what comes after it.
 * Start with {@link dev.aludel.postgres.PostgresDialect}, then the {@code Support} of the noun at hand.
 */
@NullMarked
package dev.aludel.postgres;

import org.jspecify.annotations.NullMarked;
