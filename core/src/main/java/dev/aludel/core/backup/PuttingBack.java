package dev.aludel.core.backup;

import dev.aludel.core.backup.Manifest.Part;
import dev.aludel.core.dialect.Dialect;
import dev.aludel.core.dialect.Dialect.Failure;
import dev.aludel.core.dialect.Safekeeping;
import dev.aludel.core.dialect.Scope;
import dev.aludel.core.error.RefusedException;
import dev.aludel.core.op.Alter;
import dev.aludel.core.op.Create;
import dev.aludel.core.op.Operation;
import dev.aludel.core.op.RunJava;
import dev.aludel.core.op.RunSql;
import dev.aludel.core.run.Safeguard;
import dev.aludel.core.run.Step;
import dev.aludel.core.schema.Column;
import dev.aludel.core.schema.ObjectId;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts rows and values back from the backups of steps while these are taken back: each as soon as what holds it is there again,
 * and what was there all the time at the end of its step. What cannot be put back ends the transaction.
 */
final class PuttingBack implements Safeguard {

    private static final Logger LOG = LoggerFactory.getLogger(PuttingBack.class);

    private static final String END = "what is left of the backup";

    private final Dialect dialect;
    private final Safekeeping safekeeping;

    /** By the revision that is taken back. */
    private final Map<String, Backup> backups;

    /** What is not back yet, of the step that runs, the last that went first. */
    private final List<Part> absent = new ArrayList<>();

    private final List<Part> present = new ArrayList<>();
    private final Map<String, Long> rows = new HashMap<>();
    private @Nullable Step running;

    PuttingBack(Dialect dialect, Map<String, Backup> backups) {
        this.dialect = dialect;
        this.safekeeping = Backups.safekeeping(dialect);
        this.backups = backups;
    }

    /** How many rows were put back or changed. */
    long rows() {
        return rows.values().stream().mapToLong(Long::longValue).sum();
    }

    /** A column that must not be null is null until its values are back. */
    Step prepared(Step step, Scope scope) {
        Backup backup = backups.get(step.revision().id());
        if (backup == null) {
            return step;
        }
        Set<ObjectId> filled = backup.manifest().parts().stream()
                .flatMap(part -> part.rows().stream())
                .flatMap(kept -> kept.lost().stream().map(column -> ObjectId.column(kept.table(), column)))
                .collect(Collectors.toSet());
        var operations = new ArrayList<Operation>();
        step.operations().forEach(operation -> operations.addAll(apart(operation, scope, filled)));
        // rows that were only deleted come back at the end, though nothing else may have to be done
        operations.add(new RunJava(END, 1, connection -> {}, null));
        return new Step(step.revision(), step.direction(), operations, step.checksum(), step.headsAfter());
    }

    private List<Operation> apart(Operation operation, Scope scope, Set<ObjectId> filled) {
        if (operation instanceof RunSql sql) {
            return safekeeping
                    .apart(sql.up(), scope, filled)
                    .map(several -> several.stream()
                            .map(one -> (Operation) new RunSql(one, null))
                            .toList())
                    .orElse(List.of(operation));
        }
        if (operation instanceof Create create
                && create.object() instanceof Column column
                && !column.nullable()
                && column.defaultSql() == null
                && column.identity() == null
                && column.generated() == null
                && filled.contains(ObjectId.column(scope.qualify(column.table()), column.name()))) {
            Column empty = column.withNullable(true);
            return List.of(new Create(empty), new Alter(empty, column));
        }
        return List.of(operation);
    }

    @Override
    public boolean watches(Step step, int index) {
        return backups.containsKey(step.revision().id());
    }

    /** A transaction that comes again has put back nothing yet; one that goes on finds there what the last has put back. */
    @Override
    public void beginning(Connection connection, Scope scope, List<Step> steps) {
        running = null;
    }

    @Override
    public void before(Connection connection, Scope scope, Step step, int index) throws SQLException {
        if (step == running) {
            return;
        }
        running = step;
        absent.clear();
        present.clear();
        rows.put(step.revision().id(), 0L);
        var parts = new ArrayList<>(backup(step).manifest().parts());
        Collections.reverse(parts);
        for (Part part : parts) {
            if (part.rows().isPresent()) {
                (safekeeping.isThere(connection, part.rows().get()) ? present : absent).add(part);
            }
        }
    }

    private Backup backup(Step step) {
        return Objects.requireNonNull(backups.get(step.revision().id()));
    }

    @Override
    public void after(Connection connection, Scope scope, Step step, int index) throws SQLException {
        boolean last = index == step.operations().size() - 1;
        Backup backup = backup(step);
        try {
            for (Part part : List.copyOf(absent)) {
                if (safekeeping.isThere(connection, part.rows().orElseThrow())) {
                    putBack(connection, backup, part, step);
                    absent.remove(part);
                }
            }
            if (last) {
                for (Part part : present) {
                    putBack(connection, backup, part, step);
                }
                if (!absent.isEmpty()) {
                    throw new IOException(
                            "nothing holds them: " + absent.get(0).rows().orElseThrow());
                }
                for (var sequence : backup.manifest().sequences()) {
                    safekeeping.putBack(connection, sequence);
                }
                LOG.info("{} row(s) put back from {}", rows.get(step.revision().id()), backup.path());
            }
        } catch (IOException e) {
            throw failed(backup, e);
        } catch (SQLException e) {
            if (dialect.classify(e) == Failure.RETRY || dialect.classify(e) == Failure.UNREACHABLE) {
                throw e;
            }
            throw failed(backup, e);
        }
    }

    private void putBack(Connection connection, Backup backup, Part part, Step step) throws IOException, SQLException {
        long count = putBack(safekeeping, connection, backup, part);
        rows.merge(step.revision().id(), count, Long::sum);
    }

    static long putBack(Safekeeping safekeeping, Connection connection, Backup backup, Part part)
            throws IOException, SQLException {
        try (InputStream in = BackupReader.open(backup, part)) {
            return safekeeping.putBack(connection, part.rows().orElseThrow(), in);
        }
    }

    static RefusedException failed(Backup backup, Exception e) {
        return new RefusedException(
                RefusedException.Reason.BACKUP,
                "rows of backup \"" + backup.name() + "\" cannot be put back: " + Reasons.of(e)
                        + "; nothing was changed by that");
    }
}
