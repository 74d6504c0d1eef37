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
            ticker.say("CREATE INDEX on invoice: building index: scanning table 42 %, about 17 s left");
            Thread.sleep(300);
        }
        assertThat(lines())
                .containsExactly(
                        "", "  … 0 s  CREATE INDEX on invoice: building index: scanning table 42 %, about 17…", "");
        assertThat(lines().get(1)).hasSize(78);
    }

    @Test
    void whatIsSoonOverIsNotSpokenOf() {
        try (Ticker ticker = Ticker.start(terminal(), Duration.ofSeconds(2))) {
            ticker.say("COPY TO: copying rows 3");
        }
        assertThat(shown.toString(StandardCharsets.UTF_8)).isEmpty();
    }
}
