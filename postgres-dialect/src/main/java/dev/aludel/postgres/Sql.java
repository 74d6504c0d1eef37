package dev.aludel.postgres;

import dev.aludel.core.dialect.LockLevel;
import dev.aludel.core.dialect.Scope;
import dev.aludel.core.dialect.Statement;
import dev.aludel.core.schema.DefaultNames;
import dev.aludel.core.schema.Name;
import dev.aludel.core.schema.ObjectId;
import dev.aludel.core.schema.SqlTokens;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Names and texts as PostgreSQL reads them back unchanged, whatever they contain. */
final class Sql {

    private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_]*");

    private Sql() {}

    /**
     * The identifier, in double quotes unless it reads the same without them.
     *
     * @throws IllegalArgumentException if the server could not store it: NUL, half a surrogate pair, more than 63 bytes
     */
    static String ident(String identifier) {
        Name.of(identifier);
        if (PLAIN.matcher(identifier).matches()) {
            requireShort(identifier, identifier.length());
            return Keywords.ALL.contains(identifier) ? '"' + identifier + '"' : identifier;
        }
        requireShort(identifier, identifier.getBytes(StandardCharsets.UTF_8).length);
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }

    private static void requireShort(String identifier, int bytes) {
        if (bytes > DefaultNames.MAX_BYTES) {
            throw new IllegalArgumentException("the name \"" + identifier + "\" has " + bytes
                    + " bytes; PostgreSQL keeps only " + DefaultNames.MAX_BYTES + ", so choose a shorter one");
        }
    }

    /** Identifiers with commas between them. */
    static String idents(Collection<String> identifiers) {
        return identifiers.stream().map(Sql::ident).collect(Collectors.joining(", "));
    }

    /** The name with its schema where the scope knows one. */
    static String name(Name name, Scope scope) {
        return reference(scope.qualify(name));
    }

    /**
     * The name as it stands: without a schema it is left to the search path, so that {@code "C"} or {@code
     * text_pattern_ops} is found where it is.
     */
    static String reference(Name name) {
        return name.isUnqualified() ? ident(name.local()) : ident(name.schema()) + "." + ident(name.local());
    }

    /** A piece of SQL whose names in that schema have lost it; what stands in strings stays. */
    static String withoutSchema(String sql, String schema) {
        var tokens = SqlTokens.meaningful(sql);
        var text = new StringBuilder();
        int copied = 0;
        for (int i = 0; i + 2 < tokens.size(); i++) {
            boolean qualifies = !schema.isEmpty()
                    && tokens.get(i).identifier().equals(schema)
                    && tokens.get(i + 1).text().equals(".")
                    && (i == 0 || !tokens.get(i - 1).text().equals("."));
            if (qualifies) {
                text.append(sql, copied, tokens.get(i).start());
                copied = tokens.get(i + 2).start();
            }
        }
        return text.append(sql, copied, sql.length()).toString();
    }

    /** A string literal that means the same whether {@code standard_conforming_strings} is on or off. */
    static String literal(String text) {
        requireStorable(text);
        String quoted = "'" + text.replace("'", "''") + "'";
        return text.indexOf('\\') < 0 ? quoted : "E" + quoted.replace("\\", "\\\\");
    }

    /** Literals with commas between them. */
    static String literals(Collection<String> texts) {
        return texts.stream().map(Sql::literal).collect(Collectors.joining(", "));
    }

    private static void requireStorable(String text) {
        if (!text.isEmpty()) {
            Name.of(text);
        }
    }

    /** The statements that give an object another schema, another name, or both. */
    static List<String> move(String kind, ObjectId from, ObjectId to, Scope scope) {
        var statements = new ArrayList<String>();
        Name now = from.name();
        String schema = scope.qualify(to.name()).schema();
        if (!schema.equals(scope.qualify(now).schema())) {
            String move = "ALTER " + kind + " " + name(now, scope) + " SET SCHEMA ";
            statements.add(schema.isEmpty() ? home(move) : move + ident(schema));
            now = now.inSchema(to.name().schema());
        }
        if (!now.local().equals(to.name().local())) {
            statements.add("ALTER " + kind + " " + name(now, scope) + " RENAME TO "
                    + ident(to.name().local()));
        }
        return statements;
    }

    /** A revision file does not know what the first managed schema is called, only that it is the current one. */
    private static String home(String move) {
        return "DO "
                + literal("BEGIN EXECUTE " + literal(move)
                        + " || pg_catalog.quote_ident(pg_catalog.current_schema()); END");
    }

    /** An expression that something can follow: a comment in it may last to the end of its line. */
    static String closed(String expression) {
        return expression.contains("--") ? expression + "\n" : expression;
    }

    /** One {@code ALTER TABLE}, whose lock is the strongest that there is unless the caller knows better. */
    static Statement alterTable(Name table, Scope scope, String action) {
        return alterTable(table, scope, LockLevel.ACCESS_EXCLUSIVE, List.of(action));
    }

    static Statement alterTable(Name table, Scope scope, LockLevel level, List<String> actions) {
        return Statement.of("ALTER TABLE " + name(table, scope) + " " + String.join(", ", actions))
                .locking(table, level);
    }
}
