package dev.aludel.core.revision;

import dev.aludel.core.dialect.Dialect;
import dev.aludel.core.dialect.Scope;
import dev.aludel.core.op.Create;
import dev.aludel.core.op.Operation;
import dev.aludel.core.op.Rename;
import dev.aludel.core.op.RunSql;
import dev.aludel.core.schema.ObjectId;
import dev.aludel.core.schema.Renaming;
import dev.aludel.core.schema.SchemaObject;
import dev.aludel.core.schema.Table;
import java.util.HashSet;
import java.util.Set;

/**
 * What a chain of revisions made: the ids of every object that one of them created, under the name that it has now. What
 * is in a database and not here was made by somebody else.
 */
public final class Replay {

    private Replay() {}

    /**
     * @param revisions all that count
     * @param scope     what names without a schema mean; a name with that schema is the same
     */
    public static Set<ObjectId> created(RevisionSet revisions, Dialect dialect, Scope scope) {
        var created = new HashSet<ObjectId>();
        for (RevisionInfo revision : revisions.graph().all()) {
            for (Operation operation : revisions.script(revision).upgrade(dialect::normalType)) {
                collect(operation, dialect, created);
            }
        }
        var relative = new HashSet<ObjectId>();
        created.forEach(id -> relative.add(new ObjectId(id.kind(), scope.relative(id.name()), id.member())));
        return relative;
    }

    private static void collect(Operation operation, Dialect dialect, Set<ObjectId> created) {
        if (operation instanceof Create create) {
            add(create.object(), created);
        } else if (operation instanceof RunSql sql) {
            created.addAll(dialect.created(sql.up()));
        } else if (operation instanceof Rename rename) {
            var renaming = new Renaming(rename.from(), rename.to());
            var now = new HashSet<ObjectId>();
            created.forEach(id -> now.add(renaming.id(id)));
            created.addAll(now);
        }
    }

    private static void add(SchemaObject object, Set<ObjectId> created) {
        created.add(object.id());
        if (object instanceof Table table) {
            table.members().forEach(member -> created.add(member.id()));
        }
    }
}
