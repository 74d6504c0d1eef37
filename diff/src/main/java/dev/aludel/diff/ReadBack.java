package dev.aludel.diff;

import dev.aludel.core.dialect.Dialect;
import dev.aludel.core.error.RevisionException;
import dev.aludel.core.op.Backfill;
import dev.aludel.core.op.Operation;
import dev.aludel.core.revision.Checksum;
import dev.aludel.core.revision.RevisionFile;
import dev.aludel.core.revision.RevisionFormat;
import dev.aludel.core.revision.RevisionInfo;
import dev.aludel.core.revision.RevisionScript;
import dev.aludel.core.revision.RevisionSource;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A Java revision is compiled and read before it is kept. What is in SQL was read by the writer. */
final class ReadBack {

    private ReadBack() {}

    /**
     * @return the revision as it will be read
     * @throws IllegalArgumentException if it would not be what was meant; only a template or a hand can cause that
     */
    static Optional<RevisionScript> of(
            RevisionFile file, List<Operation> upgrade, List<Operation> downgrade, Dialect dialect) {
        if (file.format() != RevisionFormat.JAVA || !RevisionCompiler.isThere()) {
            return Optional.empty();
        }
        var types = compiled(file).entrySet().stream()
                .filter(type -> type.getValue().equals(file.path().toAbsolutePath()))
                .<Class<?>>map(Map.Entry::getKey)
                .toList();
        var read = RevisionSource.ofClasses(types).read();
        boolean same = read.size() == 1
                && header(read.get(0).info(), file.info().source())
                        .equals(header(file.info(), file.info().source()))
                && meaning(read.get(0).upgrade(dialect::normalType)).equals(meaning(upgrade))
                && meaning(read.get(0).downgrade(dialect::normalType)).equals(meaning(downgrade));
        if (!same) {
            throw new IllegalArgumentException("revision " + file.info().title()
                    + " would not be read back as what was meant; nothing was written; correct the template");
        }
        return Optional.of(read.get(0));
    }

    /** The way back of a backfill is nothing, and is not written. */
    private static String meaning(List<Operation> operations) {
        return Checksum.of(operations.stream()
                .filter(operation -> !(operation instanceof Backfill backfill && backfill.backwards()))
                .toList());
    }

    /** Alone, because that is fast; with what stands beside it where a template refers to that. */
    private static Map<Class<?>, Path> compiled(RevisionFile file) {
        try {
            return RevisionCompiler.compile(file, List.of());
        } catch (RevisionException alone) {
            var besides = Chain.javaFiles(file.path().toAbsolutePath().getParent(), false);
            if (besides.isEmpty()) {
                throw alone;
            }
            return RevisionCompiler.compile(file, besides);
        }
    }

    private static RevisionInfo header(RevisionInfo info, String source) {
        return new RevisionInfo(
                info.id(),
                info.revises(),
                info.dependsOn(),
                info.labels(),
                info.replaces(),
                info.message(),
                info.created(),
                source);
    }
}
