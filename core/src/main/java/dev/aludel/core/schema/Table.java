package dev.aludel.core.schema;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A table: a name and its members. It has no attributes of its own; columns, keys, indexes and comments are members
 * and are compared as such. Equal when the members are; their order is presentation.
 */
public final class Table implements SchemaObject {

    public static final String KIND = "table";

    private final Name name;
    private final Map<ObjectId, SchemaObject> members;

    /** The tables whose members' names stand in here; empty when nobody can tell. */
    private final Optional<Set<Name>> mentions;

    private Table(Name name, Map<ObjectId, SchemaObject> members) {
        this.name = name;
        this.members = Collections.unmodifiableMap(members);
        this.mentions = mentions(name, members.values());
    }

    private static Optional<Set<Name>> mentions(Name name, Collection<SchemaObject> members) {
        var tables = new HashSet<Name>();
        tables.add(name);
        for (SchemaObject member : members) {
            if (member instanceof CustomObject || member instanceof Setting || member instanceof TableOption) {
                return Optional.empty();
            } else if (member instanceof ForeignKey key) {
                tables.add(key.target());
            }
        }
        return Optional.of(tables);
    }

    /**
     * @throws IllegalArgumentException if a member belongs to another table or is there twice
     */
    public static Table of(Name name, Collection<? extends SchemaObject> members) {
        var map = new LinkedHashMap<ObjectId, SchemaObject>();
        for (SchemaObject member : members) {
            if (!name.equals(member.table())) {
                throw new IllegalArgumentException(member.id() + " is not a member of table " + name);
            }
            if (map.put(member.id(), member) != null) {
                throw new IllegalArgumentException("table " + name + " has " + member.id() + " twice");
            }
        }
        return new Table(name, map);
    }

    public static Table of(Name name, SchemaObject... members) {
        return of(name, List.of(members));
    }

    public Name name() {
        return name;
    }

    /** All members in the order of presentation: columns as they stand in the table. */
    public Collection<SchemaObject> members() {
        return members.values();
    }

    public Optional<SchemaObject> member(ObjectId id) {
        return Optional.ofNullable(members.get(id));
    }

    /** The members of one kind, in order. */
    public <T extends SchemaObject> List<T> members(Class<T> type) {
        return members.values().stream()
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    public List<Column> columns() {
        return members(Column.class);
    }

    public Optional<Column> column(String column) {
        return member(ObjectId.column(name, column)).map(Column.class::cast);
    }

    /** Does it have columns of another table, as a partition or by inheritance? */
    public boolean hangs() {
        return members(TableOption.class).stream().anyMatch(TableOption::hangs);
    }

    public Optional<PrimaryKey> primaryKey() {
        return members(PrimaryKey.class).stream().findFirst();
    }

    /** This table with the member, in place of one with the same id if there is one, else last. */
    public Table with(SchemaObject member) {
        var map = new LinkedHashMap<>(members);
        map.put(member.id(), member);
        return of(name, map.values());
    }

    /** This table without the member, if it has it. */
    public Table without(ObjectId member) {
        var map = new LinkedHashMap<>(members);
        map.remove(member);
        return new Table(name, map);
    }

    /** This table without some of its members. */
    public Table without(Set<ObjectId> some) {
        var map = new LinkedHashMap<>(members);
        map.keySet().removeAll(some);
        return new Table(name, map);
    }

    @Override
    public ObjectId id() {
        return ObjectId.table(name);
    }

    @Override
    public Set<ObjectId> needs(SchemaModel model) {
        var needs = new HashSet<>(Namespace.of(name));
        for (SchemaObject member : members.values()) {
            for (ObjectId need : member.needs(model)) {
                if (!need.equals(id()) && !members.containsKey(need)) {
                    needs.add(need);
                }
            }
        }
        return needs;
    }

    @Override
    public Set<String> claims() {
        var claims = new HashSet<String>();
        claims.add("relation " + name);
        claims.add("type " + name);
        members.values().forEach(member -> claims.addAll(member.claims()));
        return claims;
    }

    @Override
    public Table follow(Renaming renaming) {
        ObjectId renamed = renaming.from();
        boolean concerned = !renamed.isMember()
                || TableMember.tableOf(renamed) == null
                || mentions.filter(tables -> !tables.contains(renamed.name())).isEmpty();
        if (!concerned) {
            return this;
        }
        var followed = new ArrayList<SchemaObject>();
        members.values().forEach(member -> followed.add(member.follow(renaming)));
        return of(renaming.table(name), followed);
    }

    @Override
    public boolean holdsData() {
        return true;
    }

    @Override
    public String details() {
        long indexes = members.values().stream().filter(Index.class::isInstance).count();
        return "(" + columns().size() + " columns" + (indexes == 0 ? "" : ", " + indexes + " indexes") + ")";
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Table table && name.equals(table.name) && members.equals(table.members);
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + members.hashCode();
    }

    @Override
    public String toString() {
        return describe() + " " + members.values();
    }
}
