package dev.aludel.postgres;

import dev.aludel.core.schema.CheckConstraint;
import dev.aludel.core.schema.Column;
import dev.aludel.core.schema.Comment;
import dev.aludel.core.schema.CompositeType;
import dev.aludel.core.schema.DefaultNames;
import dev.aludel.core.schema.Domain;
import dev.aludel.core.schema.EnumType;
import dev.aludel.core.schema.ForeignKey;
import dev.aludel.core.schema.Index;
import dev.aludel.core.schema.Name;
import dev.aludel.core.schema.ObjectId;
import dev.aludel.core.schema.PrimaryKey;
import dev.aludel.core.schema.Sequence;
import dev.aludel.core.schema.SequenceOwner;
import dev.aludel.core.schema.SqlTokens;
import dev.aludel.core.schema.Table;
import dev.aludel.core.schema.UniqueConstraint;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What a script of SQL makes, as far as its text tells. What is not understood makes nothing. */
final class CreatedObjects {

    private static final Set<String> TABLE_CONSTRAINTS = Set.of("constraint", "primary", "unique", "check", "foreign");

    /** Words between {@code CREATE} and the kind of thing. */
    private static final Set<String> ADJECTIVES =
            Set.of("or", "replace", "unique", "unlogged", "global", "local", "recursive");

    private static final Map<String, String> COMMENTED = Map.of(
            "table", Table.KIND,
            "sequence", "sequence",
            "type", "enum",
            "domain", "domain",
            "schema", "schema");

    private final Set<ObjectId> ids = new LinkedHashSet<>();

    /** What other scripts have made. */
    private final Set<ObjectId> before;

    private final String text;
    private final TokenCursor cursor;

    private CreatedObjects(String statement, Set<ObjectId> ids, Set<ObjectId> before) {
        this.text = statement;
        this.cursor = new TokenCursor(statement);
        this.ids.addAll(ids);
        this.before = before;
    }

    static Set<ObjectId> in(String sql) {
        return in(sql, Set.of());
    }

