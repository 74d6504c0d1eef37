package dev.aludel.diff;

import dev.aludel.core.compare.Differ;
import dev.aludel.core.compare.Origins;
import dev.aludel.core.compare.Question;
import dev.aludel.core.compare.RenameHints;
import dev.aludel.core.dialect.Normalized.Undecided;
import dev.aludel.core.op.Drop;
import dev.aludel.core.op.Operation;
import dev.aludel.core.op.Operations;
import dev.aludel.core.schema.ObjectId;
import dev.aludel.core.schema.SchemaModel;
import dev.aludel.core.schema.SchemaObject;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What differs between two schemas, and the operations that lead from the first to the second and back. */
public final class SchemaDiff {

    private final List<Operation> upgrade;
    private final List<Operation> downgrade;
    private final List<Question> questions;
    private final List<Undecided> undecided;
    private final List<SchemaObject> unmanaged;
    private final List<String> notes;
    private final Origins origins;
    private final Function<Operation, Optional<String>> because;

    /**
     * @param because why an operation is there, where nobody has asked for it
     */
    SchemaDiff(
            List<Operation> upgrade,
            List<Question> questions,
            List<Undecided> undecided,
            List<SchemaObject> unmanaged,
            List<String> notes,
            Origins origins,
            Function<Operation, Optional<String>> because) {
        this.upgrade = List.copyOf(upgrade);
        this.downgrade = Operations.reverse(upgrade);
        this.questions = List.copyOf(questions);
        this.undecided = List.copyOf(undecided);
        this.unmanaged = List.copyOf(unmanaged);
        this.notes = List.copyOf(notes);
        this.origins = origins;
        this.because = because;
    }

    /** The difference between any two models; everything counts, and nothing was renamed. */
    public static SchemaDiff between(SchemaModel from, SchemaModel to) {
        return between(from, to, RenameHints.none());
    }

    /**
     * The difference between any two models; everything counts.
     *
     * @param hints what was renamed; all else under another name is dropped and made anew
     */
    public static SchemaDiff between(SchemaModel from, SchemaModel to, RenameHints hints) {
        return new SchemaDiff(
                Differ.diff(from, to, hints),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Origins.NONE,
                operation -> Optional.empty());
    }

    /** The same after somebody else had a say. */
    SchemaDiff rewritten(Rewriter rewriter) {
        return new SchemaDiff(rewriter.rewrite(upgrade), questions, undecided, unmanaged, notes, origins, because);
    }

    /** True when nothing differs, nothing is in question and nothing was left undecided. Objects that nobody manages do not count. */
    public boolean isEmpty() {
        return upgrade.isEmpty() && questions.isEmpty() && undecided.isEmpty();
    }

    /** From the first schema to the second, in executable order. */
    public List<Operation> upgrade() {
        return upgrade;
    }

    /** From the second schema back to the first, in executable order. */
    public List<Operation> downgrade() {
        return downgrade;
    }

    /**
     * What may have been renamed: only a developer can tell, by {@link AutogenBuilder#renames}. No operation comes of
     * anything that is in question.
     */
    public List<Question> questions() {
        return questions;
    }

    /** What could not be told, such as an expression that the server cannot plan. No operation comes of it. */
    public List<Undecided> undecided() {
        return undecided;
    }

    /**
     * Objects in the database that the entities do not know and that no revision made. With a chain of revisions they
     * are left alone; without one nobody knows, and they are dropped by {@link #upgrade()}.
     */
    public List<SchemaObject> unmanaged() {
        return unmanaged;
    }

    /** What a revision has to remember: where in Java comes from what the chain of revisions does not know yet. */
    Origins origins() {
        return origins;
    }

    /** What the entities say and a model cannot hold. */
    public List<String> notes() {
        return notes;
    }

    /**
     * For people, one line each: {@code +} comes, {@code -} goes, {@code ~} changes, {@code >} is renamed, {@code ?} could
     * not be told or has to be decided, {@code =} is left alone. A change that only another version of Hibernate asks for
     * is followed by its reason.
     */
    public String describe() {
        var text = new StringBuilder();
        Set<ObjectId> dropped = upgrade.stream()
                .filter(Drop.class::isInstance)
                .map(operation -> ((Drop) operation).object().id())
                .collect(Collectors.toSet());
        for (int i = 0; i < upgrade.size(); i++) {
            text.append(upgrade.get(i).describe()).append("\n");
            because.apply(upgrade.get(i))
                    .ifPresent(reason -> text.append("  ").append(reason).append("\n"));
        }
        questions.forEach(question -> text.append(question).append("\n"));
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
