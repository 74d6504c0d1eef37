package dev.aludel.postgres;

import dev.aludel.core.dialect.Scope;
import dev.aludel.core.schema.Comment;
import dev.aludel.core.schema.Name;
import dev.aludel.core.schema.ObjectId;
import dev.aludel.core.schema.SchemaObject;
import dev.aludel.core.schema.Setting;
import dev.aludel.core.schema.SqlObject;
import dev.aludel.core.schema.SqlTokens;
import dev.aludel.core.schema.SqlType;
import dev.aludel.core.schema.TableMember;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Objects that are their SQL, as scripts make them: what a statement makes is told by the words that it begins with. */
final class SqlObjects {

    /** Words between {@code CREATE} and the kind of thing. */
    private static final Set<String> ADJECTIVES =
            Set.of("or", "replace", "constraint", "recursive", "trusted", "procedural", "default", "unique");

    /** Kinds of several words. */
    static final List<String> OF_SEVERAL_WORDS = List.of(
            "materialized view",
            "event trigger",
            "foreign data wrapper",
            "foreign table",
            "text search dictionary",
            "text search configuration",
            "text search parser",
            "text search template",
            "user mapping");

    /** Kinds in the words of {@code CREATE}, those of several words first. */
    private static final List<String> KINDS = Stream.concat(
                    OF_SEVERAL_WORDS.stream(),
                    Stream.of(
                            "view",
                            "function",
                            "procedure",
                            "aggregate",
                            "trigger",
                            "rule",
                            "policy",
                            "statistics",
                            "publication",
                            "extension",
                            "collation",
                            "domain",
                            "type",
                            "server",
                            "cast",
                            "operator",
                            "index"))
            .toList();

    private static final Set<String> MODES = Set.of("in", "out", "inout", "variadic");

    private static final Scope UNQUALIFIED = Scope.unqualified(0);

    private final Map<ObjectId, SchemaObject> found = new LinkedHashMap<>();

    private SqlObjects() {}

    /**
     * Names are spelled as the script spells them.
     *
     * @throws IllegalArgumentException if a statement makes something else
     */
    static List<SchemaObject> parse(String script) {
        var objects = new SqlObjects();
        SqlTokens.statements(script).forEach(objects::take);
        return List.copyOf(objects.found.values());
    }

    private void take(String statement) {
        SchemaObject made = anew(statement);
        if (made != null && found.containsKey(made.id())) {
            throw new IllegalArgumentException(made.id() + " is made twice: " + firstLine(statement));
        }
        SchemaObject object = Optional.ofNullable(made)
                .or(() -> about(statement))
                .or(() -> more(statement))
                .orElseThrow(() -> new IllegalArgumentException(
                        "this is no object that a model can have as its SQL: " + firstLine(statement)));
        found.put(object.id(), object);
    }

    private @Nullable SchemaObject anew(String statement) {
        try {
            return TypesInSql.made(statement)
                    .or(() -> made(statement, found.keySet()).map(id -> new SqlObject(id, statement)))
                    .orElse(null);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(e.getMessage() + ": " + firstLine(statement), e);
        }
    }

    private static String firstLine(String statement) {
        return statement.lines().findFirst().orElse("");
    }

    /**
     * The id of what a statement makes; empty if that is no object that is its SQL.
     *
     * @param before what is there before it
     */
    static Optional<ObjectId> made(String statement, Collection<ObjectId> before) {
        var cursor = new TokenCursor(statement);
        if (!cursor.skip("create")) {
            return Optional.empty();
        }
        while (ADJECTIVES.contains(cursor.word())) {
            cursor.next();
        }
        try {
            String kind = kind(cursor);
            return kind.isEmpty() ? Optional.empty() : id(kind, cursor, before);
        } catch (IndexOutOfBoundsException e) {
            throw new IllegalArgumentException("it ends too early", e);
        }
    }

    private static String kind(TokenCursor cursor) {
        int start = cursor.at();
        for (String kind : KINDS) {
            boolean same = true;
            for (String word : kind.split(" ")) {
                same = same && cursor.skip(word);
            }
            if (same) {
                return kind;
            }
            cursor.moveTo(start);
        }
        return "";
    }

