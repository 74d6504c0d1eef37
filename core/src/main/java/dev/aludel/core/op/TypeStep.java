package dev.aludel.core.op;

import dev.aludel.core.dialect.Using;
import dev.aludel.core.schema.Comment;
import dev.aludel.core.schema.Name;
import dev.aludel.core.schema.SchemaObject;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** A change of a type or constraint that was just recorded: what uses it, each after what it rests on itself. */
public final class TypeStep {

    private final List<Operation> recorded;
    private final int at;
    private final UnaryOperator<String> normalType;

    TypeStep(List<Operation> recorded, UnaryOperator<String> normalType) {
        this.recorded = recorded;
        this.at = recorded.size() - 1;
        this.normalType = normalType;
    }

    /** The comment on it, which goes with it should it be built anew. */
    public TypeStep comment(String text) {
        return usedBy(List.of(new Comment(alter().before().id(), text)));
    }

    /** Columns of the type, and what cannot stay while it is built anew, with its comments. */
    public TypeStep usedBy(String table, Definition... members) {
        var objects = new ArrayList<SchemaObject>();
        for (Definition member : members) {
            objects.addAll(member.in(Name.parse(table), normalType));
        }
        return usedBy(objects);
    }

    /** Whatever else uses the type, by the words that would make it, such as a view or another type. */
    public TypeStep usedBy(Consumer<Operations> words) {
        var operations = new Operations(normalType);
        words.accept(operations);
        var objects = new ArrayList<SchemaObject>();
        for (Operation operation : operations.recorded()) {
            if (!(operation instanceof Create create)) {
                throw new IllegalArgumentException(
                        "what uses a type is told by words that make it, not by: " + operation.describe());
            }
            objects.add(create.object());
        }
        return usedBy(objects);
    }

    private TypeStep usedBy(List<SchemaObject> objects) {
        Alter alter = alter();
        var users = new ArrayList<>(alter.users());
        users.addAll(objects);
        recorded.set(at, new Alter(alter.before(), alter.after(), alter.using(), users));
        return this;
    }

    /** For a domain: the expression that turns its value from before, {@code VALUE}, into one from after, and back. */
    public TypeStep using(String up, String down) {
        Alter alter = alter();
        recorded.set(at, new Alter(alter.before(), alter.after(), new Using(up, down), alter.users()));
        return this;
    }

    private Alter alter() {
        return (Alter) recorded.get(at);
    }
}
