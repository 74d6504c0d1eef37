package dev.aludel.postgres.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aludel.core.Migrator;
import dev.aludel.core.revision.RevisionScript;
import dev.aludel.postgres.run.Database;
import dev.aludel.postgres.run.OneConnection;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/**
 * Says whether all is well after a fault, whatever it was: where the database says that it is, what its journal says and
 * what is in it agree; nobody of ours holds anything; what is not ours is untouched; running again ends at the head.
 */
final class Oracle {

    /** What no chain here makes. */
    private static final String OBJECTS = """
            SELECT c.relkind::text || ' ' || c.oid::regclass::text
                   || coalesce(' ' || (SELECT string_agg(attname || ' ' || format_type(atttypid, atttypmod), ', ' ORDER BY attnum)
                                         FROM pg_attribute WHERE attrelid = c.oid AND attnum > 0), '')
                   || coalesce(' ' || (SELECT string_agg(conname || ' ' || pg_get_constraintdef(oid), ', ' ORDER BY conname)
                                         FROM pg_constraint WHERE conrelid = c.oid), '')
                   || coalesce(' ' || obj_description(c.oid, 'pg_class'), '')
              FROM pg_class c
             WHERE relnamespace = 'public'::regnamespace AND relname NOT LIKE 'aludel%'
             ORDER BY 1""";

    private static final String CANARY = """
            SELECT md5(string_agg(c::text, ',' ORDER BY id)), (SELECT count(*) FROM pg_class
                   WHERE relnamespace = 'canary'::regnamespace) FROM canary.bird c""";

    private static final String ONCE = """
            SELECT revision, sum(CASE direction WHEN 'upgrade' THEN 1 ELSE -1 END) FROM aludel_journal
             WHERE state = 'done' GROUP BY 1 HAVING sum(CASE direction WHEN 'upgrade' THEN 1 ELSE -1 END) NOT IN (0, 1)""";

    private static final String OTHERS = """
            SELECT a.pid || ' ' || a.state || ', ' || (SELECT count(*) FROM pg_locks l WHERE l.pid = a.pid
                     AND locktype = 'advisory') || ' advisory locks: ' || left(a.query, 200)
              FROM pg_stat_activity a
             WHERE a.datname = current_database() AND a.pid <> pg_backend_pid() AND a.backend_type = 'client backend'
               AND (a.state LIKE 'idle in transaction%' OR a.state = 'active' OR EXISTS (
                     SELECT FROM pg_locks l WHERE l.pid = a.pid AND locktype = 'advisory'))""";

    private static final String SETTINGS = """
            SELECT name || ' ' || setting FROM pg_settings WHERE name <> 'seed' AND name NOT LIKE 'plpgsql.%'
            UNION ALL SELECT 'role ' || current_setting('role') || ' ' || current_user || ' ' || session_user
            ORDER BY 1""";

    private static final Map<String, Map<String, List<String>>> UNDISTURBED = new HashMap<>();

    private final DataSource source;
    private final List<RevisionScript> chain;
    private final Map<String, List<String>> expected;
    private final List<String> canary;

    private Oracle(DataSource source, List<RevisionScript> chain) throws SQLException {
        this.source = source;
        this.chain = chain;
        this.expected = undisturbed(chain);
        run(
                "DROP SCHEMA IF EXISTS canary CASCADE; CREATE SCHEMA canary; CREATE TABLE canary.bird (id int PRIMARY KEY, song text);"
                        + " INSERT INTO canary.bird SELECT i, md5(i::text) FROM generate_series(1, 20) i");
        this.canary = ask(CANARY);
    }

    /**
     * Over a database that the chain has not touched.
     *
     * @param source connections past any fault
     * @param chain  of {@link Chain}
     */
    static Oracle over(DataSource source, List<RevisionScript> chain) throws SQLException {
        return new Oracle(source, chain);
    }

    /** What there is at each head when nothing goes wrong. */
    private static synchronized Map<String, List<String>> undisturbed(List<RevisionScript> chain) throws SQLException {
        String titles =
                chain.stream().map(script -> script.info().title()).toList().toString();
        Map<String, List<String>> known = UNDISTURBED.get(titles);
        if (known == null) {
            known = new HashMap<>();
            try (Database database = new Database()) {
                known.put("", ask(database.dataSource(), OBJECTS));
                for (RevisionScript script : chain) {
                    database.migrator(chain).upgradeTo(script.info().id());
                    known.put(script.info().id(), ask(database.dataSource(), OBJECTS));
                }
            }
            UNDISTURBED.put(titles, known);
        }
        return known;
    }

