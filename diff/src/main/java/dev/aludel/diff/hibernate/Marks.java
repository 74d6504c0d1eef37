package dev.aludel.diff.hibernate;

import dev.aludel.annotations.Indexed;
import dev.aludel.annotations.RenamedFrom;
import dev.aludel.annotations.Unmanaged;
import dev.aludel.core.error.ModelException;
import dev.aludel.core.schema.DefaultNames;
import dev.aludel.core.schema.Index;
import dev.aludel.core.schema.IndexKey;
import dev.aludel.core.schema.Name;
import dev.aludel.core.schema.ObjectId;
import dev.aludel.core.schema.Renaming;
import jakarta.persistence.Entity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.hibernate.boot.Metadata;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.Table;
import org.jspecify.annotations.Nullable;

/** What Aludel's own annotations on entities say. */
final class Marks {

    private final Names names;
    private final TakenNames taken;
    private final List<Renaming> tables = new ArrayList<>();
    private final List<Renaming> columns = new ArrayList<>();
    private final Set<ObjectId> unmanaged = new HashSet<>();
    private final List<String> notes = new ArrayList<>();
    private final Map<Table, List<Wish>> indexes = new IdentityHashMap<>();

    /** An index that is wanted, and what a key without a word would be. */
    private record Wish(Indexed index, List<Column> columns, Map<String, Column> attributes, String where) {}

    private Marks(Names names, TakenNames taken) {
        this.names = names;
        this.taken = taken;
    }

    /**
     * @throws ModelException if an annotation makes no sense
     */
    static Marks of(Metadata metadata, Names names, TakenNames taken) {
        var marks = new Marks(names, taken);
        for (PersistentClass entity : metadata.getEntityBindings()) {
            if (entity.getMappedClass() != null) {
                marks.read(entity, entity.getMappedClass());
            }
        }
        return marks;
    }

    /** In the order in which they apply: a column's table is called as it is now. */
    List<Renaming> renamings() {
        return Stream.concat(tables.stream(), columns.stream()).distinct().toList();
    }

    /** Tables and columns that are left alone. */
    Set<ObjectId> unmanaged() {
        return Set.copyOf(unmanaged);
    }

    List<String> notes() {
        return List.copyOf(notes);
    }

    Findings indexes(Name name, Table table) {
        return Findings.all(indexes.getOrDefault(table, List.of()).stream()
                .map(wish -> index(name, table, wish))
                .toList());
    }

    private void read(PersistentClass entity, Class<?> type) {
        Table table = entity.getTable();
        boolean own = entity.getSuperclass() == null || entity.getSuperclass().getTable() != table;
        if (own) {
            mark(type.getAnnotation(RenamedFrom.class), type.getAnnotation(Unmanaged.class), table, type.getName());
        } else if (type.isAnnotationPresent(RenamedFrom.class) || type.isAnnotationPresent(Unmanaged.class)) {
            notes.add(type.getName() + " has no table of its own: @RenamedFrom and @Unmanaged say nothing there");
        }
        List<Attribute> attributes = Attribute.of(entity);
        Map<String, Column> byName = byName(attributes, table);
        Class<?> at = type;
        do {
            for (Indexed index : at.getAnnotationsByType(Indexed.class)) {
                wish(table, new Wish(index, List.of(), byName, type.getName()));
            }
            at = at.getSuperclass();
        } while (at != null && !at.isAnnotationPresent(Entity.class));
        attributes.forEach(attribute -> read(attribute, byName));
    }

