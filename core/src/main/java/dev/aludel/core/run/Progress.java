package dev.aludel.core.run;

import dev.aludel.core.dialect.VersionTables.Entry;
import dev.aludel.core.dialect.VersionTables.Store;
import dev.aludel.core.error.RefusedException;
import dev.aludel.core.revision.RevisionInfo;
import java.util.List;

/** How far a revision is that has several parts, from what the journal says. */
final class Progress {

    private Progress() {}

    /**
     * How many parts of a step are done.
     *
     * @throws RefusedException if another revision is half done, or this one was edited since
     */
    static int of(Step step, int parts, Store store) {
        var unfinished = store.unfinished();
        if (unfinished.isEmpty() || step.isOffChain() || step.direction() == Direction.STAMP) {
            return 0;
        }
        Entry entry = unfinished.get();
        boolean same = entry.revision().equals(step.revision().id())
                && entry.direction().equals(Entries.direction(step));
        if (!same) {
            throw refused(
                    entry,
                    "finish it first, with: " + entry.direction() + " "
                            + (entry.direction().equals("upgrade") ? entry.revision() : "-1"));
        }
        if (!entry.checksum().equals(step.checksum()) || entry.part().of() != parts) {
            throw refused(
                    entry,
                    "put back what it said then, which it does not now, finish it, and write the change as another revision");
        }
        return done(entry);
    }

    /** Was this part of it begun by somebody who did not come to its end? */
    static boolean wasBegun(Leg leg, Store store) {
        return store.unfinished()
                .filter(entry -> entry.state().equals("started") && entry.part().number() == leg.number())
                .isPresent();
    }

    static int done(Entry entry) {
        return entry.state().equals("part")
                ? entry.part().number()
                : entry.part().number() - 1;
    }

    private static RefusedException refused(Entry entry, String what) {
        return new RefusedException(
                RefusedException.Reason.NOT_AT_HEAD,
                "revision " + RevisionInfo.of(entry.revision(), entry.message()).title() + " is half "
                        + (entry.direction().equals("upgrade") ? "applied" : "undone") + ": " + done(entry) + " of "
                        + entry.part().of() + " parts are done, the last on " + JournalText.when(entry.at())
                        + "; nothing was changed now. Please " + what,
                List.of());
    }
}
