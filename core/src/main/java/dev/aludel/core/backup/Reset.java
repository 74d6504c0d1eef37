package dev.aludel.core.backup;

import dev.aludel.core.compare.Differ;
import dev.aludel.core.dialect.Dialect;
import dev.aludel.core.dialect.Scope;
import dev.aludel.core.error.DatabaseException;
import dev.aludel.core.op.Create;
import dev.aludel.core.op.Drop;
import dev.aludel.core.op.Operation;
import dev.aludel.core.op.RunSql;
import dev.aludel.core.revision.RevisionInfo;
import dev.aludel.core.run.Direction;
import dev.aludel.core.run.Planner;
import dev.aludel.core.run.Setup;
import dev.aludel.core.run.Step;
import dev.aludel.core.schema.Namespace;
import dev.aludel.core.schema.ObjectId;
import dev.aludel.core.schema.SchemaModel;
import dev.aludel.core.schema.Setting;
import dev.aludel.core.schema.SqlObject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Takes a database back to where nothing was applied by dropping all that is in the managed schemas. What extensions brought and
 * what other tools keep there stays; schemas and extensions stay, too, unless a revision makes them.
 */
public final class Reset {

    private static final String BASE = "base";

    private final Setup setup;

    public Reset(Setup setup) {
        this.setup = setup;
    }

    /** What would be dropped, in order. */
    public List<Operation> operations() {
        Dialect dialect = setup.dialect();
        Scope scope = setup.scope();
        try (Connection connection = setup.dataSource().getConnection()) {
            SchemaModel live =
                    dialect.read(connection, scope, dialect.versionTables().tables());
            var made = made();
            return Differ.diff(live, SchemaModel.empty()).stream()
                    .filter(operation -> operation instanceof Drop drop && !stays(drop, made))
                    .toList();
        } catch (SQLException e) {
            throw new DatabaseException("reading what there is: " + Reasons.of(e), String.valueOf(e.getSQLState()), e);
        }
    }

    private static boolean stays(Drop drop, Set<ObjectId> made) {
        return drop.object() instanceof Setting
                || (drop.object() instanceof Namespace
                                || drop.object() instanceof SqlObject object
                                        && object.id().kind().equals("extension"))
                        && !made.contains(drop.object().id());
    }

    private Set<ObjectId> made() {
        var planner = new Planner(setup.revisions(), setup.dialect());
        var made = new HashSet<ObjectId>();
        for (Step step : planner.upgrade(Set.of(), planner.resolve("heads", Set.of()))) {
            for (Operation operation : step.operations()) {
                if (operation instanceof Create create) {
                    made.add(create.object().id());
                } else if (operation instanceof RunSql sql) {
                    made.addAll(setup.dialect().created(sql.up(), made));
                }
            }
        }
        return made;
    }

    /** The one step that drops it all and leaves the database at base. */
    public Step step() {
        return new Step(RevisionInfo.of(BASE, "reset"), Direction.STAMP, operations(), "", Set.of());
    }
}
