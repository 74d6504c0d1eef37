package dev.aludel.diff.hibernate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hibernate.dialect.Dialect;
import org.hibernate.dialect.aggregate.AggregateSupport;
import org.hibernate.mapping.AggregateColumn;
import org.hibernate.mapping.BasicValue;
import org.hibernate.mapping.CheckConstraint;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.Component;
import org.hibernate.mapping.Property;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * The checks that stand for the constraints within an embeddable that is kept in one column ({@code @Struct}, JSON).
 * Hibernate's exporter writes them; the metamodel does not have them.
 */
final class AggregateChecks {

    private final Dialect dialect;
    private final @Nullable AggregateSupport support;

    AggregateChecks(Dialect dialect) {
        this.dialect = dialect;
        this.support = dialect.getAggregateSupport();
    }

    /** The check of a column; empty when it is no aggregate, or nothing within it is constrained. */
    Optional<String> of(Column column) {
        if (support == null || !support.supportsComponentCheckConstraints()) {
            return Optional.empty();
        }
        return column instanceof AggregateColumn aggregate && !isArray(aggregate) ? check(aggregate) : Optional.empty();
    }

    private Optional<String> check(AggregateColumn aggregate) {
        String path = aggregate.getAggregateReadExpressionTemplate(dialect).replace(Versions.template() + ".", "");
        var terms = new ArrayList<String>();
        for (Property property : aggregate.getComponent().getProperties()) {
            if (property.getValue() instanceof Component component) {
                AggregateColumn nested = component.getAggregateColumn();
                if (nested != null && !isArray(nested)) {
                    check(nested).ifPresent(term -> terms.add(nested.isNullable() ? "(" + term + ")" : term));
                }
            } else {
                Attribute.columns(property.getValue()).forEach(column -> terms.addAll(terms(aggregate, path, column)));
            }
        }
        if (terms.isEmpty()) {
            return Optional.empty();
        }
        String all = String.join(" and ", terms);
        return Optional.of(aggregate.isNullable() ? path + " is null or (" + all + ")" : all);
    }

    private List<String> terms(AggregateColumn aggregate, String path, Column column) {
        List<CheckConstraint> checks = column.getCheckConstraints();
        if (column.isNullable() && checks.isEmpty()) {
            return List.of();
        }
        String name = column.getQuotedName(dialect);
        String value = support.aggregateComponentCustomReadExpression(name, name, path, name, aggregate, column);
        var terms = new ArrayList<String>();
        if (!column.isNullable()) {
            terms.add(value + " is not null");
        }
        for (CheckConstraint check : checks) {
            String condition = check.getConstraint().replace(name, value);
            terms.add(column.isNullable() ? "(" + value + " is null or " + condition + ")" : condition);
        }
        return terms;
    }

    private static boolean isArray(AggregateColumn column) {
        int code =
                ((BasicValue) column.getValue()).getResolution().getJdbcType().getDefaultSqlTypeCode();
        return switch (code) {
            case SqlTypes.STRUCT_ARRAY,
                    SqlTypes.STRUCT_TABLE,
                    SqlTypes.JSON_ARRAY,
                    SqlTypes.XML_ARRAY,
                    SqlTypes.ARRAY -> true;
            default -> false;
        };
    }
}
