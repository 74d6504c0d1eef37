package dev.aludel.core.backup;

import dev.aludel.core.backup.Manifest.Kind;
import dev.aludel.core.backup.Manifest.Part;
import dev.aludel.core.dialect.DatabaseIdentity;
import dev.aludel.core.dialect.Dialect;
import dev.aludel.core.dialect.Dialect.Failure;
import dev.aludel.core.dialect.Dumper;
import dev.aludel.core.dialect.Findings;
import dev.aludel.core.dialect.Kept;
import dev.aludel.core.dialect.Loss;
import dev.aludel.core.dialect.Safekeeping;
import dev.aludel.core.dialect.Scope;
import dev.aludel.core.dialect.SequenceValue;
import dev.aludel.core.error.RefusedException;
import dev.aludel.core.op.Create;
import dev.aludel.core.revision.Text;
import dev.aludel.core.run.BackedUp;
import dev.aludel.core.run.Safeguard;
import dev.aludel.core.run.Step;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Backs up what a run destroys, each time before it goes; the run's own lock is held. What cannot be kept is not let go. */
final class Guard implements Safeguard {

    private static final Logger LOG = LoggerFactory.getLogger(Guard.class);

    private final BackupSettings settings;
    private final DataSource dataSource;
    private final Dialect dialect;
    private final Safekeeping safekeeping;
    private final Map<String, Set<String>> headsBefore = new HashMap<>();
    private final Map<String, StepBackup> steps = new HashMap<>();
    private final Set<Path> made = new LinkedHashSet<>();
    private final Set<String> notes = new LinkedHashSet<>();
    private @Nullable Losses losses;
    private @Nullable DatabaseIdentity database;
    private boolean looked;
    private boolean dumped;

    /**
     * @throws RefusedException if the dialect keeps nothing
     */
    Guard(BackupSettings settings, DataSource dataSource, Dialect dialect) {
        this.settings = settings;
        this.dataSource = dataSource;
        this.dialect = dialect;
        this.safekeeping = Backups.safekeeping(dialect);
    }

    /** Tells where the database is before each of these steps. */
    List<Step> planned(Set<String> heads, List<Step> planned) {
        Set<String> now = heads;
        for (Step step : planned) {
            headsBefore.put(key(step), now);
            now = step.headsAfter();
        }
        return planned;
    }

    private static String key(Step step) {
        return step.direction() + " " + step.revision().id();
    }

    /** What was made up to now. */
    BackedUp result() {
        return new BackedUp(List.copyOf(made), List.copyOf(notes));
    }

    /** Removes what is too old, when a run is over. */
    void prune() {
        if (database != null && !made.isEmpty()) {
            new BackupFolder(settings.directory()).prune(database, settings.keep(), made);
        }
    }

    @Override
    public void beginning(Connection connection, Scope scope, List<Step> now) throws SQLException {
        losses = losses == null ? new Losses(dialect, safekeeping, scope.majorVersion()) : losses;
        if (looked || settings.fullDump() == FullDump.NONE) {
            return;
        }
        Step first = now.get(0);
        Optional<Dumper> dumper = safekeeping.dumper(dataSource, connection, settings.dumpPlaces());
        if (dumper.isEmpty()) {
            String why = safekeeping.noDumper(connection, settings.dumpPlaces());
            if (settings.fullDump() == FullDump.REQUIRE) {
                throw refused(
                        "a full dump is required before "
                                + Text.oneLine(first.revision().title()),
                        why);
            }
            note("no full dump was made: " + why + "; only what steps destroy is kept");
            looked = true;
            return;
        }
        try {
            Backup dump = Dumps.make(
                    settings,
                    safekeeping,
                    connection,
                    scope,
                    headsBefore.getOrDefault(key(first), Set.of()),
                    List.of(),
                    dumper.get());
            made.add(dump.path());
            looked = true;
            dumped = true;
            LOG.info("full dump before the run: {} ({} bytes)", dump.path(), dump.size());
        } catch (IOException e) {
            throw refused("the full dump before the run failed", Reasons.of(e));
        }
    }

    private void note(String text) {
        if (notes.add(text)) {
            LOG.warn("{}", text);
        }
    }

    private Loss loss(Step step, int index) {
        return Objects.requireNonNull(losses, "a run that began").of(step, index);
    }

    @Override
    public boolean watches(Step step, int index) {
        Loss loss = loss(step, index);
        return loss.isFound() || !loss.untold().isEmpty() || !loss.beyond().isEmpty();
    }

