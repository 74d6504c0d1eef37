package dev.aludel.diff.hibernate;

import dev.aludel.core.schema.CheckConstraint;
import dev.aludel.core.schema.DefaultNames;
import dev.aludel.core.schema.Name;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.Table;
import org.jspecify.annotations.Nullable;

/**
 * Check constraints: those of columns (Hibernate joins unnamed ones of a column into one), of the table, and of what is
 * kept within one column. Unnamed ones get the names that PostgreSQL would give them.
 */
final class CheckReader {

    private final Names names;
    private final AggregateChecks aggregates;
    private final TakenNames taken;

    CheckReader(Names names, AggregateChecks aggregates, TakenNames taken) {
        this.names = names;
        this.aggregates = aggregates;
        this.taken = taken;
    }

    /**
     * @param columns the table's columns in the order in which they are created
     */
    Findings read(Name name, Table table, List<Column> columns) {
        var checks = new ArrayList<Check>();
        columns.forEach(column -> checks.addAll(ofColumn(column)));
        table.getChecks().forEach(check -> checks.add(check(check)));
        columns.forEach(column -> aggregates.of(column).ifPresent(check -> checks.add(new Check(null, check, null))));
        List<String> columnNames = names.columns(columns);
        return Findings.all(
                checks.stream().map(check -> found(name, columnNames, check)).toList());
    }

    /**
     * @param name null for PostgreSQL's choice
     */
    private record Check(
            @Nullable String name,
            String expression,
            @Nullable String options) {}

    private static List<Check> ofColumn(Column column) {
        var unnamed = column.getCheckConstraints().stream()
                .filter(org.hibernate.mapping.CheckConstraint::isAnonymous)
                .toList();
        var checks = new ArrayList<Check>();
        if (unnamed.size() == 1) {
            checks.add(check(unnamed.get(0)));
        } else if (!unnamed.isEmpty()) {
            List<String> all = unnamed.stream()
                    .map(check -> "(" + check.getConstraint() + ")")
                    .toList();
            checks.add(new Check(null, String.join(" and ", all), null));
        }
        column.getCheckConstraints().stream()
                .filter(org.hibernate.mapping.CheckConstraint::isNamed)
                .forEach(check -> checks.add(check(check)));
        return checks;
    }

    private static Check check(org.hibernate.mapping.CheckConstraint check) {
        String name = check.getName();
        return new Check(
                name == null || name.isBlank() ? null : Names.identifier(name),
                check.getConstraint(),
                Versions.options(check));
    }

    private Findings found(Name table, List<String> columns, Check check) {
        String expression = Expressions.bare(check.expression());
        Findings found;
        if (check.name() == null) {
            List<String> mentioned = Expressions.columns(table, columns, expression);
            String name = taken.forCheck(table, DefaultNames.check(table, mentioned));
            found = Findings.of(new CheckConstraint(table, name, expression), true);
        } else {
            taken.takeConstraint(table, check.name());
            found = Findings.of(new CheckConstraint(table, check.name(), expression));
        }
        return check.options() == null
                ? found
                : found.plus(Findings.note("a check on " + table + ": its options are not read: " + check.options()));
    }
}