    private static Optional<ObjectId> id(String kind, TokenCursor cursor, Collection<ObjectId> before) {
        cursor.skip("if", "not", "exists");
        return switch (kind) {
            case "function", "procedure", "aggregate" -> Optional.of(new ObjectId(kind, routine(cursor)));
            case "trigger" -> member(kind, cursor, "on");
            case "policy" -> member(kind, cursor, "on");
            case "rule" -> member(kind, cursor, "to");
            case "statistics" ->
                cursor.is("on") || cursor.is("(") ? Optional.empty() : Optional.of(new ObjectId(kind, cursor.name()));
            case "user mapping" -> {
                int start = cursor.at();
                cursor.expect("for");
                cursor.next();
                cursor.expect("server");
                cursor.next();
                yield Optional.of(new ObjectId(kind, Name.of(cursor.piece(start, cursor.at()))));
            }
            case "cast" -> Optional.of(new ObjectId(kind, cast(cursor)));
            case "operator" -> operator(cursor);
            case "index" -> index(cursor, before);
            case "type" -> {
                Name name = cursor.name();
                boolean said = cursor.skip("as") ? !cursor.is("enum") && !cursor.is("(") : cursor.is("(");
                yield said ? Optional.of(new ObjectId(kind, name)) : Optional.empty();
            }
            default -> Optional.of(new ObjectId(kind, cursor.name()));
        };
    }

    /** The first {@code ON} after the name of a trigger follows its events. */
    private static Optional<ObjectId> member(String kind, TokenCursor cursor, String word) {
        String name = cursor.identifier();
        while (!cursor.skip(word)) {
            cursor.next();
        }
        return Optional.of(new ObjectId(kind, cursor.name(), name));
    }

    private static Optional<ObjectId> index(TokenCursor cursor, Collection<ObjectId> before) {
        cursor.skip("concurrently");
        cursor.skip("if", "not", "exists");
        if (cursor.is("on")) {
            return Optional.empty();
        }
        Name name = cursor.name();
        cursor.expect("on");
        Name relation = cursor.name();
        return before.contains(new ObjectId("materialized view", relation))
                ? Optional.of(new ObjectId(MaterializedIndexQuery.KIND, new Name(relation.schema(), name.local())))
                : Optional.empty();
    }

    /** {@code (integer AS text)}. */
    static Name cast(String from, String to) {
        return Name.of("(" + from + " AS " + to + ")");
    }

    private static Name cast(TokenCursor cursor) {
        cursor.expect("(");
        int start = cursor.at();
        while (!cursor.is("as")) {
            cursor.next();
        }
        int as = cursor.at();
        while (!cursor.is(")")) {
            cursor.next();
        }
        return cast(type(cursor.piece(start, as)), type(cursor.piece(as + 1, cursor.at())));
    }

    private static Optional<ObjectId> operator(TokenCursor cursor) {
        if (Set.of("class", "family").contains(cursor.word())) {
            return Optional.empty();
        }
        int start = cursor.at();
        while (!cursor.is("(")) {
            cursor.next();
        }
        String symbol = cursor.piece(start, cursor.at());
        int dot = symbol.lastIndexOf('.');
        var types = new LinkedHashMap<String, String>();
        for (var part : cursor.parts(cursor.parenthesised())) {
            cursor.moveTo(part.from());
            String option = cursor.next();
            if (cursor.skip("=")) {
                types.put(option, type(cursor.piece(cursor.at(), part.to())));
            }
        }
        String local = symbol.substring(dot + 1) + "(" + types.getOrDefault("leftarg", "none") + ", "
                + types.getOrDefault("rightarg", "none") + ")";
        return Optional.of(new ObjectId(
                "operator",
                dot < 0
                        ? Name.of(local)
                        : Name.of(Name.parse(symbol.substring(0, dot)).local(), local)));
    }

    /** {@code total(integer, text)}, of whatever is written between the parentheses. */
    static Name routine(TokenCursor cursor) {
        Name name = cursor.name();
        var types = new ArrayList<String>();
        for (var part : cursor.parts(cursor.parenthesised())) {
            String text = cursor.piece(part.from(), part.to());
            for (String piece : text.split("(?i)\\border\\s+by\\b")) {
                argument(piece.strip()).ifPresent(types::add);
            }
        }
        return new Name(name.schema(), name.local() + "(" + String.join(", ", types) + ")");
    }

