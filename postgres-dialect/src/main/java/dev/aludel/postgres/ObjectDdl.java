package dev.aludel.postgres;

import dev.aludel.core.dialect.Scope;
import dev.aludel.core.schema.Name;
import dev.aludel.core.schema.ObjectId;
import dev.aludel.core.schema.SqlObject;
import dev.aludel.core.schema.SqlTokens;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Objects that are their SQL. */
final class ObjectDdl {

    static final Set<String> ROUTINES = Set.of("function", "procedure", "routine", "aggregate");

    private static final Scope UNQUALIFIED = Scope.unqualified(0);

    /** Kinds of which more is said in statements that follow the one that makes them. */
    private static final Set<String> SAID_IN_MORE =
            Set.of(MaterializedIndexQuery.KIND, "statistics", "text search configuration");

    private final Ddl ddl;
    private final TokenCursor cursor;

    ObjectDdl(Ddl ddl) {
        this.ddl = ddl;
        this.cursor = ddl.cursor;
    }

    void create(boolean replaces, boolean temporary) {
        if (temporary) {
            throw Ddl.unknown("a temporary view may hide another one");
        }
        String text = ddl.text(ddl.sql).strip();
        var before = ddl.definitions().map(SqlObject::id).collect(Collectors.toSet());
        ObjectId id = SqlObjects.made(text, before).orElseThrow(() -> Ddl.unknown("what is made is not understood"));
        boolean optional = head(text).contains("if not exists");
        if (optional && (before.contains(id) || id.name().local().equals("plpgsql"))) {
            return;
        }
        if (id.kind().equals("extension")) {
            text = extension(id, text);
        }
        // the server ends what it tells of these with a semicolon
        boolean ends = Set.of("view", "rule").contains(id.kind());
        var object = new SqlObject(id, bare(text, id) + (ends ? ";" : ""));
        if (replaces) {
            ddl.put(object);
        } else {
            ddl.add(object);
        }
        if (SqlObject.isRoutine(id) && !before.contains(id)) {
            new PrivilegeDdl(ddl).byDefault(id, "ROUTINES");
        } else if (SqlObject.isRelation(id) && !before.contains(id)) {
            new PrivilegeDdl(ddl).byDefault(id, "TABLES");
        }
    }

    private static String head(String text) {
        return words(text).stream().limit(8).collect(Collectors.joining(" "));
    }

    /** Without the words that say what happens when it is there already; the server keeps them for routines. */
    private static String bare(String text, ObjectId id) {
        String bare = text;
        if (!SqlObject.isRoutine(id)) {
            bare = without(bare, List.of("or", "replace"));
        }
        return without(bare, List.of("if", "not", "exists"));
    }

    private static String without(String text, List<String> words) {
        var tokens = SqlTokens.meaningful(text);
        for (int i = 0; i + words.size() < Math.min(tokens.size(), 8); i++) {
            var found = tokens.subList(i, i + words.size()).stream()
                    .map(token -> token.text().toLowerCase(Locale.ROOT))
                    .toList();
            if (found.equals(words)) {
                return text.substring(0, tokens.get(i).start())
                        + text.substring(tokens.get(i + words.size()).start());
            }
        }
        return text;
    }

    /** Its schema only where it is not the first managed one; not its version. */
    private String extension(ObjectId id, String text) {
        var words = new TokenCursor(text);
        words.expect("create");
        words.expect("extension");
        words.skip("if", "not", "exists");
        words.ident();
        words.skip("with");
        String schema = "";
        while (!words.atEnd()) {
            if (words.skip("schema")) {
                schema = words.ident();
            } else {
                words.expect("version");
                words.next();
            }
        }
        boolean home = schema.isEmpty() || schema.equals(ddl.scope.defaultSchema()) || schema.equals(SqlTypes.CATALOG);
        return "CREATE EXTENSION " + Sql.ident(id.name().local()) + (home ? "" : " SCHEMA " + Sql.ident(schema));
    }

