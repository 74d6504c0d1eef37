package dev.aludel.postgres;

import dev.aludel.core.schema.Column;
import dev.aludel.core.schema.Generated;
import dev.aludel.core.schema.Identity;
import dev.aludel.core.schema.Name;
import dev.aludel.core.schema.Setting;
import dev.aludel.core.schema.SqlType;
import java.util.Set;

/** {@code ALTER TABLE … ALTER COLUMN}. */
final class AlterColumnDdl {

    private static final Set<String> AFTER_TYPE = Set.of("collate", "using");

    private final Ddl ddl;
    private final TokenCursor cursor;
    private final Column column;

    AlterColumnDdl(Ddl ddl, Name table, String column, TokenCursor cursor) {
        this.ddl = ddl;
        this.cursor = cursor;
        this.column = ddl.column(table, column);
    }

    void alter() {
        switch (cursor.next()) {
            case "type" -> type();
            case "set" -> set();
            case "drop" -> drop();
            case "add" -> {
                boolean always = generation();
                cursor.expect("as");
                cursor.expect("identity");
                var clauses = SequenceDdl.Clauses.none();
                if (cursor.is("(")) {
                    clauses = SequenceDdl.Clauses.read(new TokenCursor(cursor.inParentheses()), "");
                }
                cursor.end();
                if (column.nullable()) {
                    throw Ddl.unknown("an identity needs a column that is not null");
                }
                ddl.replace(column.withIdentity(
                        new Identity(always, clauses.made(column.type().text()))));
            }
            case "reset" -> new SettingDdl(ddl).ofColumn(column, "reset", cursor);
            case "restart" -> {
                cursor.moveTo(cursor.at() - 1);
                identity();
            }
            default -> throw Ddl.unknown("what happens to a column is not understood");
        }
    }

    private boolean generation() {
        cursor.expect("generated");
        if (cursor.skip("always")) {
            return true;
        }
        cursor.expect("by");
        cursor.expect("default");
        return false;
    }

    private void type() {
        SqlType type = ddl.type(cursor.upTo(AFTER_TYPE));
        Name collation = cursor.skip("collate") ? ColumnDdl.collation(ddl, cursor) : null;
        if (cursor.skip("using")) {
            cursor.rest();
        }
        cursor.end();
        Column typed = column.withType(type).withCollation(collation);
        Identity identity = column.identity();
        if (identity != null) {
            typed = typed.withIdentity(
                    new Identity(identity.always(), SequenceClauses.retyped(identity.options(), type.text())));
        }
        ddl.replace(typed);
        // how values are stored is the type's business again
        ddl.remove(Setting.id(column.id(), "storage"));
        ddl.remove(Setting.id(column.id(), "compression"));
    }

    private void set() {
        if (cursor.skip("data", "type")) {
            type();
        } else if (cursor.skip("default")) {
            String value = cursor.rest();
            ddl.replace(column.withDefault(ColumnDdl.isNull(value) ? null : ddl.text(value)));
        } else if (cursor.skip("not", "null")) {
            cursor.end();
            ddl.replace(column.withNullable(false));
        } else if (cursor.skip("expression", "as")) {
            Generated generated = column.generated();
            if (generated == null) {
                throw Ddl.unknown("column " + column.name() + " is not computed");
            }
            String expression = CatalogText.unwrapped(ddl.text(cursor.inParentheses()));
            cursor.end();
            ddl.replace(column.withGenerated(new Generated(expression, generated.stored())));
        } else if (column.identity() != null && !isSetting()) {
            cursor.moveTo(cursor.at() - 1);
            identity();
        } else {
            new SettingDdl(ddl).ofColumn(column, "set", cursor);
        }
    }

    private boolean isSetting() {
        return Set.of("(", "statistics", "storage", "compression").contains(cursor.word());
    }

    /** Any of {@code SET GENERATED}, {@code SET} with an option of sequences, and {@code RESTART}. */
    private void identity() {
        Identity identity = column.identity();
        if (identity == null) {
            throw Ddl.unknown("column " + column.name() + " is no identity");
        }
        boolean always = identity.always();
        cursor.expect("set");
        if (cursor.is("generated")) {
            always = generation();
        } else {
            cursor.moveTo(cursor.at() - 1);
        }
        var clauses = SequenceDdl.Clauses.read(cursor, "set");
        cursor.end();
        ddl.replace(column.withIdentity(new Identity(always, clauses.changed(identity.options()))));
    }

    private void drop() {
        String what = cursor.next();
        if (what.equals("not")) {
            cursor.expect("null");
        }
        cursor.skip("if", "exists");
        cursor.end();
        ddl.replace(
                switch (what) {
                    case "default" -> {
                        if (column.generated() != null || column.identity() != null) {
                            throw Ddl.unknown("column " + column.name() + " has no default");
                        }
                        yield column.withDefault(null);
                    }
                    case "not" -> column.withNullable(true);
                    case "expression" -> column.withGenerated(null);
                    case "identity" -> column.withIdentity(null);
                    default -> throw Ddl.unknown("what a column loses is not understood");
                });
    }
}
