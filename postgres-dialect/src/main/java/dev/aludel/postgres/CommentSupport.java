package dev.aludel.postgres;

import dev.aludel.core.dialect.LockLevel;
import dev.aludel.core.dialect.ObjectSupport;
import dev.aludel.core.dialect.Scope;
import dev.aludel.core.dialect.Statement;
import dev.aludel.core.dialect.Using;
import dev.aludel.core.schema.CheckConstraint;
import dev.aludel.core.schema.Column;
import dev.aludel.core.schema.Comment;
import dev.aludel.core.schema.CompositeType;
import dev.aludel.core.schema.ExclusionConstraint;
import dev.aludel.core.schema.ForeignKey;
import dev.aludel.core.schema.Index;
import dev.aludel.core.schema.Name;
import dev.aludel.core.schema.Namespace;
import dev.aludel.core.schema.ObjectId;
import dev.aludel.core.schema.PrimaryKey;
import dev.aludel.core.schema.SchemaObject;
import dev.aludel.core.schema.Table;
import dev.aludel.core.schema.UniqueConstraint;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** {@code COMMENT ON} anything. */
final class CommentSupport implements ObjectSupport<Comment>, CatalogQuery {

    private static final String PUBLIC = "standard public schema";

    @Override
    public Class<Comment> type() {
        return Comment.class;
    }

    @Override
    public List<Statement> create(Comment comment, Scope scope) {
        return List.of(statement(comment.on(), Sql.literal(comment.text()), scope));
    }

    @Override
    public List<Statement> drop(Comment comment, Scope scope) {
        return List.of(statement(comment.on(), "NULL", scope));
    }

    @Override
    public List<Statement> alter(Comment before, Comment after, Using using, List<SchemaObject> users, Scope scope) {
        return before.equals(after) ? List.of() : create(after, scope);
    }

    @Override
    public List<Statement> rename(ObjectId from, ObjectId to, Scope scope) {
        throw new IllegalArgumentException(from + " has no name of its own; rename what it is about");
    }

    private static Statement statement(ObjectId on, String text, Scope scope) {
        if (on.equals(Namespace.FIRST)) {
            return onFirst(text);
        }
        Name name = on.name();
        String sql = on(on, scope) + text;
        return switch (on.kind()) {
            case Table.KIND, Column.KIND -> Statement.of(sql).locking(name, LockLevel.SHARE_UPDATE_EXCLUSIVE);
            case PrimaryKey.KIND,
                    UniqueConstraint.KIND,
                    CheckConstraint.KIND,
                    ExclusionConstraint.KIND,
                    ForeignKey.KIND -> Statement.of(sql).locking(name, LockLevel.ACCESS_SHARE);
            default ->
                on.kind().equals(SequenceSupport.KIND)
                        ? Statement.of(sql).locking(name, LockLevel.SHARE_UPDATE_EXCLUSIVE)
                        : Statement.of(sql);
        };
    }

    /** All but the text. */
    static String on(ObjectId on, Scope scope) {
        return "COMMENT ON " + target(on, scope) + " IS ";
    }

    /** Whatever the first managed schema is called where this runs. */
    private static Statement onFirst(String text) {
        return Statement.of("DO "
                + Sql.literal(
                        "BEGIN EXECUTE pg_catalog.format('COMMENT ON SCHEMA %I IS %L', pg_catalog.current_schema(), "
                                + text + "); END"));
    }

    /** What a comment is on, as the statement calls it. */
    static String target(ObjectId on, Scope scope) {
        String name = Sql.name(on.name(), scope);
        return switch (on.kind()) {
            case Table.KIND -> "TABLE " + name;
            case Column.KIND -> "COLUMN " + name + "." + Sql.ident(on.member());
            case PrimaryKey.KIND,
                    UniqueConstraint.KIND,
                    CheckConstraint.KIND,
                    ExclusionConstraint.KIND,
                    ForeignKey.KIND -> "CONSTRAINT " + Sql.ident(on.member()) + " ON " + name;
            case Index.KIND -> "INDEX " + IndexSupport.name(on, scope);
            default -> outside(on, name, scope);
        };
    }

    private static String outside(ObjectId on, String name, Scope scope) {
        if (on.kind().equals(NamespaceSupport.KIND)) {
            boolean first = on.equals(Namespace.FIRST);
            return "SCHEMA "
                    + Sql.ident(first ? scope.defaultSchema() : on.name().local());
        } else if (on.kind().equals(SequenceSupport.KIND)) {
            return "SEQUENCE " + name;
        } else if (on.kind().equals(EnumTypeSupport.KIND) || on.kind().equals(CompositeType.KIND)) {
            return "TYPE " + name;
        }
        return SqlObjectSupport.target(on, scope);
    }

    /** Comments on PostgreSQL's own objects, with oids below 16384, are the server's, but for the one on a schema. One that
     * an extension brings for itself is its own. */
    @Override
    public String sql(Scope scope, String schemas) {
        return """
                SELECT k.relname, d.objoid, d.objsubid, d.description, a.attname
                FROM pg_description d JOIN pg_class k ON k.oid = d.classoid
                LEFT JOIN pg_attribute a ON d.objsubid > 0 AND d.classoid = 'pg_class'::regclass::oid
                  AND a.attrelid = d.objoid AND a.attnum = d.objsubid
                WHERE d.objoid >= 16384::oid AND d.classoid <> 'pg_namespace'::regclass::oid
                    AND NOT (d.classoid = 'pg_extension'::regclass::oid AND (d.objoid, d.description) IN (
                      SELECT x.oid, v.comment FROM pg_extension x
                      JOIN pg_catalog.pg_available_extensions() v ON v.name = x.extname))
                  OR d.classoid = 'pg_namespace'::regclass::oid AND d.description <> %s""".formatted(Sql.literal(PUBLIC));
    }

    @Override
    public void read(ResultSet row, CatalogBuilder catalog) throws SQLException {
        catalog.comment(
                row.getString("relname"),
                row.getLong("objoid"),
                row.getInt("objsubid"),
                String.valueOf(row.getString("attname")),
                row.getString("description"));
    }
}