    void alter() {
        if (Set.of("role", "user", "group", "database", "tablespace").contains(cursor.word())) {
            if (SqlTokens.meaningful(ddl.sql).stream().anyMatch(token -> token.is("rename") || token.is("mapping"))) {
                throw Ddl.unknown("a role may be mentioned in what is set");
            }
            return;
        }
        String text = ddl.text(ddl.sql).strip();
        if (ROUTINES.contains(cursor.word())) {
            routine(text);
            return;
        }
        var words = words(text);
        SqlObject object = ddl.definitions()
                .filter(one -> begins(words, words(SqlObjectSupport.target(one.id(), UNQUALIFIED))))
                .findFirst()
                .or(() -> relation(words))
                .orElseThrow(() -> Ddl.unknown("what is altered is not understood"));
        ObjectId id = object.id();
        var after = new TokenCursor(text);
        String target = SqlObjectSupport.target(id, UNQUALIFIED);
        after.moveTo(1 + SqlTokens.meaningful(target).size());
        if (after.is("owner")) {
            after.next();
            new SettingDdl(ddl).owner(id, target, after);
        } else if (id.kind().equals("event trigger")) {
            new SettingDdl(ddl).state(id, "ALTER " + target, "", after);
        } else if (SAID_IN_MORE.contains(id.kind())) {
            ddl.replace(new SqlObject(id, object.sql() + ";\n" + text));
        } else {
            throw Ddl.unknown("what happens to " + id + " is not understood");
        }
    }

    private static boolean begins(List<String> words, List<String> target) {
        return words.size() > target.size()
                && words.subList(1, target.size() + 1).equals(target);
    }

    /** {@code ALTER TABLE} of what is no table. */
    private Optional<SqlObject> relation(List<String> words) {
        boolean only = words.size() > 2 && words.get(1).equals("table");
        if (only) {
            throw Ddl.unknown("ALTER TABLE of what is no table is not understood");
        }
        return Optional.empty();
    }

    /** Its types are spelled as the statement does, when that is how the server itself writes it. */
    private void routine(String text) {
        var words = new TokenCursor(text);
        words.expect("alter");
        String kind = words.next();
        int start = words.at();
        ObjectId id = routine(ddl, kind, words);
        String target = words.piece(start, words.at());
        words.expect("owner");
        boolean spelled = kind.equals("routine") || SqlObject.arguments(id).equals("()");
        if (!spelled) {
            throw Ddl.unknown("how the server spells the types of " + id + " is not understood");
        }
        new SettingDdl(ddl).owner(id, "ROUTINE " + target, words);
    }

    /** The routine that comes next, with its types or, where it is the only one of its name, without. */
    static ObjectId routine(Ddl ddl, String kind, TokenCursor cursor) {
        Name name = ddl.name(cursor);
        boolean all = !cursor.is("(");
        Name found = all ? name : Name.of(name.schema(), name.local() + arguments(ddl, cursor));
        var ids = ddl.definitions()
                .map(SqlObject::id)
                .filter(SqlObject::isRoutine)
                .filter(id -> kind.equals("routine") || kind.equals(id.kind()))
                .filter(id ->
                        all ? SqlObject.bareName(id).equals(name) : id.name().equals(found))
                .toList();
        if (ids.size() != 1) {
            throw Ddl.unknown("there is no such " + kind + ", or more than one: " + found);
        }
        return ids.get(0);
    }

    private static String arguments(Ddl ddl, TokenCursor cursor) {
        String types = "f(" + ddl.text(cursor.inParentheses()) + ")";
        return SqlObjects.routine(new TokenCursor(types)).local().substring(1);
    }

    /** The object of a kind that a piece of a statement names, all of which is its name. */
    static Optional<ObjectId> named(Ddl ddl, String kind, TokenCursor piece) {
        String text = kind + " " + ddl.text(piece.piece(0, piece.size()));
        var words = words(text);
        return ddl.definitions()
                .map(SqlObject::id)
                .filter(id -> words.equals(words(SqlObjectSupport.target(id, UNQUALIFIED))))
                .findFirst();
    }

    static List<String> words(String text) {
        return SqlTokens.meaningful(text).stream()
                .map(token -> token.identifier().isEmpty() ? token.text() : token.identifier())
                .toList();
    }
}
