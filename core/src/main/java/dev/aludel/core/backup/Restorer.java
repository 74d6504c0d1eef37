package dev.aludel.core.backup;

import dev.aludel.core.backup.Manifest.Kind;
import dev.aludel.core.dialect.DatabaseIdentity;
import dev.aludel.core.dialect.Dialect;
import dev.aludel.core.dialect.Kept;
import dev.aludel.core.dialect.Safekeeping;
import dev.aludel.core.error.DatabaseException;
import dev.aludel.core.op.Operation;
import dev.aludel.core.op.RunJava;
import dev.aludel.core.revision.RevisionInfo;
import dev.aludel.core.run.Direction;
import dev.aludel.core.run.Done;
import dev.aludel.core.run.Planner;
import dev.aludel.core.run.Runner;
import dev.aludel.core.run.Setup;
import dev.aludel.core.run.Step;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Puts back what backups hold: in place under the lock of every run, or a full dump into a new database. */
final class Restorer {

    private final Setup setup;
    private final Dialect dialect;
    private final Runner runner;
    private final BackupSettings settings;
    private final Safekeeping safekeeping;

    Restorer(Setup setup, Runner runner, BackupSettings settings) {
        this.setup = setup;
        this.dialect = setup.dialect();
        this.runner = runner;
        this.settings = settings;
        this.safekeeping = Backups.safekeeping(dialect);
    }

    RestoreResult restore(Path path, boolean swap) {
        Backup backup = BackupReader.verified(path);
        var manifest = backup.manifest();
        requireHere(backup);
        if (manifest.kind() == Kind.DUMP) {
            return new DumpRestorer(setup, settings).restore(backup, swap);
        }
        Set<String> heads = runner.heads().orElse(Set.of());
        boolean after = manifest.kind() == Kind.STEP && heads.equals(manifest.headsAfter());
        requireHeads(backup, heads);
        if (after && !manifest.heads().equals(manifest.headsAfter())) {
            var scope = setup.scope();
            var putting = new PuttingBack(dialect, Map.of(manifest.revision(), backup));
            Done done = runner.run(
                    current -> {
                        if (current.equals(manifest.heads())) {
                            return List.of();
                        }
                        requireHeads(backup, current);
                        return back(manifest, current).stream()
                                .map(step -> putting.prepared(step, scope))
                                .toList();
                    },
                    putting);
            return new RestoreResult(backup, putting.rows(), "", "", done.heads());
        }
        var rows = new long[1];
        Operation putting =
                new RunJava("restore " + backup.name(), 1, connection -> rows[0] = inPlace(connection, backup), null);
        var info = RevisionInfo.of(Runner.OFF_CHAIN, "restore of backup " + backup.name());
        Done done = runner.run(current -> {
            requireHeads(backup, current);
            return List.of(new Step(info, Direction.UPGRADE, List.of(putting), "", current));
        });
        return new RestoreResult(backup, rows[0], "", "", done.heads());
    }

    private List<Step> back(Manifest manifest, Set<String> current) {
        var planner = new Planner(setup.revisions(), dialect);
        return manifest.direction().equals(Direction.UPGRADE.word())
                ? planner.downgrade(current, manifest.heads())
                : planner.upgrade(current, manifest.heads());
    }

    private long inPlace(Connection connection, Backup backup) throws IOException, SQLException {
        var manifest = backup.manifest();
        var parts = new ArrayList<Manifest.Part>();
        for (Manifest.Part part : manifest.parts()) {
            if (part.rows().isPresent()) {
                Kept kept = part.rows().get();
                if (!safekeeping.isThere(connection, kept)) {
                    throw PuttingBack.failed(backup, new IOException("nothing holds them: " + kept));
                }
                parts.add(part);
            }
        }
        Collections.reverse(parts);
        long rows = 0;
        try {
            if (manifest.kind() == Kind.TABLES) {
                safekeeping.empty(
                        connection,
                        parts.stream().flatMap(part -> part.rows().stream()).toList());
            }
            for (Manifest.Part part : parts) {
                rows += PuttingBack.putBack(safekeeping, connection, backup, part);
            }
            for (var sequence : manifest.sequences()) {
                safekeeping.putBack(connection, sequence);
            }
        } catch (IOException e) {
            throw PuttingBack.failed(backup, e);
        }
        return rows;
    }

    private void requireHere(Backup backup) {
        try (var connection = setup.dataSource().getConnection()) {
            DatabaseIdentity here = safekeeping.identity(connection);
            String difference = backup.manifest().database().differenceTo(here);
            if (!difference.isEmpty()) {
                throw BackupReader.refused(backup.path(), "it is not of this database: this is " + difference);
            }
            var scope = setup.scope();
            if (!backup.manifest().schemas().equals(scope.schemas())) {
                throw BackupReader.refused(
                        backup.path(),
                        "it is of the schemas "
                                + String.join(", ", backup.manifest().schemas()) + ", not of "
                                + String.join(", ", scope.schemas()));
            }
        } catch (SQLException e) {
            throw new DatabaseException(
                    "asking which database this is: " + Reasons.of(e), String.valueOf(e.getSQLState()), e);
        }
    }

    private static void requireHeads(Backup backup, Set<String> heads) {
        var manifest = backup.manifest();
        if (!heads.equals(manifest.heads()) && !heads.equals(manifest.headsAfter())) {
            throw BackupReader.refused(
                    backup.path(),
                    "the database is at " + Manifest.named(heads) + ", and the backup leads from "
                            + Manifest.named(manifest.headsAfter()) + " to " + Manifest.named(manifest.heads())
                            + ": go to one of these first");
        }
    }
}
