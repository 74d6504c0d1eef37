package dev.aludel.core.run;

import dev.aludel.core.dialect.Right;
import dev.aludel.core.op.Backfill;
import dev.aludel.core.op.Create;
import dev.aludel.core.op.Operation;
import dev.aludel.core.schema.ForeignKey;
import dev.aludel.core.schema.Name;
import dev.aludel.core.schema.Namespace;
import dev.aludel.core.schema.ObjectId;
import dev.aludel.core.schema.SqlObject;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The rights that steps take, as far as their operations tell; SQL that was written by hand is not looked into. */
final class Needs {

    private static final String TRIGGER = "trigger";

    private final Context context;
    private final Set<Right> rights = new LinkedHashSet<>();
    private final Set<ObjectId> made = new HashSet<>();

    private Needs(Context context) {
        this.context = context;
    }

    /**
     * @param tables the version tables
     * @param virgin they have to be made
     */
    static Set<Right> of(List<Step> steps, Context context, Set<String> tables, boolean virgin) {
        var needs = new Needs(context);
        needs.bookkeeping(tables, virgin);
        steps.forEach(step -> step.operations().forEach(needs::add));
        return needs.rights;
    }

    private void bookkeeping(Set<String> tables, boolean virgin) {
        if (virgin) {
            rights.add(Right.createIn(context.versionSchema()));
        }
        for (String table : tables) {
            ObjectId id = ObjectId.table(Name.of(context.versionSchema(), table));
            rights.add(Right.on(id, Right.TRUST));
            rights.add(Right.on(id, "SELECT"));
            rights.add(Right.on(id, "INSERT"));
        }
    }

    private void add(Operation operation) {
        if (operation instanceof Backfill backfill) {
            need("SELECT", ObjectId.table(backfill.table()));
            need("UPDATE", ObjectId.table(backfill.table()));
        } else if (operation instanceof Create create && isOfRelation(create)) {
            ObjectId id = create.object().id();
            need(id.kind().equals(TRIGGER) ? "TRIGGER" : Right.OWN, ObjectId.table(id.name()));
        } else {
            operation.touches().forEach(id -> need(Right.OWN, id));
        }
        operation.createsIn().stream()
                .map(schema -> schema.isEmpty() ? context.scope().defaultSchema() : schema)
                .filter(schema -> !made.contains(ObjectId.namespace(schema)))
                .forEach(schema -> rights.add(Right.createIn(schema)));
        if (operation instanceof Create create) {
            if (create.object() instanceof ForeignKey key) {
                need("REFERENCES", ObjectId.table(key.target()));
            }
            if (create.object() instanceof Namespace schema) {
                rights.add(Right.createIn(schema.name()));
            }
            made.add(create.object().id());
        }
    }

    private void need(String what, ObjectId on) {
        if (!made.contains(on)) {
            rights.add(Right.on(on, what));
        }
    }

    /** A trigger, a policy or a rule stands beside its table or view. */
    private static boolean isOfRelation(Create create) {
        return create.object() instanceof SqlObject object && object.id().isMember();
    }
}