    /** The type of an argument that goes in; empty for one that only comes out. */
    private static Optional<String> argument(String text) {
        if (text.isEmpty() || text.equals("*")) {
            return Optional.of(text).filter(star -> !star.isEmpty());
        }
        var cursor = new TokenCursor(text);
        int end = 0;
        while (end < cursor.size()) {
            cursor.moveTo(end);
            if (cursor.is("default") || cursor.is("=") || cursor.is(":")) {
                break;
            }
            end++;
        }
        cursor.moveTo(0);
        String mode = MODES.contains(cursor.word()) && end > 1 ? cursor.next() : "";
        int start = cursor.at();
        if (mode.isEmpty() && end > 2) {
            cursor.next();
            mode = MODES.contains(cursor.word()) ? cursor.next() : "";
            start = mode.isEmpty() ? 0 : cursor.at();
            cursor.moveTo(start);
        }
        if (mode.equals("out")) {
            return Optional.empty();
        }
        String whole = cursor.piece(start, end);
        boolean known = SqlTypes.isBuiltIn(SqlType.of(SqlTypes.normal(whole)));
        boolean named = false;
        if (!known && end - start > 1) {
            cursor.moveTo(start + 1);
            named = !cursor.token().identifier().isEmpty();
        }
        return Optional.of(type(cursor.piece(named ? start + 1 : start, end)));
    }

    /** A type without a modifier, in its normal spelling. */
    private static String type(String text) {
        var type = SqlType.of(SqlTypes.normal(text));
        String base = type.base().startsWith("interval ") ? "interval" : type.base();
        return base + (type.isArray() ? "[]" : "");
    }

    /** A comment. That on a column of a view is a setting of the view, as it is when it is read. */
    private Optional<SchemaObject> about(String statement) {
        var cursor = new TokenCursor(statement);
        if (!cursor.skip("comment", "on")) {
            return Optional.empty();
        }
        boolean column = cursor.skip("column");
        int start = cursor.at();
        while (!cursor.is("is")) {
            cursor.next();
        }
        String target = cursor.piece(start, cursor.at());
        cursor.next();
        String literal = cursor.piece(cursor.at(), cursor.size());
        if (column) {
            var path = new TokenCursor(target).path();
            Name relation = TokenCursor.name(path.subList(0, path.size() - 1));
            String name = path.get(path.size() - 1);
            String sql = CommentSupport.on(ObjectId.column(relation, name), UNQUALIFIED);
            return found.keySet().stream()
                    .filter(id -> SqlObject.isRelation(id) && id.name().equals(relation))
                    .findFirst()
                    .map(id -> new Setting(id, "comment on column " + name, sql + literal, sql + "NULL"));
        }
        return found.keySet().stream()
                .filter(id -> !id.kind().startsWith("comment ") && names(target, id))
                .findFirst()
                .map(id -> new Comment(id, CatalogText.unquoted(literal)));
    }

    /** Is this {@code COMMENT ON} that object? */
    static boolean isCommented(String statement, ObjectId id) {
        var cursor = new TokenCursor(statement);
        cursor.skip("comment", "on");
        int start = cursor.at();
        while (!cursor.atEnd() && !cursor.is("is")) {
            cursor.next();
        }
        boolean about = id.kind().startsWith("comment ") || TableMember.tableOf(id) != null;
        return !about && names(cursor.piece(start, cursor.at()), id);
    }

    /** Is that how a statement about an object calls it? */
    private static boolean names(String target, ObjectId id) {
        var words = tokens(target);
        boolean routine =
                SqlObject.isRoutine(id) && !words.isEmpty() && words.get(0).equals(id.kind());
        return words.equals(tokens(CommentSupport.target(id, UNQUALIFIED)))
                || routine && made("CREATE " + target, Set.of()).equals(Optional.of(id));
    }

    private static List<String> tokens(String text) {
        return SqlTokens.meaningful(text).stream()
                .map(token -> token.identifier().isEmpty() ? token.text() : token.identifier())
                .toList();
    }

    /** {@code ALTER} of something that the script makes belongs to what makes it. */
    private Optional<SchemaObject> more(String statement) {
        var words = tokens(statement);
        for (SchemaObject object : found.values()) {
            if (object instanceof SqlObject made
                    && !words.isEmpty()
                    && words.get(0).equals("alter")) {
                var target = tokens(SqlObjectSupport.target(made.id(), UNQUALIFIED));
                if (words.size() > target.size()
                        && words.subList(1, target.size() + 1).equals(target)) {
                    return Optional.of(new SqlObject(made.id(), made.sql() + ";\n" + statement));
                }
            }
        }
        return Optional.empty();
    }
}
