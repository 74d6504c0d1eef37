package dev.aludel.core.revision;

import dev.aludel.core.error.RevisionException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** Something that revisions are read from. Reads headers only; a body is read when it is asked for. */
@FunctionalInterface
public interface RevisionSource {

    List<RevisionScript> read();

    /**
     * The same, but what cannot be read is told and left out, as far as the source can tell one revision from the other.
     *
     * @param problems is told of each
     */
    default List<RevisionScript> read(Consumer<RevisionException> problems) {
        try {
            return read();
        } catch (RevisionException e) {
            problems.accept(e);
            return List.of();
        }
    }

    /** Revisions that are objects already. */
    static RevisionSource of(Migration... migrations) {
        return () -> Arrays.stream(migrations)
                .map(migration -> (RevisionScript) JavaRevision.of(migration))
                .toList();
    }

    /** Classes with a {@link Revision} annotation; others are left out. None is initialised before its body is needed. */
    static RevisionSource ofClasses(List<Class<?>> types) {
        return () -> types.stream()
                .filter(type -> type.isAnnotationPresent(Revision.class))
                .map(type -> (RevisionScript) JavaRevision.of(type))
                .toList();
    }

    /**
     * A location: {@code classpath:db/revisions} is that folder and the package {@code db.revisions} in every folder and
     * jar of the class path; {@code file:path} is a folder of SQL files. With {@code /**} at its end it has the folders below
     * it, too.
     *
     * @param loader where the class path is looked for
     */
    static RevisionSource at(String location, ClassLoader loader) {
        return new LocationSource(location, loader, false);
    }

    /** The same, but a folder that is not on the class path holds no revisions, as in an application that has none yet. */
    static RevisionSource atIfThere(String location, ClassLoader loader) {
        return new LocationSource(location, loader, true);
    }
}
