package dev.aludel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a terminal shows while something takes long. */
class TickerTest {

    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();

    private Console terminal() {
        var out = new PrintStream(shown, true, StandardCharsets.UTF_8);
        var around = new Surroundings(
                InputStream.nullInputStream(), out, out, Map.of(), new Properties(), Path.of(""), true);
        return new Console(around, false, false, false);
    }

    private List<String> lines() {
        return Arrays.stream(shown.toString(StandardCharsets.UTF_8).split("\r\u001b\\[K", -1))
                .toList();
    }

    @Test
    void howLongItTakesAndHowFarItIsStandInOneLine() throws Exception {
        try (Ticker ticker = Ticker.start(terminal(), Duration.ofMillis(50))) {
            ticker.say("42 %, about 17 s left: CREATE INDEX on invoice, building index: scanning table");
            Thread.sleep(300);
        }
        assertThat(lines())
                .containsExactly(
                        "", "  … 0 s  42 %, about 17 s left: CREATE INDEX on invoice, building index: scan…", "");
        assertThat(lines().get(1)).hasSize(78);
    }

    @Test
    void whatIsSoonOverIsNotSpokenOf() {
        try (Ticker ticker = Ticker.start(terminal(), Duration.ofSeconds(2))) {
            ticker.say("COPY TO: copying rows 3");
        }
        assertThat(shown.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void atATerminalALongStatementSaysHowFarItIs(@TempDir Path directory) throws Exception {
        try (Shell shell = new Shell(directory)) {
            shell.environment().put("ALUDEL_FORMAT", "sql");
            shell.environment().put("ALUDEL_DIRECTORY", "src/main/java/db/revisions");
            shell.database()
                    .execute("CREATE FUNCTION slow(int) RETURNS int LANGUAGE plpgsql IMMUTABLE AS"
                            + " 'BEGIN PERFORM pg_catalog.pg_sleep(0.05); RETURN $1; END';"
                            + "CREATE TABLE invoice (n int, filler text);"
                            + "ALTER TABLE invoice ALTER filler SET STORAGE PLAIN;"
                            + "INSERT INTO invoice SELECT n, repeat('x', 6000) FROM generate_series(1, 100) n");
            shell.revision("aaaa1111", "", "", "CREATE INDEX i ON invoice (slow(n))", "DROP INDEX i");
            var result = shell.answering("", "upgrade");
            assertThat(result.exit()).as(result.toString()).isEqualTo(Exit.DONE);
            assertThat(result.err())
                    .containsPattern(
                            "\r\u001b\\[K  … 4 s  [0-9]+ %, about [0-9] s left: CREATE INDEX on invoice, building"
                                    + " index: scan[a-z ]*…?\r\u001b\\[K");
        }
    }
}
