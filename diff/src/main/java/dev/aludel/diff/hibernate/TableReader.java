package dev.aludel.diff.hibernate;

import dev.aludel.core.error.ModelException;
import dev.aludel.core.schema.Name;
import dev.aludel.core.schema.ObjectId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.Table;

/** One table with all its members. Entities, collections, joins, generators and audit tables are all alike here. */
final class TableReader {

    private final Names names;
    private final ColumnOrder order;
    private final ColumnReader columns;
    private final CheckReader checks;
    private final KeyReader keys;
    private final IndexReader indexes;
    private final ForeignKeyReader foreignKeys;
    private final Marks marks;
    private final TableMarks tableMarks;
    private final Attributes attributes;

    TableReader(
            Names names,
            ColumnOrder order,
            ColumnReader columns,
            CheckReader checks,
            KeyReader keys,
            IndexReader indexes,
            ForeignKeyReader foreignKeys,
            Marks marks,
            TableMarks tableMarks,
            Attributes attributes) {
        this.names = names;
        this.order = order;
        this.columns = columns;
        this.checks = checks;
        this.keys = keys;
        this.indexes = indexes;
        this.foreignKeys = foreignKeys;
        this.marks = marks;
        this.tableMarks = tableMarks;
        this.attributes = attributes;
    }

    /**
     * @throws ModelException if the mapping of the table makes no sense
     */
    Findings read(Table table) {
        Name name = names.table(table);
        try {
            Findings found = members(name, table);
            return new Findings(
                    List.of(dev.aludel.core.schema.Table.of(name, found.objects())), found.negotiable(), found.notes());
        } catch (IllegalArgumentException e) {
            throw new ModelException(
                    "table " + name + " cannot be read from its mapping: " + e.getMessage() + "; correct the mapping",
                    e);
        }
    }

    private Findings members(Name name, Table table) {
        List<Column> ordered = order.of(table);
        var primary = new HashSet<>(names.columns(order.ofPrimaryKey(table)));
        var found = new ArrayList<Findings>();
        for (Column column : ordered) {
            found.add(column(name, column, primary.contains(names.column(column))));
        }
        // as PostgreSQL does: names for checks are chosen before names for keys
        Findings checked = checks.read(name, table, ordered);
        found.add(keys.read(name, table, ordered));
        found.add(checked);
        found.add(indexes.read(name, table));
        found.add(marks.indexes(name, table));
        found.add(tableMarks.read(name, table));
        found.add(foreignKeys.read(name, table));
        found.add(ColumnReader.comment(ObjectId.table(name), table.getComment()));
        found.add(notes(name, table));
        return Findings.all(found);
    }

    private Findings column(Name table, Column column, boolean inKey) {
        try {
            return columns.read(table, column, inKey);
        } catch (IllegalArgumentException e) {
            throw e;
        } catch (RuntimeException e) {
            throw MappingProblem.inColumn(table + "." + names.column(column), attributes.of(column), e);
        }
    }

    private static Findings notes(Name name, Table table) {
        var notes = new ArrayList<String>();
        String options = Versions.options(table);
        if (options != null) {
            notes.add("table " + name + ": its options are not read: " + options);
        }
        String extra = Versions.extraDeclarations(table);
        if (extra != null) {
            notes.add("table " + name + ": its extra declarations are not read: " + extra);
        }
        return Findings.notes(notes);
    }
}
