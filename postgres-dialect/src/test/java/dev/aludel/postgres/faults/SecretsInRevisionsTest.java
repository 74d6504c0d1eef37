package dev.aludel.postgres.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.aludel.core.Migrator;
import dev.aludel.core.error.StatementFailedException;
import dev.aludel.core.run.Applied;
import dev.aludel.core.run.MigrationListener;
import dev.aludel.core.run.Step;
import dev.aludel.postgres.run.Database;
import dev.aludel.postgres.run.Logged;
import dev.aludel.postgres.run.Script;
import dev.aludel.testing.TestRole;
import dev.aludel.testing.TestServer;
import java.io.ByteArrayOutputStream;
import java.io.ObjectOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Row 69, beside the command line's: a password that a revision says, or that leads to the server, is in no exception, no
 * log, no journal and no object's text. The SQL of a revision itself, in a plan and in a script, has to have it.
 */
class SecretsInRevisionsTest {

    private static final String CANARY = "c4nary-w0rd";

    static Stream<String> statements() {
        return Stream.of(
                "CREATE ROLE x PASSWORD 'C' NO_SUCH_OPTION",
                "CREATE USER x ENCRYPTED PASSWORD 'C' NO_SUCH_OPTION",
                "CREATE USER x WITH LOGIN\nPASSWORD\n'C' IN ROLE no_such_role",
                "ALTER ROLE no_such_role PASSWORD 'C'",
                "ALTER ROLE no_such_role WITH PASSWORD E'C\\n'",
                "ALTER USER no_such_role PASSWORD $$C$$",
                "ALTER USER no_such_role PASSWORD U&'C'",
                "DO $$ BEGIN EXECUTE 'ALTER ROLE no_such_role PASSWORD ''C'''; END $$",
                "DO $$ BEGIN ALTER ROLE no_such_role PASSWORD 'C'; END $$",
                "CREATE SUBSCRIPTION s CONNECTION 'host=nowhere.invalid password=C user=x' PUBLICATION p",
                "CREATE SUBSCRIPTION s CONNECTION 'host=nowhere.invalid password=''C'' user=x' PUBLICATION p",
                "CREATE SUBSCRIPTION s CONNECTION 'postgresql://u:C@nowhere.invalid/x' PUBLICATION p",
                "CREATE USER MAPPING FOR CURRENT_USER SERVER no_such_server OPTIONS (user 'u', password 'C')",
                "ALTER USER MAPPING FOR CURRENT_USER SERVER no_such_server OPTIONS (SET password 'C')",
                "SELECT dblink_connect('host=localhost dbname=x password=C')",
                "SELECT dblink_connect('postgresql://u:C@localhost/x')",
                "SELECT no_such_function('x', 'sslpassword=C')",
                "UPDATE no_such_table SET password = 'C'");
    }

    @ParameterizedTest
    @MethodSource("statements")
    void aFailureDoesNotRepeatThem(String statement) throws Exception {
        String sql = statement
                .replace("C'", CANARY + "'")
                .replace("'C", "'" + CANARY)
                .replace("=C", "=" + CANARY)
                .replace(":C@", ":" + CANARY + "@")
                .replace("$C$", "$" + CANARY + "$");
        assertThat(sql).contains(CANARY);
        for (boolean alone : List.of(true, false)) {
            try (Database database = new Database();
                    var logged = new Logged(false)) {
                var sinks = new ArrayList<Object>();
                var migrator = database.builder(List.of(
                                Script.of("aaaa", "ground", op -> op.execute("CREATE TABLE a (id int)")),
                                Script.of(
                                        "bbbb",
                                        "wrong",
                                        op -> {
                                            op.execute(alone ? "SELECT 1" : "CREATE TABLE b (id int)");
                                            op.execute(sql);
                                        },
                                        "aaaa")))
                        .listener(new MigrationListener() {
                            @Override
                            public void done(Applied applied) {
                                sinks.add(applied);
                            }
                        })
                        .build();
                Throwable failure = catchThrowable(migrator::upgradeToHead);
                assertThat(failure).isInstanceOf(StatementFailedException.class);
                var trace = new StringWriter();
                failure.printStackTrace(new PrintWriter(trace));
                sinks.addAll(List.of(trace, ((StatementFailedException) failure).statement(), migrator));
                sinks.addAll(List.of(migrator.status(), migrator.history(), migrator.repairs(), migrator.validate()));
                sinks.addAll(database.ask("SELECT j::text FROM aludel_journal j"));
                var bytes = new ByteArrayOutputStream();
                try (var out = new ObjectOutputStream(bytes)) {
                    out.writeObject(failure);
                }
                sinks.add(bytes.toString(StandardCharsets.ISO_8859_1));
                sinks.add(logged.text());
                for (Object sink : sinks) {
                    assertThat(sink.toString()).doesNotContain(CANARY);
                }
                assertThat(failure.getMessage()).contains("***");
            }
        }
    }

    @Test
    void whatLeadsToTheServerIsInNoObject() {
        TestRole role = TestServer.shared().role();
        try (Database database = new Database()) {
            database.run("GRANT CREATE ON SCHEMA public TO " + role.name());
            var sinks = new ArrayList<Object>();
            var builder = Migrator.builder()
                    .url(database.itself()
                            .url()
                            .replaceFirst("\\?.*", "?user=" + role.name() + "&password=" + role.password()))
                    .revisions(Script.source(
                            Script.of(
                                    "aaaa",
                                    "one",
                                    op -> op.execute("CREATE TABLE a (id int)").reversedBy("DROP TABLE a")),
                            Script.of("bbbb", "two", op -> op.execute("SELECT 1/0"), "aaaa")))
                    .listener(new MigrationListener() {
                        @Override
                        public void starting(Step step) {
                            sinks.add(step);
                        }

                        @Override
                        public void done(Applied applied) {
                            sinks.add(applied);
                        }
                    });
            var migrator = builder.build();
            sinks.addAll(List.of(builder, migrator, migrator.graph(), migrator.plan("head"), migrator.pending()));
            sinks.add(migrator.sql("head"));
            try (var logged = new Logged(false)) {
                sinks.add(migrator.upgradeTo("aaaa"));
                Throwable failure = catchThrowable(migrator::upgradeToHead);
                var trace = new StringWriter();
                failure.printStackTrace(new PrintWriter(trace));
                sinks.add(trace);
                sinks.addAll(List.of(migrator.status(), migrator.history(), migrator.validate(), migrator.repairs()));
                sinks.add(migrator.status().server());
                sinks.add(migrator.downgradeTo("base"));
                sinks.add(logged.text());
            }
            sinks.add(ProcessHandle.allProcesses()
                    .map(process -> process.info().commandLine().orElse(""))
                    .collect(Collectors.joining("\n")));
            sinks.forEach(sink ->
                    assertThat(sink.toString()).as(sink.getClass().getName()).doesNotContain(role.password()));
            System.out.printf("row 69: %d sinks with the server's password, 0 hits%n", sinks.size());
        }
    }
}
