package dev.aludel.core.compare;

import dev.aludel.core.schema.About;
import dev.aludel.core.schema.Column;
import dev.aludel.core.schema.Comment;
import dev.aludel.core.schema.CompositeType;
import dev.aludel.core.schema.Domain;
import dev.aludel.core.schema.Name;
import dev.aludel.core.schema.Namespace;
import dev.aludel.core.schema.ObjectId;
import dev.aludel.core.schema.SchemaModel;
import dev.aludel.core.schema.SchemaObject;
import dev.aludel.core.schema.Setting;
import dev.aludel.core.schema.SqlObject;
import dev.aludel.core.schema.Table;
import dev.aludel.core.schema.TableOption;
import dev.aludel.core.schema.UserType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A wanted model in which some objects stand as they are in the live one, so that comparing leaves them alone.
 *
 * @param model   the wanted model with those objects
 * @param objects what is there and not wanted, and is left alone
 * @param notes   why something of these stays that could have gone, one line each
 */
public record LeftAlone(SchemaModel model, List<SchemaObject> objects, List<String> notes) {

    public LeftAlone {
        objects = List.copyOf(objects);
        notes = List.copyOf(notes);
    }

    /**
     * Objects that are live, are not wanted and fulfil {@code leave} stay. A table, a column, a view of them holds what it needs:
     * its schema, the type of its values, the sequence that it draws from. All else that rests on something that goes cannot
     * stay and is not in the result: it is dropped together with that. Flaws of what is wanted never stay.
     */
    public static LeftAlone unwanted(SchemaModel wanted, SchemaModel live, Predicate<ObjectId> leave) {
        var all = new LinkedHashMap<>(inOrder(wanted));
        var needs = needsOf(wanted, all.values());
        var left = new ArrayList<SchemaObject>();
        inOrder(live).forEach((id, object) -> {
            boolean flaw = object instanceof Setting setting && setting.isFlaw() && all.containsKey(setting.on());
            if (!all.containsKey(id) && !flaw && leave.test(id)) {
                left.add(object);
            }
        });
        left.forEach(object -> all.put(object.id(), object));
        var notes = new ArrayList<String>();
        left.addAll(held(left, all, live, notes));
        needs.putAll(needsOf(live, left));
        removeUnfounded(all, needs);
        left.removeIf(object -> !all.containsKey(object.id()));
        return new LeftAlone(model(all.values()).withNegotiable(wanted.negotiable()), left, notes);
    }

    /**
     * Live objects of which nobody said that they are wanted or not: settings, what is said about the first managed schema,
     * partitions and other children of tables,
     * and definitions of a kind of which the wanted model has none, such as all views where no view is wanted.
     */
    public static Predicate<ObjectId> unsaid(SchemaModel wanted, SchemaModel live) {
        var kinds = new HashSet<String>();
        wanted.objects().stream()
                .filter(LeftAlone::isUnsayable)
                .forEach(object -> kinds.add(object.id().kind()));
        return id -> isUnsaid(id, live, kinds);
    }

    /** The same, and every definition: where nobody knows who made a view, that another one is wanted says nothing of it. */
    public static Predicate<ObjectId> unsayable(SchemaModel live) {
        return id -> isUnsaid(id, live, Set.of());
    }

    /**
     * @param said kinds of definitions that are wanted
     */
    private static boolean isUnsaid(ObjectId id, SchemaModel live, Set<String> said) {
        SchemaObject object = live.find(id).orElse(null);
        SchemaObject subject =
                object instanceof Comment comment ? live.find(comment.on()).orElse(comment) : object;
        return subject instanceof Setting
                || subject instanceof TableOption
                || subject != null && hangs(subject, live)
                || object instanceof About about && about.on().equals(Namespace.FIRST)
                || isUnsayable(subject) && !said.contains(subject.id().kind());
    }

    /** Is it a partition or another child, or a part of one? */
    private static boolean hangs(SchemaObject object, SchemaModel live) {
        Name table = object instanceof Table whole ? whole.name() : object.table();
        return table != null && live.table(table).map(Table::hangs).orElse(false);
    }

    /** Is it of a kind that entities say nothing about? */
    private static boolean isUnsayable(@Nullable SchemaObject object) {
        return object instanceof SqlObject || object instanceof Domain || object instanceof CompositeType;
    }

