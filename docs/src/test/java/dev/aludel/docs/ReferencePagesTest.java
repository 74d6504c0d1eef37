package dev.aludel.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aludel.core.SettingName;
import dev.aludel.core.dialect.Hazard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Writes the pages of settings and hazards from the code, and fails when a page says anything else. */
class ReferencePagesTest {
    private static final ProjectTree PROJECT = ProjectTree.ofThisBuild();

    private static final String AGAIN = """
            This page is written from the code by `ReferencePagesTest`, and fails the build when it says anything else. To write it anew:

            ```
            mvn test -pl docs -am -Dtest=ReferencePagesTest -Dsurefire.failIfNoSpecifiedTests=false -Daludel.docs=write
            ```
            """;

    /** A kind and what is said about it, in parentheses that hold others at most one within the other. */
    private static final Pattern HAZARD =
            Pattern.compile("Hazard\\.Kind\\.(\\w+),\\s*((?:[^()]|\\((?:[^()]|\\([^()]*\\))*\\))+)\\)");

    @Test
    void settingsAreWhatThePageSays() throws IOException {
        var meanings = SourceText.constants(source("core/src/main/java/dev/aludel/core/SettingName.java"));
        var rows = Stream.of(SettingName.values())
                .map(name -> "| `%s` | %s | %s | %s |"
                        .formatted(
                                name.property(),
                                name.variables().stream()
                                        .map(variable -> "`" + variable + "`")
                                        .collect(Collectors.joining(", ")),
                                name.otherwise().isEmpty() ? "–" : "`" + name.otherwise() + "`",
                                meanings.get(name.name())))
                .collect(Collectors.joining("\n"));
        assertThat(meanings).hasSize(SettingName.values().length);
        is("settings.md", """
                # Settings

                %s
                Every setting has one name and several places; the later wins:

                1. `aludel.properties` on the class path
                2. `aludel.properties` in the working directory
                3. the environment, first the bare name where there is one, then the same with `ALUDEL_` before it
                4. system properties, by the name that files have
                5. options of the command line, or calls of a builder

                In Spring Boot, Spring's environment is asked for `aludel.*` first; what it does not say comes from these. A time has a unit of PostgreSQL's: `us`, `ms`,
                `s`, `min`, `h`, `d`. Yes is `true`, `yes`, `on` or `1`. A name that is none of these in `aludel.properties` is an error.

                | in files, as system property | in the environment | when nothing is said | meaning |
                |---|---|---|---|
                %s
                """.formatted(AGAIN, rows));
    }

    @Test
    void hazardsAreWhatThePageSays() throws IOException {
        var meanings = SourceText.constants(source("core/src/main/java/dev/aludel/core/dialect/Hazard.java"));
        var kinds = Stream.of(Hazard.Kind.values())
                .map(kind -> "| `%s` | %s | %s |".formatted(kind, kind.level(), meanings.get(kind.name())))
                .collect(Collectors.joining("\n"));
        var told = new TreeMap<Hazard.Kind, TreeSet<String>>();
        for (String source : SourceText.joined(PROJECT)) {
            HAZARD.matcher(source)
                    .results()
                    .forEach(match -> told.computeIfAbsent(Hazard.Kind.valueOf(match.group(1)), kind -> new TreeSet<>())
                            .add(SourceText.told(match.group(2).strip())));
        }
        told.values().forEach(texts -> texts.remove("…"));
        assertThat(told).as("what is said of each kind").hasSameSizeAs(Hazard.Kind.values());
        is("hazards.md", """
                # Hazards

                %s
                A hazard is something about a statement that a person should know before it runs. `aludel plan`, `upgrade --dry-run` and
                `Migrator.plan(…)` show them beside each statement, with its locks. They are told, not forbidden: what asks before it
                destroys is the command line. What to do about each is in [Zero-downtime patterns](../how-to/zero-downtime.md).

                | hazard | level | meaning |
                |---|---|---|
                %s

                ## What is said

                `…` is the table, column or value.

                %s""".formatted(AGAIN, kinds, bullets(told)));
    }

    private static String bullets(Map<Hazard.Kind, TreeSet<String>> told) {
        return told.entrySet().stream()
                .map(kind -> "### " + kind.getKey() + "\n\n"
                        + kind.getValue().stream()
                                .map(text -> "- " + text + "\n")
                                .collect(Collectors.joining()))
                .collect(Collectors.joining("\n"));
    }

    private static Path source(String name) {
        return PROJECT.root().resolve(name);
    }

    private static void is(String page, String text) throws IOException {
        Path file = Path.of("reference", page);
        if ("write".equals(System.getProperty("aludel.docs"))) {
            Files.writeString(file, text);
        }
        assertThat(ProjectTree.read(file)).as(page).isEqualTo(text);
    }
}