    private void read(Attribute attribute, Map<String, Column> byName) {
        attribute
                .annotations(Indexed.class)
                .forEach(index ->
                        wish(attribute.table(), new Wish(index, attribute.columns(), byName, attribute.toString())));
        var renamed = attribute.annotations(RenamedFrom.class).findFirst();
        var left = attribute.annotations(Unmanaged.class).findFirst();
        if (attribute.isCollection()) {
            mark(renamed.orElse(null), left.orElse(null), attribute.table(), attribute.toString());
            return;
        }
        Name table = names.table(attribute.table());
        List<String> own = names.columns(attribute.columns());
        if (left.isPresent()) {
            own.forEach(column -> unmanaged.add(ObjectId.column(table, column)));
        }
        if (renamed.isPresent() && own.size() != 1) {
            notes.add(attribute + " has " + own.size() + " columns: @RenamedFrom cannot tell which one is meant");
        } else if (renamed.isPresent()) {
            Name before = name(renamed.get(), attribute.toString());
            columns.add(new Renaming(ObjectId.column(table, before.local()), ObjectId.column(table, own.get(0))));
        }
    }

    private void mark(@Nullable RenamedFrom renamed, @Nullable Unmanaged left, Table table, String where) {
        Name name = names.table(table);
        if (left != null) {
            unmanaged.add(ObjectId.table(name));
        }
        if (renamed != null) {
            Name before = name(renamed, where);
            Name from = before.isUnqualified() ? before.inSchema(name.schema()) : before;
            tables.add(new Renaming(ObjectId.table(from), ObjectId.table(name)));
        }
    }

    private static Name name(RenamedFrom renamed, String where) {
        try {
            return Name.parse(renamed.value());
        } catch (IllegalArgumentException e) {
            throw new ModelException(
                    where + ": @RenamedFrom(\"" + renamed.value() + "\") is no name: " + e.getMessage()
                            + "; write it as in SQL",
                    e);
        }
    }

    private void wish(Table table, Wish wish) {
        indexes.computeIfAbsent(table, any -> new ArrayList<>()).add(wish);
    }

    /** The columns of attributes that have one alone, by the attributes' names as SQL folds them. */
    static Map<String, Column> byName(List<Attribute> attributes, Table table) {
        var byName = new HashMap<String, Column>();
        attributes.stream()
                .filter(attribute ->
                        attribute.table() == table && attribute.columns().size() == 1)
                .forEach(attribute -> byName.putIfAbsent(
                        Names.identifier(attribute.name()), attribute.columns().get(0)));
        return byName;
    }

    private Findings index(Name table, Table mapped, Wish wish) {
        List<String> all = mapped.getColumns().stream().map(names::column).toList();
        Indexed index = wish.index();
        List<IndexKey> keys = index.keys().length == 0
                ? names.columns(wish.columns()).stream().map(IndexKey::column).toList()
                : Arrays.stream(index.keys())
                        .map(text -> key(IndexText.parse(text, all), all, wish))
                        .toList();
        if (keys.isEmpty()) {
            throw new ModelException(wish.where() + ": @Indexed has no keys; name them", null);
        }
        List<String> include = Arrays.stream(index.include())
                .map(text -> column(Names.identifier(text), all, wish))
                .toList();
        String name = index.name().isEmpty()
                ? taken.forIndex(
                        table,
                        DefaultNames.index(
                                table,
                                Stream.concat(keys.stream().map(Marks::word), include.stream())
                                        .toList()))
                : Names.identifier(index.name());
        var found = new Index(
                table,
                name,
                index.unique(),
                keys,
                include,
                index.method(),
                index.where().isBlank() ? null : Expressions.bare(index.where()),
                index.nullsNotDistinct());
        return Findings.of(found, index.name().isEmpty());
    }

    private static String word(IndexKey key) {
        return key.column() == null ? "expr" : key.column();
    }

    private IndexKey key(IndexKey key, List<String> all, Wish wish) {
        return key.column() == null
                ? key
                : new IndexKey(
                        column(key.column(), all, wish),
                        null,
                        key.descending(),
                        key.nullsFirst(),
                        key.collation(),
                        key.operatorClass());
    }

    private String column(String name, List<String> all, Wish wish) {
        if (all.contains(name)) {
            return name;
        }
        Column column = wish.attributes().get(name);
        if (column == null) {
            throw new ModelException(
                    wish.where() + ": @Indexed names \"" + name
                            + "\", which is neither a column nor an attribute; there are " + all,
                    null);
        }
        return names.column(column);
    }
}
