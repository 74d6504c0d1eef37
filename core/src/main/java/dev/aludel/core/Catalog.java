package dev.aludel.core;

import dev.aludel.core.dialect.Dialect;
import dev.aludel.core.dialect.Dialects;
import dev.aludel.core.dialect.Scope;
import dev.aludel.core.error.DatabaseException;
import dev.aludel.core.schema.SchemaModel;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import javax.sql.DataSource;

/** The live schema of a database. */
public final class Catalog {

    private Catalog() {}

    /**
     * Reads schemas of a database; writes nothing. Version tables are left out.
     *
     * @param schemas the first is what names without a schema mean; none for the connection's current schema
     * @throws DatabaseException if the database cannot be reached or read
     */
    public static SchemaModel read(DataSource dataSource, String... schemas) {
        Dialect dialect = Dialects.of(dataSource);
        try (var connection = dataSource.getConnection()) {
            var server = dialect.inspect(connection);
            var scope = new Scope(
                    schemas.length == 0 ? List.of(server.currentSchema()) : Arrays.asList(schemas),
                    server.majorVersion());
            return dialect.read(connection, scope, dialect.versionTables().tables());
        } catch (SQLException e) {
            throw new DatabaseException(
                    "cannot read the catalog: " + e.getMessage(), e.getSQLState() == null ? "" : e.getSQLState(), e);
        }
    }
}
