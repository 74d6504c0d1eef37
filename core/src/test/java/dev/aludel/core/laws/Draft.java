package dev.aludel.core.laws;

import dev.aludel.core.schema.CheckConstraint;
import dev.aludel.core.schema.Column;
import dev.aludel.core.schema.EnumType;
import dev.aludel.core.schema.ForeignKey;
import dev.aludel.core.schema.Index;
import dev.aludel.core.schema.Name;
import dev.aludel.core.schema.Namespace;
import dev.aludel.core.schema.ObjectId;
import dev.aludel.core.schema.PrimaryKey;
import dev.aludel.core.schema.SchemaModel;
import dev.aludel.core.schema.SchemaObject;
import dev.aludel.core.schema.Sequence;
import dev.aludel.core.schema.SqlType;
import dev.aludel.core.schema.Table;
import dev.aludel.core.schema.TableMember;
import dev.aludel.core.schema.UserType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;

/** A model while it is being made up: every step leaves it one that a server could hold. */
final class Draft {

    final Random random;
    final RandomNames names;
    private final int server;
    private SchemaModel model;

    Draft(SchemaModel model, Random random, int server) {
        this.model = model;
        this.random = random;
        this.server = server;
        this.names = new RandomNames(random);
    }

    SchemaModel model() {
        return model;
    }

    void model(SchemaModel changed) {
        model = changed;
    }

    /** By chance, where the server has it. */
    boolean nullsNotDistinct() {
        return chance(20) && server >= 15;
    }

    boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    <T> Optional<T> any(Collection<T> of) {
        return of.isEmpty() ? Optional.empty() : Optional.of(one(List.copyOf(of)));
    }

    Optional<Table> anyTable() {
        return any(model.tables());
    }

    <T extends SchemaObject> Optional<T> any(Class<T> type) {
        return any(all(type));
    }

    /** Every object of a kind, members too. */
    <T extends SchemaObject> List<T> all(Class<T> type) {
        return model.everything().values().stream()
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    /** The first managed schema or one of the others. */
    String anySchema() {
        var schemas = new ArrayList<>(
                model.all(Namespace.class).stream().map(Namespace::name).toList());
        schemas.add("");
        schemas.add("");
        return one(schemas);
    }

    /** A name that no relation, type or constraint has, in whatever schema or table. */
    String freshName() {
        // the server would take such a type for its own, or a call of such a function for a cast
        var taken = new HashSet<>(Set.of("text", "date", "time", "length", "lower"));
        for (SchemaObject object : model.everything().values()) {
            taken.add(object.id().name().local());
            taken.add(object.id().member());
        }
        return names.next(taken::contains);
    }

    Name freshName(String schema) {
        return Name.of(schema, freshName());
    }

    String freshColumn(Table table) {
        return names.next(name -> table.column(name).isPresent());
    }

    Table table(Name name) {
        return model.table(name).orElseThrow();
    }

    List<Column> columns(Name table, Predicate<Column> which) {
        return table(table).columns().stream().filter(which).toList();
    }

    /** The enum that a column holds values of, or lists of them. */
    Optional<EnumType> enumOf(Column column) {
        return model.all(EnumType.class).stream()
                .filter(type -> column.type().isOf(type.name()))
                .findFirst();
    }

    String anyLabel(Column column) {
        return enumOf(column).map(type -> one(type.labels())).orElse("");
    }

    String condition(Column column) {
        return Sort.of(column)
                .condition(RandomNames.sql(column.name()), column.type().text(), anyLabel(column));
    }

    boolean isInPrimaryKey(Column column) {
        return table(column.table())
                .primaryKey()
                .filter(key -> key.columns().contains(column.name()))
                .isPresent();
    }

    void add(SchemaObject object) {
        model = model.with(object);
    }

    void replace(SchemaObject object) {
        model = model.replace(object);
    }

    /** Removes an object and what cannot be without it; a table keeps its last column. */
    void remove(ObjectId id) {
        SchemaObject object = model.find(id).orElse(null);
        if (object == null) {
            return; // it went with something else
        }
        if (object instanceof Column column && withDependents(id).containsAll(idsOfColumns(column.table()))) {
            return;
        }
        if (object instanceof Namespace namespace) {
            model.objects().stream()
                    .map(SchemaObject::id)
                    .filter(other -> other.name().schema().equals(namespace.name()))
                    .toList()
                    .forEach(this::remove);
        } else if (object instanceof UserType || object instanceof Sequence) {
            for (ObjectId over : withDependents(id)) {
                model.find(over)
                        .filter(made -> made instanceof UserType || made instanceof Sequence)
                        .ifPresent(this::release);
            }
        }
        removeAll(withDependents(id));
    }

    private Set<ObjectId> idsOfColumns(Name table) {
        var ids = new HashSet<ObjectId>();
        table(table).columns().forEach(column -> ids.add(column.id()));
        return ids;
    }

    /** Columns that use a type or sequence live on without it. */
    private void release(SchemaObject object) {
        for (Column column : all(Column.class)) {
            if (!column.needs(model).contains(object.id()) || column.generated() != null) {
                continue;
            }
            if (object instanceof UserType type && column.type().isOf(type.name())) {
                recast(column, column.type().isArray() ? "text[]" : "text");
            } else {
                replace(column.withDefault(null));
            }
        }
    }

    /** Gives a column a type of another sort. What computes with it goes. */
    void recast(Column column, String type) {
        for (ObjectId id : withDependents(column.id())) {
            SchemaObject dependent = model.find(id).orElse(column);
            boolean computes = dependent instanceof CheckConstraint
                    || dependent instanceof ForeignKey
                    || dependent instanceof Index
                    || dependent instanceof Column other && !other.equals(column);
            if (computes) {
                removeAll(withDependents(id));
            }
        }
        replace(column.withDefault(null).withCollation(null).withType(SqlType.of(type)));
    }

    /** The object and all that rests on it. */
    Set<ObjectId> withDependents(ObjectId id) {
        var found = new HashSet<ObjectId>();
        var pending = new ArrayDeque<ObjectId>();
        found.add(id);
        pending.add(id);
        while (!pending.isEmpty()) {
            ObjectId need = pending.remove();
            for (SchemaObject object : model.everything().values()) {
                if (!(object instanceof Table) && object.needs(model).contains(need) && found.add(object.id())) {
                    pending.add(object.id());
                }
            }
        }
        return found;
    }

    private void removeAll(Set<ObjectId> ids) {
        for (ObjectId id : ids) {
            if (model.contains(id)) {
                model = model.without(id);
            }
        }
    }

    /** Columns that a key can be made over. */
    List<Column> keyColumns(Name table) {
        return columns(table, column -> Sort.of(column).isKey());
    }

    /** Sets a column of a primary key to what it must be. */
    void requireValues(PrimaryKey key) {
        for (String name : key.columns()) {
            replace(table(key.table()).column(name).orElseThrow().withNullable(false));
        }
    }

    /** Is it used by a foreign key, on either side? */
    boolean isInForeignKey(Column column) {
        return all(ForeignKey.class).stream()
                .anyMatch(key ->
                        key.table().equals(column.table()) && key.columns().contains(column.name())
                                || key.target().equals(column.table())
                                        && key.targetColumns().contains(column.name()));
    }

    /** The members that can carry a name of their own. */
    List<TableMember> named() {
        return all(TableMember.class).stream()
                .filter(member -> !member.id().kind().equals("sequence owner"))
                .toList();
    }
}
