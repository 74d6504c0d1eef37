package dev.aludel.postgres;

import dev.aludel.core.schema.ForeignKey.Action;
import dev.aludel.core.schema.Generated;
import dev.aludel.core.schema.Name;
import dev.aludel.core.schema.Timing;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a {@code columnDefinition} says besides a type: {@code varchar(10) default 'x' not null check (code <> '')}.
 *
 * @param type      as it was written
 * @param nullable  null when nothing is said
 * @param identity  null when it is none
 * @param checks    expressions without outer parentheses
 * @param primaryKey null when it is none
 */
record ColumnFragment(
        String type,
        @Nullable String defaultSql,
        @Nullable Boolean nullable,
        @Nullable Name collation,
        @Nullable Generated generated,
        @Nullable IdentityClause identity,
        List<Constraint> checks,
        List<Constraint> uniques,
        @Nullable Constraint primaryKey,
        List<Reference> references) {

    ColumnFragment {
        checks = List.copyOf(checks);
        uniques = List.copyOf(uniques);
        references = List.copyOf(references);
    }

    /** Has it only what a domain can have, too? */
    boolean isOfDomain() {
        return generated == null && identity == null && primaryKey == null && uniques.isEmpty() && references.isEmpty();
    }

    /**
     * A constraint of the column.
     *
     * @param name             empty when it has none
     * @param expression       of a check; else empty
     * @param nullsNotDistinct of a unique constraint
     */
    record Constraint(String name, String expression, Timing timing, boolean nullsNotDistinct) {

        Constraint withTiming(Timing value) {
            return new Constraint(name, expression, value, nullsNotDistinct);
        }
    }

    /**
     * A foreign key of the column.
     *
     * @param name   empty when it has none
     * @param column empty for the target's primary key
     */
    record Reference(String name, Name target, String column, Action onDelete, Action onUpdate, Timing timing) {

        Reference withTiming(Timing value) {
            return new Reference(name, target, column, onDelete, onUpdate, value);
        }
    }

    /**
     * An identity.
     *
     * @param options those that are given, by their first word: {@code start}, {@code increment}, {@code minvalue}, …
     */
    record IdentityClause(boolean always, Map<String, Long> options) {

        IdentityClause {
            options = Map.copyOf(options);
        }
    }
}