    @Override
    public void before(Connection connection, Scope scope, Step step, int index) throws SQLException {
        Loss loss = loss(step, index);
        String what = Text.oneLine(step.revision().title() + ": what \""
                + step.operations().get(index).describe() + "\" destroys cannot be backed up");
        if (!loss.untold().isEmpty() && !dumped) {
            note(Text.oneLine(step.revision().title() + ": nobody can tell " + loss.untold()
                    + "; it is in no backup, because no full dump was made"));
        }
        try {
            Findings found = loss.isFound()
                    ? safekeeping.find(connection, scope, loss)
                    : new Findings(List.of(), List.of(), List.of());
            var beyond = new ArrayList<>(found.beyond());
            if (!loss.beyond().isEmpty()) {
                beyond.add(loss.beyond());
            }
            if (!beyond.isEmpty() && !dumped) {
                throw refused(what, String.join("; ", beyond));
            }
            if (!found.rows().isEmpty() || !found.sequences().isEmpty()) {
                keep(connection, scope, step, index, found);
            }
        } catch (IOException e) {
            throw refused(what, Reasons.of(e));
        } catch (SQLException e) {
            if (dialect.classify(e) == Failure.RETRY || dialect.classify(e) == Failure.UNREACHABLE) {
                throw e;
            }
            throw refused(what, Reasons.of(e));
        }
    }

    private void keep(Connection connection, Scope scope, Step step, int index, Findings found)
            throws IOException, SQLException {
        StepBackup backup = steps.get(key(step));
        if (backup == null) {
            database = safekeeping.identity(connection);
            backup = new StepBackup(
                    settings,
                    Dumps.manifest(
                            Kind.STEP,
                            database,
                            scope,
                            step.revision().id(),
                            step.direction().word(),
                            headsBefore.getOrDefault(key(step), Set.of()),
                            step.headsAfter()));
        }
        Backup kept = backup.keep(connection, safekeeping, index, found, ddl(connection, scope, found));
        steps.put(key(step), backup);
        made.add(kept.path());
        LOG.info(
                "backed up {} row(s) before \"{}\": {}",
                kept.manifest().rows(),
                step.operations().get(index).describe(),
                kept.path());
    }

    /** What made the tables, for people. */
    private String ddl(Connection connection, Scope scope, Findings found) throws SQLException {
        if (found.rows().isEmpty()) {
            return "";
        }
        var model = dialect.read(connection, scope, Set.of());
        return found.rows().stream()
                .flatMap(rows -> model.table(scope.relative(rows.table())).stream())
                .distinct()
                .flatMap(table -> new Create(table).sql(dialect, scope).stream())
                .map(statement -> statement.sql() + ";\n")
                .collect(Collectors.joining());
    }

    private static RefusedException refused(String what, String why) {
        return new RefusedException(
                RefusedException.Reason.BACKUP,
                what + ": " + why + "; nothing of it was destroyed. Mend that, or go on without a backup: --no-backup,"
                        + " or BACKUP_BEFORE_MIGRATE=false");
    }

    /** The backup of one step, which grows with each operation that destroys, and is whole after each. */
    private static final class StepBackup {

        private final BackupWriter writer;
        private final Manifest manifest;

        /** By operation: one that comes again, when a lock was not to be had, takes the place of what it was before. */
        private final Map<Integer, List<Part>> parts = new LinkedHashMap<>();

        private final Map<Integer, List<SequenceValue>> sequences = new LinkedHashMap<>();

        StepBackup(BackupSettings settings, Manifest manifest) throws IOException {
            this.manifest = manifest;
            this.writer = BackupWriter.open(settings, BackupFolder.name(manifest.made(), Set.of(manifest.revision())));
        }

        Backup keep(Connection connection, Safekeeping safekeeping, int index, Findings found, String ddl)
                throws IOException, SQLException {
            var written = new ArrayList<Part>();
            try {
                for (Kept rows : found.rows()) {
                    written.add(writer.rows(rows, out -> safekeeping.copyOut(connection, rows, out)));
                }
                if (!ddl.isEmpty()) {
                    written.add(writer.text("schema", ddl));
                }
                var replaced = parts.entrySet().stream()
                        .filter(other -> other.getKey() >= index)
                        .flatMap(other -> other.getValue().stream())
                        .toList();
                parts.keySet().removeIf(other -> other >= index);
                sequences.keySet().removeIf(other -> other >= index);
                parts.put(index, written);
                sequences.put(index, found.sequences());
                Backup sealed = writer.seal(manifest.with(
                        parts.values().stream().flatMap(List::stream).toList(),
                        sequences.values().stream().flatMap(List::stream).toList(),
                        List.of()));
                writer.remove(replaced);
                return sealed;
            } catch (IOException | SQLException | RuntimeException e) {
                writer.discardUnsealed();
                throw e;
            }
        }
    }
}
