package dev.aludel.diff.hibernate;

import dev.aludel.core.schema.Index;
import dev.aludel.core.schema.IndexKey;
import dev.aludel.core.schema.Name;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.Selectable;
import org.hibernate.mapping.Table;

/**
 * Indexes. Hibernate cuts a {@code columnList} at every comma and takes what it does not know for column names; here the
 * pieces are put together again and read as SQL. (A unique {@code @Index} over columns is no index but a unique key, see
 * {@link KeyReader}.)
 */
final class IndexReader {

    private final Names names;

    IndexReader(Names names) {
        this.names = names;
    }

    Findings read(Name name, Table table) {
        List<String> columns = table.getColumns().stream().map(names::column).toList();
        return Findings.all(table.getIndexes().values().stream()
                .map(index -> read(name, columns, index))
                .toList());
    }

    private Findings read(Name table, List<String> columns, org.hibernate.mapping.Index index) {
        String name = Names.identifier(index.getName());
        List<IndexKey> keys = Expressions.split(list(columns, index)).stream()
                .map(text -> IndexText.parse(text, columns))
                .toList();
        IndexTail tail = IndexTail.parse(Versions.options(index));
        var found = new Index(
                table,
                name,
                index.isUnique(),
                keys,
                tail.include(),
                "btree",
                tail.predicate(),
                tail.nullsNotDistinct());
        Findings all = Findings.of(found, Names.isHashed(name));
        return tail.rest().isEmpty()
                ? all
                : all.plus(
                        Findings.note("index " + name + " on " + table + ": not understood, left out: " + tail.rest()));
    }

    private String list(List<String> columns, org.hibernate.mapping.Index index) {
        var texts = new ArrayList<String>();
        for (Selectable key : index.getSelectables()) {
            String order = index.getSelectableOrderMap().get(key);
            texts.add(text(columns, key) + (order == null ? "" : " " + order));
        }
        return String.join(", ", texts);
    }

    private String text(List<String> columns, Selectable key) {
        if (key instanceof Column column) {
            String name = names.column(column);
            return columns.contains(name) ? '"' + name.replace("\"", "\"\"") + '"' : column.getName();
        }
        return key.getText();
    }
}
