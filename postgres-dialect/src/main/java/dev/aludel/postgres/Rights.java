package dev.aludel.postgres;

import dev.aludel.core.dialect.Right;
import dev.aludel.core.dialect.Scope;
import dev.aludel.core.schema.Name;
import dev.aludel.core.schema.ObjectId;
import dev.aludel.core.schema.SqlObject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/** What the role of a connection lacks for a plan; asked in one query before anything runs. */
final class Rights {

    private static final String COMMENT_ON = "comment on ";

    /** Whatever is on the search path: a host's connection has the host's. */
    private static final String EQUALS = "OPERATOR(pg_catalog.=)";

    /**
     * A row for each thing that is missing: what, about what, who owns it, role, database. Who is trusted is whoever could
     * do harm anyway, and of the roles that a superuser is in only itself, as it is in all.
     */
    private static final String QUERY = """
            WITH wanted AS (
              SELECT w.*, n.oid AS namespace, n.nspowner, o.oid, o.owner, me.oid AS me, me.rolsuper
                FROM ROWS FROM (%s) AS w(what, kind, schema, local, arguments, label)
                JOIN pg_catalog.pg_roles me ON me.rolname == current_user
                LEFT JOIN pg_catalog.pg_namespace n ON n.nspname == w.schema::pg_catalog.name
                LEFT JOIN LATERAL (
                     SELECT c.oid, c.relowner AS owner FROM pg_catalog.pg_class c
                      WHERE w.kind == 'relation' AND c.relnamespace == n.oid AND c.relname == w.local::pg_catalog.name
                     UNION ALL
                     SELECT t.oid, t.typowner FROM pg_catalog.pg_type t
                      WHERE w.kind == 'type' AND t.typnamespace == n.oid AND t.typname == w.local::pg_catalog.name
                     UNION ALL
                     SELECT p.oid, p.proowner FROM pg_catalog.pg_proc p
                      WHERE w.kind == 'routine' AND p.pronamespace == n.oid AND p.proname == w.local::pg_catalog.name
                        AND (w.arguments == pg_catalog.concat('(', pg_catalog.array_to_string(%s, ', '), ')')
                             OR (SELECT pg_catalog.count(*) FROM pg_catalog.pg_proc q
                                  WHERE q.pronamespace == n.oid AND q.proname == p.proname) == 1)
                     UNION ALL
                     SELECT p.oid, p.proowner FROM pg_catalog.pg_proc p
                      WHERE w.kind == 'ours' AND p.pronamespace == n.oid
                        AND pg_catalog.starts_with(p.proname::pg_catalog.text, 'aludel_')
                     UNION ALL
                     SELECT n.oid, n.nspowner WHERE w.kind == 'schema' AND n.oid IS NOT NULL) o ON true)
            SELECT CASE WHEN what == 'CREATE' AND namespace IS NULL THEN 'database' ELSE what END, label, schema,
                   coalesce(pg_catalog.pg_get_userbyid(owner), ''), current_user, pg_catalog.current_database()
              FROM wanted
             WHERE CASE
                   WHEN what == 'CREATE' THEN NOT CASE WHEN namespace IS NULL
                        THEN pg_catalog.has_database_privilege(pg_catalog.current_database(), 'CREATE')
                        ELSE pg_catalog.has_schema_privilege(namespace, 'CREATE') END
                   WHEN what == 'OWN' THEN NOT pg_catalog.pg_has_role(owner, 'USAGE')
                   WHEN what == 'TRUST' THEN NOT (owner == me OR owner == nspowner
                        OR NOT rolsuper AND pg_catalog.pg_has_role(owner, 'USAGE')
                        OR owner == (SELECT datdba FROM pg_catalog.pg_database
                                      WHERE datname == pg_catalog.current_database())
                        OR (SELECT r.rolsuper FROM pg_catalog.pg_roles r WHERE r.oid == owner))
                   WHEN what == 'TRIGGER' THEN NOT pg_catalog.has_table_privilege(oid, what)
                   ELSE NOT pg_catalog.has_any_column_privilege(oid, what) END
            UNION ALL
            SELECT DISTINCT 'USAGE', schema, schema, '', current_user, '' FROM wanted
             WHERE oid IS NOT NULL AND NOT kind == 'schema' AND NOT pg_catalog.has_schema_privilege(namespace, 'USAGE')""".formatted(
                    String.join(", ", Collections.nCopies(6, "pg_catalog.unnest(?::pg_catalog.text[])")),
                    RoutineQuery.ARGUMENTS)
            .replace("==", EQUALS);

    private static final Set<String> RELATIONS =
            Set.of("table", "sequence", "view", "materialized view", "foreign table");

