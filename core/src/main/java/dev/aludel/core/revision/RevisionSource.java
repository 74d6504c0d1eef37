package dev.aludel.core.revision;

import java.util.Arrays;
import java.util.List;

/** Something that revisions are read from. Reads headers only; a body is read when it is asked for. */
@FunctionalInterface
public interface RevisionSource {

    List<RevisionScript> read();

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
     * jar of the class path; {@code file:path} is a folder of SQL files.
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
