package dev.aludel.core.run;

import dev.aludel.core.dialect.Dialect;
import dev.aludel.core.dialect.VersionTables;
import dev.aludel.core.dialect.VersionTables.Filled;
import dev.aludel.core.op.Backfill;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Fills rows, some at a time. How far it is stands in the database in the same transaction as the rows, so that whoever goes
 * on, another instance or the next run, fills none twice.
 */
final class Batches {

    private final Connection connection;
    private final Dialect dialect;
    private final VersionTables tables;
    private final Context context;
    private final Backfill fill;

    Batches(Connection connection, Dialect dialect, Context context, Leg leg) {
        this.connection = connection;
        this.dialect = dialect;
        this.tables = dialect.versionTables();
        this.context = context;
        this.fill = (Backfill) leg.segment().pieces().get(0).operation();
    }

    /**
     * Fills the next rows in the transaction that is open, or all where the table has no primary key to go by.
     *
     * @param begun    somebody has begun already
     * @param tracking statements of ours are added that say how far it is
     * @return how many rows there are by now; empty when there is none left
     */
    Optional<Long> next(boolean begun, List<String> tracking) throws SQLException {
        var scope = context.scope();
        Optional<Filled> before = begun ? tables.filled(connection, context.versionSchema()) : Optional.empty();
        var key = dialect.primaryKey(connection, fill.table(), scope);
        try (var statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            if (key.isEmpty()) {
                statement.execute(dialect.update(fill.table(), fill.assignments(), fill.where(), scope));
                tracking.add(tables.filledAll(context.versionSchema()));
                return Optional.empty();
            }
            var after = before.map(Filled::key).orElse(List.of());
            String sql =
                    dialect.updateNext(fill.table(), fill.assignments(), fill.where(), key, after, fill.rows(), scope);
            try (var row = statement.executeQuery(sql)) {
                if (!row.next()) {
                    tracking.add(tables.filledAll(context.versionSchema()));
                    return Optional.empty();
                }
                long rows = before.map(Filled::rows).orElse(0L) + row.getLong(1);
                var last = new ArrayList<String>();
                for (int i = 0; i < key.size(); i++) {
                    last.add(row.getString(i + 2));
                }
                tracking.addAll(tables.filling(context.versionSchema(), new Filled(rows, last)));
                return Optional.of(rows);
            }
        }
    }

    int pauseMillis() {
        return fill.pauseMillis();
    }
}
