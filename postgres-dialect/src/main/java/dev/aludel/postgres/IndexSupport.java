package dev.aludel.postgres;

import dev.aludel.core.dialect.Hazard;
import dev.aludel.core.dialect.LockLevel;
import dev.aludel.core.dialect.Scope;
import dev.aludel.core.dialect.Statement;
import dev.aludel.core.schema.Index;
import dev.aludel.core.schema.IndexKey;
import dev.aludel.core.schema.Name;
import dev.aludel.core.schema.ObjectId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code INDEX}, other than those behind constraints. */
final class IndexSupport implements FixedSupport<Index>, CatalogQuery {

    private static final String DEFAULT_METHOD = "btree";

    /** A bit of {@code pg_index.indoption}. */
    private static final int DESCENDING = 1;

    /** A bit of {@code pg_index.indoption}. */
    private static final int NULLS_FIRST = 2;

    @Override
    public Class<Index> type() {
        return Index.class;
    }

    /** An index lives in its table's schema. */
    static String name(ObjectId index, Scope scope) {
        return Sql.name(new Name(index.name().schema(), index.member()), scope);
    }

    @Override
    public List<Statement> create(Index index, Scope scope) {
        var sql = new StringBuilder(index.unique() ? "CREATE UNIQUE INDEX " : "CREATE INDEX ")
                .append(Sql.ident(index.name()))
                .append(" ON ")
                .append(Sql.name(index.table(), scope));
        if (!index.method().equals(DEFAULT_METHOD)) {
            sql.append(" USING ").append(Sql.ident(index.method()));
        }
        sql.append(index.keys().stream().map(IndexSupport::key).collect(Collectors.joining(", ", " (", ")")));
        if (!index.include().isEmpty()) {
            sql.append(" INCLUDE (").append(Sql.idents(index.include())).append(")");
        }
        if (index.nullsNotDistinct()) {
            Since.V15.require(scope, "NULLS NOT DISTINCT in " + index.id());
            sql.append(" NULLS NOT DISTINCT");
        }
        if (index.predicate() != null) {
            sql.append(" WHERE ").append(index.predicate());
        }
        var create = Statement.of(sql.toString())
                .locking(index.table(), LockLevel.SHARE)
                .hazard(Hazard.Kind.SCANS_TABLE, "all rows of " + index.table() + " are read while writers wait");
        return List.of(
                index.unique()
                        ? create.hazard(
                                Hazard.Kind.MAY_FAIL_ON_DATA,
                                "rows of " + index.table() + " with the same key of " + index.name() + " would stop it")
                        : create);
    }

    private static String key(IndexKey key) {
        var sql = new StringBuilder(
                key.column() == null ? "(" + Sql.closed(key.expression()) + ")" : Sql.ident(key.column()));
        if (key.collation() != null) {
            sql.append(" COLLATE ").append(Sql.reference(key.collation()));
        }
        if (key.operatorClass() != null) {
            sql.append(" ").append(Sql.reference(key.operatorClass()));
        }
        if (key.descending()) {
            sql.append(" DESC");
        }
        if (key.nullsFirst() != key.descending()) {
            sql.append(key.nullsFirst() ? " NULLS FIRST" : " NULLS LAST");
        }
        return sql.toString();
    }

    @Override
    public List<Statement> drop(Index index, Scope scope) {
        return List.of(Statement.of("DROP INDEX " + name(index.id(), scope))
                .locking(index.table(), LockLevel.ACCESS_EXCLUSIVE));
    }

    /** Takes a weak lock, and on the index alone. */
    @Override
    public List<Statement> rename(ObjectId from, ObjectId to, Scope scope) {
        return List.of(Statement.of("ALTER INDEX " + name(from, scope) + " RENAME TO " + Sql.ident(to.member())));
    }

    /** An expression of SQL that is true for a unique index that takes two nulls for the same. */
    static String nullsNotDistinct(Scope scope, String index) {
        return Since.V15.isIn(scope) ? index + ".indnullsnotdistinct" : "false";
    }

