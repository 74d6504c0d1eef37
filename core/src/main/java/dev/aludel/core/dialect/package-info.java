/**
 * What core needs of a database: the service provider interface. One {@link dev.aludel.core.dialect.ObjectSupport} per
 * noun turns it into statements; the rest of {@link dev.aludel.core.dialect.Dialect} reads catalogs, compares spellings,
 * and keeps version rows. May import {@code error} and {@code schema}.
 */
@NullMarked
package dev.aludel.core.dialect;

import org.jspecify.annotations.NullMarked;
