package dev.aludel.core.compare;

import dev.aludel.core.op.Alter;
import dev.aludel.core.op.Operation;
import dev.aludel.core.schema.CheckConstraint;
import dev.aludel.core.schema.Column;
import dev.aludel.core.schema.Comment;
import dev.aludel.core.schema.EnumType;
import dev.aludel.core.schema.ForeignKey;
import dev.aludel.core.schema.Index;
import dev.aludel.core.schema.ObjectId;
import dev.aludel.core.schema.SchemaModel;
import dev.aludel.core.schema.SchemaObject;
import dev.aludel.core.schema.Table;
import dev.aludel.core.schema.TableMember;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Tells every change of an enum what uses the type at that moment: the columns that hold its values, which are recast
 * should the type be built anew, and what would have to go and come again. Even values that are only added may have to
 * be taken away again.
 */
final class EnumUsers {

    private final SchemaModel model;
    private final Map<ObjectId, SchemaObject> objects;
    private final Map<ObjectId, List<SchemaObject>> dependents = new HashMap<>();

    private EnumUsers(SchemaModel model) {
        this.model = model;
        this.objects = model.everything();
        for (SchemaObject object : objects.values()) {
            if (!(object instanceof Table)) {
                object.needs(model)
                        .forEach(need -> dependents
                                .computeIfAbsent(need, id -> new ArrayList<>())
                                .add(object));
            }
        }
    }

    /** The operations with their changes of enums told; they are applied to {@code from}. */
    static List<Operation> tell(SchemaModel from, List<Operation> operations) {
        var result = new ArrayList<Operation>();
        SchemaModel model = from;
        int told = 0;
        for (int i = 0; i < operations.size(); i++) {
            if (operations.get(i) instanceof Alter alter && alter.before() instanceof EnumType) {
                model = fold(model, result.subList(told, i));
                told = i;
                result.add(new EnumUsers(model).tell(alter));
            } else {
                result.add(operations.get(i));
            }
        }
        return result;
    }

    private static SchemaModel fold(SchemaModel model, List<Operation> operations) {
        SchemaModel folded = model;
        for (Operation operation : operations) {
            folded = operation.applyTo(folded);
        }
        return folded;
    }

    private Alter tell(Alter alter) {
        var recast = new ArrayList<Column>();
        for (SchemaObject user : dependentsOf(alter.before().id())) {
            if (user instanceof Column column && column.generated() == null) {
                recast.add(column);
            }
        }
        var remade = remade(alter.before().id(), recast);
        var users = new ArrayList<TableMember>(recast);
        objects.values().stream()
                .filter(object -> remade.contains(object.id()) && object instanceof TableMember)
                .map(TableMember.class::cast)
                .sorted(Comparator.comparingInt(Rank::create).thenComparing(SchemaObject::id))
                .forEach(users::add);
        var comments = new ArrayList<Comment>();
        comment(alter.before().id()).ifPresent(comments::add);
        users.stream()
                .filter(user -> remade.contains(user.id()))
                .forEach(user -> comment(user.id()).ifPresent(comments::add));
        return new Alter(alter.before(), alter.after(), alter.using(), users, comments);
    }

    private Optional<Comment> comment(ObjectId on) {
        return Optional.ofNullable(objects.get(Comment.id(on))).map(Comment.class::cast);
    }

    /** What computes with the type or compares with it, and whatever rests on that. */
    private Set<ObjectId> remade(ObjectId type, List<Column> recast) {
        var remade = new HashSet<ObjectId>();
        var pending = new ArrayDeque<SchemaObject>();
        var seeds = new ArrayList<>(dependentsOf(type));
        recast.forEach(column -> seeds.addAll(dependentsOf(column.id())));
        for (SchemaObject seed : seeds) {
            if (computes(seed) && remade.add(seed.id())) {
                pending.add(seed);
            }
        }
        while (!pending.isEmpty()) {
            for (SchemaObject dependent : dependentsOf(pending.remove().id())) {
                if (remade.add(dependent.id())) {
                    pending.add(dependent);
                }
            }
        }
        return remade;
    }

    private static boolean computes(SchemaObject object) {
        return object instanceof CheckConstraint
                || object instanceof ForeignKey
                || object instanceof Index index && index.hasExpressions()
                || object instanceof Column column && column.generated() != null;
    }

    private List<SchemaObject> dependentsOf(ObjectId id) {
        return dependents.getOrDefault(id, List.of());
    }
}
