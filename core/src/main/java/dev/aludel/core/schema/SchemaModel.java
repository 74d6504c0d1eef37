package dev.aludel.core.schema;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A whole schema as a value, wherever it was read from: entities, a live catalog, a chain of revisions.
 *
 * <p>Names with no schema live in the first managed schema. Some names in a model may have been made by a machine (an
 * unnamed unique constraint, a hashed foreign key); {@link #isNegotiable} tells, and comparing takes the other side's
 * name for the same thing. Two models are equal when their objects are.
 */
public final class SchemaModel {

    private static final SchemaModel EMPTY = new SchemaModel(new TreeMap<>(), Set.of());

    private final TreeMap<ObjectId, SchemaObject> objects;
    private final Set<ObjectId> negotiable;

    /** What goes by which name; made when it is first asked for. */
    private volatile @Nullable Map<Name, Set<ObjectId>> names;

    private SchemaModel(TreeMap<ObjectId, SchemaObject> objects, Set<ObjectId> negotiable) {
        this.objects = objects;
        this.negotiable = negotiable;
    }

    public static SchemaModel empty() {
        return EMPTY;
    }

    /**
     * @param objects members after their tables
     * @throws IllegalArgumentException if an object is there twice or a member's table is missing
     */
    public static SchemaModel of(Collection<? extends SchemaObject> objects) {
        var model = new SchemaModel(new TreeMap<>(), Set.of());
        objects.forEach(model::put);
        return model;
    }

    public static SchemaModel of(SchemaObject... objects) {
        return of(List.of(objects));
    }

    private void put(SchemaObject object) {
        Name table = object.table();
        if (table != null) {
            Table owner = table(table)
                    .orElseThrow(() ->
                            new IllegalArgumentException(object.id() + " cannot be added: there is no table " + table));
            if (owner.member(object.id()).isPresent()) {
                throw new IllegalArgumentException(object.id() + " is already there");
            }
            objects.put(owner.id(), owner.with(object));
        } else if (objects.putIfAbsent(object.id(), object) != null) {
            throw new IllegalArgumentException(object.id() + " is already there");
        }
    }

    private SchemaModel copy() {
        return new SchemaModel(new TreeMap<>(objects), negotiable);
    }

    /**
     * This model and the object.
     *
     * @throws IllegalArgumentException if it is already there, or its table is not
     */
    public SchemaModel with(SchemaObject object) {
        var copy = copy();
        copy.put(object);
        return copy;
    }

    /**
     * This model with the object in place of the one that has the same id.
     *
     * @throws IllegalArgumentException if there is none
     */
    public SchemaModel replace(SchemaObject object) {
        var copy = copy();
        require(object.id());
        Name table = object.table();
        if (table == null) {
            copy.objects.put(object.id(), object);
        } else {
            Table owner = table(table).orElseThrow();
            copy.objects.put(owner.id(), owner.with(object));
        }
        return copy;
    }

    /**
     * This model without the object.
     *
     * @throws IllegalArgumentException if it is not there
     */
    public SchemaModel without(ObjectId id) {
        var copy = copy();
        Name table = require(id).table();
        if (table == null) {
            copy.objects.remove(id);
        } else {
            Table owner = table(table).orElseThrow();
            copy.objects.put(owner.id(), owner.without(id));
        }
        return copy;
    }

    /**
     * This model after something got another name; all that points at it follows.
     *
     * @throws IllegalArgumentException if it is not there, or the new name is taken
     */
    public SchemaModel rename(Renaming renaming) {
        require(renaming.from());
        if (find(renaming.to()).isPresent()) {
            throw new IllegalArgumentException(renaming.to() + " is already there");
        }
        var renamed = new TreeMap<>(objects);
        var changed = new ArrayList<SchemaObject>();
        for (SchemaObject object : objects.values()) {
            SchemaObject followed = object.follow(renaming);
            if (followed != object) {
                renamed.remove(object.id());
                changed.add(followed);
            }
        }
        changed.forEach(followed -> renamed.put(followed.id(), followed));
        var names = new HashSet<ObjectId>();
        negotiable.forEach(id -> names.add(renaming.id(id)));
        return new SchemaModel(renamed, names).withOwnedSequences(renaming);
    }

    /** A sequence goes to another schema with the table that owns it ({@code ALTER TABLE} in PostgreSQL's manual). */
    private SchemaModel withOwnedSequences(Renaming renaming) {
        String schema = renaming.to().name().schema();
        if (!renaming.to().kind().equals(Table.KIND)
                || renaming.from().name().schema().equals(schema)) {
            return this;
        }
        SchemaModel moved = this;
        for (SequenceOwner owner : table(renaming.to().name()).orElseThrow().members(SequenceOwner.class)) {
            ObjectId sequence = Sequence.id(owner.sequence());
            if (contains(sequence)) {
                moved = moved.rename(
                        new Renaming(sequence, Sequence.id(owner.sequence().inSchema(schema))));
            }
        }
        return moved;
    }

    /** This model, with these objects' names marked as made by a machine. */
    public SchemaModel withNegotiable(Set<ObjectId> names) {
        return new SchemaModel(objects, Set.copyOf(names));
    }

    /** Was this object's name made by a machine, so that another name for the same thing is as good? */
    public boolean isNegotiable(ObjectId id) {
        return negotiable.contains(id);
    }

    /** The ids of all objects whose names were made by a machine. */
    public Set<ObjectId> negotiable() {
        return negotiable;
    }

    private SchemaObject require(ObjectId id) {
        return find(id).orElseThrow(() -> new IllegalArgumentException(id + " is not there"));
    }

    public Optional<SchemaObject> find(ObjectId id) {
        SchemaObject top = objects.get(id);
        if (top != null) {
            return Optional.of(top);
        }
        if (id.kind().equals(EnumType.VALUE)) {
            return Optional.ofNullable(objects.get(EnumType.id(id.name())))
                    .filter(type -> ((EnumType) type).labels().contains(id.member()));
        }
        // a comment on a member carries its table's name too
        return table(id.name()).flatMap(table -> table.member(id));
    }

    public boolean contains(ObjectId id) {
        return find(id).isPresent();
    }

    public Optional<Table> table(Name name) {
        return Optional.ofNullable((Table) objects.get(ObjectId.table(name)));
    }

    public List<Table> tables() {
        return all(Table.class);
    }

    /** The objects that stand by themselves, in order of kind and name; members are in their tables. */
    public Collection<SchemaObject> objects() {
        return Collections.unmodifiableCollection(objects.values());
    }

    /** Every object, members too, by id. */
    public Map<ObjectId, SchemaObject> everything() {
        var all = new TreeMap<ObjectId, SchemaObject>(objects);
        for (SchemaObject object : objects.values()) {
            if (object instanceof Table table) {
                table.members().forEach(member -> all.put(member.id(), member));
            }
        }
        return all;
    }

    /** The objects of one kind that stand by themselves. */
    public <T extends SchemaObject> List<T> all(Class<T> type) {
        return objects.values().stream()
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    public boolean isEmpty() {
        return objects.isEmpty();
    }

    /** The schemas that names in this model live in, besides the first managed one. */
    public Set<String> schemas() {
        var schemas = new HashSet<String>();
        for (SchemaObject object : objects.values()) {
            String schema = object instanceof Namespace namespace
                    ? namespace.name()
                    : object.id().name().schema();
            if (!schema.isEmpty()) {
                schemas.add(schema);
            }
        }
        return schemas;
    }

    /**
     * What is mentioned but not there: empty in a model that could exist.
     *
     * @return one line for each hole, e.g. {@code foreign key order.fk_customer needs table customer}
     */
    public List<String> holes() {
        var holes = new ArrayList<String>();
        everything().values().stream()
                .filter(object -> !(object instanceof Table))
                .forEach(object -> object.needs(this).stream()
                        .filter(need -> !contains(need) && !isOfAnother(need))
                        .forEach(need -> holes.add(object.id() + " needs " + need)));
        for (Table table : tables()) {
            Namespace.of(table.name()).stream()
                    .filter(need -> !contains(need))
                    .forEach(need -> holes.add(table.id() + " needs " + need));
        }
        return holes;
    }

    /** Is it a column that a table has from the one that it hangs on? */
    private boolean isOfAnother(ObjectId id) {
        return id.kind().equals(Column.KIND)
                && table(id.name()).filter(Table::hangs).isPresent();
    }

    /** What stands by itself under this name, of whatever kind; routines by their names alone. */
    Set<ObjectId> named(Name name) {
        var index = names;
        if (index == null) {
            index = new HashMap<>();
            for (ObjectId id : objects.keySet()) {
                boolean about = objects.get(id) instanceof About;
                if (!id.isMember() && objects.get(id).table() == null && !about && SqlObject.isMentioned(id)) {
                    index.computeIfAbsent(SqlObject.bareName(id), any -> new HashSet<>())
                            .add(id);
                }
            }
            names = index;
        }
        return index.getOrDefault(name, Set.of());
    }

    /** The table or view of this name, if it is there. */
    Set<ObjectId> relation(Name name) {
        return named(name).stream()
                .filter(id -> id.kind().equals(Table.KIND) || SqlObject.isRelation(id))
                .collect(Collectors.toSet());
    }

    /** Is it something that columns can be of? */
    boolean isType(ObjectId id) {
        return objects.get(id) instanceof UserType || SqlObject.isType(id);
    }

    /** What a column type is, or is an array of, other than what the server brings. */
    public Optional<ObjectId> userType(SqlType type) {
        return Name.tryParse(type.base())
                .flatMap(name -> named(name).stream().filter(this::isType).findFirst());
    }

    /** The columns of the table that an expression mentions. */
    Set<String> columnsIn(Name table, String expression) {
        var columns = new HashSet<String>();
        var mentioned = Expressions.columns(expression);
        table(table)
                .ifPresent(owner -> owner.columns().stream()
                        .map(Column::name)
                        .filter(mentioned::contains)
                        .forEach(columns::add));
        return columns;
    }

    /** The sequences, types and routines that an expression mentions. */
    Set<ObjectId> mentionedIn(String expression) {
        var mentioned = new HashSet<>(Mentions.calledIn(expression, this));
        for (Expressions.Mention mention : Expressions.mentions(expression)) {
            if (mention.role() == Expressions.Role.TYPE) {
                named(mention.name()).stream().filter(this::isType).forEach(mentioned::add);
            } else if (mention.role() == Expressions.Role.SEQUENCE && contains(Sequence.id(mention.name()))) {
                mentioned.add(Sequence.id(mention.name()));
            }
        }
        return mentioned;
    }

    /**
     * What makes these columns unique, so that a foreign key can point at them: keys and unique indexes. Where there are
     * several, nobody can tell which one the server has chosen.
     */
    Set<ObjectId> uniqueOver(Name table, List<String> columns) {
        var wanted = Set.copyOf(columns);
        var found = new HashSet<ObjectId>();
        table(table).ifPresent(owner -> {
            for (SchemaObject member : owner.members()) {
                boolean same = member instanceof Key key && wanted.equals(new HashSet<>(key.columns()))
                        || member instanceof Index index && index.isUniqueOver(wanted);
                if (same) {
                    found.add(member.id());
                }
            }
        });
        return found;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SchemaModel model && objects.equals(model.objects);
    }

    @Override
    public int hashCode() {
        return objects.hashCode();
    }

    @Override
    public String toString() {
        return objects.values().toString();
    }
}
