package dev.aludel.postgres.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.aludel.core.error.StatementFailedException;
import dev.aludel.postgres.run.Database;
import dev.aludel.postgres.run.Script;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Row 21: whatever a statement fails with, the report has everything that somebody needs, and nothing is left behind. */
class FailureReportTest {

    /**
     * A statement that fails.
     *
     * @param line in which the server finds what is wrong; 0 where it says nothing
     * @param toDo the beginning of what people are told to do
     */
    record Row(String state, int line, String sql, String toDo) {
        @Override
        public String toString() {
            return state + " " + sql.replace('\n', ' ');
        }
    }

    private static Row row(String state, int line, String sql, String toDo) {
        return new Row(state, line, sql, toDo);
    }

    static Stream<Row> failures() {
        String correct = "Correct the statement";
        String name = "Correct the name, or see whether somebody dropped it";
        String rows = "Correct the rows that stand in the way, or the statement";
        return Stream.of(
                row("42601", 2, "CREATE TABLE x (\nid int,, y int)", correct),
                row("42P01", 2, "SELECT *\nFROM nowhere", name),
                row("42703", 3, "SELECT\n\nnothing FROM here", name),
                row("42704", 2, "CREATE TABLE x (\nid no_type)", name),
                row("42883", 2, "SELECT\nno_function(1)", name),
                row("42804", 0, "ALTER TABLE here\nALTER id TYPE boolean USING 'x'::text", correct),
                row("42P07", 0, "CREATE TABLE here\n(id int)", "If it was created by hand, drop it"),
                row("42701", 0, "ALTER TABLE here\nADD id int", "If it was created by hand, drop it"),
                row("42710", 0, "CREATE TYPE color\nAS ENUM ()", "If it was created by hand, drop it"),
                row("42P16", 0, "ALTER TABLE here\nADD PRIMARY KEY (id), ADD PRIMARY KEY (other)", correct),
                row("3F000", 2, "CREATE TABLE\nno_schema.x (id int)", name),
                row("23505", 0, "ALTER TABLE here\nADD UNIQUE (other)", rows),
                row("23502", 0, "ALTER TABLE here\nALTER empty SET NOT NULL", rows),
                row("23503", 0, "ALTER TABLE here\nADD FOREIGN KEY (other) REFERENCES there (id)", rows),
                row("23514", 0, "ALTER TABLE here\nADD CHECK (id > 100)", rows),
                row("22012", 0, "UPDATE here\nSET id = id / 0", rows),
                row("22P02", 0, "ALTER TABLE here\nALTER word TYPE int USING word::int", rows),
                row("2BP01", 0, "DROP TABLE\nthere", "Drop or change first what depends on it"),
                row("42501", 0, "ALTER TABLE\npg_catalog.pg_class ADD x int", "Grant that right"),
                row("57014", 0, "SELECT\npg_sleep(10)", "Raise the statement time-out"),
                row("P0001", 0, "DO $$ BEGIN\nRAISE 'no'; END $$", "See who raised it, and why"),
                row(
                        "0A000",
                        0,
                        "CREATE VIEW v AS SELECT id FROM here;\nALTER TABLE here ALTER id TYPE bigint",
                        correct));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void theReportHasEverything(Row row) throws Exception {
        try (Database database = new Database()) {
            var first = Script.of(
                    "aaaa",
                    "ground",
                    op -> op.execute("CREATE TYPE color AS ENUM ('RED');"
                            + " CREATE TABLE there (id int PRIMARY KEY);"
                            + " CREATE TABLE here (id int, other int, empty int, word text, c color,"
                            + " ref int REFERENCES there);"
                            + " INSERT INTO here VALUES (1, 7, 1, 'x', 'RED'), (2, 7, NULL, 'y', 'RED')"));
            database.migrator(first).upgradeToHead();
            var before = database.facts();
            var second = Script.of(
                    "bbbb",
                    "go wrong",
                    op -> {
                        op.execute("CREATE TABLE half (id int)");
                        op.execute(row.sql);
                        op.execute("CREATE TABLE other_half (id int)");
                    },
                    "aaaa");
            var migrator = database.builder(List.of(first, second))
                    .statementTimeout(Duration.ofMillis(row.state.equals("57014") ? 200 : 0))
                    .build();
            var failure = catchThrowableOfType(StatementFailedException.class, migrator::upgradeToHead);
            String shown = row.sql
                    .substring(row.sql.lastIndexOf(';', row.sql.indexOf("ALTER")) + 1)
                    .strip()
                    .replace('\n', ' ');
            int position = row.sql.startsWith("CREATE VIEW") ? 3 : 2;
            assertThat(failure.sqlState()).isEqualTo(row.state);
            assertThat(failure.revision()).isEqualTo("bbbb");
            assertThat(failure.position()).isEqualTo(position);
            assertThat(failure.statement().replace('\n', ' ')).isEqualTo(shown);
            assertThat(failure.getMessage())
                    .startsWith("revision bbbb (go wrong): statement " + position + " of its upgrade failed ("
                            + row.state + "): ")
                    .contains("nothing of this revision was applied")
                    .contains("Statement" + (row.line == 0 ? "" : ", wrong in its line " + row.line) + ": " + shown)
                    .contains(". " + row.toDo)
                    .doesNotContain("\n");
            assertThat(database.facts()).isEqualTo(before);
            assertThat(database.heads()).containsExactly("aaaa");
            assertThat(database.journal()).hasSize(2).last().asString().startsWith("upgrade bbbb failed {aaaa}");
            assertThat(database.ask("SELECT error FROM aludel_journal ORDER BY seq DESC LIMIT 1"))
                    .containsExactly(failure.getMessage());
        }
    }
}
