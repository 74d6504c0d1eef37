package dev.aludel.core.run;

import dev.aludel.core.dialect.VersionTables.Entry;
import dev.aludel.core.revision.RevisionGraph;
import dev.aludel.core.revision.RevisionInfo;
import dev.aludel.core.run.History.Line;
import dev.aludel.core.run.History.Mark;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Tells the chain together with what a database's journal says of it; writes nothing. */
public final class HistoryReader {

    private final Setup setup;

    public HistoryReader(Setup setup) {
        this.setup = setup;
    }

    /** Without a database the chain alone is told. */
    public History read() {
        if (setup.isOffline()) {
            return history(Set.of(), List.of());
        }
        try (Session session = Session.open(setup.dataSource(), setup.dialect())) {
            String schema = setup.context(session).versionSchema();
            var tables = setup.dialect().versionTables();
            var heads = tables.heads(session.connection(), schema).orElse(Set.of());
            return history(Runner.ids(heads), tables.journal(session.connection(), schema));
        } catch (SQLException e) {
            throw Failures.general(e, setup.dialect(), "reading the journal");
        }
    }

    private History history(Set<String> current, List<Entry> journal) {
        RevisionGraph graph = setup.graph();
        Set<String> heads = graph.standing(current);
        var applied = graph.ancestors(heads.stream().filter(graph::contains).toList());
        var last = new HashSet<>(graph.heads());
        Map<String, List<String>> children = new HashMap<>();
        graph.all()
                .forEach(revision -> revision.revises()
                        .forEach(parent -> children.computeIfAbsent(parent, id -> new ArrayList<>())
                                .add(revision.id())));
        Map<String, List<Entry>> entries = new HashMap<>();
        var others = new ArrayList<Entry>();
        for (Entry entry : journal) {
            if (graph.contains(entry.revision())) {
                entries.computeIfAbsent(entry.revision(), id -> new ArrayList<>())
                        .add(entry);
            } else {
                others.add(entry);
            }
        }
        var lines = new ArrayList<Line>();
        for (RevisionInfo revision : graph.all()) {
            var follow = children.getOrDefault(revision.id(), List.of());
            var marks = EnumSet.noneOf(Mark.class);
            mark(marks, Mark.HEAD, last.contains(revision));
            mark(marks, Mark.BRANCHPOINT, follow.size() > 1);
            mark(marks, Mark.MERGEPOINT, revision.revises().size() > 1);
            mark(marks, Mark.CURRENT, heads.contains(revision.id()));
            lines.add(new Line(
                    revision,
                    applied.contains(revision.id()),
                    marks,
                    follow,
                    entries.getOrDefault(revision.id(), List.of())));
        }
        Collections.reverse(lines);
        return new History(lines, others);
    }

    private static void mark(Set<Mark> marks, Mark mark, boolean is) {
        if (is) {
            marks.add(mark);
        }
    }
}
