package dev.aludel.diff;

import dev.aludel.core.error.RevisionException;
import dev.aludel.core.revision.RevisionGraph;
import dev.aludel.core.revision.RevisionInfo;
import dev.aludel.core.revision.RevisionScript;
import dev.aludel.core.revision.RevisionSet;
import dev.aludel.core.revision.RevisionSource;
import dev.aludel.core.revision.Target;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The revisions that are there when a new one is written.
 *
 * @param files the file of each that stands in one of the directories
 */
record Chain(RevisionSet revisions, Map<String, Path> files) {

    static Chain read(List<Path> directories, boolean folders, List<String> locations) {
        var files = new HashMap<String, Path>();
        var scripts = scripts(directories, folders, locations, files);
        return new Chain(RevisionSet.read(List.of(() -> scripts)), files);
    }

    static RevisionSource source(List<Path> directories, boolean folders, List<String> locations) {
        return () -> scripts(directories, folders, locations, new HashMap<>());
    }

    private static List<RevisionScript> scripts(
            List<Path> directories, boolean folders, List<String> locations, Map<String, Path> found) {
        var scripts = new ArrayList<RevisionScript>();
        var java = new ArrayList<Path>();
        for (Path directory : directories) {
            if (Files.isDirectory(directory)) {
                RevisionSource.at("file:" + directory + (folders ? "/**" : ""), Chain.class.getClassLoader())
                        .read()
                        .forEach(script -> {
                            found.put(script.info().id(), Path.of(script.info().source()));
                            scripts.add(script);
                        });
                java.addAll(javaFiles(directory, folders));
            }
        }
        RevisionCompiler.compile(java)
                .forEach((type, file) -> RevisionSource.ofClasses(List.of(type))
                        .read()
                        .forEach(script -> {
                            found.put(script.info().id(), file);
                            scripts.add(script);
                        }));
        Map<String, RevisionScript> elsewhere = new LinkedHashMap<>();
        locations.forEach(
                location -> RevisionSource.at(location, Thread.currentThread().getContextClassLoader())
                        .read()
                        .forEach(script -> elsewhere.put(script.info().id(), script)));
        // the directories are the source of what the class path may hold compiled
        scripts.forEach(script -> {
            elsewhere.remove(script.info().id());
            script.info().replaces().forEach(elsewhere::remove);
        });
        scripts.addAll(elsewhere.values());
        return scripts;
    }

    static List<Path> javaFiles(Path directory, boolean folders) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (var files = Files.walk(directory, folders ? Integer.MAX_VALUE : 1)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + directory, e);
        }
    }

    RevisionGraph graph() {
        return revisions.graph();
    }

    /** The revisions that a new one follows; none where a chain begins. */
    List<RevisionInfo> parents(Draft draft) {
        var heads = ids(graph().heads());
        if (draft.heads().isEmpty()) {
            if (heads.size() > 1) {
                throw new RevisionException(
                        RevisionException.Reason.MULTIPLE_HEADS,
                        "Multiple heads are present; please specify the head revision on which the new revision should be"
                                + " based, or perform a merge: --head " + String.join(" or --head ", heads)
                                + ", or merge " + String.join(" ", heads),
                        List.copyOf(heads));
            }
            return graph().heads();
        }
        var parents = resolve(draft.heads());
        for (String parent : parents) {
            if (!draft.splice() && !heads.contains(parent)) {
                throw new RevisionException(
                        RevisionException.Reason.MULTIPLE_HEADS,
                        "Revision " + graph().get(parent).title()
                                + " is not a head revision; please specify --splice to"
                                + " create a new branch from this revision",
                        List.of(parent));
            }
        }
        return requireApart(parents);
    }

    /** The revisions that a merge follows. */
    List<RevisionInfo> merged(Draft draft, List<String> revisions) {
        if (!draft.heads().isEmpty()) {
            throw new IllegalArgumentException("a merge follows the revisions that it merges; name no head besides");
        }
        var parents = resolve(revisions);
        if (parents.size() < 2) {
            throw new RevisionException(
                    RevisionException.Reason.MULTIPLE_HEADS,
                    "a merge needs two revisions or more; " + String.join(" ", revisions) + " is "
                            + (parents.isEmpty() ? "none" : "only " + String.join(", ", parents))
                            + (graph().heads().size() < 2 ? "; there is nothing to merge" : ""),
                    List.copyOf(parents));
        }
        return parents(draft.head(parents.toArray(String[]::new)));
    }

    private Set<String> resolve(List<String> texts) {
        var target = new Target(graph());
        var found = new TreeSet<String>();
        texts.forEach(text -> found.addAll(target.resolve(text, Set.of())));
        return found;
    }

    private List<RevisionInfo> requireApart(Set<String> ids) {
        for (String id : ids) {
            var before = followed(id);
            for (String other : ids) {
                if (!other.equals(id) && before.contains(other)) {
                    throw new RevisionException(
                            RevisionException.Reason.MULTIPLE_HEADS,
                            graph().get(other).title() + " comes before "
                                    + graph().get(id).title() + " already; leave it out",
                            List.of(other, id));
                }
            }
        }
        return ids.stream().map(graph()::get).toList();
    }

    /** What a revision follows, directly or not; what it only depends on may still be a head. */
    private Set<String> followed(String id) {
        var followed = new HashSet<String>();
        var open = new ArrayDeque<>(graph().get(id).revises());
        while (!open.isEmpty()) {
            String next = open.remove();
            if (followed.add(next)) {
                open.addAll(graph().get(next).revises());
            }
        }
        return followed;
    }

    /** What a new revision needs besides: labels stay labels, the rest become whole ids. */
    List<String> needed(Draft draft) {
        return draft.dependsOn().stream()
                .map(text -> graph().all().stream()
                                .anyMatch(revision -> revision.labels().contains(text))
                        ? text
                        : one(text))
                .toList();
    }

    private String one(String text) {
        var found = resolve(List.of(text));
        if (found.size() != 1) {
            throw new RevisionException(
                    RevisionException.Reason.AMBIGUOUS,
                    "\"" + text + "\" is not one revision to depend on, but "
                            + (found.isEmpty() ? "none" : String.join(", ", found)),
                    List.copyOf(found));
        }
        return found.iterator().next();
    }

    /** Nothing is wrong with the chain when this revision joins it: no other has its id or labels. */
    void requireRoom(RevisionInfo revision) {
        var all = new ArrayList<>(graph().all());
        all.add(revision);
        RevisionGraph.of(all);
    }

    static Set<String> ids(List<RevisionInfo> revisions) {
        var ids = new TreeSet<String>();
        revisions.forEach(revision -> ids.add(revision.id()));
        return ids;
    }
}