    /** Names are spelled as the script spells them. */
    static Set<ObjectId> in(String sql, Set<ObjectId> before) {
        Set<ObjectId> ids = Set.of();
        for (String text : SqlTokens.statements(sql)) {
            var statement = new CreatedObjects(text, ids, before);
            try {
                statement.read();
            } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
                // half understood: what was read so far stands
            }
            ids = statement.ids;
        }
        return Set.copyOf(ids);
    }

    private void read() {
        var made = SqlObjects.made(text, known().toList());
        if (made.isPresent()) {
            ids.add(made.get());
        } else if (cursor.skip("create")) {
            create();
        } else if (cursor.skip("alter")) {
            alter();
        } else if (cursor.skip("comment")) {
            cursor.skip("on");
            comment();
        }
    }

    private void create() {
        while (ADJECTIVES.contains(cursor.word())) {
            cursor.next();
        }
        switch (cursor.next()) {
            case "table" -> table(name());
            case "index" -> index();
            case "sequence" -> {
                Name sequence = name();
                ids.add(Sequence.id(sequence));
                owned(sequence);
            }
            case "type" -> {
                Name type = name();
                if (cursor.skip("as")) {
                    if (cursor.skip("enum")) {
                        ids.add(EnumType.id(type));
                    } else if (cursor.skip("(")) {
                        ids.add(CompositeType.id(type));
                    }
                }
            }
            case "domain" -> ids.add(Domain.id(name()));
            case "schema" -> {
                cursor.skip("if", "not", "exists");
                ids.add(ObjectId.namespace(cursor.identifier()));
            }
            default -> {
                // a kind that models do not have
            }
        }
    }

    private void owned(Name sequence) {
        while (!cursor.atEnd() && !cursor.skip("owned")) {
            cursor.next();
        }
        if (cursor.skip("by") && !cursor.word().equals("none")) {
            ObjectId column = column();
            ids.add(new SequenceOwner(sequence, column.name(), column.member()).id());
        }
    }

    private void table(Name table) {
        ids.add(ObjectId.table(table));
        if (cursor.is("(")) {
            for (var part : cursor.parts(cursor.parenthesised())) {
                cursor.moveTo(part.from());
                element(table, part.to());
            }
        }
    }

    /** A column or constraint that ends before the token {@code end}. */
    private void element(Name table, int end) {
        if (TABLE_CONSTRAINTS.contains(cursor.word())) {
            constraint(table, end);
        } else if (!cursor.word().equals("like") && !cursor.word().equals("exclude")) {
            column(table, cursor.identifier(), cursor.piece(cursor.at(), end));
        }
    }

    private void column(Name table, String column, String definition) {
        ids.add(ObjectId.column(table, column));
        var fragment = FragmentParser.parse(definition);
        var only = List.of(column);
        String type = fragment.type().toLowerCase(Locale.ROOT);
        if (type.matches("(small|big)?serial[248]?")) {
            Name sequence = Name.of(table.schema(), DefaultNames.sequence(table, column));
            ids.add(Sequence.id(sequence));
            ids.add(new SequenceOwner(sequence, table, column).id());
        }
        if (fragment.primaryKey() != null) {
            add(PrimaryKey.KIND, table, fragment.primaryKey().name(), DefaultNames.primaryKey(table));
        }
        fragment.uniques()
                .forEach(unique -> add(UniqueConstraint.KIND, table, unique.name(), DefaultNames.unique(table, only)));
        fragment.checks()
                .forEach(check -> add(CheckConstraint.KIND, table, check.name(), DefaultNames.check(table, only)));
        fragment.references()
                .forEach(key -> add(ForeignKey.KIND, table, key.name(), DefaultNames.foreignKey(table, only)));
    }

    private void constraint(Name table, int end) {
        String name = cursor.skip("constraint") ? cursor.identifier() : "";
        switch (cursor.next()) {
            case "primary" -> add(PrimaryKey.KIND, table, name, DefaultNames.primaryKey(table));
            case "unique" -> add(UniqueConstraint.KIND, table, name, DefaultNames.unique(table, columns()));
            case "foreign" -> add(ForeignKey.KIND, table, name, DefaultNames.foreignKey(table, columns()));
            case "check" -> {
                String expression = cursor.piece(cursor.at(), end);
                var mentioned = ids.stream()
                        .filter(id -> id.kind().equals(Column.KIND) && id.name().equals(table))
                        .map(ObjectId::member)
                        .filter(column -> mentions(expression, column))
                        .toList();
                add(CheckConstraint.KIND, table, name, DefaultNames.check(table, mentioned));
            }
            default -> {
                // an exclusion constraint
            }
        }
    }

    private static boolean mentions(String expression, String column) {
        return SqlTokens.meaningful(expression).stream()
                .anyMatch(token -> token.identifier().equals(column));
    }

    private void add(String kind, Name table, String given, String otherwise) {
        String name = given.isEmpty()
                ? DefaultNames.free(
                        otherwise,
                        taken -> ids.stream()
                                .anyMatch(id ->
                                        id.name().equals(table) && id.member().equals(taken)))
                : given;
        ids.add(new ObjectId(kind, table, name));
    }

    /** The columns between the next parentheses. */
    private List<String> columns() {
        while (!cursor.is("(")) {
            cursor.next();
        }
        var columns = new ArrayList<String>();
        for (var part : cursor.parts(cursor.parenthesised())) {
            cursor.moveTo(part.from());
            columns.add(cursor.identifier());
        }
        return columns;
    }

    private void index() {
        cursor.skip("concurrently");
        Name name = cursor.is("on") ? null : name();
        cursor.skip("on");
        cursor.skip("only");
        Name table = name();
        String given = name == null ? "" : name.local();
        var keys = new ArrayList<String>();
        for (String column : columns()) {
            keys.add(column.isEmpty() ? "expr" : column);
        }
        add(Index.KIND, table, given, DefaultNames.index(table, keys));
    }

    private void alter() {
        String kind = cursor.next();
        if (kind.equals("index")) {
            Name name = name();
            if (cursor.skip("rename") && cursor.skip("to")) {
                renameMembers(Index.KIND, name.local(), cursor.identifier());
            }
            return;
        }
        boolean known = kind.equals("table") || kind.equals("sequence") || kind.equals("type") || kind.equals("schema");
        if (!known) {
            return;
        }
        cursor.skip("only");
        Name name = name();
        cursor.skip("*");
        if (cursor.skip("rename")) {
            rename(kind, name);
        } else if (kind.equals("table")) {
            for (var part : cursor.parts(new TokenCursor.Range(cursor.at(), cursor.size()))) {
                cursor.moveTo(part.from());
                if (cursor.skip("add")) {
                    added(name, part.to());
                }
            }
        } else if (kind.equals("sequence")) {
            owned(name);
        }
    }

    private void added(Name table, int end) {
        cursor.skip("column");
        cursor.skip("if", "not", "exists");
        element(table, end);
    }

    private void rename(String kind, Name name) {
        if (cursor.skip("to")) {
            Name to = Name.of(name.schema(), cursor.identifier());
            String noun = COMMENTED.get(kind);
            if (noun.equals(Table.KIND)) {
                known().toList().stream()
                        .filter(id -> id.isMember() && id.name().equals(name))
                        .forEach(id -> replace(id, new ObjectId(id.kind(), to, id.member())));
            }
            replace(new ObjectId(noun, name), new ObjectId(noun, to));
            return;
        }
        if (!kind.equals("table")) {
            return;
        }
        boolean constraint = cursor.skip("constraint");
        cursor.skip("column");
        String from = cursor.identifier();
        cursor.skip("to");
        String to = cursor.identifier();
        if (constraint) {
            for (String each : List.of(PrimaryKey.KIND, UniqueConstraint.KIND, ForeignKey.KIND, CheckConstraint.KIND)) {
                ObjectId id = new ObjectId(each, name, from);
                if (ids.contains(id) || before.contains(id)) {
                    replace(id, new ObjectId(each, name, to));
                }
            }
        } else {
            replace(ObjectId.column(name, from), ObjectId.column(name, to));
        }
    }

    private void renameMembers(String kind, String from, String to) {
        known().toList().stream()
                .filter(id -> id.kind().equals(kind) && id.member().equals(from))
                .forEach(id -> replace(id, new ObjectId(kind, id.name(), to)));
    }

    private Stream<ObjectId> known() {
        return Stream.concat(ids.stream(), before.stream());
    }

    private void replace(ObjectId from, ObjectId to) {
        ids.remove(from);
        ids.add(to);
    }

    private void comment() {
        String kind = cursor.next();
        if (kind.equals("column")) {
            ids.add(Comment.id(column()));
        } else if (kind.equals("constraint")) {
            String name = cursor.identifier();
            cursor.skip("on");
            Name table = name();
            known().filter(id -> id.name().equals(table) && id.member().equals(name))
                    .findFirst()
                    .ifPresent(id -> ids.add(Comment.id(id)));
        } else if (kind.equals("index")) {
            String name = name().local();
            ids.addAll(known().filter(id -> SqlObjects.isCommented(text, id))
                    .map(Comment::id)
                    .toList());
            known().filter(id -> id.kind().equals(Index.KIND) && id.member().equals(name))
                    .findFirst()
                    .ifPresent(id -> ids.add(Comment.id(id)));
        } else if (COMMENTED.containsKey(kind)) {
            ids.add(Comment.id(new ObjectId(COMMENTED.get(kind), name())));
        } else {
            known().filter(id -> SqlObjects.isCommented(text, id)).toList().forEach(id -> ids.add(Comment.id(id)));
        }
    }

    /** {@code schema.table.column}. */
    private ObjectId column() {
        var path = cursor.path();
        int last = path.size() - 1;
        return ObjectId.column(TokenCursor.name(path.subList(0, last)), path.get(last));
    }

    private Name name() {
        cursor.skip("if", "not", "exists");
        return cursor.name();
    }
}
