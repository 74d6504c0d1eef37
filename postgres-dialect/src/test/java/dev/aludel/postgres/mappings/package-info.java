/**
 * Every way to map classes that Hibernate has, with Hibernate's own schema as the measure. {@link Mappings} states the law;
 * a way to map is a row, with its entities beside it. Uses all modules and is used by none.
 */
package dev.aludel.postgres.mappings;
