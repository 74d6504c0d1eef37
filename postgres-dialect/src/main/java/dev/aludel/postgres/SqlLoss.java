package dev.aludel.postgres;

import dev.aludel.core.dialect.Loss;
import dev.aludel.core.schema.CompositeType;
import dev.aludel.core.schema.Name;
import dev.aludel.core.schema.ObjectId;
import dev.aludel.core.schema.Sequence;
import dev.aludel.core.schema.SqlTokens;
import dev.aludel.core.schema.SqlTokens.Token;
import dev.aludel.core.schema.SqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What a statement takes away, told from its text. What is not understood is told as untold, and what says that it destroys
 * without saying what, as beyond keeping.
 */
final class SqlLoss {

    static final String EXTENSION = "extension";

    /** Any column that is not computed: which ones are overwritten is not told. */
    static final String ALL = "*";

    private static final Set<String> DESTROYING = Set.of("drop", "delete", "truncate", "update", "merge", "execute");

    /** First words of statements that take nothing away of what is stored, whatever follows. */
    private static final Set<String> HARMLESS = Set.of(
            "create",
            "comment",
            "grant",
            "revoke",
            "set",
            "reset",
            "show",
            "analyze",
            "vacuum",
            "reindex",
            "cluster",
            "refresh",
            "lock",
            "notify",
            "listen",
            "unlisten",
            "security",
            "import",
            "copy",
            "savepoint",
            "release",
            "values",
            "table",
            "load",
            "checkpoint",
            "reassign",
            "prepare",
            "deallocate",
            "declare",
            "fetch",
            "move",
            "close");

    private final TokenCursor cursor;

    private SqlLoss(String statement) {
        this.cursor = new TokenCursor(statement);
    }

    static Loss of(String statement) {
        var reading = new SqlLoss(statement);
        if (reading.cursor.atEnd()) {
            return Loss.NONE;
        }
        try {
            return reading.read(statement);
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            return Loss.untold("what this takes away: " + shortened(statement));
        }
    }

    private static String shortened(String statement) {
        String line = statement.strip().lines().findFirst().orElse("");
        return line.length() > 80 ? line.substring(0, 79) + "…" : line;
    }

    private Loss read(String statement) {
        String first = cursor.next();
        return switch (first) {
            case "drop" -> drop(statement);
            case "truncate" -> truncate();
            case "alter" -> alter(statement);
            case "delete", "update", "merge", "insert", "with", "explain" -> rows();
            case "select" -> rows().and(calls(statement));
            case "do" -> block();
            case "call", "execute" -> Loss.untold("what this takes away: " + shortened(statement));
            default ->
                HARMLESS.contains(first) ? Loss.NONE : Loss.untold("what this takes away: " + shortened(statement));
        };
    }

    private Loss drop(String statement) {
        String kind = cursor.next();
        if (kind.equals("materialized") || kind.equals("foreign") || kind.equals("event") || kind.equals("access")) {
            return Loss.NONE;
        }
        cursor.skip("if", "exists");
        return switch (kind) {
            case "table" -> gone(ObjectId::table);
            case "sequence" -> gone(Sequence::id);
            case "type", "domain" -> gone(CompositeType::id);
            case "schema" -> gone(name -> ObjectId.namespace(name.local()));
            case "extension" -> gone(name -> new ObjectId(EXTENSION, name));
            case "database", "owned", "tablespace", "subscription" ->
                Loss.beyond("no copy of rows holds what this takes away: " + shortened(statement));
            default -> Loss.NONE;
        };
    }

    private Loss gone(java.util.function.Function<Name, ObjectId> id) {
        var ids = new ArrayList<ObjectId>();
        do {
            ids.add(id.apply(cursor.name()));
        } while (cursor.skip(","));
        return Loss.gone(ids.toArray(ObjectId[]::new));
    }

    private Loss truncate() {
        cursor.skip("table");
        var ids = new ArrayList<ObjectId>();
        do {
            cursor.skip("only");
            ids.add(ObjectId.table(cursor.name()));
            cursor.skip("*");
        } while (cursor.skip(","));
        return Loss.truncated(ids.toArray(ObjectId[]::new));
    }

    private Loss alter(String statement) {
        String kind = cursor.next();
        if (kind.equals("sequence")) {
            cursor.skip("if", "exists");
            ObjectId sequence = Sequence.id(cursor.name());
            return words(statement).contains("restart") ? Loss.gone(sequence) : Loss.NONE;
        } else if (kind.equals("type")) {
            ObjectId type = CompositeType.id(cursor.name());
            var words = words(statement);
            boolean loses = words.contains("drop") || words.lastIndexOf("alter") > 0;
            return loses && words.contains("attribute") ? Loss.gone(type) : Loss.NONE;
        } else if (!kind.equals("table")) {
            return kind.equals("extension") || kind.equals("large")
                    ? Loss.untold("what this takes away: " + shortened(statement))
                    : Loss.NONE;
        }
        if (cursor.skip("all")) {
            return Loss.NONE;
        }
        cursor.skip("if", "exists");
        cursor.skip("only");
        Name table = cursor.name();
        cursor.skip("*");
        Loss loss = Loss.NONE;
        for (TokenCursor action : cursor.list()) {
            loss = loss.and(action(action, table));
        }
        return loss;
    }

