package dev.aludel.postgres.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.aludel.core.error.StatementFailedException;
import dev.aludel.postgres.run.Database;
import dev.aludel.postgres.run.Script;
import dev.aludel.testing.TestRole;
import dev.aludel.testing.TestServer;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Row 75: somebody watches over the database and says no: all is rolled back, and the error names who it was. */
class BarredTest {

    private static final String REFUSE = "CREATE FUNCTION refuse_it() RETURNS %s LANGUAGE plpgsql AS"
            + " $$BEGIN RAISE 'not on a Friday' USING ERRCODE = 'XX999'; END$$; ";

    private static final String EVENT =
            REFUSE.formatted("event_trigger") + "CREATE EVENT TRIGGER no_ddl ON %s EXECUTE FUNCTION refuse_it()";

    private static final String ROW = REFUSE.formatted("trigger")
            + "CREATE TRIGGER no_dml BEFORE %s ON here FOR EACH %s EXECUTE FUNCTION refuse_it()";

    /**
     * @param names what the message has of who it was
     */
    record Row(String guard, String sql, String state, String names) {
        @Override
        public String toString() {
            return guard.substring(guard.indexOf("; CREATE") + 2) + " | " + sql;
        }
    }

    private static Row row(String guard, String sql, String state, String names) {
        return new Row(guard, sql, state, names);
    }

    static Stream<Row> guards() {
        String audited =
                "CREATE TABLE audit (tag text); CREATE FUNCTION audit_it() RETURNS event_trigger LANGUAGE plpgsql AS"
                        + " $$BEGIN INSERT INTO audit SELECT command_tag, 1 / 0 FROM pg_event_trigger_ddl_commands(); END$$;"
                        + " CREATE EVENT TRIGGER audit_ddl ON ddl_command_end EXECUTE FUNCTION audit_it()";
        String hidden = "ALTER TABLE here ENABLE ROW LEVEL SECURITY; CREATE POLICY nobody ON here USING (false)";
        return Stream.of(
                row(EVENT.formatted("ddl_command_start"), "CREATE TABLE b (id int)", "XX999", "refuse_it()"),
                row(EVENT.formatted("ddl_command_end"), "CREATE INDEX ON here (id)", "XX999", "refuse_it()"),
                row(
                        EVENT.formatted("ddl_command_start WHEN TAG IN ('ALTER TABLE')"),
                        "ALTER TABLE here ADD x int",
                        "XX999",
                        "refuse_it()"),
                row(EVENT.formatted("sql_drop"), "DROP TABLE here", "XX999", "refuse_it()"),
                row(EVENT.formatted("table_rewrite"), "ALTER TABLE here ALTER id TYPE bigint", "XX999", "refuse_it()"),
                row(audited, "CREATE TABLE b (id int)", "42601", "audit_it()"),
                row(ROW.formatted("UPDATE", "ROW"), "UPDATE here SET id = 2", "XX999", "refuse_it()"),
                row(ROW.formatted("DELETE", "STATEMENT"), "DELETE FROM here", "XX999", "refuse_it()"),
                row(ROW.formatted("INSERT", "ROW"), "INSERT INTO here VALUES (2)", "XX999", "refuse_it()"),
                row(hidden, "UPDATE here SET id = 2", "42501", "row-level security policy for table \"here\""),
                row(hidden, "CREATE TABLE b AS SELECT * FROM here", "42501", "row-level security policy"),
                row(
                        "ALTER TABLE here ENABLE ROW LEVEL SECURITY; CREATE POLICY p ON here WITH CHECK (id < 2)",
                        "INSERT INTO here VALUES (2)",
                        "42501",
                        "row-level security policy"));
    }

    @ParameterizedTest
    @MethodSource("guards")
    void allIsRolledBackAndWhoSaidNoIsNamed(Row row) throws Exception {
        TestRole role = TestServer.shared().role();
        var first = Script.of("aaaa", "ground", op -> op.execute("CREATE TABLE a (id int)"));
        var second = Script.of(
                "bbbb",
                "barred",
                op -> {
                    op.execute("INSERT INTO a VALUES (1)");
                    op.execute(row.sql);
                },
                "aaaa");
        try (Database database = new Database()) {
            database.run("GRANT CREATE ON SCHEMA public TO " + role.name());
            // who is under row security is whoever does not own the table
            database.run(
                    "CREATE TABLE here (id int); INSERT INTO here VALUES (1); GRANT ALL ON here TO " + role.name());
            var builder = database.builder(List.of(first, second));
            boolean secured = row.guard.contains("POLICY");
            if (secured) {
                builder.dataSource(database.itself().asRole(role));
            }
            builder.build().upgradeTo("aaaa");
            database.run(row.guard);
            var before = database.facts();
            var failure = catchThrowableOfType(StatementFailedException.class, builder.build()::upgradeToHead);
            assertThat(failure.sqlState()).isEqualTo(row.state);
            assertThat(failure.getMessage())
                    .contains(row.names, "statement 2 of its upgrade failed", "nothing of this revision was applied");
            assertThat(database.facts()).isEqualTo(before);
            assertThat(database.ask("SELECT id FROM here")).containsExactly("1");
            assertThat(database.ask("SELECT id FROM a")).isEmpty();
            assertThat(database.heads()).containsExactly("aaaa");
        }
    }
}
