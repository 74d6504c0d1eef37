package dev.aludel.core;

import dev.aludel.core.error.RefusedException;
import dev.aludel.core.revision.RevisionInfo;
import dev.aludel.core.run.BackedUp;
import dev.aludel.core.run.Direction;
import dev.aludel.core.run.Health;
import dev.aludel.core.run.Seeding;
import dev.aludel.core.run.Setup;
import dev.aludel.core.run.Status;
import dev.aludel.core.run.Step;
import dev.aludel.core.run.UpgradeResult;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What {@link Migrator#onStartup} does, in order. Where nothing is pending, all of it is one look at the heads. */
final class Startup {

    private static final Logger LOG = LoggerFactory.getLogger(Migrator.class);

    private final Migrator migrator;
    private final Setup setup;
    private final Settings settings;
    private final Optional<Seed> seed;

    Startup(Migrator migrator, Setup setup, Settings settings, Optional<Seed> seed) {
        this.migrator = migrator;
        this.setup = setup;
        this.settings = settings;
        this.seed = seed;
    }

    UpgradeResult run() {
        Pinned heads = migrator.toHeads();
        try {
            return settings.autoMigrate() ? migrated(heads) : checked(heads);
        } catch (RefusedException e) {
            return Optional.of(e)
                    .filter(refused -> refused.reason() == RefusedException.Reason.UNKNOWN_REVISION)
                    .filter(refused -> settings.toleratesUnknownRevision())
                    .flatMap(refused -> tolerated())
                    .orElseThrow(() -> e);
        }
    }

    private UpgradeResult migrated(Pinned heads) {
        UpgradeResult result = migrator.upgrade(heads);
        // who was behind and waited while somebody else applied it all has as much reason to look
        if (heads.start().filter(start -> !start.equals(result.heads())).isPresent()) {
            requireHealth(result);
        }
        if (settings.seedData()) {
            seed.ifPresentOrElse(
                    code -> new Seeding(setup, migrator.listener()).run(code::seed),
                    () -> LOG.warn("SEED_DATA is on, and this application was built with no seed(…)"));
        }
        return result;
    }

    private UpgradeResult checked(Pinned heads) {
        var current = migrator.heads();
        var pending = heads.steps(current).stream()
                .filter(step -> step.direction() == Direction.UPGRADE)
                .map(Step::revision)
                .map(RevisionInfo::title)
                .toList();
        if (!pending.isEmpty()) {
            throw new RefusedException(
                    RefusedException.Reason.NOT_AT_HEAD,
                    "the database is " + pending.size() + (pending.size() == 1 ? " revision" : " revisions")
                            + " behind this application, and AUTO_MIGRATE is false; nothing was changed, and the"
                            + " application must not start. Pending: " + String.join(", ", pending)
                            + ". Apply them first with: upgrade " + heads.text(),
                    pending);
        }
        LOG.info("up to date at {}: nothing to do", Migrator.at(current));
        return new UpgradeResult(List.of(), current, BackedUp.NOTHING);
    }

    /** A newer version of the application has been here, and all that this one needs is applied. */
    private Optional<UpgradeResult> tolerated() {
        Status status = migrator.status();
        if (!status.beyond()) {
            return Optional.empty();
        }
        LOG.warn(
                "the database is at {}, ahead of this application, whose newest revision is applied; going on, because"
                        + " ALUDEL_UNKNOWN_REVISION is tolerate",
                Migrator.at(status.current()));
        return Optional.of(new UpgradeResult(List.of(), status.current(), BackedUp.NOTHING));
    }

    private void requireHealth(UpgradeResult result) {
        Health health = migrator.health();
        if (!health.isGood()) {
            var bad = health.checks().stream()
                    .filter(check -> !check.good())
                    .map(check -> check.name() + ": " + check.detail())
                    .toList();
            throw new RefusedException(
                    RefusedException.Reason.HEALTH,
                    "the database is at " + Migrator.at(result.heads()) + " now, and not fit for this application,"
                            + " which must not start: " + String.join("; ", bad)
                            + ". What was applied stays; look at it with: status",
                    bad);
        }
    }
}
