package dev.aludel.postgres;

import dev.aludel.core.dialect.Headway;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** How far a session is with what it builds, cleans or copies: the views {@code pg_stat_progress_…}. */
final class LongOperations {

    /**
     * Each view counts something else, some of them in each phase something else. What is copied out is about as many rows as
     * the planner believes.
     */
    private static final String QUERY = """
            SELECT pg_catalog.concat(p.what, CASE WHEN c.relname IS NULL THEN '' ELSE pg_catalog.concat(' on ', c.relname) END),
                   p.phase, coalesce(p.done, 0),
                   coalesce(p.total, CASE WHEN p.what OPERATOR(pg_catalog.=) 'COPY TO' THEN c.reltuples::pg_catalog.int8 END, 0)
              FROM (
                SELECT pid, relid, command AS what, phase,
                       CASE WHEN phase OPERATOR(pg_catalog.~~) 'waiting%' THEN lockers_done
                            WHEN phase OPERATOR(pg_catalog.~~) '%tuples%' THEN tuples_done ELSE blocks_done END AS done,
                       CASE WHEN phase OPERATOR(pg_catalog.~~) 'waiting%' THEN lockers_total
                            WHEN phase OPERATOR(pg_catalog.~~) '%tuples%' THEN tuples_total ELSE blocks_total END AS total
                  FROM pg_catalog.pg_stat_progress_create_index
                UNION ALL
                SELECT pid, relid, 'VACUUM', phase,
                       CASE WHEN phase OPERATOR(pg_catalog.=) 'vacuuming heap' THEN heap_blks_vacuumed ELSE heap_blks_scanned END, heap_blks_total
                  FROM pg_catalog.pg_stat_progress_vacuum
                UNION ALL
                SELECT pid, relid, command, phase, heap_blks_scanned,
                       CASE WHEN phase OPERATOR(pg_catalog.=) 'seq scanning heap' THEN heap_blks_total ELSE 0 END
                  FROM pg_catalog.pg_stat_progress_cluster
                UNION ALL
                SELECT pid, relid, 'ANALYZE', phase, sample_blks_scanned, sample_blks_total
                  FROM pg_catalog.pg_stat_progress_analyze
                UNION ALL
                SELECT pid, relid, command, 'copying rows',
                       CASE WHEN bytes_total OPERATOR(pg_catalog.=) 0 THEN tuples_processed ELSE bytes_processed END,
                       CASE WHEN bytes_total OPERATOR(pg_catalog.=) 0 THEN NULL ELSE bytes_total END
                  FROM pg_catalog.pg_stat_progress_copy
              ) AS p
              LEFT JOIN pg_catalog.pg_class c ON c.oid OPERATOR(pg_catalog.=) p.relid
             WHERE p.pid OPERATOR(pg_catalog.=)\s""";

    private LongOperations() {}

    static Optional<Headway> headway(Connection connection, long session) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(QUERY + session)) {
            return row.next()
                    ? Optional.of(new Headway(row.getString(1), row.getString(2), row.getLong(3), row.getLong(4)))
                    : Optional.empty();
        }
    }
}
