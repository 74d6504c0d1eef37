package dev.aludel.core.backup;

import dev.aludel.core.backup.Manifest.Kind;
import dev.aludel.core.dialect.Dialect;
import dev.aludel.core.dialect.Dumper;
import dev.aludel.core.dialect.Findings;
import dev.aludel.core.dialect.Kept;
import dev.aludel.core.dialect.Safekeeping;
import dev.aludel.core.dialect.Scope;
import dev.aludel.core.error.DatabaseException;
import dev.aludel.core.error.MigrationException;
import dev.aludel.core.error.RefusedException;
import dev.aludel.core.run.Runner;
import dev.aludel.core.run.Safeguard;
import dev.aludel.core.run.Setup;
import dev.aludel.core.run.Step;
import dev.aludel.core.schema.Name;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The backups of a database: what there is, new ones, and what comes back from them. */
public final class Backups {

    private final Setup setup;
    private final Runner runner;
    private final BackupSettings settings;

    public Backups(Setup setup, Runner runner, BackupSettings settings) {
        this.setup = setup;
        this.runner = runner;
        this.settings = settings;
    }

    /**
     * @throws RefusedException if a dialect has none
     */
    static Safekeeping safekeeping(Dialect dialect) {
        return dialect.safekeeping()
                .orElseThrow(() -> new RefusedException(
                        RefusedException.Reason.BACKUP, dialect.name() + " has no backups; switch them off"));
    }

    /** Those in the directory, of whatever database, the newest first. Asks no database. */
    public List<Backup> list() {
        return new BackupFolder(settings.directory()).list();
    }

    /** The newest of this database. */
    public Optional<Backup> last() {
        var all = list();
        if (all.isEmpty()) {
            return Optional.empty();
        }
        try (Connection connection = setup.dataSource().getConnection()) {
            var here = safekeeping(setup.dialect()).identity(connection);
            return all.stream()
                    .filter(one -> one.manifest().database().differenceTo(here).isEmpty())
                    .findFirst();
        } catch (SQLException e) {
            throw new DatabaseException(
                    "asking which database this is: " + Reasons.of(e), String.valueOf(e.getSQLState()), e);
        }
    }

    /**
     * Makes a backup of what is there now: a full dump, or where that is not to be had all rows of the tables, as they are at
     * one moment. Older ones than are to be kept go.
     *
     * @param tables names as in SQL; empty for all
     * @throws RefusedException if it cannot be made; there is none then
     */
    public Backup create(List<String> tables) {
        Safekeeping safekeeping = safekeeping(setup.dialect());
        Set<String> heads = runner.heads().orElse(Set.of());
        Scope scope = setup.scope();
        try (Connection connection = setup.dataSource().getConnection()) {
            boolean autoCommit = connection.getAutoCommit();
            int isolation = connection.getTransactionIsolation();
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            try {
                var backup = create(safekeeping, connection, scope, heads, tables);
                new BackupFolder(settings.directory())
                        .prune(backup.manifest().database(), settings.keep(), Set.of(backup.path()));
                return backup;
            } finally {
                connection.rollback();
                connection.setTransactionIsolation(isolation);
                connection.setAutoCommit(autoCommit);
            }
        } catch (SQLException e) {
            throw new DatabaseException("backing up: " + Reasons.of(e), String.valueOf(e.getSQLState()), e);
        } catch (IOException e) {
            throw new RefusedException(
                    RefusedException.Reason.BACKUP,
                    "no backup was made: " + Reasons.of(e) + "; free space, or say another BACKUP_DIR");
        }
    }

