package dev.aludel.core.revision;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The revisions of an application: their graph, and the bodies behind it. */
public final class RevisionSet {

    private final RevisionGraph graph;
    private final Map<String, RevisionScript> scripts = new HashMap<>();

    private RevisionSet(List<RevisionScript> scripts) {
        this.graph = RevisionGraph.of(scripts.stream().map(RevisionScript::info).toList());
        scripts.forEach(script -> this.scripts.put(script.info().id(), script));
    }

    /** Reads the headers of all revisions. */
    public static RevisionSet read(Collection<RevisionSource> sources) {
        var scripts = new ArrayList<RevisionScript>();
        sources.forEach(source -> scripts.addAll(source.read()));
        return new RevisionSet(scripts);
    }

    public RevisionGraph graph() {
        return graph;
    }

    public RevisionScript script(RevisionInfo revision) {
        return scripts.get(graph.get(revision.id()).id());
    }
}
