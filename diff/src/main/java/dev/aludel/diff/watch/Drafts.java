package dev.aludel.diff.watch;

import dev.aludel.core.revision.RevisionFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The one revision that a watcher has written and that is not applied yet. Another change of the classes takes it back, so that
 * several edits never make several of them; not if somebody has edited it, because it is his then.
 */
final class Drafts {

    /**
     * @param bytes as they were when every hook had run
     * @param of    the classes that it was made of
     */
    private record Draft(RevisionFile file, byte[] bytes, Look of) {}

    private final List<Path> classes;
    private @Nullable Draft open;
    private @Nullable Draft gone;

    /**
     * @param classes where a build may have put copies of revisions
     */
    Drafts(List<Path> classes) {
        this.classes = classes;
    }

    void written(RevisionFile file, Look of) {
        try {
            open = new Draft(file, Files.readAllBytes(file.path()), of);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file.path(), e);
        }
    }

    void applied() {
        open = null;
    }

    /** Nobody knows whether it was applied: where it was not, it is taken back and made anew. */
    void doubted() {
        if (open != null) {
            open = new Draft(open.file, open.bytes, Look.NOTHING);
        }
    }

    /** Is there one, and is it of these classes? */
    boolean isOf(Look look) {
        return open != null && open.of.equals(look);
    }

    /** What came of it: somebody has applied it, edited it or deleted it. */
    void notice(Set<String> heads) {
        if (open != null && heads.contains(open.file.info().id())) {
            open = null;
        }
        if (open != null && !isUntouched(open)) {
            if (!Files.exists(open.file.path())) {
                deleteCopies(open.file.path());
            }
            open = null;
        }
        // an upgrade that had read it before it was taken back
        if (gone != null && heads.contains(gone.file.info().id()) && !Files.exists(gone.file.path())) {
            try {
                Files.write(gone.file.path(), gone.bytes);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot write " + gone.file.path(), e);
            }
            gone = null;
        }
    }

    /** Deletes its file, if there is one and nobody has touched it. */
    Optional<Path> takeBack() {
        if (open == null || !isUntouched(open)) {
            return Optional.empty();
        }
        try {
            Files.delete(open.file.path());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + open.file.path(), e);
        }
        deleteCopies(open.file.path());
        gone = open;
        open = null;
        return Optional.of(gone.file.path());
    }

    private static boolean isUntouched(Draft draft) {
        try {
            return Arrays.equals(Files.readAllBytes(draft.file.path()), draft.bytes);
        } catch (IOException e) {
            return false;
        }
    }

    /** A build never deletes what it has copied or compiled, and revisions are looked for on the class path, too. */
    private void deleteCopies(Path file) {
        String name = file.getFileName().toString();
        Path built = name.endsWith(".java")
                ? file.resolveSibling(name.substring(0, name.length() - ".java".length()) + ".class")
                : file;
        for (Path folder : classes) {
            for (int i = 0; i < built.getNameCount(); i++) {
                try {
                    Files.deleteIfExists(folder.resolve(built.subpath(i, built.getNameCount())));
                } catch (IOException e) {
                    throw new UncheckedIOException("cannot delete a copy of " + file, e);
                }
            }
        }
    }
}
