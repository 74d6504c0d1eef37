package dev.aludel.core.run;

import dev.aludel.core.error.MigrationException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a run has done so far, as the log and the listener are told of it. */
final class Account {

    private static final Logger LOG = LoggerFactory.getLogger(Runner.class);

    private final MigrationListener listener;
    private final List<Applied> done = new ArrayList<>();

    Account(MigrationListener listener) {
        this.listener = listener;
    }

    List<Applied> done() {
        return done;
    }

    void starting(Leg leg) {
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
