package dev.aludel.postgres;

import dev.aludel.core.schema.Column;
import dev.aludel.core.schema.Name;
import dev.aludel.core.schema.ObjectId;
import dev.aludel.core.schema.Setting;
import dev.aludel.core.schema.SqlTokens;
import dev.aludel.core.schema.SqlType;
import dev.aludel.core.schema.TableMember;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What {@code ALTER} turns on and off, in the words in which the catalog's queries tell it. */
final class SettingDdl {

    private final Ddl ddl;

    SettingDdl(Ddl ddl) {
        this.ddl = ddl;
    }

    private void set(ObjectId on, String key, String alter, String set, String reset) {
        ddl.put(new Setting(on, key, alter + set, alter + reset));
    }

    /** Sets it, or takes it back. */
    private void turn(boolean on, ObjectId id, String key, String alter, String set, String reset) {
        if (on) {
            set(id, key, alter, set, reset);
        } else {
            ddl.remove(Setting.id(id, key));
        }
    }

    void unlogged(ObjectId id, String target) {
        set(id, SettingSupport.UNLOGGED, "ALTER " + target, " SET UNLOGGED", " SET LOGGED");
    }

    void owner(ObjectId id, String target, TokenCursor cursor) {
        cursor.expect("to");
        String role = cursor.ident();
        cursor.end();
        String privileges = "privileges for ";
        boolean concerned = ddl.model().contains(Setting.id(id, privileges + "its owner"))
                || ddl.model().contains(Setting.id(id, privileges + Sql.ident(role)));
        if (concerned || role.equals("session_user") || role.equals("current_user")) {
            throw Ddl.unknown("what becomes of privileges with another owner is not understood");
        }
        turn(
                !role.equals("current_role"),
                id,
                Setting.OWNER,
                "ALTER " + target,
                " OWNER TO " + Sql.ident(role),
                " OWNER TO CURRENT_ROLE");
    }

    /** Storage parameters, of tables and indexes. */
    void parameters(ObjectId id, String target, List<TokenCursor> elements) {
        for (TokenCursor element : elements) {
            String name = parameter(element);
            String value = "true";
            if (element.skip("=")) {
                value = value(element.rest());
            }
            element.end();
            String number = value.matches("[1-9][0-9]{0,8}") ? value : Sql.literal(value);
            String alter = "ALTER " + target;
            set(id, name, alter, " SET (" + name + " = " + number + ")", " RESET (" + name + ")");
        }
    }

    private static String parameter(TokenCursor element) {
        String name = Sql.ident(element.ident());
        return element.skip(".") ? name + "." + Sql.ident(element.ident()) : name;
    }

    private static String value(String text) {
        var tokens = SqlTokens.meaningful(text);
        if (tokens.size() == 1 && tokens.get(0).kind() == SqlTokens.Kind.STRING) {
            return CatalogText.unquoted(text);
        }
        String value = text.replace(" ", "");
        if (!value.matches("[+-]?[0-9.]+|[A-Za-z_]+")) {
            throw Ddl.unknown("a parameter's value is not understood: " + text);
        }
        return value.toLowerCase(Locale.ROOT);
    }

    private void reset(ObjectId id, TokenCursor cursor) {
        for (TokenCursor element : cursor.elements()) {
            String name = parameter(element);
            element.end();
            ddl.remove(Setting.id(id, name));
        }
        cursor.end();
    }

