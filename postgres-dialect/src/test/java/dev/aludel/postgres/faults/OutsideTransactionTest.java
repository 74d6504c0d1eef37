package dev.aludel.postgres.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aludel.postgres.PostgresDialect;
import dev.aludel.postgres.run.Database;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the server refuses within a transaction block, asked of the server itself. */
class OutsideTransactionTest {

    private static final List<String> STATEMENTS = List.of(
            "CREATE INDEX CONCURRENTLY j ON t (a)",
            "create unique index /* now */ concurrently if not exists j on t (a)",
            "CREATE INDEX CONCURRENTLY ON t (a)",
            "DROP INDEX CONCURRENTLY i",
            "DROP INDEX CONCURRENTLY IF EXISTS i",
            "REINDEX INDEX CONCURRENTLY i",
            "REINDEX TABLE CONCURRENTLY t",
            "REINDEX (VERBOSE, CONCURRENTLY) TABLE t",
            "REINDEX TABLE parts",
            "REINDEX INDEX parts_i",
            "REINDEX SCHEMA public",
            "REINDEX DATABASE",
            "VACUUM",
            "VACUUM FULL t",
            "VACUUM (ANALYZE) t",
            "CLUSTER",
            "CLUSTER VERBOSE",
            "ALTER TABLE parts DETACH PARTITION part CONCURRENTLY",
            "CREATE DATABASE other",
            "DROP DATABASE IF EXISTS other",
            "ALTER DATABASE template1 SET TABLESPACE pg_default",
            "CREATE TABLESPACE space LOCATION '/nowhere'",
            "DROP TABLESPACE IF EXISTS space",
            "ALTER SYSTEM SET work_mem = '5MB'",
            "ALTER SYSTEM RESET work_mem",
            "DISCARD ALL",
            "DO $$ BEGIN UPDATE t SET a = 1; COMMIT; END $$",
            "DO LANGUAGE plpgsql 'BEGIN ROLLBACK; END'",
            // and what only looks like it
            "CREATE INDEX concurrently_not ON t (a)",
            "CREATE INDEX \"concurrently\" ON t (a)",
            "COMMENT ON TABLE t IS 'CREATE INDEX CONCURRENTLY'",
            "DROP INDEX i",
            "ANALYZE t",
            "CHECKPOINT",
            "ALTER TYPE mood ADD VALUE 'ok'",
            "DISCARD PLANS",
            "ALTER TABLE parts DETACH PARTITION part",
            "CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $$ BEGIN COMMIT; END $$",
            "DO $$ BEGIN RAISE NOTICE 'no commit here'; END $$",
            "ALTER DATABASE template1 SET work_mem = '5MB'",
            "REFRESH MATERIALIZED VIEW m",
            "TRUNCATE t",
            "LOCK TABLE t");

    /** The server allows them or not, as it depends on what they are about; outside of a transaction they run in any case. */
    private static final Set<String> EITHER = Set.of("REINDEX", "CLUSTER");

    /** 2D000 is a commit where there must be none. */
    private static final Set<String> REFUSED = Set.of("25001", "2D000");

    private final Database database = new Database();

    @BeforeEach
    void make() {
        database.run("CREATE TABLE t (a int); CREATE INDEX i ON t (a); CREATE TYPE mood AS ENUM ('sad');"
                + " CREATE TABLE parts (a int) PARTITION BY RANGE (a); CREATE INDEX parts_i ON parts (a);"
                + " CREATE TABLE part PARTITION OF parts FOR VALUES FROM (1) TO (2);"
                + " CREATE MATERIALIZED VIEW m AS SELECT 1 AS x");
    }

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void whatMustNotBeInATransactionIsKnown() throws SQLException {
        var dialect = new PostgresDialect();
        var wrong = new ArrayList<String>();
        for (String sql : STATEMENTS) {
            boolean refused = isRefused(sql);
            boolean within = dialect.transactional(sql);
            boolean either = EITHER.stream().anyMatch(word -> sql.toUpperCase().startsWith(word));
            if (refused == within && !(either && !within)) {
                wrong.add(sql + (refused ? " is refused" : " is not refused"));
            }
        }
        assertThat(wrong).isEmpty();
        System.out.println(STATEMENTS.size() + " of " + STATEMENTS.size() + " statements told right");
    }

    private boolean isRefused(String sql) throws SQLException {
        try (var connection = database.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            try (var statement = connection.createStatement()) {
                statement.execute(sql);
                return false;
            } catch (SQLException e) {
                return REFUSED.contains(e.getSQLState());
            } finally {
                connection.rollback();
            }
        }
    }
}
