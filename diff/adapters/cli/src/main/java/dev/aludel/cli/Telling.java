package dev.aludel.cli;

import dev.aludel.core.error.MigrationException;
import dev.aludel.core.revision.RevisionInfo;
import dev.aludel.core.run.Applied;
import dev.aludel.core.run.Direction;
import dev.aludel.core.run.Estimate;
import dev.aludel.core.run.MigrationListener;
import dev.aludel.core.run.Step;
import java.time.Duration;

/** Tells of each revision when it begins, in Alembic's words; at a terminal also how long it takes. */
final class Telling implements MigrationListener {

    private final Console console;
    private volatile Ticker ticker = Ticker.NONE;

    Telling(Console console) {
        this.console = console;
    }

    @Override
    public void starting(Step step) {
        console.note(line(step.revision(), step.direction()));
        ticker = console.isTerminal() ? Ticker.start(console, Duration.ofSeconds(2)) : Ticker.NONE;
    }

    @Override
    public void progress(Step step, Estimate estimate) {
        ticker.say(estimate.describe());
    }

    @Override
    public void done(Applied applied) {
        ticker.close();
    }

    @Override
    public void failed(Step step, MigrationException failure) {
        ticker.close();
    }

    private static String line(RevisionInfo revision, Direction direction) {
        String before = String.join(", ", revision.revises());
        boolean up = direction != Direction.DOWNGRADE;
        return "Running " + direction.word() + " " + (up ? before : revision.id()) + " -> "
                + (up ? revision.id() : before)
                + (revision.message().isEmpty() ? "" : ", " + Lines.oneLine(revision.message()));
    }
}
