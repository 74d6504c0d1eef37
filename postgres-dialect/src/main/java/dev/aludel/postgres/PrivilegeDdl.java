package dev.aludel.postgres;

import dev.aludel.core.schema.About;
import dev.aludel.core.schema.Name;
import dev.aludel.core.schema.Namespace;
import dev.aludel.core.schema.ObjectId;
import dev.aludel.core.schema.Sequence;
import dev.aludel.core.schema.Setting;
import dev.aludel.core.schema.SqlTokens;
import dev.aludel.core.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code GRANT} and {@code REVOKE}. A role that is named is another one than the one that runs it, which is called {@code
 * CURRENT_ROLE}.
 */
final class PrivilegeDdl {

    private static final String DEFAULT = "default privileges on ";

    private static final Map<String, String> CLASSES = Map.of(
            "table", "TABLES",
            "sequence", "SEQUENCES",
            "function", "ROUTINES",
            "procedure", "ROUTINES",
            "routine", "ROUTINES",
            "type", "TYPES",
            "domain", "TYPES",
            "schema", "SCHEMAS");

    private static final Set<String> ELSEWHERE =
            Set.of("database", "foreign", "language", "large", "parameter", "tablespace");

    private final Ddl ddl;
    private final TokenCursor cursor;

    PrivilegeDdl(Ddl ddl) {
        this.ddl = ddl;
        this.cursor = ddl.cursor;
    }

    /** What is granted or taken back. */
    private record Said(boolean grants, boolean option, List<String> privileges) {}

    /** Something that privileges are on, as the catalog's query calls it. */
    private record Target(ObjectId id, String sql) {}

    void read() {
        boolean grants =
                cursor.at() == 1 && ddl.sql.strip().toLowerCase(Locale.ROOT).startsWith("grant");
        boolean ofRoles = SqlTokens.meaningful(ddl.sql).stream().noneMatch(token -> token.is("on"));
        if (ofRoles) {
            return;
        }
        var said = said(grants);
        String kind = cursor.word();
        if (ELSEWHERE.contains(kind)) {
            return;
        }
        if (kind.equals("all")) {
            throw Ddl.unknown("all tables of a schema may be more than there are in the model");
        }
        if (CLASSES.containsKey(kind)) {
            cursor.next();
        } else {
            kind = "table";
        }
        var targets = new ArrayList<Target>();
        for (TokenCursor piece : new TokenCursor(cursor.upTo(Set.of("to", "from"))).list()) {
            targets.add(target(kind, piece));
        }
        var grantees = grantees();
        boolean option = said.option() || grants && cursor.skip("with", "grant", "option");
        if (AlterTableDdl.cascades(cursor)) {
            throw Ddl.unknown("CASCADE is not understood");
        }
        String things = CLASSES.get(kind);
        for (Target target : targets) {
            for (String grantee : grantees) {
                change(target, things, grantee, new Said(grants, option, said.privileges()));
            }
        }
    }

    /** Up to {@code ON}. */
    private Said said(boolean grants) {
        boolean option = !grants && cursor.skip("grant", "option", "for");
        var privileges = new ArrayList<String>();
        for (TokenCursor piece : new TokenCursor(cursor.upTo(Set.of("on"))).list()) {
            String privilege = piece.next().toUpperCase(Locale.ROOT);
            piece.skip("privileges");
            if (piece.is("(")) {
                for (TokenCursor column : piece.elements()) {
                    privileges.add(privilege + " " + column.ident());
                }
            } else {
                privileges.add(privilege);
            }
            piece.end();
        }
        cursor.expect("on");
        return new Said(grants, option, privileges);
    }

    private List<String> grantees() {
        if (!cursor.skip("to")) {
            cursor.expect("from");
        }
        var grantees = new ArrayList<String>();
        for (TokenCursor piece :
                new TokenCursor(cursor.upTo(Set.of("with", "cascade", "restrict", "granted"))).list()) {
            piece.skip("group");
            boolean keyword = piece.token().kind() == SqlTokens.Kind.WORD;
            String role = piece.ident();
            piece.end();
            if (keyword && role.equals("session_user")) {
                throw Ddl.unknown("SESSION_USER is not understood");
            }
            boolean current = keyword && Set.of("current_role", "current_user").contains(role);
            grantees.add(current ? "CURRENT_ROLE" : keyword && role.equals("public") ? "PUBLIC" : Sql.ident(role));
        }
        return grantees;
    }

