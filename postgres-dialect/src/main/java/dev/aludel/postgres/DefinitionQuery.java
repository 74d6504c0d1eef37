package dev.aludel.postgres;

import dev.aludel.core.dialect.Scope;
import dev.aludel.core.schema.Name;
import dev.aludel.core.schema.ObjectId;
import dev.aludel.core.schema.SqlObject;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Reads objects that are their SQL. Each row has {@code catalog} and {@code oid} of the object, its {@code kind}, the
 * {@code schema} (null for what lives in none), its {@code name}, the {@code member} (empty for what is no part of a
 * relation), and the {@code sql} that makes it.
 *
 * <p>Texts are written under the search path that they will run under: what {@code regclass} and the {@code pg_get_…}
 * functions print is right as it is.
 */
interface DefinitionQuery extends CatalogQuery {

    @Override
    default void read(ResultSet row, CatalogBuilder catalog) throws SQLException {
        String sql = CatalogText.expression(row.getString("sql"), row.getString("kind"));
        var id = new ObjectId(row.getString("kind"), name(row, catalog), row.getString("member"));
        if (!catalog.excludes(SqlObject.bareName(id))) {
            catalog.add(new SqlObject(id, sql.strip()), row.getString("catalog"), row.getLong("oid"));
        }
    }

    /** The name in the spelling of models. */
    default Name name(ResultSet row, CatalogBuilder catalog) throws SQLException {
        return row.getString("schema") == null ? Name.of(row.getString("name")) : catalog.name(row, "name");
    }

    /** Is the object with this oid in that catalog no part of an extension or of another object? */
    static String isFree(String catalog, String oid) {
        return "NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = '" + catalog + "'::regclass::oid AND e.objid = "
                + oid + " AND e.objsubid = 0 AND e.deptype IN ('e', 'i'))";
    }

    /** A definition that always names the schema {@code n} of what it makes, without it for the first managed one. */
    static String atHome(String definition, Scope scope) {
        String schema = "pg_catalog.quote_ident(n.nspname) || '.'";
        return "CASE WHEN n.nspname = " + Sql.literal(scope.defaultSchema()) + " THEN pg_catalog.overlay(" + definition
                + ", '', pg_catalog.strpos(" + definition + ", " + schema + "), pg_catalog.length(" + schema
                + ")) ELSE "
                + definition + " END";
    }

    /** The name of a function, with its schema where it needs one; null for none. */
    static String function(String oid) {
        return "(SELECT CASE WHEN pg_catalog.pg_function_is_visible(f.oid) THEN ''"
                + " ELSE pg_catalog.quote_ident(s.nspname) || '.' END || pg_catalog.quote_ident(f.proname)"
                + " FROM pg_proc f JOIN pg_namespace s ON s.oid = f.pronamespace WHERE f.oid = " + oid + ")";
    }

    /** The clause {@code OPTIONS (…)} of foreign data; empty for none. */
    static String options(String column) {
        return "coalesce(' OPTIONS (' || (SELECT pg_catalog.string_agg(pg_catalog.quote_ident(o.option_name) || ' '"
                + " || pg_catalog.quote_literal(o.option_value), ', ')"
                + " FROM pg_catalog.pg_options_to_table(" + column + ") o) || ')', '')";
    }
}
