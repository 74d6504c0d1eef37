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
import dev.aludel.core.run.Safeguard;
import dev.aludel.core.run.Step;
import dev.aludel.core.schema.Column;
import dev.aludel.core.schema.Name;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts rows and values back from the backups of steps while these are taken back: each as soon as what holds it is there again,
 * and what was there all the time at the end of its step. What cannot be put back ends the transaction.
 */
final class PuttingBack implements Safeguard {

    private static final Logger LOG = LoggerFactory.getLogger(PuttingBack.class);

    private final Dialect dialect;
    private final Safekeeping safekeeping;

    /** By the revision that is taken back. */
    private final Map<String, Backup> backups;

    /** What is not back yet, of the step that runs, the last that went first. */
    private final List<Part> absent = new ArrayList<>();

    private final List<Part> present = new ArrayList<>();
    private final Map<String, Long> rows = new HashMap<>();

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
    Step prepared(Step step) {
        Backup backup = backups.get(step.revision().id());
        if (backup == null) {
            return step;
        }
        var operations = new ArrayList<Operation>();
        for (Operation operation : step.operations()) {
            if (operation instanceof Create create
                    && create.object() instanceof Column column
                    && isFilled(column, backup)) {
                operations.add(new Create(column.withNullable(true)));
                operations.add(new Alter(column.withNullable(true), column));
            } else {
                operations.add(operation);
            }
        }
        return new Step(step.revision(), step.direction(), operations, step.checksum(), step.headsAfter());
    }

    private static boolean isFilled(Column column, Backup backup) {
        String schema = column.table().isUnqualified()
                ? backup.manifest().schemas().get(0)
                : column.table().schema();
        Name table = column.table().inSchema(schema);
        return !column.nullable()
                && column.defaultSql() == null
                && column.identity() == null
                && column.generated() == null
                && backup.manifest().parts().stream()
                        .flatMap(part -> part.rows().stream())
                        .anyMatch(kept -> kept.table().equals(table) && kept.lost().contains(column.name()));
    }

    @Override
    public boolean watches(Step step, int index) {
        return backups.containsKey(step.revision().id());
    }

    @Override
    public void before(Connection connection, Scope scope, Step step, int index) throws SQLException {
        if (index > 0) {
            return;
        }
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
        return java.util.Objects.requireNonNull(backups.get(step.revision().id()));
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
                    throw new IOException("nothing holds them: " + absent.get(0).rows().orElseThrow());
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

    private void putBack(Connection connection, Backup backup, Part part, Step step)
            throws IOException, SQLException {
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
