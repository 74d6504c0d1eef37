package dev.aludel.diff;

import dev.aludel.core.compare.Differ;
import dev.aludel.core.compare.RenameHints;
import dev.aludel.core.dialect.Normalized.Undecided;
import dev.aludel.core.op.Drop;
import dev.aludel.core.op.Operation;
import dev.aludel.core.op.Operations;
import dev.aludel.core.schema.ObjectId;
import dev.aludel.core.schema.SchemaModel;
import dev.aludel.core.schema.SchemaObject;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What differs between two schemas, and the operations that lead from the first to the second and back. */
public final class SchemaDiff {

    private final List<Operation> upgrade;
    private final List<Operation> downgrade;
    private final List<Undecided> undecided;
    private final List<SchemaObject> unmanaged;
    private final List<String> notes;

    SchemaDiff(List<Operation> upgrade, List<Undecided> undecided, List<SchemaObject> unmanaged, List<String> notes) {
        this.upgrade = List.copyOf(upgrade);
        this.downgrade = Operations.reverse(upgrade);
        this.undecided = List.copyOf(undecided);
        this.unmanaged = List.copyOf(unmanaged);
        this.notes = List.copyOf(notes);
    }

    /** The difference between any two models; everything counts. */
    public static SchemaDiff between(SchemaModel from, SchemaModel to) {
        return new SchemaDiff(Differ.diff(from, to, RenameHints.none()), List.of(), List.of(), List.of());
    }

    /** True when nothing differs and nothing was left undecided. Objects that nobody manages do not count. */
    public boolean isEmpty() {
        return upgrade.isEmpty() && undecided.isEmpty();
    }

    /** From the first schema to the second, in executable order. */
    public List<Operation> upgrade() {
        return upgrade;
    }

    /** From the second schema back to the first, in executable order. */
    public List<Operation> downgrade() {
        return downgrade;
    }

    /** What could not be told, such as an expression that the server cannot plan. No operation comes of it. */
    public List<Undecided> undecided() {
        return undecided;
    }

    /**
     * Objects in the database that the entities do not know and that no revision made. With a chain of revisions they
     * are left alone; without one they are dropped by {@link #upgrade()} and marked in {@link #describe()}.
     */
    public List<SchemaObject> unmanaged() {
        return unmanaged;
    }

    /** What the entities say and a model cannot hold. */
    public List<String> notes() {
        return notes;
    }

    /**
     * For people, one line each: {@code +} comes, {@code -} goes, {@code ~} changes, {@code >} is renamed, {@code ?} could
     * not be told, {@code =} is left alone.
     */
    public String describe() {
        var text = new StringBuilder();
        Set<ObjectId> foreign = unmanaged.stream().map(SchemaObject::id).collect(Collectors.toSet());
        Set<ObjectId> dropped = upgrade.stream()
                .filter(Drop.class::isInstance)
                .map(operation -> ((Drop) operation).object().id())
                .collect(Collectors.toSet());
        for (Operation operation : upgrade) {
            text.append(operation.describe());
            if (operation instanceof Drop drop && foreign.contains(drop.object().id())) {
                text.append("  (no revision made it)");
            }
            text.append("\n");
        }
        undecided.forEach(item -> text.append(item).append("\n"));
        for (SchemaObject object : unmanaged) {
            if (!dropped.contains(object.id())) {
                text.append("= ").append(object.describe()).append("  (not managed)\n");
            }
        }
        return text.toString();
    }

    @Override
    public String toString() {
        return isEmpty() ? "no difference\n" + describe() : describe();
    }
}