    private Target target(String kind, TokenCursor piece) {
        if (ObjectDdl.ROUTINES.contains(kind)) {
            ObjectId id = ObjectDdl.routine(ddl, kind, piece);
            String sql = ddl.text(piece.piece(0, piece.at()));
            piece.end();
            boolean spelled = kind.equals("routine") || sql.replace(" ", "").endsWith("()");
            if (!spelled) {
                throw Ddl.unknown("how the server spells the types of " + id + " is not understood");
            }
            return new Target(id, "ROUTINE " + sql);
        }
        Name name = ddl.name(piece);
        piece.end();
        return switch (kind) {
            case "schema" -> schema(name.local());
            case "sequence" -> new Target(ddl.find(Sequence.id(name)).id(), "SEQUENCE " + Sql.reference(name));
            case "table" -> {
                Optional<ObjectId> sequence = Optional.of(Sequence.id(name)).filter(ddl.model()::contains);
                if (sequence.isPresent()) {
                    throw Ddl.unknown("a sequence as a table is not understood");
                }
                yield new Target(
                        ddl.relation(name).orElseThrow(() -> Ddl.unknown("there is no table " + name)),
                        "TABLE " + Sql.reference(name));
            }
            default ->
                new Target(
                        TypeDdl.find(ddl, name).orElseThrow(() -> Ddl.unknown("there is no type " + name)),
                        "TYPE " + Sql.reference(name));
        };
    }

    private Target schema(String name) {
        boolean first = name.equals(ddl.scope.defaultSchema());
        ObjectId id =
                first ? Namespace.FIRST : ddl.find(ObjectId.namespace(name)).id();
        return new Target(id, "SCHEMA " + Sql.ident(name));
    }

    /** What is set about the object for the grantee. */
    private void change(Target target, String things, String grantee, Said said) {
        Optional<String> owner = setting(Setting.id(target.id(), Setting.OWNER))
                .map(setting -> setting.set().substring(setting.set().lastIndexOf(' ') + 1));
        boolean current = grantee.equals("CURRENT_ROLE");
        if (current && owner.isPresent()) {
            throw Ddl.unknown("whether the role that runs it owns " + target.id() + " is not understood");
        }
        boolean ofOwner = current || owner.filter(grantee::equals).isPresent();
        String key = "privileges for " + (ofOwner ? "its owner" : grantee.equals("PUBLIC") ? "public" : grantee);
        var before = setting(Setting.id(target.id(), key));
        String revoke = "REVOKE ALL ON " + target.sql() + " FROM " + grantee;
        String end = " ON " + target.sql() + " TO " + grantee;
        Privileges usual = usual(target, things, grantee, ofOwner, before);
        Privileges held = before.map(setting -> Privileges.of(setting.set())).orElse(usual);
        Privileges now = said.grants()
                ? held.with(said.privileges(), said.option(), all(things))
                : held.without(said.privileges(), said.option(), all(things));
        store(target.id(), key, revoke, end, now, usual, isByDefault(target.id(), things, grantee));
    }

    private void store(
            ObjectId on, String key, String revoke, String end, Privileges now, Privileges usual, boolean always) {
        if (now.equals(usual) && !always) {
            ddl.remove(Setting.id(on, key));
        } else {
            ddl.put(new Setting(on, key, revoke + now.grants(end), revoke + usual.grants(end)));
        }
    }

    private Optional<Setting> setting(ObjectId id) {
        return ddl.model().find(id).map(Setting.class::cast);
    }

    private Privileges usual(Target target, String things, String grantee, boolean ofOwner, Optional<Setting> before) {
        if (before.isPresent()) {
            return Privileges.of(before.get().reset());
        }
        boolean isNamed = !ofOwner && !grantee.equals("PUBLIC");
        if (target.id().equals(Namespace.FIRST) && !isNamed) {
            throw Ddl.unknown("what is usual in the first schema is the server's business");
        }
        boolean open = things.equals("ROUTINES") || things.equals("TYPES");
        return ofOwner || open && grantee.equals("PUBLIC")
                ? Privileges.plain(all(things))
                : Privileges.plain(List.of());
    }

    private List<String> all(String things) {
        return switch (things) {
            case "TABLES" ->
                Since.V17.isIn(ddl.scope)
                        ? List.of(
                                "DELETE", "INSERT", "MAINTAIN", "REFERENCES", "SELECT", "TRIGGER", "TRUNCATE", "UPDATE")
                        : List.of("DELETE", "INSERT", "REFERENCES", "SELECT", "TRIGGER", "TRUNCATE", "UPDATE");
            case "SEQUENCES" -> List.of("SELECT", "UPDATE", "USAGE");
            case "ROUTINES" -> List.of("EXECUTE");
            case "TYPES" -> List.of("USAGE");
            default -> List.of("CREATE", "USAGE");
        };
    }