    private static final Set<String> TYPES = Set.of("enum", "domain", "composite type", "type");

    private Rights() {}

    /** A need as the catalog keeps it. */
    private record Wanted(Right right, String kind, Name name, String arguments) {}

    /** One line for each thing that is missing and what to do about it; what is not there yet is nobody's. */
    static List<String> missing(Connection connection, Scope scope, Collection<Right> needs) throws SQLException {
        var wanted = needs.stream()
                .flatMap(need -> Stream.concat(wanted(need, scope).stream(), functions(need, scope).stream()))
                .distinct()
                .toList();
        if (wanted.isEmpty()) {
            return List.of();
        }
        var columns = List.<Function<Wanted, String>>of(
                want -> want.right.what(),
                Wanted::kind,
                want -> want.name.schema(),
                want -> want.name.local(),
                Wanted::arguments,
                want -> want.right.on().kind() + " " + want.right.on().path());
        try (var statement = connection.prepareStatement(QUERY)) {
            for (int i = 0; i < columns.size(); i++) {
                var values = wanted.stream().map(columns.get(i)).toArray();
                statement.setArray(i + 1, connection.createArrayOf("text", values));
            }
            try (var row = statement.executeQuery()) {
                var lines = new TreeSet<String>();
                while (row.next()) {
                    lines.add(line(row));
                }
                return List.copyOf(new ArrayList<>(lines));
            }
        }
    }

    /** What has the right or lacks it: its table for a part of one; nothing for a kind that is not known. */
    private static Optional<Wanted> wanted(Right right, Scope scope) {
        ObjectId on = right.on();
        String kind = on.kind().startsWith(COMMENT_ON) ? on.kind().substring(COMMENT_ON.length()) : on.kind();
        if (on.isMember()) {
            return wanted(new Right(right.what(), ObjectId.table(on.name())), scope);
        }
        var id = new ObjectId(kind, on.name());
        var named = new Right(right.what(), id);
        Name name = scope.qualify(on.name());
        if (kind.equals("schema")) {
            return Optional.of(
                    new Wanted(named, kind, Name.of(on.name().local(), on.name().local()), ""));
        } else if (RELATIONS.contains(kind)) {
            return Optional.of(new Wanted(named, "relation", name, ""));
        } else if (TYPES.contains(kind)) {
            return Optional.of(new Wanted(new Right(right.what(), new ObjectId("type", on.name())), "type", name, ""));
        } else if (SqlObject.isRoutine(id)) {
            Name bare = Name.of(name.schema(), SqlObject.bareName(id).local());
            return Optional.of(new Wanted(named, "routine", bare, SqlObject.arguments(id)));
        }
        return Optional.empty();
    }

    /** The functions behind the triggers of the version tables have to be trusted as they are. */
    private static Optional<Wanted> functions(Right right, Scope scope) {
        Name table = scope.qualify(right.on().name());
        var any = new ObjectId("function", Name.of(table.schema(), "aludel_..."));
        return right.what().equals(Right.TRUST)
                ? Optional.of(new Wanted(new Right(Right.TRUST, any), "ours", Name.of(table.schema(), "aludel_"), ""))
                : Optional.empty();
    }

    private static String line(ResultSet row) throws SQLException {
        String what = row.getString(1);
        String label = row.getString(2);
        String owner = row.getString(4);
        String role = row.getString(5);
        String schema = row.getString(3);
        return switch (what) {
            case "CREATE" ->
                "role " + role + " may not create in schema \"" + schema + "\": GRANT CREATE ON SCHEMA "
                        + Sql.ident(schema) + " TO " + Sql.ident(role);
            case "database" ->
                "role " + role + " may not create schema \"" + schema + "\": GRANT CREATE ON DATABASE "
                        + Sql.ident(row.getString(6)) + " TO " + Sql.ident(role);
            case "USAGE" ->
                "role " + role + " may not look into schema \"" + schema + "\": GRANT USAGE ON SCHEMA "
                        + Sql.ident(schema) + " TO " + Sql.ident(role);
            case Right.OWN ->
                label + " belongs to role " + owner + ": run as that role, or GRANT " + Sql.ident(owner) + " TO "
                        + Sql.ident(role);
            case Right.TRUST ->
                label + " belongs to role " + owner + ", whose code could run when role " + role
                        + " writes there: drop it if it is none of Aludel's; else run as that role, or let "
                        + Sql.ident(role) + " own it";
            default ->
                "role " + role + " lacks " + what + " on " + label + ": GRANT " + what + " ON "
                        + label.substring(label.indexOf(' ') + 1) + " TO " + Sql.ident(role);
        };
    }
}
