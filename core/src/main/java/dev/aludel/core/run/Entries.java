package dev.aludel.core.run;

import dev.aludel.core.dialect.VersionTables;
import dev.aludel.core.dialect.VersionTables.Entry;
import dev.aludel.core.dialect.VersionTables.Head;
import dev.aludel.core.dialect.VersionTables.Part;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The lines that one run writes into the journal. */
final class Entries {

    private final String run = UUID.randomUUID().toString();
    private final String client = Client.describe();
    private final VersionTables tables;
    private final Context context;

    Entries(VersionTables tables, Context context) {
        this.tables = tables;
        this.context = context;
    }

    /** What moves the heads, or says that a part is done, at the end of its transaction. */
    List<String> bookkeeping(Leg leg, Set<Head> heads, Duration took) {
        var after = leg.step().headsAfter();
        return leg.completes()
                ? tables.advance(context.versionSchema(), heads, after, of(leg, "done", after, took, ""))
                : List.of(line(leg, "part", Runner.ids(heads), took, ""));
    }

    /** The statement that writes a line and nothing else. */
    String line(Leg leg, String state, Set<String> heads, Duration took, @Nullable String error) {
        return tables.append(context.versionSchema(), of(leg, state, heads, took, String.valueOf(error)));
    }

    private Entry of(Leg leg, String state, Set<String> heads, Duration took, String error) {
        Step step = leg.step();
        return new Entry(
                step.revision().id(),
                step.revision().message(),
                direction(step),
                state,
                step.checksum(),
                step.revision().revises(),
                new ArrayList<>(new TreeSet<>(heads)),
                Instant.now(),
                took,
                context.server().role(),
                client,
                Client.libraryVersion(),
                error,
                new Part(run, leg.number(), leg.of()));
    }

    static String direction(Step step) {
        return step.isOffChain() ? "apply" : step.direction().word();
    }

    /** Did this run come to the end of a segment? Only the database knows, after a connection broke. */
    boolean areWritten(Connection connection, Leg leg) throws SQLException {
        return tables.heads(connection, context.versionSchema()).isPresent()
                && tables.lastOf(connection, context.versionSchema(), run)
                        .filter(entry -> entry.part().number() == leg.number()
                                && !entry.state().equals("started")
                                && entry.revision().equals(leg.step().revision().id())
                                && entry.direction().equals(direction(leg.step())))
                        .isPresent();
    }
}
