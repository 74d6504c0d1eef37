package dev.aludel.core.run;

import dev.aludel.core.dialect.VersionTables.Entry;
import dev.aludel.core.dialect.VersionTables.Part;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/** The lines that one run writes into the journal. */
final class Entries {

    private final String run = UUID.randomUUID().toString();
    private final String client = Client.describe();
    private final String role;

    Entries(String role) {
        this.role = role;
    }

    Entry of(Leg leg, String state, Set<String> heads, Duration took, String error) {
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
                role,
                client,
                Client.libraryVersion(),
                error,
                new Part(run, leg.number(), leg.of()));
    }

    static String direction(Step step) {
        return step.isOffChain() ? "apply" : step.direction().word();
    }

    /** Did this run write that line, about this segment? */
    boolean isOf(Entry entry, Leg leg) {
        return entry.part().run().equals(run)
                && entry.part().number() == leg.number()
                && entry.revision().equals(leg.step().revision().id())
                && entry.direction().equals(direction(leg.step()));
    }
}
