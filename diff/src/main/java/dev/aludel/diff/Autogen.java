package dev.aludel.diff;

import dev.aludel.core.compare.Differ;
import dev.aludel.core.compare.LeftAlone;
import dev.aludel.core.compare.RenameHints;
import dev.aludel.core.dialect.Dialect;
import dev.aludel.core.dialect.Normalized;
import dev.aludel.core.dialect.Scope;
import dev.aludel.core.dialect.ServerInfo;
import dev.aludel.core.error.DatabaseException;
import dev.aludel.core.error.ModelException;
import dev.aludel.core.op.Drop;
import dev.aludel.core.op.Operation;
import dev.aludel.core.op.Rename;
import dev.aludel.core.revision.Replay;
import dev.aludel.core.revision.RevisionSet;
import dev.aludel.core.schema.ObjectId;
import dev.aludel.core.schema.SchemaModel;
import dev.aludel.core.schema.SchemaObject;
import dev.aludel.diff.hibernate.HibernateSource;
import jakarta.persistence.EntityManagerFactory;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
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
     * The difference. Objects that the entities do not know are dropped by it, because nobody told which revisions made
     * what; {@link SchemaDiff#unmanaged()} lists them.
     *
     * @throws ModelException    if the entities cannot be read
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
        try (Connection connection = dataSource.getConnection()) {
            ServerInfo server = dialect.inspect(connection);
            HibernateSource entities = settings.entities(server.majorVersion());
            SchemaModel wanted = entities.read();
            Scope scope = scope(server, wanted);
            SchemaModel live =
                    dialect.read(connection, scope, dialect.versionTables().tables());
            return compare(connection, scope, wanted, live, chain, entities.notes());
        } catch (SQLException e) {
            throw new DatabaseException(
                    "cannot compare with the database: " + e.getMessage(),
                    e.getSQLState() == null ? "" : e.getSQLState(),
                    e);
        }
    }

    /** The managed schemas: those configured, and those that entities live in. */
    Scope scope(ServerInfo server, SchemaModel wanted) {
        var schemas = new LinkedHashSet<>(settings.schemas());
        if (schemas.isEmpty()) {
            schemas.add(server.currentSchema());
        }
        schemas.addAll(wanted.schemas());
        return new Scope(List.copyOf(schemas), server.majorVersion());
    }

    private SchemaDiff compare(
            Connection connection,
            Scope scope,
            SchemaModel wanted,
            SchemaModel live,
            @Nullable RevisionSet chain,
            List<String> notes)
            throws SQLException {
        RenameHints hints = settings.renames();
        SchemaModel renamed = live;
        for (Rename rename : hints.applicable(live, wanted)) {
            renamed = rename.applyTo(renamed);
        }
        Normalized normalized = dialect.normalize(connection, wanted, renamed, scope);
        SchemaModel target = LeftAlone.excluded(normalized.model(), renamed, settings.filter());
        var unsaid = LeftAlone.unsaid(target, renamed);
        var left = LeftAlone.unwanted(target, renamed, chain == null ? unsaid : unsaid.or(notMadeBy(chain, scope)));
        List<Operation> upgrade = Differ.diff(live, left.model(), hints);
        var unmanaged = new ArrayList<>(left.objects());
        if (chain == null) {
            unmanaged.addAll(dropped(upgrade, left.model()));
        }
        var all = new ArrayList<>(notes);
        all.addAll(left.notes());
        return new SchemaDiff(upgrade, normalized.undecided(), unmanaged, all);
    }

    private Predicate<ObjectId> notMadeBy(RevisionSet chain, Scope scope) {
        Set<ObjectId> made = Replay.created(chain, dialect, scope);
        return id -> !made.contains(id);
    }

    private static List<SchemaObject> dropped(List<Operation> upgrade, SchemaModel target) {
        var dropped = new ArrayList<SchemaObject>();
        for (Operation operation : upgrade) {
            Optional.of(operation)
                    .filter(Drop.class::isInstance)
                    .map(drop -> ((Drop) drop).object())
                    .filter(object -> !target.contains(object.id()))
                    .ifPresent(dropped::add);
        }
        return dropped;
    }
}
