package dev.aludel.postgres;

import dev.aludel.core.dialect.Scope;
import java.sql.ResultSet;
import java.sql.SQLException;

/** One of the queries that a catalog is read with: set-based, so that their number does not depend on what is there. */
interface CatalogQuery {

    /**
     * One {@code SELECT}.
     *
     * @param schemas the managed schemas as literals with commas between them
     */
    String sql(Scope scope, String schemas);

    /** Takes one row. What earlier queries found is in {@code catalog}. */
    void read(ResultSet row, CatalogBuilder catalog) throws SQLException;
}