    /** An action of {@code ALTER TABLE}. */
    void ofTable(Name table, TokenCursor action) {
        ObjectId id = ObjectId.table(table);
        String target = "TABLE " + Sql.reference(table);
        String alter = "ALTER " + target + " ";
        switch (action.next()) {
            case "owner" -> owner(id, target, action);
            case "enable" -> state(table, id, alter, "enable", action);
            case "disable" -> state(table, id, alter, "disable", action);
            case "force" -> forced(id, alter, true, action);
            case "no" -> {
                action.expect("force");
                forced(id, alter, false, action);
            }
            case "replica" -> replicaIdentity(table, id, alter, action);
            case "cluster" -> {
                action.expect("on");
                String index =
                        ddl.index(Name.of(table.schema(), action.ident())).name();
                set(id, "clustered index", alter, "CLUSTER ON " + Sql.ident(index), "SET WITHOUT CLUSTER");
            }
            case "of" -> set(id, "type", alter, "OF " + Sql.reference(ddl.name(action)), "NOT OF");
            case "not" -> {
                action.expect("of");
                ddl.remove(Setting.id(id, "type"));
            }
            case "reset" -> reset(id, action);
            case "set" -> set(id, target, action);
            default -> throw Ddl.unknown("what happens to a table is not understood");
        }
        action.end();
    }

    private void set(ObjectId id, String target, TokenCursor action) {
        String alter = "ALTER " + target + " ";
        switch (action.word()) {
            case "(" -> parameters(id, target, action.elements());
            case "without" -> {
                action.next();
                boolean oids = action.skip("oids");
                if (!oids) {
                    action.expect("cluster");
                    ddl.remove(Setting.id(id, "clustered index"));
                }
            }
            case "logged", "unlogged" -> {
                boolean on = action.next().equals("unlogged");
                turn(on, id, SettingSupport.UNLOGGED, alter, "SET UNLOGGED", "SET LOGGED");
            }
            case "tablespace" -> {
                action.next();
                tablespace(id, alter, action.ident());
            }
            case "access" -> {
                action.next();
                action.expect("method");
                String method = action.ident();
                turn(
                        !method.equals("heap"),
                        id,
                        SettingSupport.ACCESS_METHOD,
                        alter,
                        "SET ACCESS METHOD " + Sql.ident(method),
                        "SET ACCESS METHOD heap");
            }
            default -> throw Ddl.unknown("what is set on a table is not understood");
        }
    }

    private void tablespace(ObjectId id, String alter, String where) {
        turn(
                !where.equals("pg_default"),
                id,
                SettingSupport.TABLESPACE,
                alter,
                "SET TABLESPACE " + Sql.ident(where),
                "SET TABLESPACE pg_default");
    }

    private void forced(ObjectId id, String alter, boolean on, TokenCursor action) {
        rowSecurity(action);
        String what = "FORCE ROW LEVEL SECURITY";
        turn(on, id, "forced row security", alter, what, "NO " + what);
    }

    private static void rowSecurity(TokenCursor action) {
        for (String word : List.of("row", "level", "security")) {
            action.expect(word);
        }
    }

    private void replicaIdentity(Name table, ObjectId id, String alter, TokenCursor action) {
        action.expect("identity");
        String word = action.next();
        String set = "REPLICA IDENTITY " + word.toUpperCase(Locale.ROOT);
        if (word.equals("using")) {
            action.expect("index");
            String index = ddl.index(Name.of(table.schema(), action.ident())).name();
            set = "REPLICA IDENTITY USING INDEX " + Sql.ident(index);
        } else if (!Set.of("full", "nothing", "default").contains(word)) {
            throw Ddl.unknown("a replica identity is not understood");
        }
        turn(!word.equals("default"), id, "replica identity", alter, set, "REPLICA IDENTITY DEFAULT");
    }

    /** Row security, or whether a trigger or rule fires. */
    private void state(Name table, ObjectId id, String alter, String verb, TokenCursor action) {
        if (action.is("row")) {
            rowSecurity(action);
            String what = " ROW LEVEL SECURITY";
            turn(verb.equals("enable"), id, "row security", alter, "ENABLE" + what, "DISABLE" + what);
            return;
        }
        String how = verb;
        if (action.is("replica") || action.is("always")) {
            how += " " + action.next();
        }
        String kind = action.next();
        ObjectId on = new ObjectId(kind, table, action.ident());
        if (!Set.of("trigger", "rule").contains(kind) || !ddl.model().contains(on)) {
            throw Ddl.unknown("what is enabled or disabled is not understood");
        }
        String what = " " + kind.toUpperCase(Locale.ROOT) + " " + Sql.ident(on.member());
        turn(!how.equals("enable"), on, "enabled", alter, how.toUpperCase(Locale.ROOT) + what, "ENABLE" + what);
    }

