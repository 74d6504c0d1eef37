/**
 * Reads entities: Hibernate's boot metamodel becomes a {@link dev.aludel.core.schema.SchemaModel}, as Hibernate's own
 * schema creation ({@code hbm2ddl create}) would make it. This is the only room that imports Hibernate; it may import
 * {@code core.error}, {@code core.schema} and the annotations besides, and nothing else of ours. It opens no connection,
 * builds no session factory and never runs Hibernate's schema tool.
 *
 * <p>Start with {@link dev.aludel.diff.hibernate.HibernateSource}. Its builder takes one kind of input and gets a
 * metamodel for it ({@code OfflineBoot}, {@code PersistenceUnit}, {@code Capture}); {@code ModelReader} walks that, and
 * one reader for each kind of member makes the nouns. What Hibernate's exporter adds only while it writes DDL is added in
 * {@code ColumnOrder}, {@code KeyReader}, {@code AggregateChecks}, {@code BeanValidation} and {@code CreationTimes}.
 * {@code Versions} is the one place that knows how Hibernate's versions differ. The code is compiled against 6.6 and runs
 * on 6.6 to 7.4.
 */
@NullMarked
package dev.aludel.diff.hibernate;

import org.jspecify.annotations.NullMarked;
