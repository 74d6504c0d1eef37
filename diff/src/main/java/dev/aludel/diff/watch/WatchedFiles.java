package dev.aludel.diff.watch;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a watcher looks at. Revisions are no part of the classes that they come from, wherever a build copies them.
 *
 * @param classes   folders of classes
 * @param sources   folders of sources that are compiled here; may be empty
 * @param revisions the directory of revisions
 */
record WatchedFiles(List<Path> classes, List<Path> sources, Path revisions) {

    private static final Set<String> LANGUAGES = Set.of("java", "kotlin", "resources");

    WatchedFiles {
        classes = List.copyOf(classes);
        sources = List.copyOf(sources);
    }

    Look ofClasses() {
        return Look.at(folders(), this::isOfEntities);
    }

    Look ofRevisions() {
        return Look.at(List.of(revisions), file -> true);
    }

    /** Is a folder empty that was not? Then a build has just begun. */
    boolean areBeingBuilt(Look before, Look now) {
        return folders().stream().anyMatch(folder -> !before.isEmpty(folder) && now.isEmpty(folder));
    }

    private List<Path> folders() {
        var all = new ArrayList<>(classes);
        all.addAll(sources);
        return all;
    }

    private boolean isOfEntities(Path file) {
        String name = file.toString();
        return (name.endsWith(".class") || name.endsWith(".xml") || name.endsWith(".java"))
                && !file.toAbsolutePath()
                        .normalize()
                        .startsWith(revisions.toAbsolutePath().normalize())
                && copies().noneMatch(place -> file.getParent().endsWith(place));
    }

    /** Where revisions are below a folder of classes: below {@code src/main/java} or the like, as in Maven and Gradle. */
    private Stream<Path> copies() {
        int names = revisions.getNameCount();
        return Stream.concat(
                Stream.of(Path.of("db", "revisions")),
                IntStream.range(2, names - 1)
                        .filter(i -> revisions.getName(i - 2).endsWith("src")
                                && LANGUAGES.contains(revisions.getName(i).toString()))
                        .mapToObj(i -> revisions.subpath(i + 1, names)));
    }
}
