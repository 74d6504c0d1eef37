package dev.aludel.core.run;

import dev.aludel.core.error.MigrationException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a run has done so far, as the log and the listener are told of it. */
final class Account {

    private static final Logger LOG = LoggerFactory.getLogger(Runner.class);

    private final MigrationListener listener;
    private final List<Applied> done = new ArrayList<>();
    private final Instant began = Instant.now();
    private Duration waited = Duration.ZERO;
    private volatile @Nullable Step current;

    Account(MigrationListener listener) {
        this.listener = listener;
    }

    List<Applied> done() {
        return done;
    }

    /** Does anybody listen? */
    boolean isHeard() {
        return listener != MigrationListener.NONE;
    }

    void waited(Duration time) {
        waited = waited.plus(time);
    }

    void beginning(List<Step> steps) {
        tell(one -> one.runStarting(steps));
    }

    void ended(Optional<Throwable> failure) {
        var outcome = new RunOutcome(done, Duration.between(began, Instant.now()), waited, failure);
        tell(one -> one.runEnded(outcome));
    }

    void progress(Estimate estimate) {
        Step step = current;
        if (step != null) {
            tell(one -> one.progress(step, estimate));
        }
    }

    void starting(Leg leg) {
        current = leg.step();
        tell(one -> one.starting(leg.step()));
    }

    void finished(List<Leg> legs, List<Applied> applied) {
        for (int i = 0; i < legs.size(); i++) {
            Leg leg = legs.get(i);
            Applied one = applied.get(i);
            LOG.info(
                    "{} {}: {}{} operations, {} ms",
                    one.direction().word(),
                    one.revision().title(),
                    leg.part(),
                    one.operations(),
                    one.took().toMillis());
            if (leg.completes()) {
                done.add(one);
                tell(to -> to.done(one));
            }
        }
    }

    void failed(Leg leg, MigrationException failure) {
        LOG.error("{}", failure.getMessage());
        tell(one -> one.failed(leg.step(), failure));
    }

    String kept() {
        return done.isEmpty()
                ? "Nothing was changed"
                : "What was done before stays, up to revision "
                        + done.get(done.size() - 1).revision().title();
    }

    void tell(Consumer<MigrationListener> call) {
        try {
            call.accept(listener);
        } catch (RuntimeException e) {
            LOG.warn("a listener failed", e);
        }
    }
}
