package dev.aludel.postgres.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.aludel.core.error.MigrationException;
import dev.aludel.postgres.run.Database;
import dev.aludel.postgres.run.Logged;
import dev.aludel.postgres.run.Script;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Row 70: what a server says ends as plain text, wherever it is shown. */
class HostileMessagesTest {

    private static final int MESSAGES = Integer.getInteger("aludel.messages", 200);

    private static final long SEED = Long.getLong("aludel.seed", 1);

    private static final List<String> PIECES = List.of(
            "\u001b[31mred\u001b[0m",
            "\u001b]0;title\u0007",
            "\u001b[2J\u001b[H",
            "\u009b31m",
            "\r",
            "\n2026-11-21 10:00:00 ERROR all is lost\n",
            "\r\n",
            "\u202e",
            "\u2066",
            "\u200f",
            "\u2028",
            "\u0085",
            "\u0008\u0008",
            "\u007f",
            "\ufeff",
            "\u0001",
            "\u000b",
            "plain ",
            "größe ",
            "🦊");

    private static Database database;

    @BeforeAll
    static void start() {
        database = new Database();
        database.migrator(Script.of("aaaa", "", op -> op.execute("CREATE TABLE a (id int)")))
                .upgradeToHead();
    }

    @AfterAll
    static void drop() {
        database.close();
    }

    private static String hostile(Random random) {
        var text = new StringBuilder("x");
        for (int i = 1 + random.nextInt(5); i > 0; i--) {
            text.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        return text.toString().replace("'", "''");
    }

    @Test
    void noRawControlCharacterIsShown() throws Exception {
        System.out.println("-Daludel.seed=" + SEED);
        var random = new Random(SEED);
        int raw = 0;
        int shown = 0;
        for (int i = 0; i < MESSAGES; i++) {
            String raise = "DO $x$ BEGIN RAISE NOTICE '%', '" + hostile(random) + "'; RAISE EXCEPTION USING MESSAGE = '"
                    + hostile(random) + "', DETAIL = '" + hostile(random) + "', HINT = '" + hostile(random)
                    + "', COLUMN = '" + hostile(random) + "'; END $x$";
            boolean code = i % 4 == 0;
            var wrong = Script.of(
                    "bbbb",
                    "wrong",
                    op -> {
                        op.execute("CREATE TABLE b (id int)");
                        if (code) {
                            op.run("code", 1, connection -> {
                                try (var statement = connection.createStatement()) {
                                    statement.execute(raise);
                                }
                            });
                        } else {
                            op.execute(raise);
                        }
                    },
                    "aaaa");
            var sinks = new ArrayList<String>();
            try (var logged = new Logged(false)) {
                var failure = catchThrowableOfType(
                        MigrationException.class,
                        () -> database.migrator(
                                        Script.of("aaaa", "", op -> op.execute("CREATE TABLE a (id int)")), wrong)
                                .upgradeToHead());
                sinks.add(failure.getMessage());
                var trace = new StringWriter();
                failure.printStackTrace(new PrintWriter(trace));
                // the lines of the trace itself, and those in which the driver has a detail and a hint
                sinks.addAll(List.of(trace.toString().split("\\n\\t|\\n")));
                sinks.addAll(List.of(logged.text().split("\\n\\t|\\n")));
            }
            sinks.addAll(database.ask("SELECT error FROM aludel_journal ORDER BY seq DESC LIMIT 1"));
            shown += sinks.size();
            for (String sink : sinks) {
                if (sink.codePoints().anyMatch(HostileMessagesTest::isControl)) {
                    raw++;
                    assertThat(sink).as("-Daludel.seed=%d, message %d", SEED, i).isEmpty();
                }
            }
            assertThat(sinks)
                    .as("a line of its own")
                    .noneMatch(sink -> sink.startsWith("2026-11-21 10:00:00 ERROR all"));
        }
        System.out.printf(
                "row 70: %d messages, %d lines shown, %d with a raw control character%n", MESSAGES, shown, raw);
    }

    private static boolean isControl(int c) {
        int type = Character.getType(c);
        return type == Character.CONTROL
                || type == Character.FORMAT
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR;
    }
}
