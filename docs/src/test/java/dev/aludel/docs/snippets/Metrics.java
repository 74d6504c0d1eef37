package dev.aludel.docs.snippets;

import dev.aludel.core.Migrator;
import dev.aludel.core.run.Applied;
import dev.aludel.core.run.Estimate;
import dev.aludel.core.run.MigrationListener;
import dev.aludel.core.run.RunOutcome;
import dev.aludel.core.run.Step;
import io.micrometer.core.instrument.MeterRegistry;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What {@code how-to/metrics.md} shows. */
final class Metrics {

    private Metrics() {}

    static Migrator migrator(DataSource dataSource, MeterRegistry registry) {
        return Migrator.builder()
                .dataSource(dataSource)
                .listener(new Meters(registry))
                .build();
    }

    record Meters(MeterRegistry registry) implements MigrationListener {
        @Override
        public void done(Applied applied) {
            registry.timer("aludel.revision", "direction", applied.direction().word())
                    .record(applied.took());
        }

        @Override
        public void runEnded(RunOutcome outcome) {
            registry.timer("aludel.run", "outcome", outcome.word()).record(outcome.took());
            registry.timer("aludel.run.waited").record(outcome.waited());
        }
    }

    /** Tells a log. */
    static final class Logging implements MigrationListener {

        private static final Logger LOG = LoggerFactory.getLogger(Logging.class);

        @Override
        public void progress(Step step, Estimate estimate) {
            LOG.info("{}: {}", step.revision().id(), estimate.describe());
        }
    }
}
