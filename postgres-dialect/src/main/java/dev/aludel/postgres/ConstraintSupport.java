package dev.aludel.postgres;

import dev.aludel.core.dialect.Hazard;
import dev.aludel.core.dialect.LockLevel;
import dev.aludel.core.dialect.MemberSupport;
import dev.aludel.core.dialect.Scope;
import dev.aludel.core.dialect.Statement;
import dev.aludel.core.schema.Key;
import dev.aludel.core.schema.ObjectId;
import dev.aludel.core.schema.SchemaObject;
import dev.aludel.core.schema.Standing;
import dev.aludel.core.schema.TableMember;
import dev.aludel.core.schema.Timing;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What all constraints of a table have in common. */
interface ConstraintSupport<T extends TableMember> extends MemberSupport<T>, FixedSupport<T> {

    /** What {@code pg_constraint.contype} says for this kind. */
    String contype();

    /** The constraint in a row of {@link ConstraintQuery}, whose table is one that is read. */
    T read(ResultSet row, CatalogBuilder catalog) throws SQLException;

    /** The statement that adds it, with what a person should know when the table was there before. */
    Statement add(T constraint, Scope scope);

    @Override
    default List<Statement> create(T constraint, Scope scope) {
        return List.of(add(constraint, scope));
    }

    @Override
    default List<Statement> drop(T constraint, Scope scope) {
        return List.of(Sql.alterTable(constraint.table(), scope, "DROP CONSTRAINT " + Sql.ident(constraint.name())));
    }

    @Override
    default List<Statement> rename(ObjectId from, ObjectId to, Scope scope) {
        return List.of(Sql.alterTable(
                from.name(), scope, "RENAME CONSTRAINT " + Sql.ident(from.member()) + " TO " + Sql.ident(to.member())));
    }

    /** {@code ALTER TABLE … ADD} with the clause that {@code CREATE TABLE} has too. */
    default Statement adding(T constraint, LockLevel level, Scope scope) {
        return Sql.alterTable(constraint.table(), scope, level, List.of("ADD " + inline(constraint, scope)));
    }

    /** What stands behind a key's columns, and in front of its timing. */
    static String columns(Key key, Scope scope) {
        if (key.withoutOverlaps()) {
            Since.V18.require(scope, "WITHOUT OVERLAPS in " + key.id());
        }
        return " (" + Sql.idents(key.columns()) + (key.withoutOverlaps() ? " WITHOUT OVERLAPS)" : ")")
                + (key.include().isEmpty() ? "" : " INCLUDE (" + Sql.idents(key.include()) + ")");
    }

    static String standing(Standing standing, ObjectId id, Scope scope) {
        if (standing == Standing.NOT_ENFORCED) {
            Since.V18.require(scope, "NOT ENFORCED in " + id);
        }
        return switch (standing) {
            case VALID -> "";
            case NOT_VALID -> " NOT VALID";
            case NOT_ENFORCED -> " NOT ENFORCED";
        };
    }

    /** Looks at the rows that are there; readers and writers go on. */
    static Statement validate(TableMember constraint, Scope scope) {
        return Sql.alterTable(
                        constraint.table(),
                        scope,
                        LockLevel.SHARE_UPDATE_EXCLUSIVE,
                        List.of("VALIDATE CONSTRAINT " + Sql.ident(constraint.name())))
                .hazard(
                        Hazard.Kind.MAY_FAIL_ON_DATA,
                        "a row of " + constraint.table() + " that does not fit would stop it")
                .hazard(Hazard.Kind.SCANS_TABLE, "all rows of " + constraint.table() + " are checked");
    }

    /** Drops it and makes it again, with what is said about it. */
    default List<Statement> again(T before, T after, List<SchemaObject> users, Supports supports, Scope scope) {
        var statements = new ArrayList<Statement>(drop(before, scope));
        statements.addAll(create(after, scope));
        users.forEach(user -> statements.addAll(supports.of(user).create(user, scope)));
        return statements;
    }

    static String timing(Timing timing) {
        return switch (timing) {
            case NOT_DEFERRABLE -> "";
            case DEFERRABLE -> " DEFERRABLE";
            case INITIALLY_DEFERRED -> " DEFERRABLE INITIALLY DEFERRED";
        };
    }
}
