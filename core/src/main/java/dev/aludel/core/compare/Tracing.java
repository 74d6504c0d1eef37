package dev.aludel.core.compare;

import dev.aludel.core.op.Rename;
import dev.aludel.core.schema.Column;
import dev.aludel.core.schema.EnumType;
import dev.aludel.core.schema.Name;
import dev.aludel.core.schema.ObjectId;
import dev.aludel.core.schema.Renaming;
import dev.aludel.core.schema.SchemaModel;
import dev.aludel.core.schema.SchemaObject;
import dev.aludel.core.schema.Sequence;
import dev.aludel.core.schema.Table;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Finds what was renamed although no hint says so. */
final class Tracing {

    /** A table of one column looks like too many others. */
    static final int TELLING = 2;

    private final Renames renames;
    private final SchemaModel to;
    private final Evidence evidence;

    Tracing(Renames renames, SchemaModel to, Evidence evidence) {
        this.renames = renames;
        this.to = to;
        this.evidence = evidence;
    }

    /** All but columns: those are told by the names that their tables have afterwards. */
    void traceObjects() {
        alike(EnumType.class, EnumType::labels);
        renames.settle(moved(ids(renames.model().tables()), ids(to.tables())));
        alike(Table.class, this::shape);
        sequencesOfTables();
    }

    void traceColumns() {
        var all = new HashMap<ObjectId, ObjectId>();
        for (Table table : to.tables()) {
            renames.model()
                    .table(table.name())
                    .ifPresent(before -> all.putAll(moved(ids(before.columns()), ids(table.columns()))));
        }
        renames.settle(all);
    }

    /** What has its origin under another name now. Nobody moves to or from what has none: who knows what that is? */
    private Map<ObjectId, ObjectId> moved(List<ObjectId> there, List<ObjectId> wanted) {
        Set<ObjectId> settled = settled();
        Origins then = then();
        Map<String, ObjectId> goals = evidence.now().unique(wanted);
        var moved = new HashMap<ObjectId, ObjectId>();
        then.unique(there).forEach((origin, from) -> {
            ObjectId goal = goals.get(origin);
            boolean moves = goal != null
                    && !goal.equals(from)
                    && !settled.contains(from)
                    && !settled.contains(goal)
                    && (!renames.model().contains(goal) || then.knows(goal))
                    && (!to.contains(from) || evidence.now().knows(from))
                    && !evidence.hints().isDifferent(from, goal);
            if (moves) {
                moved.put(from, goal);
            }
        });
        return moved;
    }

    /** Objects that go and objects that come are the same ones where only one of each has that likeness. */
    private <T extends SchemaObject> void alike(Class<T> type, Function<T, List<String>> likeness) {
        Set<ObjectId> settled = settled();
        var going = renames.model().all(type).stream()
                .filter(object -> !to.contains(object.id())
                        && !settled.contains(object.id())
                        && evidence.dropped().test(object.id()))
                .collect(Collectors.groupingBy(likeness));
        var coming = to.all(type).stream()
                .filter(object -> !renames.model().contains(object.id()))
                .collect(Collectors.groupingBy(likeness));
        var pairs = new TreeMap<ObjectId, ObjectId>();
        going.forEach((like, some) -> {
            List<T> others = coming.getOrDefault(like, List.of());
            if (!like.isEmpty() && some.size() == 1 && others.size() == 1) {
                pairs.put(some.get(0).id(), others.get(0).id());
            }
        });
        pairs.entrySet().removeIf(pair -> evidence.hints().isDifferent(pair.getKey(), pair.getValue()));
        renames.settle(pairs);
    }

    /** Names and types of the columns; nothing for a table that has too few. */
    private List<String> shape(Table table) {
        List<Column> columns = table.columns();
        return columns.size() < TELLING
                ? List.of()
                : columns.stream()
                        .map(column -> column.name() + " "
                                + evidence.normalType().apply(column.type().text()))
                        .sorted()
                        .toList();
    }

    /** A sequence that is called after its table is called after it again. */
    private void sequencesOfTables() {
        for (Rename rename : renames.found()) {
            if (!rename.from().kind().equals(Table.KIND)) {
                continue;
            }
            String before = rename.from().name().local();
            String after = rename.to().name().local();
            for (Sequence sequence : renames.model().all(Sequence.class)) {
                String local = sequence.name().local();
                String schema =
                        sequence.name().schema().equals(rename.from().name().schema())
                                ? rename.to().name().schema()
                                : sequence.name().schema();
                if (local.startsWith(before) && !to.contains(sequence.id())) {
                    String renamed = after + local.substring(before.length());
                    ObjectId goal = Sequence.id(Name.of(schema, renamed));
                    boolean comes = to.contains(goal) && !renames.model().contains(goal);
                    if (comes
                            && evidence.dropped().test(sequence.id())
                            && !evidence.hints().isDifferent(sequence.id(), goal)) {
                        renames.settle(new Renaming(sequence.id(), goal));
                    }
                }
            }
        }
    }

    /** What has got its name already: nothing else tells a second time what it is called. */
    private Set<ObjectId> settled() {
        Set<ObjectId> settled = new HashSet<>();
        for (Rename rename : renames.found()) {
            var renaming = new Renaming(rename.from(), rename.to());
            settled = settled.stream().map(renaming::id).collect(Collectors.toCollection(HashSet::new));
            if (!renames.isAside(rename.to())) {
                settled.add(rename.to());
            }
        }
        return settled;
    }

    private Origins then() {
        Origins then = evidence.then();
        for (Rename rename : renames.found()) {
            then = then.follow(new Renaming(rename.from(), rename.to()));
        }
        return then;
    }

    private static List<ObjectId> ids(Collection<? extends SchemaObject> objects) {
        return objects.stream().map(SchemaObject::id).toList();
    }
}
