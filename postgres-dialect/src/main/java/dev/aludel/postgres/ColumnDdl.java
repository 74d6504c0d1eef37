package dev.aludel.postgres;

import dev.aludel.core.schema.Column;
import dev.aludel.core.schema.DefaultNames;
import dev.aludel.core.schema.Generated;
import dev.aludel.core.schema.Identity;
import dev.aludel.core.schema.Name;
import dev.aludel.core.schema.Sequence;
import dev.aludel.core.schema.SequenceOptions;
import dev.aludel.core.schema.SequenceOwner;
import dev.aludel.core.schema.SqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A column as {@code CREATE TABLE} and {@code ALTER TABLE ADD} have it, with the constraints that stand behind it. */
final class ColumnDdl {

    /** Words that begin a clause behind a type or a default. */
    static final Set<String> CLAUSES = Set.of(
            "constraint",
            "not",
            "null",
            "default",
            "collate",
            "check",
            "unique",
            "primary",
            "references",
            "generated",
            "compression",
            "storage",
            "options",
            "deferrable",
            "initially");

    private final Ddl ddl;
    private final Name table;
    private final TokenCursor cursor;
    private final String name;
    private final List<ConstraintDdl> constraints = new ArrayList<>();
    private boolean nullable = true;
    private @Nullable String defaultSql;
    private @Nullable Identity identity;
    private @Nullable Generated generated;
    private @Nullable Name collation;
    private String compression = "";

    ColumnDdl(Ddl ddl, Name table, TokenCursor cursor) {
        this.ddl = ddl;
        this.table = table;
        this.cursor = cursor;
        this.name = cursor.ident();
    }

    /** Adds the column; the constraints are added when all columns are there. */
    List<ConstraintDdl> add() {
        String spelled = cursor.upTo(CLAUSES);
        String counted = counted(spelled);
        SqlType type = counted.isEmpty() ? ddl.type(spelled) : SqlType.of(counted);
        Name sequence = null;
        if (!counted.isEmpty()) {
            sequence =
                    Name.of(table.schema(), ddl.free(DefaultNames.sequence(table, name), table.schema(), true, false));
            defaultSql = "nextval(" + Sql.literal(Sql.reference(sequence)) + "::regclass)";
            nullable = false;
            ddl.add(new Sequence(sequence, SequenceOptions.of(counted)));
            new PrivilegeDdl(ddl).byDefault(Sequence.id(sequence), "SEQUENCES");
        }
        while (!cursor.atEnd()) {
            clause(type, sequence != null);
        }
        ddl.add(new Column(
                table, name, type, nullable && identity == null, defaultSql, identity, generated, collation));
        if (sequence != null) {
            ddl.add(new SequenceOwner(sequence, table, name));
        }
        if (!compression.isEmpty()) {
            new SettingDdl(ddl).compression(table, name, compression);
        }
        return constraints;
    }

    /** The type that a {@code serial} counts in; empty for all other types. */
    private static String counted(String spelled) {
        return switch (spelled.toLowerCase(Locale.ROOT)) {
            case "smallserial", "serial2" -> "smallint";
            case "serial", "serial4" -> "integer";
            case "bigserial", "serial8" -> "bigint";
            default -> "";
        };
    }

    private void clause(SqlType type, boolean counts) {
        String constraint = cursor.skip("constraint") ? cursor.ident() : "";
        String word = cursor.word();
        switch (word) {
            case "not" -> {
                cursor.next();
                cursor.expect("null");
                if (cursor.is("no")) {
                    throw Ddl.unknown("NOT NULL NO INHERIT is not understood");
                }
                nullable = false;
            }
            case "null" -> cursor.next();
            case "default" -> {
                cursor.next();
                if (counts) {
                    throw Ddl.unknown("a serial has a default");
                }
                String value = value(cursor);
                defaultSql = isNull(value) ? null : ddl.text(value);
            }
            case "collate" -> {
                cursor.next();
                collation = collation(ddl, cursor);
            }
            case "generated" -> {
                cursor.next();
                generated(type);
            }
            case "compression" -> {
                cursor.next();
                compression = cursor.next();
            }
            case "check", "unique", "primary", "references" ->
                constraints.add(ConstraintDdl.ofColumn(ddl, cursor, table, name, constraint));
            default -> throw Ddl.unknown("\"" + word + "\" behind a column is not understood");
        }
    }

    /** A collation, null for the one that a type has by itself. */
    static @Nullable Name collation(Ddl ddl, TokenCursor cursor) {
        Name named = ddl.reference(cursor);
        return named.equals(Name.of("default")) ? null : named;
    }

    /** To the server a default of null is none. */
    static boolean isNull(String value) {
        return value.equalsIgnoreCase("null");
    }

    /** A default: its first word begins no clause, as in {@code DEFAULT NULL}. */
    static String value(TokenCursor cursor) {
        int start = cursor.at();
        if (cursor.is("(")) {
            cursor.parenthesised();
        } else if (cursor.is("case")) {
            throw Ddl.unknown("CASE as a default needs parentheses to be told from what follows it");
        } else {
            cursor.next();
        }
        cursor.upTo(CLAUSES);
        return cursor.piece(start, cursor.at());
    }

    private void generated(SqlType type) {
        boolean always = cursor.skip("always");
        if (!always) {
            cursor.expect("by");
            cursor.expect("default");
        }
        cursor.expect("as");
        if (cursor.skip("identity")) {
            var clauses = SequenceDdl.Clauses.none();
            if (cursor.is("(")) {
                clauses = SequenceDdl.Clauses.read(new TokenCursor(cursor.inParentheses()), "");
            }
            identity = new Identity(always, clauses.made(type.text()));
            return;
        }
        String expression = CatalogText.unwrapped(ddl.text(cursor.inParentheses()));
        boolean stored = cursor.skip("stored");
        if (!stored && !cursor.skip("virtual") && !Since.V18.isIn(ddl.scope)) {
            throw Ddl.unknown("STORED is missing");
        }
        generated = new Generated(expression, stored);
    }
}
