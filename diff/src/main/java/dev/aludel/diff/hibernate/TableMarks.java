package dev.aludel.diff.hibernate;

import dev.aludel.annotations.Exclusion;
import dev.aludel.annotations.PartitionedBy;
import dev.aludel.core.error.ModelException;
import dev.aludel.core.schema.DefaultNames;
import dev.aludel.core.schema.ExclusionConstraint;
import dev.aludel.core.schema.IndexKey;
import dev.aludel.core.schema.Name;
import dev.aludel.core.schema.SqlTokens;
import dev.aludel.core.schema.TableOption;
import jakarta.persistence.Entity;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.boot.Metadata;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.Table;

/** What {@code @Exclusion} and {@code @PartitionedBy} on classes say about their tables. */
final class TableMarks {

    private final Names names;
    private final TakenNames taken;
    private final Map<Table, List<Mark>> marks = new IdentityHashMap<>();

    /** An annotation, and what its names without a column may mean. */
    private record Mark(Annotation annotation, Map<String, Column> attributes, String where) {}

    private TableMarks(Names names, TakenNames taken) {
        this.names = names;
        this.taken = taken;
    }

    static TableMarks of(Metadata metadata, Names names, TakenNames taken) {
        var marks = new TableMarks(names, taken);
        for (PersistentClass entity : metadata.getEntityBindings()) {
            if (entity.getMappedClass() != null) {
                marks.read(entity);
            }
        }
        return marks;
    }

    private void read(PersistentClass entity) {
        Table table = entity.getTable();
        Map<String, Column> attributes = Marks.byName(Attribute.of(entity), table);
        Class<?> type = entity.getMappedClass();
        do {
            for (Exclusion exclusion : type.getDeclaredAnnotationsByType(Exclusion.class)) {
                add(table, new Mark(exclusion, attributes, type.getName()));
            }
            for (PartitionedBy by : type.getDeclaredAnnotationsByType(PartitionedBy.class)) {
                add(table, new Mark(by, attributes, type.getName()));
            }
            type = type.getSuperclass();
        } while (type != null && !type.isAnnotationPresent(Entity.class));
    }

    private void add(Table table, Mark mark) {
        marks.computeIfAbsent(table, any -> new ArrayList<>()).add(mark);
    }

    /**
     * @throws ModelException if an annotation makes no sense
     */
    Findings read(Name name, Table table) {
        List<String> columns = table.getColumns().stream().map(names::column).toList();
        return Findings.all(marks.getOrDefault(table, List.of()).stream()
                .map(mark -> mark.annotation() instanceof Exclusion exclusion
                        ? exclusion(name, exclusion, columns, mark)
                        : Findings.of(partitioned(name, (PartitionedBy) mark.annotation(), columns, mark)))
                .toList());
    }

    private Findings exclusion(Name table, Exclusion exclusion, List<String> columns, Mark mark) {
        var elements = new ArrayList<String>();
        var words = new ArrayList<String>();
        for (String element : exclusion.elements()) {
            int with = with(element, mark);
            IndexKey key = key(element.substring(0, with), columns, mark, "@Exclusion");
            words.add(key.column() == null ? "expr" : key.column());
            elements.add(spelled(element, key));
        }
        requireSome(elements, "elements", "@Exclusion", mark);
        String where = exclusion.where().isBlank() ? "" : " WHERE (" + Expressions.bare(exclusion.where()) + ")";
        String name = exclusion.name().isEmpty()
                ? taken.forKey(table, DefaultNames.exclusion(table, words))
                : Names.identifier(exclusion.name());
        var found = new ExclusionConstraint(
                table,
                name,
                "EXCLUDE USING " + exclusion.method() + " (" + String.join(", ", elements) + ")" + where
                        + (exclusion.deferrable() ? " DEFERRABLE" : ""));
        return Findings.of(found, exclusion.name().isEmpty());
    }

    /** Where the operator's {@code WITH} begins. */
    private static int with(String element, Mark mark) {
        var tokens = SqlTokens.meaningful(element);
        for (int i = tokens.size() - 2; i > 0; i--) {
            if (tokens.get(i).is("with")) {
                return tokens.get(i).start();
            }
        }
        throw new ModelException(
                mark.where() + ": @Exclusion has the element \"" + element
                        + "\"; write a column or an expression, WITH and an operator",
                null);
    }

    private TableOption partitioned(Name table, PartitionedBy by, List<String> columns, Mark mark) {
        var keys = new ArrayList<String>();
        for (String text : by.keys()) {
            IndexKey key = key(text, columns, mark, "@PartitionedBy");
            String spelled = spelled(text, key);
            keys.add(key.column() == null ? "(" + Expressions.bare(spelled) + ")" : spelled);
        }
        requireSome(keys, "keys", "@PartitionedBy", mark);
        return new TableOption(
                table,
                TableOption.PARTITIONED,
                "PARTITION BY " + by.strategy() + " (" + String.join(", ", keys) + ")",
                "",
                "");
    }

    private static void requireSome(List<String> all, String what, String annotation, Mark mark) {
        if (all.isEmpty()) {
            throw new ModelException(mark.where() + ": " + annotation + " has no " + what + "; name them", null);
        }
    }

    private IndexKey key(String text, List<String> columns, Mark mark, String annotation) {
        if (SqlTokens.meaningful(text).isEmpty()) {
            throw new ModelException(mark.where() + ": " + annotation + " has an empty element; leave it out", null);
        }
        IndexKey key = IndexText.parse(text, columns);
        String name = key.column();
        if (name == null || columns.contains(name)) {
            return key;
        }
        Column column = mark.attributes().get(name);
        if (column == null) {
            throw new ModelException(
                    mark.where() + ": " + annotation + " names \"" + name
                            + "\", which is neither a column nor an attribute; there are " + columns,
                    null);
        }
        return IndexKey.column(names.column(column));
    }

    /** The text, with the column in place of the attribute that it begins with. */
    private static String spelled(String text, IndexKey key) {
        String stripped = text.strip();
        if (key.column() == null) {
            return stripped;
        }
        var first = SqlTokens.meaningful(stripped).get(0);
        return first.identifier().equals(key.column())
                ? stripped
                : '"'
                        + key.column().replace("\"", "\"\"")
                        + '"'
                        + stripped.substring(first.start() + first.text().length());
    }
}
