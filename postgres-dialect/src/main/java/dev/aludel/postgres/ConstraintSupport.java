package dev.aludel.postgres;

import dev.aludel.core.dialect.LockLevel;
import dev.aludel.core.dialect.MemberSupport;
import dev.aludel.core.dialect.Scope;
import dev.aludel.core.dialect.Statement;
import dev.aludel.core.schema.ObjectId;
import dev.aludel.core.schema.TableMember;
import dev.aludel.core.schema.Timing;
import java.sql.ResultSet;
import java.sql.SQLException;
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

    static String timing(Timing timing) {
        return switch (timing) {
            case NOT_DEFERRABLE -> "";
            case DEFERRABLE -> " DEFERRABLE";
            case INITIALLY_DEFERRED -> " DEFERRABLE INITIALLY DEFERRED";
        };
    }
}