    /** Whether an event trigger fires. */
    void state(ObjectId id, String alter, String what, TokenCursor action) {
        String how = action.next();
        if (how.equals("enable") && !action.atEnd()) {
            how += " " + action.next();
        }
        action.end();
        if (!Set.of("enable", "disable", "enable replica", "enable always").contains(how)) {
            throw Ddl.unknown("what happens to " + id + " is not understood");
        }
        turn(!how.equals("enable"), id, "enabled", alter, " " + how.toUpperCase(Locale.ROOT) + what, " ENABLE" + what);
    }

    /** An action of {@code ALTER INDEX}. */
    void ofIndex(TableMember index, String name, TokenCursor cursor) {
        ObjectId id = index.id();
        String target = "INDEX " + name;
        String alter = "ALTER " + target;
        if (cursor.skip("reset")) {
            reset(id, cursor);
            return;
        }
        if (cursor.skip("alter")) {
            cursor.skip("column");
            String number = cursor.next();
            cursor.expect("set");
            cursor.expect("statistics");
            String key = "statistics of key " + Integer.parseInt(number);
            statistics(id, key, alter + " ALTER COLUMN " + number, cursor);
            return;
        }
        cursor.expect("set");
        if (cursor.is("(")) {
            parameters(id, target, cursor.elements());
        } else {
            cursor.expect("tablespace");
            tablespace(id, alter + " ", cursor.ident());
        }
        cursor.end();
    }

    private void statistics(ObjectId id, String key, String alter, TokenCursor cursor) {
        boolean none = cursor.skip("-") || cursor.skip("default");
        String number = none && cursor.atEnd() ? "" : cursor.next();
        cursor.end();
        turn(!none, id, key, alter, " SET STATISTICS " + number, " SET STATISTICS -1");
    }

    void compression(Name table, String column, String method) {
        turn(
                !method.equals("default"),
                ObjectId.column(table, column),
                "compression",
                alter(table, column),
                " SET COMPRESSION " + method,
                " SET COMPRESSION default");
    }

    private static String alter(Name table, String column) {
        return "ALTER TABLE " + Sql.reference(table) + " ALTER COLUMN " + Sql.ident(column);
    }

    /** {@code ALTER COLUMN … SET} or {@code RESET}. */
    void ofColumn(Column column, String verb, TokenCursor cursor) {
        ObjectId id = column.id();
        String alter = alter(column.table(), column.name());
        if (verb.equals("reset")) {
            reset(id, cursor);
            return;
        }
        if (cursor.is("(")) {
            parameters(id, alter.substring("ALTER ".length()), cursor.elements());
            cursor.end();
            return;
        }
        switch (cursor.next()) {
            case "statistics" -> statistics(id, "statistics", alter, cursor);
            case "compression" -> compression(column.table(), column.name(), cursor.next());
            case "storage" -> {
                String storage = cursor.next().toUpperCase(Locale.ROOT);
                String usual = usual(column.type());
                boolean other = !storage.equals("DEFAULT") && !storage.equals(usual);
                turn(other, id, "storage", alter, " SET STORAGE " + storage, " SET STORAGE " + usual);
            }
            default -> throw Ddl.unknown("what is set on a column is not understood");
        }
        cursor.end();
    }

    /** How values of a type are stored when nothing is said. */
    private static String usual(SqlType type) {
        if (type.isArray()) {
            return "EXTENDED";
        }
        return switch (type.base()) {
            case "text", "varchar", "char", "bytea", "json", "jsonb", "xml", "bit", "varbit", "tsvector" -> "EXTENDED";
            case "numeric", "inet", "cidr" -> "MAIN";
            default -> throw Ddl.unknown("how " + type + " is stored is not understood");
        };
    }
}