    private static List<String> words(String statement) {
        return SqlTokens.meaningful(statement).stream()
                .map(token -> token.text().toLowerCase(java.util.Locale.ROOT))
                .toList();
    }

    /** One action of {@code ALTER TABLE}. */
    private static Loss action(TokenCursor action, Name table) {
        if (action.skip("drop")) {
            boolean column = action.skip("column");
            if (!column && action.is("constraint")) {
                return Loss.NONE;
            }
            action.skip("if", "exists");
            return Loss.gone(ObjectId.column(table, action.ident()));
        }
        if (!action.skip("alter")) {
            return Loss.NONE;
        }
        if (action.is("constraint") && action.size() > action.at() + 2 && !isType(action)) {
            return Loss.NONE;
        }
        action.skip("column");
        ObjectId column = ObjectId.column(table, action.ident());
        if (action.skip("set")) {
            if (!action.skip("data")) {
                return Loss.NONE;
            }
        }
        if (!action.skip("type")) {
            return Loss.NONE;
        }
        String type = action.upTo(Set.of("using", "collate"));
        return action.atEnd() || action.is("collate")
                ? Loss.retyped(column, SqlType.of(SqlTypes.normal(type)))
                : Loss.overwritten(column);
    }

    private static boolean isType(TokenCursor action) {
        int at = action.at();
        action.next();
        boolean type = action.is("type") || action.is("set");
        action.moveTo(at);
        return type;
    }

    /** Statements that change rows, wherever they stand in it. */
    private Loss rows() {
        Loss loss = Loss.NONE;
        for (int i = 0; i < cursor.size(); i++) {
            cursor.moveTo(i);
            if (cursor.skip("delete")) {
                if (cursor.skip("from")) {
                    cursor.skip("only");
                    loss = loss.and(Loss.emptied(ObjectId.table(cursor.name())));
                }
            } else if (cursor.skip("update")) {
                loss = loss.and(update(i));
            } else if (cursor.skip("merge")) {
                cursor.expect("into");
                cursor.skip("only");
                Name table = cursor.name();
                loss = loss.and(Loss.emptied(ObjectId.table(table))).and(Loss.overwritten(ObjectId.column(table, ALL)));
            }
        }
        return loss;
    }

    private Loss update(int at) {
        if (at > 0) {
            cursor.moveTo(at - 1);
            String before = cursor.next();
            cursor.moveTo(at + 1);
            // ON CONFLICT … DO UPDATE, WHEN MATCHED THEN UPDATE, SELECT … FOR UPDATE, and FOR NO KEY UPDATE
            if (before.equals("do")) {
                return conflict();
            } else if (before.equals("then") || before.equals("for") || before.equals("key")) {
                return Loss.NONE;
            }
        }
        cursor.skip("only");
        Name table = cursor.name();
        cursor.upTo(Set.of("set"));
        cursor.expect("set");
        var columns = new ArrayList<ObjectId>();
        while (!cursor.atEnd()) {
            if (cursor.is("(")) {
                for (TokenCursor one : cursor.elements()) {
                    columns.add(ObjectId.column(table, one.ident()));
                }
            } else {
                columns.add(ObjectId.column(table, cursor.ident()));
                cursor.upTo(Set.of("="));
            }
            cursor.expect("=");
            cursor.upTo(Set.of(",", "where", "from", "returning", ")"));
            if (!cursor.skip(",")) {
                break;
            }
        }
        return Loss.overwritten(columns.toArray(ObjectId[]::new));
    }

    private Loss conflict() {
        cursor.moveTo(0);
        cursor.upTo(Set.of("insert"));
        cursor.expect("insert");
        cursor.expect("into");
        return Loss.overwritten(ObjectId.column(cursor.name(), ALL));
    }

    /** A query can call anything; what has a schema or no table to read from is not just looking. */
    private static Loss calls(String statement) {
        var words = words(statement);
        if (words.contains("setval") || words.contains("lo_unlink")) {
            return Loss.untold("what this takes away: " + shortened(statement));
        }
        List<Token> tokens = SqlTokens.meaningful(statement);
        boolean call = tokens.size() > 2
                && tokens.stream().anyMatch(token -> token.text().equals("("))
                && tokens.stream().noneMatch(token -> token.is("from"));
        return call ? Loss.untold("what this takes away: " + shortened(statement)) : Loss.NONE;
    }

    private Loss block() {
        String body = "";
        while (!cursor.atEnd()) {
            Token token = cursor.token();
            if (token.kind() == SqlTokens.Kind.STRING) {
                body = CatalogText.unquoted(token.text());
            }
            cursor.next();
        }
        if (OwnBlocks.isOwn(body)) {
            return Loss.NONE;
        }
        boolean destroys = SqlTokens.meaningful(body).stream()
                .anyMatch(token -> DESTROYING.contains(token.text().toLowerCase(java.util.Locale.ROOT)));
        return destroys
                ? Loss.beyond("nobody can tell what the block of a DO takes away that says " + "DROP, DELETE, TRUNCATE,"
                        + " UPDATE, MERGE or EXECUTE")
                : Loss.untold("what the block of a DO takes away");
    }
}
