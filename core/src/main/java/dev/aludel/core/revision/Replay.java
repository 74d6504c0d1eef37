package dev.aludel.core.revision;

import dev.aludel.core.compare.Origins;
import dev.aludel.core.dialect.Dialect;
import dev.aludel.core.dialect.Scope;
import dev.aludel.core.error.RevisionException;
import dev.aludel.core.op.Create;
import dev.aludel.core.op.Operation;
import dev.aludel.core.op.Rename;
import dev.aludel.core.op.RunSql;
import dev.aludel.core.schema.ObjectId;
import dev.aludel.core.schema.Renaming;
import dev.aludel.core.schema.SchemaModel;
import dev.aludel.core.schema.SchemaObject;
import dev.aludel.core.schema.SqlTokens;
import dev.aludel.core.schema.Table;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a chain of revisions made, under the names that it has now.
 *
 * @param created the ids of every object that one of them created, also under the names from before. What is in a database
 *                and not here was made by somebody else
 * @param origins where tables and columns come from in Java, as far as the revisions remember it
 */
public record Replay(Set<ObjectId> created, Origins origins) {

    public static final Replay NOTHING = new Replay(Set.of(), Origins.NONE);

    public Replay {
        created = Set.copyOf(created);
    }

    /**
     * @param revisions all that count
     * @param scope     what names without a schema mean; a name with that schema is the same
     */
    public static Replay of(RevisionSet revisions, Dialect dialect, Scope scope) {
        var created = new HashSet<ObjectId>();
        var origins = Origins.NONE;
        for (RevisionInfo revision : revisions.graph().all()) {
            RevisionScript script = revisions.script(revision);
            // what is created anew has no origin until its revision tells it; what is renamed keeps its own
            var anew = new HashSet<ObjectId>();
            for (Operation operation : script.upgrade(dialect::normalType)) {
                if (operation instanceof Rename rename) {
                    var renaming = new Renaming(rename.from(), rename.to());
                    List.copyOf(created).forEach(id -> created.add(renaming.id(id)));
                    origins = origins.without(anew).follow(renaming);
                    anew.clear();
                } else {
                    var made = made(operation, created, dialect);
                    created.addAll(made);
                    anew.addAll(made);
                }
            }
            origins = origins.without(anew).plus(origins(script));
        }
        var relative = new HashSet<ObjectId>();
        created.forEach(id -> relative.add(scope.relative(id)));
        return new Replay(relative, origins.mapped(scope::relative));
    }

    /**
     * The schema that a chain makes, without any database: its operations one after the other.
     *
     * @param heads up to these
     * @throws RevisionException with {@code OPAQUE} if it has SQL of which nobody can tell what it does to the schema, or
     *                           with {@code UNREADABLE} if an operation does not fit what is there before it; the message
     *                           names revision and statement. Code is taken to change no schema
     */
    public static SchemaModel model(RevisionSet revisions, Collection<String> heads, Dialect dialect, Scope scope) {
        var model = SchemaModel.empty();
        for (RevisionInfo revision : revisions.graph().pending(Set.of(), heads)) {
            for (Operation operation : revisions.script(revision).upgrade(dialect::normalType)) {
                model = operation instanceof RunSql sql
                        ? after(sql, model, revision, dialect, scope)
                        : after(operation, model, revision);
            }
        }
        return model;
    }

    private static SchemaModel after(Operation operation, SchemaModel before, RevisionInfo revision) {
        try {
            return operation.applyTo(before);
        } catch (IllegalArgumentException e) {
            throw new RevisionException(
                    RevisionException.Reason.UNREADABLE,
                    "revision " + revision.title() + " in " + revision.source()
                            + " does not fit what comes before it, at " + operation.describe() + ": " + e.getMessage(),
                    List.of(revision.id()),
                    e);
        }
    }

    private static SchemaModel after(
            RunSql sql, SchemaModel before, RevisionInfo revision, Dialect dialect, Scope scope) {
        var model = before;
        for (String statement : SqlTokens.statements(sql.up())) {
            model = dialect.applied(statement, model, scope)
                    .orElseThrow(() -> new RevisionException(
                            RevisionException.Reason.OPAQUE,
                            "revision " + revision.title() + " in " + revision.source()
                                    + " has SQL of which only a database can tell what it does to the schema: "
                                    + Text.oneLine(statement),
                            List.of(revision.id())));
        }
        return model;
    }

    private static Set<ObjectId> made(Operation operation, Set<ObjectId> before, Dialect dialect) {
        if (operation instanceof Create create) {
            return with(create.object());
        } else if (operation instanceof RunSql sql) {
            return dialect.created(sql.up(), before);
        }
        return Set.of();
    }

    /** A table with its members. */
    private static Set<ObjectId> with(SchemaObject object) {
        var ids = new HashSet<ObjectId>();
        ids.add(object.id());
        if (object instanceof Table table) {
            table.members().forEach(member -> ids.add(member.id()));
        }
        return ids;
    }

    private static Origins origins(RevisionScript script) {
        try {
            return Origins.parse(script.properties());
        } catch (IllegalArgumentException e) {
            throw new RevisionException(
                    RevisionException.Reason.UNREADABLE,
                    script.info().source() + ": its Java properties cannot be read: " + e.getMessage(),
                    List.of(script.info().id()),
                    e);
        }
    }
}
