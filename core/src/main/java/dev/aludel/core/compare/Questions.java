package dev.aludel.core.compare;

import dev.aludel.core.schema.Column;
import dev.aludel.core.schema.EnumType;
import dev.aludel.core.schema.ObjectId;
import dev.aludel.core.schema.SchemaModel;
import dev.aludel.core.schema.SchemaObject;
import dev.aludel.core.schema.Sequence;
import dev.aludel.core.schema.SqlType;
import dev.aludel.core.schema.Table;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;

/**
 * What may have been renamed and nobody can tell: data would go while something like it comes.
 *
 * @param open  the questions
 * @param model the wanted model, in which all that is in question stands as it is live, so that no operation comes of it
 */
public record Questions(List<Question> open, SchemaModel model) {

    /** Types whose values people turn into each other. What is not here is of a family with itself alone. */
    private static final Map<String, String> FAMILIES = Map.ofEntries(
            Map.entry("varchar", "text"),
            Map.entry("char", "text"),
            Map.entry("citext", "text"),
            Map.entry("smallint", "number"),
            Map.entry("integer", "number"),
            Map.entry("bigint", "number"),
            Map.entry("numeric", "number"),
            Map.entry("real", "number"),
            Map.entry("double precision", "number"),
            Map.entry("date", "time"),
            Map.entry("timestamp", "time"),
            Map.entry("timestamptz", "time"),
            Map.entry("timetz", "time"),
            Map.entry("jsonb", "json"));

    public Questions {
        open = List.copyOf(open);
    }

    /**
     * @param from  the live model, after what is known to be renamed
     * @param to    the wanted one
     * @param hints what the developer says is different is not asked about
     */
    public static Questions between(SchemaModel from, SchemaModel to, RenameHints hints) {
        var asked = new ArrayList<Question>();
        for (Table table : from.tables()) {
            to.table(table.name()).ifPresent(wanted -> {
                var going = table.columns().stream().filter(Column::holdsData).toList();
                var coming = wanted.columns().stream().filter(Column::holdsData).toList();
                BiPredicate<Column, Column> like =
                        (a, b) -> family(a.type(), from).equals(family(b.type(), to));
                asked.addAll(ask(going, coming, from, to, hints, like));
            });
        }
        asked.addAll(ask(from.tables(), to.tables(), from, to, hints, (a, b) -> mostly(shape(a, from), shape(b, to))));
        asked.addAll(ask(
                from.all(EnumType.class),
                to.all(EnumType.class),
                from,
                to,
                hints,
                (a, b) -> mostly(Set.copyOf(a.labels()), Set.copyOf(b.labels()))));
        var tables =
                from.tables().stream().filter(table -> !to.contains(table.id())).toList();
        var sequences = from.all(Sequence.class).stream()
                .filter(sequence -> tables.stream().noneMatch(table -> isOf(sequence, table)))
                .toList();
        asked.addAll(ask(sequences, to.all(Sequence.class), from, to, hints, (a, b) -> true));
        if (asked.isEmpty()) {
            return new Questions(asked, to);
        }
        Set<ObjectId> concerned = concerned(asked, from, to);
        return new Questions(asked, LeftAlone.excluded(to, from, id -> !concerned.contains(id)));
    }

    private static <T extends SchemaObject> List<Question> ask(
            Collection<T> there,
            Collection<T> wanted,
            SchemaModel from,
            SchemaModel to,
            RenameHints hints,
            BiPredicate<T, T> like) {
        var asked = new ArrayList<Question>();
        var coming =
                wanted.stream().filter(object -> !from.contains(object.id())).toList();
        for (T goes : there) {
            var comes = coming.stream()
                    .filter(object -> !to.contains(goes.id())
                            && like.test(goes, object)
                            && !hints.isDifferent(goes.id(), object.id()))
                    .toList();
            if (!comes.isEmpty()) {
                asked.add(new Question(goes, List.copyOf(comes)));
            }
        }
        return asked;
    }

