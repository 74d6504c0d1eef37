package dev.aludel.diff;

import dev.aludel.core.dialect.Dialect;
import dev.aludel.core.dialect.Scope;
import dev.aludel.core.dialect.ServerInfo;
import dev.aludel.core.error.DatabaseException;
import dev.aludel.core.error.ModelException;
import dev.aludel.core.revision.Replay;
import dev.aludel.core.revision.RevisionSet;
import dev.aludel.core.schema.SchemaModel;
import dev.aludel.core.schema.SqlObject;
import dev.aludel.diff.hibernate.Beside;
import dev.aludel.diff.hibernate.HibernateSource;
import jakarta.persistence.EntityManagerFactory;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Compares entities with a live database. Writes nothing. */
public final class Autogen {

    private final AutogenBuilder settings;
    private final DataSource dataSource;
    private final Dialect dialect;

    Autogen(AutogenBuilder settings, DataSource dataSource, Dialect dialect) {
        this.settings = settings;
        this.dataSource = dataSource;
        this.dialect = dialect;
    }

    public static AutogenBuilder builder() {
        return new AutogenBuilder();
    }

    /**
     * The difference between the entities of a running application and a database.
     *
     * @throws ModelException    if the entities cannot be read
     * @throws DatabaseException if the database cannot be reached or read
     */
    public static SchemaDiff diff(EntityManagerFactory entityManagerFactory, DataSource dataSource) {
        return builder()
                .entityManagerFactory(entityManagerFactory)
                .dataSource(dataSource)
                .build()
                .diff();
    }

    /**
     * The difference. Tables and other objects that the entities do not know are dropped by it, because nobody told which
     * revisions made what; {@link SchemaDiff#unmanaged()} lists them. What entities cannot say, such as a view, is not.
     *
     * @throws ModelException    if the entities cannot be read, or SQL beside them
     * @throws DatabaseException if the database cannot be reached or read
     */
    public SchemaDiff diff() {
        return diff(settings.revisions());
    }

    DataSource dataSource() {
        return dataSource;
    }

    Dialect dialect() {
        return dialect;
    }

    /**
     * @param chain the revisions; what none of them made is left alone. Null when that is not known
     */
    SchemaDiff diff(@Nullable RevisionSet chain) {
        SchemaModel beside = settings.sql().read(dialect);
        try (Connection connection = dataSource.getConnection()) {
            ServerInfo server = dialect.inspect(connection);
            HibernateSource entities = settings.entities(server.majorVersion(), dialect);
            SchemaModel said = entities.read();
            Scope scope = scope(server, said, beside);
            SchemaModel wanted = Beside.join(dialect.stored(said, scope), dialect.stored(beside, scope));
            requireSql(connection, wanted);
            SchemaModel live =
                    dialect.read(connection, scope, dialect.versionTables().tables());
            Replay replay = chain == null ? null : Replay.of(chain, dialect, scope);
            var marks = EntityMarks.of(entities, scope);
            return new Comparison(
                            dialect,
                            connection,
                            scope,
                            settings.renames().and(marks.renames()),
                            settings.filter().and(marks.filter()))
                    .compare(live, wanted, replay, entities);
        } catch (SQLException e) {
            throw new DatabaseException(
                    "cannot compare with the database: " + e.getMessage(),
                    e.getSQLState() == null ? "" : e.getSQLState(),
                    e);
        }
    }

    private void requireSql(Connection connection, SchemaModel wanted) throws SQLException {
        List<String> statements = wanted.all(SqlObject.class).stream()
                .flatMap(object -> object.statements().stream())
                .toList();
        dialect.syntaxError(connection, statements).ifPresent(error -> {
            throw new ModelException("SQL beside the entities is none to " + dialect.name() + ": " + error, null);
        });
    }

    /** The managed schemas: those configured, and those that what is wanted lives in. */
    Scope scope(ServerInfo server, SchemaModel... wanted) {
        var schemas = new LinkedHashSet<>(settings.schemas());
        if (schemas.isEmpty()) {
            schemas.add(server.currentSchema());
        }
        for (SchemaModel model : wanted) {
            schemas.addAll(model.schemas());
        }
        return new Scope(List.copyOf(schemas), server.majorVersion());
    }
}