    /**
     * Names of operator classes and collations come only where they are not what the server takes by itself; most
     * indexes have none, and then nothing is looked up.
     */
    @Override
    public String sql(Scope scope, String schemas) {
        return """
                SELECT i.indexrelid AS oid, i.indrelid, c.relname, am.amname, i.indisunique, i.indnkeyatts,
                  i.indkey, i.indoption, %s AS nulls_not_distinct, i.indpred IS NOT NULL AS partial,
                  pg_catalog.pg_get_expr(i.indpred, i.indrelid) AS predicate,
                  CASE WHEN i.indexprs IS NOT NULL THEN ARRAY(
                    SELECT CASE WHEN i.indkey[k] = 0 THEN pg_catalog.pg_get_indexdef(i.indexrelid, k + 1, false) END
                    FROM pg_catalog.generate_series(0, i.indnkeyatts - 1) AS k ORDER BY k) END AS expressions,
                  CASE WHEN i.indclass::oid[] OPERATOR(pg_catalog.&&) ARRAY(
                    SELECT o.oid FROM pg_opclass o WHERE NOT o.opcdefault) THEN ARRAY(
                    SELECT CASE WHEN NOT o.opcdefault
                      THEN pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(o.opcname) END
                    FROM pg_catalog.generate_series(0, i.indnkeyatts - 1) AS k
                    JOIN pg_opclass o ON o.oid = i.indclass[k] JOIN pg_namespace n ON n.oid = o.opcnamespace
                    ORDER BY k) END AS classes,
                  CASE WHEN NOT i.indcollation::oid[] OPERATOR(pg_catalog.<@) '{0,100}'::oid[] THEN ARRAY(
                    SELECT CASE WHEN l.oid <> coalesce(nullif(a.attcollation, 0::oid), 100::oid)
                      THEN pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(l.collname) END
                    FROM pg_catalog.generate_series(0, i.indnkeyatts - 1) AS k
                    LEFT JOIN pg_collation l ON l.oid = i.indcollation[k]
                    LEFT JOIN pg_namespace n ON n.oid = l.collnamespace
                    LEFT JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[k]
                    ORDER BY k) END AS collations
                FROM pg_index i
                JOIN pg_class c ON c.oid = i.indexrelid
                JOIN pg_namespace n ON n.oid = c.relnamespace
                JOIN pg_am am ON am.oid = c.relam
                WHERE n.nspname IN (%s) AND c.relpersistence <> 't' AND NOT c.relispartition
                  AND i.indexrelid NOT IN (
                    SELECT k.conindid FROM pg_constraint k WHERE k.contype IN ('p', 'u', 'x'))
                ORDER BY c.relname""".formatted(nullsNotDistinct(scope, "i"), schemas);
    }

    @Override
    public void read(ResultSet row, CatalogBuilder catalog) throws SQLException {
        long oid = row.getLong("indrelid");
        Name table = catalog.table(oid);
        if (table == null) {
            return;
        }
        String name = row.getString("relname");
        int keyCount = row.getInt("indnkeyatts");
        var all = catalog.keys(oid, row.getString("indkey"));
        boolean partial = row.getBoolean("partial");
        var index = new Index(
                table,
                name,
                row.getBoolean("indisunique"),
                keys(row, catalog, table, all.subList(0, keyCount)),
                all.subList(keyCount, all.size()).stream()
                        .map(Objects::requireNonNull)
                        .toList(),
                row.getString("amname"),
                partial ? CatalogText.unwrapped(CatalogText.expression(row.getString("predicate"), name)) : null,
                row.getBoolean("nulls_not_distinct"));
        catalog.add(index, "pg_class", row.getLong("oid"));
    }

    private static List<IndexKey> keys(
            ResultSet row, CatalogBuilder catalog, Name table, List<@Nullable String> columns) throws SQLException {
        var options = CatalogText.numbers(row.getString("indoption"));
        var expressions = CatalogText.strings(row, "expressions");
        var classes = CatalogText.strings(row, "classes");
        var collations = CatalogText.strings(row, "collations");
        var keys = new ArrayList<IndexKey>();
        for (int i = 0; i < columns.size(); i++) {
            String column = columns.get(i);
            String expression = column == null
                    ? CatalogText.unwrapped(CatalogText.expression(expressions.get(i), "an index key"))
                    : null;
            Name collation = catalog.reference(collations.isEmpty() ? null : collations.get(i));
            keys.add(new IndexKey(
                    column,
                    expression,
                    (options.get(i) & DESCENDING) != 0,
                    (options.get(i) & NULLS_FIRST) != 0,
                    expression != null && collation != null && catalog.inherits(table, expression, collation)
                            ? null
                            : collation,
                    catalog.reference(classes.isEmpty() ? null : classes.get(i))));
        }
        return keys;
    }
}