    private static String family(SqlType type, SchemaModel model) {
        boolean isEnum = model.all(EnumType.class).stream().anyMatch(each -> type.isOf(each.name()));
        return (isEnum ? "text" : FAMILIES.getOrDefault(type.base(), type.base())) + (type.isArray() ? "[]" : "");
    }

    private static Set<String> shape(Table table, SchemaModel model) {
        var shape = new HashSet<String>();
        table.columns().forEach(column -> shape.add(column.name() + " " + family(column.type(), model)));
        return shape;
    }

    private static boolean mostly(Set<String> one, Set<String> other) {
        long shared = one.stream().filter(other::contains).count();
        boolean telling = shared >= Tracing.TELLING || Math.max(one.size(), other.size()) < Tracing.TELLING;
        return telling && shared * 2 > Math.min(one.size(), other.size());
    }

    /** Does it only count the rows of that table? Then it shares its fate. */
    private static boolean isOf(Sequence sequence, SchemaObject table) {
        return sequence.name().local().startsWith(table.id().name().local());
    }

    /**
     * What the questions are about; with it, what rests on that in either model, what that needs and would go or change,
     * and what comes under a name that is not free then.
     */
    private static Set<ObjectId> concerned(List<Question> asked, SchemaModel from, SchemaModel to) {
        var related = new HashMap<ObjectId, Set<ObjectId>>();
        var holders = new HashMap<String, ObjectId>();
        for (SchemaObject object : from.everything().values()) {
            SchemaObject itself = itself(object);
            itself.claims().forEach(claim -> holders.put(claim, object.id()));
            for (ObjectId need : itself.needs(from)) {
                relate(need, object.id(), related);
                if (!stays(need, from, to)) {
                    relate(object.id(), need, related);
                }
            }
        }
        for (SchemaObject object : to.everything().values()) {
            SchemaObject itself = itself(object);
            itself.needs(to).forEach(need -> relate(need, object.id(), related));
            if (!from.contains(object.id())) {
                itself.claims().stream()
                        .filter(holders::containsKey)
                        .forEach(claim -> relate(holders.get(claim), object.id(), related));
            }
        }
        var pending = new ArrayDeque<>(asked(asked, from, to));
        var concerned = new HashSet<ObjectId>();
        while (!pending.isEmpty()) {
            ObjectId id = pending.remove();
            if (concerned.add(id)) {
                pending.addAll(related.getOrDefault(id, Set.of()));
            }
        }
        return concerned;
    }

    /** Is it the same in both, or a table, which is there or not? */
    private static boolean stays(ObjectId id, SchemaModel from, SchemaModel to) {
        return to.find(id)
                .filter(object -> object instanceof Table || Optional.of(object).equals(from.find(id)))
                .isPresent();
    }

    private static void relate(ObjectId id, ObjectId other, Map<ObjectId, Set<ObjectId>> related) {
        related.computeIfAbsent(id, any -> new HashSet<>()).add(other);
    }

    /** The objects of the questions, and the sequences of those that are tables. */
    private static Set<ObjectId> asked(List<Question> questions, SchemaModel from, SchemaModel to) {
        var asked = new HashSet<ObjectId>();
        for (Question question : questions) {
            asked.add(question.goes().id());
            question.comes().forEach(object -> asked.add(object.id()));
        }
        for (SchemaModel model : List.of(from, to)) {
            for (Sequence sequence : model.all(Sequence.class)) {
                boolean stays = from.contains(sequence.id()) && to.contains(sequence.id());
                boolean counts =
                        model.tables().stream().anyMatch(table -> asked.contains(table.id()) && isOf(sequence, table));
                if (!stays && counts) {
                    asked.add(sequence.id());
                }
            }
        }
        return asked;
    }

    /** A table without its members: they stand for themselves. */
    private static SchemaObject itself(SchemaObject object) {
        return object instanceof Table table ? Table.of(table.name()) : object;
    }
}
