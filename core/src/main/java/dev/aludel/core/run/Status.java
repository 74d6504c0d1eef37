package dev.aludel.core.run;

import dev.aludel.core.dialect.ServerInfo;
import dev.aludel.core.dialect.VersionTables.Entry;
import dev.aludel.core.revision.RevisionInfo;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where a database stands. Reading it writes nothing.
 *
 * @param server   with empty names where there is no such database
 * @param current  the database's heads; empty at base or without version tables
 * @param at       those of them that this application has
 * @param heads    the application's heads
 * @param pending  what has to be applied to get there, in order
 * @param last     the last line of the journal
 * @param lastDone its last line about a revision that was applied or undone
 * @param beyond   all of the application's revisions are applied, by what the journal says of those that it does not have
 * @param tables   how many there are in the managed schemas
 * @param missing  tables that the applied revisions made and that are not there, as far as their text tells
 * @param findings what does not fit together between revisions and journal
 * @param model    how the database differs from what the entities want, a line each; empty when nobody was asked
 * @param upkeep   backups and the watcher; empty when nobody was asked
 * @param problem  why nothing could be found out; empty when something could
 */
public record Status(
        State state,
        ServerInfo server,
        Set<String> current,
        List<RevisionInfo> at,
        List<RevisionInfo> heads,
        List<RevisionInfo> pending,
        Optional<Entry> last,
        Optional<Entry> lastDone,
        boolean beyond,
        int tables,
        List<String> missing,
        List<Validation.Finding> findings,
        Optional<List<String>> model,
        Optional<Upkeep> upkeep,
        String problem) {

    /** The states that a database can be in. */
    public enum State {
        /** the server is there, and has no such database */
        NO_DATABASE,
        /** no table in the managed schemas and no version tables */
        EMPTY,
        /** tables, but no version tables */
        UNVERSIONED,
        /** version tables, and no revision applied */
        AT_BASE,
        /** revisions are pending */
        BEHIND,
        UP_TO_DATE,
        /** at a revision that this application does not have */
        AHEAD,
        /** the application has several heads */
        CONFLICT,
        /** the last run failed, and nothing was applied since */
        FAILED,
        /** all is applied, and the database is not what the entities want */
        DRIFTED
    }

    public Status {
        current = Set.copyOf(current);
        at = List.copyOf(at);
        heads = List.copyOf(heads);
        pending = List.copyOf(pending);
        missing = List.copyOf(missing);
        findings = List.copyOf(findings);
        model = model.map(List::copyOf);
    }

    /** The same, and what stands beside. */
    public Status with(Upkeep beside) {
        return with(state, model, Optional.of(beside));
    }

    /** The same, and what the entities want. */
    Status with(Optional<List<String>> differences) {
        boolean drifted = differences.filter(lines -> !lines.isEmpty()).isPresent();
        return with(drifted ? State.DRIFTED : state, differences, upkeep);
    }

    private Status with(State now, Optional<List<String>> differences, Optional<Upkeep> beside) {
        return new Status(
                now,
                server,
                current,
                at,
                heads,
                pending,
                last,
                lastDone,
                beyond,
                tables,
                missing,
                findings,
                differences,
                beside,
                problem);
    }

    /** For people: one line for each fact. */
    public String describe() {
        return new Dashboard(this).text();
    }

    @Override
    public String toString() {
        return describe();
    }
}
