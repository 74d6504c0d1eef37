package dev.aludel.postgres;

import dev.aludel.core.dialect.Scope;
import dev.aludel.core.schema.Name;
import dev.aludel.core.schema.Standing;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads all constraints at once; each row goes to the support of its kind. */
final class ConstraintQuery implements CatalogQuery {

    private final Map<String, ConstraintSupport<?>> kinds;

    ConstraintQuery(List<ConstraintSupport<?>> kinds) {
        this.kinds = kinds.stream().collect(Collectors.toMap(ConstraintSupport::contype, Function.identity()));
    }

    /** Copies that PostgreSQL makes for partitions and other children are left out. */
    @Override
    public String sql(Scope scope, String schemas) {
        // the columns of a table in another schema are not read by themselves
        return """
                SELECT k.oid, k.conname, k.contype, k.conrelid, k.conkey, k.condeferrable, k.condeferred,
                  k.confrelid, k.confkey, k.confdeltype, k.confupdtype,
                  pg_catalog.pg_get_expr(k.conbin, k.conrelid) AS expression,
                  k.convalidated, k.connoinherit, k.confmatchtype, %s AS conenforced, %s AS conperiod,
                  %s AS setting,
                  pg_catalog.pg_get_constraintdef(k.oid) AS definition, x.indkey::text, x.indnkeyatts,
                  f.relname AS target, fn.nspname AS schema, %s AS nulls_not_distinct,
                  CASE WHEN fn.nspname NOT IN (%s) THEN ARRAY(
                    SELECT a.attname::text FROM pg_catalog.generate_subscripts(k.confkey, 1) AS i
                    JOIN pg_attribute a ON a.attrelid = k.confrelid AND a.attnum = k.confkey[i] ORDER BY i) END
                    AS target_columns
                FROM pg_constraint k
                JOIN pg_namespace n ON n.oid = k.connamespace
                LEFT JOIN pg_index x ON x.indexrelid = k.conindid AND k.contype IN ('p', 'u')
                LEFT JOIN pg_class f ON f.oid = k.confrelid
                LEFT JOIN pg_namespace fn ON fn.oid = f.relnamespace
                WHERE n.nspname IN (%s) AND k.conrelid <> 0::oid AND k.conparentid = 0::oid AND k.conislocal
                  AND k.contype IN ('p', 'u', 'c', 'f', 'x')
                ORDER BY k.conname""".formatted(
                        Since.V18.isIn(scope) ? "k.conenforced" : "true",
                        Since.V18.isIn(scope) ? "k.conperiod" : "false",
                        Since.V15.isIn(scope) ? "k.confdelsetcols" : "NULL",
                        IndexSupport.nullsNotDistinct(scope, "x"),
                        schemas,
                        schemas);
    }

    /** Whether the rows that are there keep to it, and whether new ones have to. */
    static Standing standing(ResultSet row) throws SQLException {
        if (!row.getBoolean("conenforced")) {
            return Standing.NOT_ENFORCED;
        }
        return row.getBoolean("convalidated") ? Standing.VALID : Standing.NOT_VALID;
    }

    /** Columns that the index behind a key carries beyond those that it is over. */
    static List<String> include(ResultSet row, CatalogBuilder catalog) throws SQLException {
        var all = catalog.columns(row.getLong("conrelid"), row.getString("indkey"));
        return all.subList(row.getInt("indnkeyatts"), all.size());
    }

    @Override
    public void read(ResultSet row, CatalogBuilder catalog) throws SQLException {
        Name table = catalog.table(row.getLong("conrelid"));
        ConstraintSupport<?> kind = kinds.get(row.getString("contype"));
        if (table != null && kind != null) {
            catalog.add(kind.read(row, catalog), "pg_constraint", row.getLong("oid"));
        }
    }
}
