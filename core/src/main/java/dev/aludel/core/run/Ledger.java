package dev.aludel.core.run;

import dev.aludel.core.dialect.VersionTables.Entry;
import dev.aludel.core.dialect.VersionTables.Store;
import dev.aludel.core.error.MigrationException;
import dev.aludel.core.revision.RevisionGraph;
import dev.aludel.core.revision.RevisionInfo;
import dev.aludel.core.revision.Text;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A database's heads and journal, held against the revisions that there are. */
final class Ledger {

    private final RevisionGraph graph;
    private final Planner planner;
    private final Set<String> current;
    private final Set<String> heads;
    private final Map<String, List<Entry>> journal = new HashMap<>();
    private final List<Entry> lines;

    Ledger(Setup setup, Set<String> heads, List<Entry> journal) {
        this.graph = setup.graph();
        this.planner = setup.planner();
        this.current = heads;
        this.heads = graph.standing(heads);
        this.lines = journal;
        journal.forEach(entry -> this.journal
                .computeIfAbsent(entry.revision(), id -> new ArrayList<>())
                .add(entry));
    }

    /**
     * A revision whose upgrade means something else than when it was applied.
     *
     * @param applied  the journal's last word on it
     * @param checksum of what it means now
     */
    record Edited(RevisionInfo revision, Entry applied, String checksum) {

        /** For people. */
        String describe() {
            return "revision " + revision.title() + " in " + Text.oneLine(revision.source())
                    + " was edited after it had been applied on " + JournalText.when(applied.at())
                    + " (its checksum was "
                    + applied.checksum() + " and is " + checksum + ")";
        }
    }

    /** What made a revision count as applied the last time. */
    static Optional<Entry> lastApplying(List<Entry> entries) {
        return entries.stream()
                .filter(entry -> entry.state().equals("done"))
                .filter(entry ->
                        entry.direction().equals("upgrade") || entry.direction().equals("stamp"))
                .reduce((before, after) -> after);
    }

    /** Those that cannot be read are left out; they have a finding of their own. */
    List<Edited> edited() {
        var applied = graph.ancestors(heads.stream().filter(graph::contains).toList());
        var edited = new ArrayList<Edited>();
        for (RevisionInfo revision : graph.all()) {
            var last = lastApplying(journal.getOrDefault(revision.id(), List.of()));
            if (applied.contains(revision.id())
                    && last.isPresent()
                    && !last.get().checksum().isEmpty()) {
                checksum(revision)
                        .filter(now -> !now.equals(last.get().checksum()))
                        .ifPresent(now -> edited.add(new Edited(revision, last.get(), now)));
            }
        }
        return edited;
    }

    private Optional<String> checksum(RevisionInfo revision) {
        try {
            return Optional.of(planner.checksum(revision));
        } catch (MigrationException e) {
            return Optional.empty();
        }
    }

    /** Where the journal's last line says that the database is, when the heads are others: nothing of ours moved them. */
    Optional<Set<String>> said() {
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        Set<String> last = new TreeSet<>(lines.get(lines.size() - 1).headsAfter());
        return last.equals(current) ? Optional.empty() : Optional.of(last);
    }

    /** A revision of which some parts are done and others are not. */
    Optional<Entry> unfinished() {
        var last = lines.stream()
                .filter(entry ->
                        !entry.state().equals("failed") && !entry.direction().equals("apply"))
                .reduce((before, after) -> after);
        return new Store(true, last).unfinished();
    }

    /** Applied revisions that nobody has any more and that were not squashed, as far as the journal's parents lead. */
    Set<String> lost() {
        var lost = new TreeSet<String>();
        known(heads, lost);
        lost.removeIf(id -> graph.replacement(id).isPresent());
        return lost;
    }

    /** The heads, and for each that is lost the nearest revisions before it that are there; empty if nobody knows those. */
    Optional<Set<String>> nearest() {
        var lost = new HashSet<String>();
        var known = known(heads, lost);
        boolean told = lost.stream()
                .allMatch(
                        id -> lastApplying(journal.getOrDefault(id, List.of())).isPresent());
        return told ? Optional.of(latest(known)) : Optional.empty();
    }

    /** Are all revisions that there are applied, and those that are lost after them? */
    boolean isBeyond() {
        var all = graph.all().stream().map(RevisionInfo::id).toList();
        return nearest()
                .filter(there -> graph.ancestors(there).containsAll(all))
                .isPresent();
    }

    /** Which of the database's heads became another revision, and which. */
    Map<String, RevisionInfo> squashed() {
        var squashed = new TreeMap<String, RevisionInfo>();
        current.forEach(id -> graph.replacement(id).ifPresent(by -> squashed.put(id, by)));
        return squashed;
    }

    /** Does the database stand in the middle of what was squashed? Nothing but the revisions themselves lead out of there. */
    boolean isAmidst() {
        return squashed().keySet().stream().anyMatch(heads::contains);
    }

    /** Those heads that no other one has behind it. */
    Set<String> latest() {
        return latest(heads);
    }

    private Set<String> latest(Set<String> ids) {
        var latest = new TreeSet<>(ids);
        for (String id : ids) {
            if (graph.contains(id)) {
                var before = graph.ancestors(List.of(id));
                before.remove(id);
                latest.removeAll(before);
            }
        }
        return latest;
    }

    private Set<String> known(Set<String> from, Set<String> lost) {
        var known = new TreeSet<String>();
        var pending = new ArrayDeque<>(from);
        while (!pending.isEmpty()) {
            String id = pending.remove();
            if (graph.contains(id)) {
                known.add(id);
            } else if (lost.add(id)) {
                lastApplying(journal.getOrDefault(id, List.of())).ifPresent(entry -> pending.addAll(entry.parents()));
            }
        }
        return known;
    }

    /** What the journal knows of a revision that is lost, for messages. */
    String title(String id) {
        return lastApplying(journal.getOrDefault(id, List.of()))
                .map(entry -> RevisionInfo.of(id, entry.message()).title())
                .orElse(id);
    }
}
