package dev.aludel.postgres;

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
        Name name = row.getString("schema") == null ? Name.of(row.getString("name")) : catalog.name(row, "name");
        var id = new ObjectId(row.getString("kind"), name, row.getString("member"));
        catalog.add(new SqlObject(id, sql.strip()), row.getString("catalog"), row.getLong("oid"));
    }

    /** Is the object with this oid in that catalog no part of an extension? */
    static String isFree(String catalog, String oid) {
        return "NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = '" + catalog + "'::regclass AND e.objid = " + oid
                + " AND e.deptype = 'e')";
    }
}
