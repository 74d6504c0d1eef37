package dev.aludel.diff;

import dev.aludel.core.compare.Differ;
import dev.aludel.core.compare.LeftAlone;
import dev.aludel.core.dialect.Dialect;
import dev.aludel.core.dialect.Scope;
import dev.aludel.core.dialect.ServerInfo;
import dev.aludel.core.error.DatabaseException;
import dev.aludel.core.error.ModelException;
import dev.aludel.core.op.Operation;
import dev.aludel.core.revision.Replay;
import dev.aludel.core.revision.RevisionInfo;
import dev.aludel.core.revision.RevisionSet;
import dev.aludel.core.run.Rehearsal;
import dev.aludel.core.run.RunSettings;
import dev.aludel.core.schema.SchemaModel;
import dev.aludel.core.schema.SqlObject;
import dev.aludel.diff.hibernate.Beside;
import dev.aludel.diff.hibernate.HibernateSource;
import jakarta.persistence.EntityManagerFactory;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Compares entities with a live database. Writes nothing. */
public final class Autogen {

    private final AutogenBuilder settings;
    private final @Nullable DataSource dataSource;
    private final Dialect dialect;

    Autogen(AutogenBuilder settings, @Nullable DataSource dataSource, Dialect dialect) {
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
        if (dataSource == null) {
            throw new IllegalArgumentException("this needs a database: give a dataSource(…) or a url(…)");
        }
        return dataSource;
    }

    boolean hasDatabase() {
        return dataSource != null;
    }

    Dialect dialect() {
        return dialect;
    }

    /**
     * @param chain the revisions; what none of them made is left alone. Null when that is not known
     */
    SchemaDiff diff(@Nullable RevisionSet chain) {
        return reading("compare with", connection -> {
            ServerInfo server = dialect.inspect(connection);
            var wanted = wanted(server.majorVersion());
            Scope scope = scope(server.currentSchema(), server.majorVersion(), wanted.said(), wanted.beside());
            SchemaModel model = wanted.model(scope);
            requireSql(connection, model);
            SchemaModel live =
                    dialect.read(connection, scope, dialect.versionTables().tables());
            Replay replay = chain == null ? null : Replay.of(chain, dialect, scope);
            return comparison(connection, scope, wanted).compare(live, model, replay, wanted.entities());
        });
    }

    /** The difference to what the heads of the chain make. */
    SchemaDiff diff(RevisionSet chain, Against against) {
        var heads = chain.graph().heads().stream().map(RevisionInfo::id).toList();
        return switch (against) {
            case LIVE -> diff(chain);
            case CHAIN -> {
                var wanted = wanted(offlineVersion());
                Scope scope = offlineScope(wanted.said(), wanted.beside());
                yield comparison(null, scope, wanted)
                        .compare(
                                Replay.model(chain, heads, dialect, scope),
                                wanted.model(scope),
                                Replay.of(chain, dialect, scope),
                                wanted.entities());
            }
            case SCRATCH ->
                reading("compare with", connection -> {
                    ServerInfo server = dialect.inspect(connection);
                    var wanted = wanted(server.majorVersion());
                    Scope scope = scope(server.currentSchema(), server.majorVersion(), wanted.said(), wanted.beside());
                    SchemaModel model = wanted.model(scope);
                    requireSql(connection, model);
                    return comparison(connection, scope, wanted)
                            .compare(
                                    rehearsal(scope.schemas()).model(chain, heads),
                                    model,
                                    Replay.of(chain, dialect, scope),
                                    wanted.entities());
                });
        };
    }

    Rehearsal rehearsal() {
        return rehearsal(settings.schemas());
    }

    private Rehearsal rehearsal(List<String> schemas) {
        var run =
                new RunSettings(schemas, "", Duration.ofMinutes(5), Duration.ofSeconds(5), Duration.ZERO, true, false);
        return settings.isEmptyDatabase()
                ? Rehearsal.inEmptyDatabase(dataSource(), dialect, run)
                : Rehearsal.inScratchSchema(dataSource(), dialect, run);
    }

    /** What makes all that is in the managed schemas and not filtered out. */
    List<Operation> imported() {
        return reading("read", connection -> {
            ServerInfo server = dialect.inspect(connection);
            Scope scope = scope(server);
            if (settings.hasEntities()) {
                var wanted = wanted(server.majorVersion());
                scope = scope(server.currentSchema(), server.majorVersion(), wanted.said(), wanted.beside());
            }
            SchemaModel live =
                    dialect.read(connection, scope, dialect.versionTables().tables());
            return Differ.diff(LeftAlone.excluded(SchemaModel.empty(), live, settings.filter()), live);
        });
    }

    private record Wanted(HibernateSource entities, SchemaModel said, SchemaModel beside, Dialect dialect) {

        SchemaModel model(Scope scope) {
            return Beside.join(dialect.stored(said, scope), dialect.stored(beside, scope));
        }
    }

    private Wanted wanted(int majorVersion) {
        SchemaModel beside = settings.sql().read(dialect);
        HibernateSource entities = settings.entities(majorVersion, dialect);
        return new Wanted(entities, entities.read(), beside, dialect);
    }

    private Comparison comparison(@Nullable Connection connection, Scope scope, Wanted wanted) {
        var marks = EntityMarks.of(wanted.entities(), scope);
        return new Comparison(
                dialect,
                connection,
                scope,
                settings.renames().and(marks.renames()),
                settings.filter().and(marks.filter()));
    }

    private interface Reading<T> {

        T of(Connection connection) throws SQLException;
    }

    private <T> T reading(String what, Reading<T> reading) {
        try (Connection connection = dataSource().getConnection()) {
            return reading.of(connection);
        } catch (SQLException e) {
            throw new DatabaseException(
                    "cannot " + what + " the database: " + e.getMessage(),
                    e.getSQLState() == null ? "" : e.getSQLState(),
                    e);
        }
    }

    /** The server's, where one is asked. */
    int majorVersion() {
        return settings.offlineVersion() > 0 || dataSource == null
                ? offlineVersion()
                : reading("read", connection -> dialect.inspect(connection).majorVersion());
    }

    private int offlineVersion() {
        if (settings.offlineVersion() == 0) {
            throw new IllegalArgumentException(
                    "without a database nobody tells which server it is for: say .offline(18) or another major version");
        }
        return settings.offlineVersion();
    }

    /** Of the database, where there is one. */
    Scope plainScope() {
        return hasDatabase() ? reading("read", connection -> scope(dialect.inspect(connection))) : offlineScope();
    }

    /** What names without a schema mean where no database says what is current. */
    private Scope offlineScope(SchemaModel... wanted) {
        return scope("public", offlineVersion(), wanted);
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
    Scope scope(ServerInfo server) {
        return scope(server.currentSchema(), server.majorVersion());
    }

    private Scope scope(String current, int majorVersion, SchemaModel... wanted) {
        var schemas = new LinkedHashSet<>(settings.schemas());
        if (schemas.isEmpty()) {
            schemas.add(current);
        }
        for (SchemaModel model : wanted) {
            schemas.addAll(model.schemas());
        }
        return new Scope(List.copyOf(schemas), majorVersion);
    }
}
