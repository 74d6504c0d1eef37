package dev.aludel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A page of the documentation that a test writes and guards.
 *
 * @param file its name in {@code docs}
 */
record Page(String file, Class<?> test) {

    /** The command that writes it. */
    String command() {
        return "mvn test -pl diff/adapters/cli -am -Dtest=" + test.getSimpleName()
                + " -Dsurefire.failIfNoSpecifiedTests=false -Daludel.docs=write";
    }

    void is(String text) throws IOException {
        Path path = Path.of("../../../docs", file);
        if ("write".equals(System.getProperty("aludel.docs"))) {
            Files.writeString(path, text);
        }
        String page = Files.exists(path) ? Files.readString(path) : "";
        assertThat(page).as("docs/" + file + ", written by: " + command()).isEqualTo(text);
    }
}
