package dev.aludel.postgres.changes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aludel.core.dialect.Dialect;
import dev.aludel.core.op.Operation;
import dev.aludel.core.op.Operations;
import dev.aludel.core.revision.RevisionFormat;
import dev.aludel.core.revision.RevisionInfo;
import dev.aludel.core.revision.RevisionScript;
import dev.aludel.core.revision.RevisionSource;
import dev.aludel.core.revision.RevisionWriter;
import dev.aludel.diff.Revisions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;

/** Operations as revision files, and back. */
final class Written {

    private final Path directory;
    private final Dialect dialect;
    private final Map<RevisionInfo, List<Operation>> inJava = new LinkedHashMap<>();

    Written(Dialect dialect) throws IOException {
        this.directory = Files.createTempDirectory("aludel-changes");
        this.dialect = dialect;
    }

    private Path write(RevisionInfo info, List<Operation> upgrade, RevisionFormat format, Path into) {
        var writer = new RevisionWriter(into, format, "changes");
        return RevisionWriter.write(writer.render(info, upgrade, Operations.reverse(upgrade), dialect, Side.major()))
                .path();
    }

    /** The operations as they are read from a file of SQL that says the same. */
    RevisionScript inSql(Change change, List<Operation> upgrade) throws IOException {
        Path own = Files.createTempDirectory(directory, "sql");
        write(RevisionInfo.of("r1", change.name), upgrade, RevisionFormat.SQL, own);
        var scripts =
                RevisionSource.at("file:" + own, Written.class.getClassLoader()).read();
        assertThat(scripts).hasSize(1);
        assertThat(scripts.get(0).info().message()).isEqualTo(change.name);
        return scripts.get(0);
    }

    /** Remembers the operations for {@link #provesJava}. */
    synchronized void inJava(Change change, List<Operation> upgrade) {
        inJava.put(RevisionInfo.of("r" + (inJava.size() + 1), change.name), upgrade);
    }

    /** All that was remembered is written as Java, compiled together, and records the same operations. */
    void provesJava() throws IOException {
        Path own = Files.createTempDirectory(directory, "java");
        for (var entry : inJava.entrySet()) {
            write(entry.getKey(), entry.getValue(), RevisionFormat.JAVA, own);
        }
        var source = Revisions.source(own);
        Map<String, RevisionScript> scripts = new LinkedHashMap<>();
        source.read().forEach(script -> scripts.put(script.info().id(), script));
        var softly = new SoftAssertions();
        inJava.forEach((info, upgrade) -> {
            RevisionScript script = scripts.get(info.id());
            softly.assertThat(script.info().message()).isEqualTo(info.message());
            softly.assertThat(script.upgrade(dialect::normalType))
                    .as(info.message())
                    .isEqualTo(upgrade);
            softly.assertThat(script.downgrade(dialect::normalType))
                    .as(info.message() + ", and back")
                    .isEqualTo(Operations.reverse(upgrade));
        });
        softly.assertAll();
    }

    void delete() throws IOException {
        try (var files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
