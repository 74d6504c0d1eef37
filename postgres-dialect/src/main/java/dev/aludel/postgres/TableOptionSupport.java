package dev.aludel.postgres;

import dev.aludel.core.dialect.Hazard;
import dev.aludel.core.dialect.LockLevel;
import dev.aludel.core.dialect.ObjectSupport;
import dev.aludel.core.dialect.Scope;
import dev.aludel.core.dialect.Statement;
import dev.aludel.core.dialect.Using;
import dev.aludel.core.error.DialectException;
import dev.aludel.core.schema.Name;
import dev.aludel.core.schema.ObjectId;
import dev.aludel.core.schema.SchemaObject;
import dev.aludel.core.schema.TableOption;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** {@code PARTITION BY}, {@code PARTITION OF} and {@code INHERITS}. Within {@code CREATE TABLE} they are the table's. */
final class TableOptionSupport implements ObjectSupport<TableOption>, CatalogQuery {

    @Override
    public Class<TableOption> type() {
        return TableOption.class;
    }

    @Override
    public List<Statement> create(TableOption option, Scope scope) {
        return List.of(run(option, option.set())
                .hazard(
                        Hazard.Kind.MAY_FAIL_ON_DATA,
                        "a row of " + option.table() + " that does not fit would stop it"));
    }

    @Override
    public List<Statement> drop(TableOption option, Scope scope) {
        return List.of(run(option, option.reset()));
    }

    @Override
    public List<Statement> alter(
            TableOption before, TableOption after, Using using, List<SchemaObject> users, Scope scope) {
        var statements = new ArrayList<Statement>();
        if (!before.equals(after)) {
            statements.addAll(drop(before, scope));
            statements.addAll(create(after, scope));
        }
        return statements;
    }

    private static Statement run(TableOption option, String sql) {
        if (sql.isBlank()) {
            throw new DialectException("PostgreSQL cannot change " + option.clause() + " of table " + option.table()
                    + " where it stands; make another table and copy the rows");
        }
        return Statement.of(sql).locking(option.table(), LockLevel.ACCESS_EXCLUSIVE);
    }

    @Override
    public List<Statement> rename(ObjectId from, ObjectId to, Scope scope) {
        throw new IllegalArgumentException(from + " has no name of its own; rename its table");
    }

    /** In the order of the clauses: a partition can have partitions. */
    @Override
    public String sql(Scope scope, String schemas) {
        return """
                SELECT c.oid, 'partition of' AS name, 'PARTITION OF ' || i.inhparent::regclass::text || ' ' || b.bound AS clause,
                  'ALTER TABLE ' || i.inhparent::regclass::text || ' ATTACH PARTITION ' || c.oid::regclass::text || ' ' || b.bound AS set,
                  'ALTER TABLE ' || i.inhparent::regclass::text || ' DETACH PARTITION ' || c.oid::regclass::text AS reset
                FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                JOIN pg_inherits i ON i.inhrelid = c.oid
                CROSS JOIN LATERAL (SELECT pg_catalog.pg_get_expr(c.relpartbound, c.oid) AS bound) b
                WHERE n.nspname IN (%1$s) AND c.relkind IN ('r', 'p') AND c.relispartition
                UNION ALL
                SELECT c.oid, 'inherits', 'INHERITS (' || pg_catalog.string_agg(i.inhparent::regclass::text, ', '
                  ORDER BY i.inhseqno) || ')', '', ''
                FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                JOIN pg_inherits i ON i.inhrelid = c.oid
                WHERE n.nspname IN (%1$s) AND c.relkind IN ('r', 'p') AND NOT c.relispartition
                GROUP BY c.oid
                UNION ALL
                SELECT c.oid, '%2$s', 'PARTITION BY ' || pg_catalog.pg_get_partkeydef(c.oid), '', ''
                FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                WHERE n.nspname IN (%1$s) AND c.relkind = 'p'""".formatted(schemas, TableOption.PARTITIONED);
    }

    @Override
    public void read(ResultSet row, CatalogBuilder catalog) throws SQLException {
        Name table = catalog.table(row.getLong("oid"));
        if (table != null) {
            catalog.add(new TableOption(
                    table,
                    row.getString("name"),
                    row.getString("clause"),
                    row.getString("set"),
                    row.getString("reset")));
        }
    }
}
