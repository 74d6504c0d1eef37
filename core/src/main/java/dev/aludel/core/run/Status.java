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
 * @param current the database's heads; empty at base or without version tables
 * @param heads   the application's heads
 * @param pending what has to be applied to get there, in order
 * @param last    the last line of the journal
 */
public record Status(
        State state,
        ServerInfo server,
        Set<String> current,
        List<RevisionInfo> heads,
        List<RevisionInfo> pending,
        Optional<Entry> last) {

    /** The states that a database can be in. */
    public enum State {
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
        FAILED
    }

    public Status {
        current = Set.copyOf(current);
        heads = List.copyOf(heads);
        pending = List.copyOf(pending);
    }

    /** For people: one line for each fact. */
    public String describe() {
        var text = new StringBuilder();
        line(text, "Status", state.name().replace('_', ' '));
        line(
                text,
                "Database",
                server.database() + (server.host().isEmpty() ? "" : " @ " + server.host()) + " (" + server.product()
                        + " " + server.version() + ", role " + server.role() + ")");
        line(text, "Current revision", current.isEmpty() ? "base" : String.join(", ", current));
        line(
                text,
                "Head revision",
                heads.isEmpty()
                        ? "none"
                        : String.join(
                                ", ", heads.stream().map(RevisionInfo::title).toList()));
        line(text, "Pending", Integer.toString(pending.size()));
        last.ifPresent(entry -> line(
                text,
                "Last migration",
                entry.at() + " " + entry.direction() + " " + entry.revision() + " " + entry.state() + " ("
                        + entry.took().toMillis() + " ms, by " + entry.role() + ", " + entry.client() + ")"));
        last.filter(entry -> !entry.error().isEmpty()).ifPresent(entry -> line(text, "Failure", entry.error()));
        line(text, "Model", "– not checked");
        return text.toString();
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append(String.format("%-18s%s%n", name, value));
    }

    @Override
    public String toString() {
        return describe();
    }
}
