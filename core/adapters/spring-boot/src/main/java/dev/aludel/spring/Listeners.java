package dev.aludel.spring;

import dev.aludel.core.error.MigrationException;
import dev.aludel.core.run.Applied;
import dev.aludel.core.run.Estimate;
import dev.aludel.core.run.MigrationListener;
import dev.aludel.core.run.RunOutcome;
import dev.aludel.core.run.Step;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All listeners of the application as one. None of them is kept from hearing what another one chokes on. */
record Listeners(List<MigrationListener> all) implements MigrationListener {

    private static final Logger LOG = LoggerFactory.getLogger(Listeners.class);

    @Override
    public void runStarting(List<Step> steps) {
        tell(listener -> listener.runStarting(steps));
    }

    @Override
    public void runEnded(RunOutcome outcome) {
        tell(listener -> listener.runEnded(outcome));
    }

    @Override
    public void starting(Step step) {
        tell(listener -> listener.starting(step));
    }

    @Override
    public void done(Applied applied) {
        tell(listener -> listener.done(applied));
    }

    @Override
    public void waiting(String why, Duration waited) {
        tell(listener -> listener.waiting(why, waited));
    }

    @Override
    public void filled(Step step, long rows) {
        tell(listener -> listener.filled(step, rows));
    }

    @Override
    public void progress(Step step, Estimate estimate) {
        tell(listener -> listener.progress(step, estimate));
    }

    @Override
    public void failed(Step step, MigrationException failure) {
        tell(listener -> listener.failed(step, failure));
    }

    private void tell(Consumer<MigrationListener> what) {
        for (MigrationListener listener : all) {
            try {
                what.accept(listener);
            } catch (RuntimeException e) {
                LOG.warn("a listener failed", e);
            }
        }
    }
}
