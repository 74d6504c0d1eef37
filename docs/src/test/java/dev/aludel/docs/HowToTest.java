package dev.aludel.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aludel.core.Migrator;
import dev.aludel.core.op.Operations;
import dev.aludel.core.revision.Migration;
import dev.aludel.core.revision.Revision;
import dev.aludel.docs.snippets.HowTo;
import dev.aludel.testing.CatalogFacts;
import dev.aludel.testing.TestDatabase;
import dev.aludel.testing.TestRole;
import dev.aludel.testing.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the guides claim, on a server. */
class HowToTest {
    private static final Pattern SQL = Pattern.compile("(?s)```sql\\n(.*?)```");

    @TempDir
    Path directory;

    /** The one that the page shows in Java. */
    @Revision(id = "gross", revises = "not_null")
    public static final class Gross implements Migration {
        @Override
        public void upgrade(Operations op) {
            HowTo.fillTheGross(op);
        }
    }

    @Test
    void everyPatternRunsThereAndBackAgain() throws IOException, SQLException {
        int file = 0;
        for (String revision : blocks("zero-downtime.md")) {
            Files.writeString(directory.resolve(file++ + ".sql"), revision);
        }
        try (var database = TestServer.shared().database()) {
            var migrator = Migrator.builder()
                    .dataSource(database.dataSource())
                    .locations("file:" + directory)
                    .revisions(new Gross())
                    .build();
            migrator.upgradeTo("begin");
            database.execute("INSERT INTO customer VALUES (1);"
                    + " INSERT INTO invoice SELECT i, 1, i::text, i FROM generate_series(1, 100) i");
            var before = facts(database);
            assertThat(migrator.upgradeToHead().revisions()).hasSize(file);
            assertThat(ask(database.dataSource(), "SELECT sum(gross) FROM invoice"))
                    .isEqualTo("6060.00");
            migrator.downgradeTo("begin");
            assertThat(facts(database)).isEqualTo(before);
        }
    }

    @Test
    void theListOfGrantsIsEnoughAndNoneIsTooMany() throws Exception {
        var lines = blocks("ddl-role.md").get(0).lines().toList();
        var grants = lines.stream().filter(line -> line.contains("GRANT")).toList();
        assertThat(grants).hasSize(4);
        works(lines);
        for (String grant : grants) {
            var without = new ArrayList<>(lines);
            without.remove(grant);
            assertThatThrownBy(() -> works(without)).as(grant).isNotNull();
        }
    }

    private static void works(List<String> lines) throws SQLException {
        TestRole migrator = TestServer.shared().role();
        TestRole app = TestServer.shared().role();
        try (var database = TestServer.shared().database()) {
            for (String line : lines) {
                if (!line.startsWith("CREATE ROLE")) {
                    database.execute(
                            line.replaceAll("\\bmigrator\\b", migrator.name()).replaceAll("\\bapp\\b", app.name()));
                }
            }
            assertThat(migrator(database.asRole(migrator)).upgradeToHead().revisions())
                    .hasSize(1);
            assertThat(migrator(database.asRole(app)).upgradeToHead().revisions())
                    .isEmpty();
            assertThat(ask(
                            database.asRole(app),
                            "INSERT INTO invoice (number) VALUES ('a') RETURNING nextval('invoice_seq')"))
                    .isEqualTo("1");
            assertThatThrownBy(() -> ask(database.asRole(app), "DROP TABLE invoice"))
                    .isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> ask(database.asRole(app), "CREATE TABLE mine ()"))
                    .hasMessageContaining("permission denied");
        }
    }

    private static Migrator migrator(DataSource dataSource) {
        return Migrator.builder()
                .dataSource(dataSource)
                .revisions(new Invoices())
                .build();
    }

    /** What roles are tried with. */
    @Revision(id = "invoices")
    public static final class Invoices implements Migration {
        @Override
        public void upgrade(Operations op) {
            op.execute("CREATE SEQUENCE invoice_seq; CREATE TABLE invoice (id bigint GENERATED ALWAYS AS IDENTITY,"
                    + " number text)");
        }
    }

    @Test
    void aLibraryAndItsHostHaveChainsOfTheirOwn() throws SQLException {
        try (var database = TestServer.shared().database()) {
            HowTo.startBoth(database.dataSource());
            HowTo.startBoth(database.dataSource());
            assertThat(ask(database.dataSource(), "SELECT string_agg(revision, ' ') FROM audit.aludel_head"))
                    .isEqualTo("audit1");
            assertThat(ask(database.dataSource(), "SELECT string_agg(revision, ' ') FROM public.aludel_head"))
                    .isEqualTo("host1");
            assertThat(ask(database.dataSource(), "SELECT to_regclass('audit.log') || ' ' || to_regclass('entry')"))
                    .isEqualTo("audit.log entry");
        }
    }

    @Test
    void anOlderFormatIsReadAndBroughtForwardAndAnOlderVersionGoesOn() throws SQLException {
        try (var database = TestServer.shared().database()) {
            var both = Migrator.builder()
                    .dataSource(database.dataSource())
                    .revisions(new Invoices(), new More())
                    .build();
            both.upgradeTo("invoices");
            // as the first format was
            database.execute("DROP TRIGGER IF EXISTS aludel_chain ON aludel_journal;"
                    + " ALTER TABLE aludel_journal DROP run, DROP part, DROP parts, DROP previous CASCADE, DROP hash CASCADE;"
                    + " COMMENT ON TABLE aludel_head IS 'Aludel: current heads, format 1'");
            assertThat(both.pending()).hasSize(1);
            assertThat(both.upgradeToHead().revisions()).hasSize(1);
            assertThat(ask(database.dataSource(), "SELECT obj_description('aludel_head'::regclass)"))
                    .endsWith("format 2");
            assertThat(
                            ask(
                                    database.dataSource(),
                                    "INSERT INTO aludel_journal (revision, message, direction, state, checksum, parents, heads_after, at,"
                                            + " took_micros, role, client, library_version, error) VALUES ('more', '', 'downgrade', 'done', '',"
                                            + " '{invoices}', '{invoices}', now(), 1, 'app', '', '0', '') RETURNING hash IS NOT NULL"))
                    .isEqualTo("t");
        }
    }

    @Revision(id = "more", revises = "invoices")
    public static final class More implements Migration {
        @Override
        public void upgrade(Operations op) {
            op.execute("CREATE TABLE more (id int)");
        }
    }

    private static List<String> blocks(String page) {
        return SQL.matcher(ProjectTree.read(Path.of("how-to", page)))
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    private static List<String> facts(TestDatabase database) throws SQLException {
        try (var connection = database.dataSource().getConnection()) {
            return CatalogFacts.read(connection);
        }
    }

    private static String ask(DataSource dataSource, String sql) throws SQLException {
        try (var connection = dataSource.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