    /**
     * What must be true at once.
     *
     * @param within how long those that were hit may still hold what they held
     * @return for how long they did
     */
    Duration consistent(Duration within) throws SQLException {
        try (var connection = source.getConnection()) {
            return consistent(within, connection);
        }
    }

    private Duration consistent(Duration within, Connection to) throws SQLException {
        Duration held = free(within, to);
        boolean there = ask(to, "SELECT to_regclass('aludel_head') IS NOT NULL").equals(List.of("t"));
        List<String> heads = there ? ask(to, "SELECT revision FROM aludel_head") : List.of();
        List<String> journal = there
                ? ask(to, "SELECT heads_after[1] FROM aludel_journal WHERE state = 'done' ORDER BY seq DESC LIMIT 1")
                : List.of();
        assertThat(heads).describedAs("heads").hasSizeLessThanOrEqualTo(1);
        String head = heads.isEmpty() ? "" : heads.get(0);
        assertThat(journal.isEmpty() || journal.get(0) == null ? "" : journal.get(0))
                .describedAs("the journal's last line, and the head")
                .isEqualTo(head);
        assertThat(ask(to, OBJECTS)).describedAs("objects at " + head).isEqualTo(expected.get(head));
        assertThat(head.isEmpty() ? List.of() : ask(to, "SELECT revision FROM trace ORDER BY 1"))
                .describedAs("traces")
                .isEqualTo(upTo(head));
        assertThat(there ? ask(to, ONCE) : List.of())
                .describedAs("revisions done more often than undone, by not exactly one")
                .isEmpty();
        assertThat(ask(to, CANARY)).describedAs("what is not ours").isEqualTo(canary);
        return held;
    }

    /** The same, and that running again ends at the head, on a connection that comes back as it was. */
    Duration healed(Duration within) throws SQLException {
        Duration held = consistent(within);
        try (var pool = new OneConnection(source)) {
            List<String> before = settings(pool.inside());
            long begin = System.nanoTime();
            var migrator =
                    Migrator.builder().dataSource(pool).revisions(() -> chain).build();
            migrator.upgradeToHead();
            assertThat(Duration.ofNanos(System.nanoTime() - begin))
                    .describedAs("until the head")
                    .isLessThan(Duration.ofSeconds(20));
            assertThat(migrator.upgradeToHead().revisions()).isEmpty();
            assertThat(settings(pool.inside())).describedAs("settings").isEqualTo(before);
            assertThat(pool.inside().getAutoCommit()).isTrue();
        }
        assertThat(ask("SELECT revision FROM aludel_head"))
                .containsExactly(chain.get(chain.size() - 1).info().id());
        assertThat(ask("SELECT indexrelid::regclass FROM pg_index WHERE NOT indisvalid"))
                .describedAs("invalid indexes")
                .isEmpty();
        consistent(Duration.ofSeconds(1));
        return held;
    }

    /** Waits until no other session does or holds anything. */
    private static Duration free(Duration within, Connection to) throws SQLException {
        long begin = System.nanoTime();
        List<String> others = ask(to, OTHERS);
        while (!others.isEmpty() && System.nanoTime() - begin < within.toNanos()) {
            sleep(5);
            others = ask(to, OTHERS);
        }
        Duration held = Duration.ofNanos(System.nanoTime() - begin);
        assertThat(others).describedAs("sessions still there after " + held).isEmpty();
        return held;
    }

    private List<String> upTo(String head) {
        var ids = chain.stream().map(script -> script.info().id()).toList();
        return ids.subList(0, ids.indexOf(head) + 1);
    }

    private static List<String> settings(Connection connection) throws SQLException {
        return ask(connection, SETTINGS);
    }

    private void run(String sql) throws SQLException {
        try (var connection = source.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private List<String> ask(String sql) throws SQLException {
        return ask(source, sql);
    }

    static List<String> ask(DataSource source, String sql) throws SQLException {
        try (var connection = source.getConnection()) {
            return ask(connection, sql);
        }
    }

    private static List<String> ask(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            var rows = new ArrayList<String>();
            while (row.next()) {
                rows.add(row.getString(1));
            }
            return rows;
        }
    }

    static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
