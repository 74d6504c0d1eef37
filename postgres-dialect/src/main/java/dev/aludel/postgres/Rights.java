package dev.aludel.postgres;

import dev.aludel.core.dialect.Scope;
import dev.aludel.core.schema.ObjectId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** What the role of a connection lacks for a plan; asked in one query before anything runs. */
final class Rights {

    private static final String COMMENT_ON = "comment on ";

    /** One row for each thing that is missing: what kind of lack, what it is about, who owns it, role, database. */
    private static final String QUERY = """
            SELECT CASE WHEN n.oid IS NULL THEN 'database' ELSE 'schema' END, w.name, '', '', current_user,
                   pg_catalog.current_database()
              FROM pg_catalog.unnest(?::pg_catalog.text[]) AS w(name)
              LEFT JOIN pg_catalog.pg_namespace n ON n.nspname = w.name
             WHERE NOT CASE WHEN n.oid IS NULL
                            THEN pg_catalog.has_database_privilege(pg_catalog.current_database(), 'CREATE')
                            ELSE pg_catalog.has_schema_privilege(n.oid, 'CREATE') END
            UNION ALL
            SELECT 'owner', w.kind, w.label, pg_catalog.pg_get_userbyid(o.owner), current_user, ''
              FROM ROWS FROM (pg_catalog.unnest(?::pg_catalog.text[]), pg_catalog.unnest(?::pg_catalog.text[]),
                              pg_catalog.unnest(?::pg_catalog.text[]), pg_catalog.unnest(?::pg_catalog.text[]))
                   AS w(kind, schema, local, label)
              JOIN LATERAL (
                   SELECT c.relowner AS owner
                     FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                    WHERE w.kind IN ('table', 'sequence') AND n.nspname = w.schema AND c.relname = w.local
                   UNION ALL
                   SELECT t.typowner
                     FROM pg_catalog.pg_type t JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
                    WHERE w.kind = 'type' AND n.nspname = w.schema AND t.typname = w.local
                   UNION ALL
                   SELECT n.nspowner FROM pg_catalog.pg_namespace n WHERE w.kind = 'schema' AND n.nspname = w.local
                   ) o ON NOT pg_catalog.pg_has_role(o.owner, 'USAGE')""";

    private Rights() {}

    /** One line for each thing that is missing and what to do about it; what is not there yet is nobody's. */
    static List<String> missing(
            Connection connection, Scope scope, Collection<ObjectId> touched, Collection<String> into)
            throws SQLException {
        var schemas = new TreeSet<String>();
        into.forEach(schema -> schemas.add(schema.isEmpty() ? scope.defaultSchema() : schema));
        schemas.remove("");
        var owned = new TreeSet<ObjectId>();
        touched.forEach(id -> holder(id).ifPresent(owned::add));
        if (schemas.isEmpty() && owned.isEmpty()) {
            return List.of();
        }
        try (var statement = connection.prepareStatement(QUERY)) {
            texts(connection, statement, 1, schemas);
            texts(connection, statement, 2, owned.stream().map(ObjectId::kind).toList());
            texts(
                    connection,
                    statement,
                    3,
                    owned.stream().map(id -> schema(id, scope)).toList());
            texts(
                    connection,
                    statement,
                    4,
                    owned.stream().map(id -> id.name().local()).toList());
            texts(connection, statement, 5, owned.stream().map(ObjectId::path).toList());
            try (var row = statement.executeQuery()) {
                var lines = new ArrayList<String>();
                while (row.next()) {
                    lines.add(line(row));
                }
                return List.copyOf(lines);
            }
        }
    }

    private static void texts(Connection connection, PreparedStatement statement, int index, Collection<String> values)
            throws SQLException {
        statement.setArray(index, connection.createArrayOf("text", values.toArray()));
    }

    private static String schema(ObjectId id, Scope scope) {
        return scope.qualify(id.name()).schema();
    }

    /** What must be owned to touch an object: its table for a part of one; nothing for a kind that is not known. */
    private static Optional<ObjectId> holder(ObjectId id) {
        String kind = id.kind().startsWith(COMMENT_ON) ? id.kind().substring(COMMENT_ON.length()) : id.kind();
        if (id.isMember()) {
            return Optional.of(ObjectId.table(id.name()));
        }
        return switch (kind) {
            case "table", "sequence", "schema" -> Optional.of(new ObjectId(kind, id.name()));
            case "enum", "domain", "composite type" -> Optional.of(new ObjectId("type", id.name()));
            default -> Optional.empty();
        };
    }

    private static String line(ResultSet row) throws SQLException {
        String role = row.getString(5);
        return switch (row.getString(1)) {
            case "schema" ->
                "role " + role + " may not create in schema \"" + row.getString(2) + "\": GRANT CREATE ON SCHEMA "
                        + Sql.ident(row.getString(2)) + " TO " + Sql.ident(role);
            case "database" ->
                "role " + role + " may not create schema \"" + row.getString(2) + "\": GRANT CREATE ON DATABASE "
                        + Sql.ident(row.getString(6)) + " TO " + Sql.ident(role);
            default ->
                row.getString(2) + " " + row.getString(3) + " belongs to role " + row.getString(4)
                        + ": run as that role, or GRANT " + Sql.ident(row.getString(4)) + " TO " + Sql.ident(role);
        };
    }
}