    /** What has to stay with rows and values that stay. A column's own table does not: it takes its columns along. */
    private static List<SchemaObject> held(
            List<SchemaObject> left, Map<ObjectId, SchemaObject> all, SchemaModel live, List<String> notes) {
        var held = new ArrayList<SchemaObject>();
        var holders = new ArrayDeque<>(left);
        while (!holders.isEmpty()) {
            SchemaObject holder = holders.remove();
            boolean stays = holder.table() == null || all.containsKey(ObjectId.table(holder.table()));
            if (stays
                    && (holder.holdsData()
                            || holder instanceof SqlObject
                            || holder instanceof UserType
                            || held.contains(holder))) {
                for (ObjectId need : bare(holder).needs(live)) {
                    live.find(need).filter(object -> !all.containsKey(need)).ifPresent(object -> {
                        all.put(need, object);
                        held.add(object);
                        holders.add(object);
                        if (holder instanceof SqlObject) {
                            notes.add(need + " is not dropped: " + holder.id()
                                    + " rests on it, and nobody said that it may go");
                        }
                    });
                }
            }
        }
        return held;
    }

    /** What the filter excludes stands in the result as it does in {@code live}, or not at all. */
    public static SchemaModel excluded(SchemaModel wanted, SchemaModel live, ObjectFilter filter) {
        var all = new LinkedHashMap<>(inOrder(wanted));
        var stays = inOrder(live);
        all.keySet().removeIf(id -> !filter.includes(id) && !stays.containsKey(id));
        var needs = needsOf(wanted, all.values());
        stays.values().removeIf(object -> filter.includes(object.id()));
        all.putAll(stays);
        needs.putAll(needsOf(live, stays.values()));
        removeUnfounded(all, needs);
        return model(all.values()).withNegotiable(wanted.negotiable());
    }

    /** Every object by id, members after their tables and in their order. */
    private static Map<ObjectId, SchemaObject> inOrder(SchemaModel model) {
        var all = new LinkedHashMap<ObjectId, SchemaObject>();
        for (SchemaObject object : model.objects()) {
            all.put(object.id(), object);
            if (object instanceof Table table) {
                table.members().forEach(member -> all.put(member.id(), member));
            }
        }
        return all;
    }

    private static Map<ObjectId, Set<ObjectId>> needsOf(SchemaModel model, Collection<SchemaObject> objects) {
        var needs = new HashMap<ObjectId, Set<ObjectId>>();
        objects.forEach(object -> needs.put(object.id(), bare(object).needs(model)));
        return needs;
    }

    /** A table for itself needs less than its members do. */
    private static SchemaObject bare(SchemaObject object) {
        return object instanceof Table table ? Table.of(table.name()) : object;
    }

    /** Takes away what needs something that is not there, and what needs that, and so on. */
    private static void removeUnfounded(Map<ObjectId, SchemaObject> all, Map<ObjectId, Set<ObjectId>> needs) {
        var dependents = new HashMap<ObjectId, List<ObjectId>>();
        var missing = new ArrayDeque<ObjectId>();
        needs.forEach((id, needed) -> needed.forEach(need -> {
            dependents.computeIfAbsent(need, any -> new ArrayList<>()).add(id);
            if (!all.containsKey(need) && !isOfAnother(need, all)) {
                missing.add(need);
            }
        }));
        while (!missing.isEmpty()) {
            for (ObjectId dependent : dependents.getOrDefault(missing.remove(), List.of())) {
                if (all.remove(dependent) != null) {
                    missing.add(dependent);
                }
            }
        }
    }

    /** Is it a column that a table has from the one that it hangs on? */
    private static boolean isOfAnother(ObjectId id, Map<ObjectId, SchemaObject> all) {
        return id.kind().equals(Column.KIND)
                && (all.containsKey(TableOption.id(id.name(), TableOption.PARTITION))
                        || all.containsKey(TableOption.id(id.name(), TableOption.CHILD)));
    }

    private static SchemaModel model(Collection<SchemaObject> objects) {
        var tops = new ArrayList<SchemaObject>();
        var members = new LinkedHashMap<ObjectId, List<SchemaObject>>();
        for (SchemaObject object : objects) {
            if (object.table() != null) {
                members.computeIfAbsent(ObjectId.table(object.table()), id -> new ArrayList<>())
                        .add(object);
            } else if (!(object instanceof Table)) {
                tops.add(object);
            }
        }
        for (SchemaObject object : objects) {
            if (object instanceof Table table) {
                tops.add(Table.of(table.name(), members.getOrDefault(table.id(), List.of())));
            }
        }
        return SchemaModel.of(tops);
    }
}