    private Backup create(
            Safekeeping safekeeping, Connection connection, Scope scope, Set<String> heads, List<String> tables)
            throws IOException, SQLException {
        Optional<Dumper> dumper = settings.fullDump() == FullDump.NONE
                ? Optional.empty()
                : safekeeping.dumper(setup.dataSource(), connection, settings.dumpPlaces());
        if (dumper.isPresent() && tables.isEmpty()) {
            return Dumps.make(settings, safekeeping, connection, scope, heads, tables, dumper.get());
        }
        String why = settings.fullDump() == FullDump.NONE || !tables.isEmpty()
                ? ""
                : safekeeping.noDumper(connection, settings.dumpPlaces());
        if (settings.fullDump() == FullDump.REQUIRE && tables.isEmpty()) {
            throw new IOException("a full dump is required, and " + why);
        }
        Findings found = safekeeping.tables(
                connection,
                scope,
                tables.stream().map(Name::parse).toList(),
                setup.dialect().versionTables().tables());
        var manifest = Dumps.manifest(Kind.TABLES, safekeeping.identity(connection), scope, "", "", heads, heads);
        var writer = BackupWriter.open(settings, BackupFolder.name(manifest.made(), new TreeSet<>(heads)));
        try {
            var parts = new ArrayList<Manifest.Part>();
            for (Kept rows : found.rows()) {
                parts.add(writer.rows(rows, out -> safekeeping.copyOut(connection, rows, out)));
            }
            var notes = new ArrayList<>(found.beyond());
            if (!why.isEmpty()) {
                notes.add("rows only, no full dump: " + why);
            }
            return writer.seal(manifest.with(parts, found.sequences(), notes));
        } catch (IOException | SQLException | RuntimeException e) {
            writer.discardUnsealed();
            throw e;
        }
    }

    /**
     * Restores a backup, after making sure that it is whole, of this database, and of where this database is. What a step
     * destroyed comes back in place, with the step taken back if the database is where it led; rows of tables take the place of
     * those that are there; a full dump goes into a new database. It is one transaction, so that a failure changes nothing.
     *
     * @throws RefusedException   if the backup is damaged or of something else; nothing was changed
     * @throws MigrationException if it cannot be put back; nothing was changed
     */
    public RestoreResult restore(Path backup) {
        return new Restorer(setup, runner, settings).restore(backup, false);
    }

    /** The same; a full dump's new database then takes the place of the one that it is of, which is kept under another name. */
    public RestoreResult restoreAndSwap(Path backup) {
        return new Restorer(setup, runner, settings).restore(backup, true);
    }

    /** What puts rows back while steps are taken back. */
    public Return returning() {
        return new Return();
    }

    /** Puts back what the steps of a downgrade destroyed when they were applied. */
    public final class Return {

        private final Map<String, Backup> found = new HashMap<>();
        private final List<Backup> known = list();
        private final PuttingBack putting = new PuttingBack(setup.dialect(), found);

        private Return() {}

        /**
         * Looks for the newest backup of each step, and makes sure that it is whole.
         *
         * @throws RefusedException if there is none of any of them
         */
        public List<Step> prepared(List<Step> steps) {
            Scope scope = setup.scope();
            try (Connection connection = setup.dataSource().getConnection()) {
                var here = safekeeping(setup.dialect()).identity(connection);
                for (Step step : steps) {
                    String id = step.revision().id();
                    for (Backup backup : known) {
                        var manifest = backup.manifest();
                        if (manifest.kind() == Kind.STEP
                                && !found.containsKey(id)
                                && manifest.revision().equals(id)
                                && !manifest.direction().equals(step.direction().word())
                                && manifest.database().differenceTo(here).isEmpty()) {
                            found.put(id, BackupReader.verified(backup.path()));
                        }
                    }
                }
            } catch (SQLException e) {
                throw new DatabaseException(
                        "asking which database this is: " + Reasons.of(e), String.valueOf(e.getSQLState()), e);
            }
            if (found.isEmpty() && !steps.isEmpty()) {
                throw new RefusedException(
                        RefusedException.Reason.BACKUP,
                        "there is no backup of what these revisions destroyed in " + settings.directory()
                                + "; nothing was changed. Go back without --restore-data, or say another BACKUP_DIR");
            }
            return steps.isEmpty()
                    ? steps
                    : steps.stream().map(step -> putting.prepared(step, scope)).toList();
        }

        /** How many rows were put back or changed. */
        public long rows() {
            return putting.rows();
        }

        /** Watches over the run of those steps. */
        public Safeguard safeguard() {
            return putting;
        }
    }
}