    private boolean isByDefault(ObjectId id, String things, String grantee) {
        return ofSchema(id, things).stream()
                .anyMatch(setting -> setting.set().endsWith(" FROM " + grantee)
                        || setting.set().contains(" FROM " + grantee + ";"));
    }

    private List<Setting> ofSchema(ObjectId id, String things) {
        if (id.kind().equals(Namespace.KIND)) {
            return List.of();
        }
        String schema = id.name().schema();
        ObjectId home = schema.isEmpty() ? Namespace.FIRST : ObjectId.namespace(schema);
        String start = DEFAULT + things.toLowerCase(Locale.ROOT) + " for ";
        var found = new ArrayList<Setting>();
        for (About about : ddl.about(home)) {
            if (about instanceof Setting setting && setting.key().startsWith(start)) {
                found.add(setting);
            }
        }
        return found;
    }

    /** What a new object has because of default privileges. */
    void byDefault(ObjectId id, String things) {
        for (Setting setting : ofSchema(id, things)) {
            if (things.equals("ROUTINES")) {
                throw Ddl.unknown("how the server spells the types of " + id + " is not understood");
            }
            String grantee = setting.set().replaceFirst("(?s)^.*? FROM ([^;]+)(;.*)?$", "$1");
            boolean relation = id.kind().equals(Table.KIND) || things.equals("TABLES");
            String kind = relation ? "TABLE " : things.equals("SEQUENCES") ? "SEQUENCE " : "TYPE ";
            String target = kind + Sql.reference(id.name());
            boolean open = things.equals("TYPES") && grantee.equals("PUBLIC");
            if (grantee.equals("CURRENT_ROLE")) {
                throw Ddl.unknown("default privileges of the owner itself are not understood");
            }
            Privileges usual = Privileges.plain(open ? all(things) : List.of());
            Privileges held = Privileges.of(setting.set()).with(usual.plainly(), false, all(things));
            String key = "privileges for " + (grantee.equals("PUBLIC") ? "public" : grantee);
            store(
                    id,
                    key,
                    "REVOKE ALL ON " + target + " FROM " + grantee,
                    " ON " + target + " TO " + grantee,
                    held,
                    usual,
                    true);
        }
    }

    /** {@code ALTER DEFAULT PRIVILEGES} of one schema. */
    void defaults() {
        cursor.expect("privileges");
        String maker = "";
        String start = "ALTER DEFAULT PRIVILEGES";
        if (cursor.skip("for")) {
            if (!cursor.skip("role")) {
                cursor.expect("user");
            }
            String role = Sql.ident(cursor.ident());
            maker = " of " + role;
            start += " FOR ROLE " + role;
        }
        cursor.expect("in");
        cursor.expect("schema");
        String schema = cursor.ident();
        Target home = schema(schema);
        start += " IN SCHEMA " + Sql.ident(schema) + " ";
        boolean grants = cursor.next().equals("grant");
        Said said = said(grants);
        String things = cursor.next().toUpperCase(Locale.ROOT);
        things = things.equals("FUNCTIONS") ? "ROUTINES" : things;
        if (!CLASSES.containsValue(things) || things.equals("SCHEMAS")) {
            throw Ddl.unknown("default privileges on " + things + " are not understood");
        }
        var grantees = grantees();
        boolean option = said.option() || grants && cursor.skip("with", "grant", "option");
        if (AlterTableDdl.cascades(cursor)) {
            throw Ddl.unknown("CASCADE is not understood");
        }
        for (String grantee : grantees) {
            String key = DEFAULT + things.toLowerCase(Locale.ROOT) + maker + " for "
                    + (grantee.equals("PUBLIC") ? "public" : grantee);
            Privileges nothing = Privileges.plain(List.of());
            Privileges held = setting(Setting.id(home.id(), key))
                    .map(setting -> Privileges.of(setting.set()))
                    .orElse(nothing);
            Privileges now = grants
                    ? held.with(said.privileges(), option, all(things))
                    : held.without(said.privileges(), option, all(things));
            String revoke = start + "REVOKE ALL ON " + things + " FROM " + grantee;
            if (now.equals(nothing)) {
                ddl.remove(Setting.id(home.id(), key));
            } else {
                String set =
                        revoke + now.grants(" ON " + things + " TO " + grantee).replace("; ", "; " + start);
                ddl.put(new Setting(home.id(), key, set, revoke));
            }
        }
    }
}
