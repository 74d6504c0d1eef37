package dev.aludel.postgres;

import dev.aludel.core.schema.DefaultNames;
import dev.aludel.core.schema.Index;
import dev.aludel.core.schema.IndexKey;
import dev.aludel.core.schema.Name;
import dev.aludel.core.schema.ObjectId;
import dev.aludel.core.schema.Setting;
import dev.aludel.core.schema.Table;
import dev.aludel.core.schema.TableMember;
import dev.aludel.core.schema.TableOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code INDEX}. */
final class IndexDdl {

    private final Ddl ddl;
    private final TokenCursor cursor;

    IndexDdl(Ddl ddl) {
        this.ddl = ddl;
        this.cursor = ddl.cursor;
    }

    void create(boolean unique) {
        cursor.skip("concurrently");
        boolean optional = ddl.ifNotExists();
        String given = cursor.is("on") ? "" : cursor.ident();
        cursor.expect("on");
        boolean only = cursor.skip("only");
        Name table = ddl.name();
        if (ddl.model().table(table).isEmpty()) {
            new ObjectDdl(ddl).create(false, false);
            return;
        }
        Name named = Name.of(table.schema(), given.isEmpty() ? "?" : given);
        if (optional && ddl.ofIndex(named).isPresent()) {
            return;
        }
        boolean partitioned = ddl.model().contains(TableOption.id(table, TableOption.PARTITIONED));
        if (only && partitioned || !given.isEmpty() && ddl.relation(named).isPresent()) {
            throw Ddl.unknown("an index on a partitioned table alone is not understood");
        }
        String method = cursor.skip("using") ? cursor.ident() : "btree";
        var keys = cursor.elements().stream().map(this::key).toList();
        List<String> include = new ArrayList<>();
        if (cursor.skip("include")) {
            for (TokenCursor element : cursor.elements()) {
                include.add(element.ident());
                element.end();
            }
        }
        boolean notDistinct = false;
        if (cursor.skip("nulls")) {
            notDistinct = cursor.skip("not");
            cursor.expect("distinct");
        }
        List<TokenCursor> parameters = cursor.skip("with") ? cursor.elements() : List.of();
        String predicate = null;
        if (cursor.skip("where")) {
            predicate = CatalogText.unwrapped(ddl.text(cursor.rest()));
        }
        cursor.end();
        String name = given.isEmpty() ? ddl.free(name(table, keys, include), table.schema(), true, false) : given;
        var index = new Index(table, name, unique, keys, include, method, predicate, notDistinct);
        requireColumns(index);
        ddl.add(index);
        String target = "INDEX " + Sql.reference(Name.of(table.schema(), name));
        new SettingDdl(ddl).parameters(index.id(), target, parameters);
    }

    private void requireColumns(Index index) {
        Table table = ddl.table(index.table());
        for (IndexKey key : index.keys()) {
            if (key.column() != null && table.column(key.column()).isEmpty() && !table.hangs()) {
                throw Ddl.unknown("there is no column " + key.column());
            }
        }
    }

    private IndexKey key(TokenCursor part) {
        String column = null;
        String expression = null;
        if (part.is("(")) {
            expression = part.inParentheses();
        } else {
            int start = part.at();
            part.path();
            if (part.is("(")) {
                part.parenthesised();
                expression = part.piece(start, part.at());
            } else {
                part.moveTo(start);
                column = part.ident();
            }
        }
        Name collation = part.skip("collate") ? ColumnDdl.collation(ddl, part) : null;
        Name operators = null;
        if (!part.atEnd() && !Set.of("asc", "desc", "nulls").contains(part.word())) {
            operators = ddl.reference(part);
        }
        boolean descending = part.skip("desc");
        if (!descending) {
            part.skip("asc");
        }
        boolean nullsFirst = descending;
        if (part.skip("nulls")) {
            nullsFirst = part.skip("first");
            if (!nullsFirst) {
                part.expect("last");
            }
        }
        part.end();
        String sql = expression == null ? null : CatalogText.unwrapped(ddl.text(expression));
        return new IndexKey(column, sql, descending, nullsFirst, collation, operators);
    }

    /** What the server calls it; of an expression it knows the function's name, and more than can be told here. */
    private static String name(Name table, List<IndexKey> keys, List<String> include) {
        var parts = new ArrayList<String>();
        for (IndexKey key : keys) {
            parts.add(key.column() == null ? function(key.expression()) : key.column());
        }
        parts.addAll(include);
        if (Set.copyOf(parts).size() < parts.size()) {
            throw Ddl.unknown("an index over the same twice needs a name");
        }
        return DefaultNames.index(table, parts);
    }

    private static String function(@Nullable String expression) {
        var cursor = new TokenCursor(String.valueOf(expression));
        var path = cursor.path();
        if (!cursor.is("(") || path.contains("")) {
            throw Ddl.unknown("what an index over an expression is called is not understood");
        }
        cursor.parenthesised();
        cursor.end();
        return path.get(path.size() - 1);
    }

    void alter() {
        boolean optional = ddl.ifExists();
        Name name = ddl.name();
        if (ddl.ofIndex(name).isEmpty()) {
            if (!optional || ddl.relation(name).isPresent()) {
                cursor.moveTo(1);
                new ObjectDdl(ddl).alter();
            }
            return;
        }
        TableMember index = ddl.index(name);
        if (cursor.skip("rename", "to")) {
            ObjectId id = index.id();
            String to = cursor.ident();
            cursor.end();
            ddl.rename(id, new ObjectId(id.kind(), id.name(), to));
        } else {
            new SettingDdl(ddl).ofIndex(index, Sql.reference(name), cursor);
        }
    }

    /** Builds indexes anew: one that is not valid is so afterwards. */
    void reindex() {
        if (cursor.is("(")) {
            cursor.parenthesised();
        }
        String kind = cursor.next();
        cursor.skip("concurrently");
        if (!kind.equals("index")) {
            throw Ddl.unknown("which indexes are built anew is not understood");
        }
        Name name = ddl.name();
        cursor.end();
        ddl.remove(Setting.id(ddl.index(name).id(), "invalid"));
    }
}
