package dev.aludel.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aludel.core.error.DatabaseException;
import dev.aludel.core.error.DialectException;
import dev.aludel.core.error.LockTimeoutException;
import dev.aludel.core.error.MigrationException;
import dev.aludel.core.error.ModelException;
import dev.aludel.core.error.RefusedException;
import dev.aludel.core.error.RevisionException;
import dev.aludel.core.error.StatementFailedException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every error has its paragraph, and every message there is one that can be said. */
class ErrorsPageTest {
    private static final String PAGE = ProjectTree.read(Path.of("reference/errors.md"));
    private static final Pattern MESSAGE = Pattern.compile("(?m)^- `(.+?)`");

    /** One of each kind, and of the two that have reasons one of each reason. */
    private static List<MigrationException> all() {
        var all = new ArrayList<MigrationException>(List.of(
                new DatabaseException("m", "", null),
                new DialectException("m"),
                new LockTimeoutException("m", Duration.ZERO, null),
                new ModelException("m", null),
                new StatementFailedException("m", "", 0, "", "", null)));
        Stream.of(RefusedException.Reason.values())
                .map(reason -> new RefusedException(reason, "m"))
                .forEach(all::add);
        Stream.of(RevisionException.Reason.values())
                .map(reason -> new RevisionException(reason, "m", List.of()))
                .forEach(all::add);
        return all;
    }

    @Test
    void everyKindIsLookedAt() {
        assertThat(all().stream().map(Object::getClass).distinct())
                .hasSameSizeAs(MigrationException.class.getPermittedSubclasses());
    }

    @Test
    void everyCodeHasItsParagraph() {
        assertThat(all()).allSatisfy(failure -> assertThat(PAGE).contains("\n## " + failure.code() + "\n"));
    }

    @Test
    void logsAndTracesHaveTheCode() {
        assertThat(all())
                .allSatisfy(failure -> assertThat(failure.toString())
                        .isEqualTo(failure.getClass().getName() + " [" + failure.code() + "]: m"));
    }

    @Test
    void everyMessageIsOneThatCanBeSaid() {
        String said = SourceText.literals(ProjectTree.ofThisBuild());
        var strangers = MESSAGE.matcher(PAGE)
                .results()
                .flatMap(match -> Stream.of(match.group(1).split("…|; |\\. |, ")))
                .map(String::strip)
                .filter(part -> part.length() > 5 && !said.contains(part))
                .toList();
        assertThat(strangers).as("parts of messages that no source has").isEmpty();
    }
}
