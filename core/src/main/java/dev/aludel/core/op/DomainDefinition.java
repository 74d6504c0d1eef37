package dev.aludel.core.op;

import dev.aludel.core.schema.Domain;
import dev.aludel.core.schema.Name;
import dev.aludel.core.schema.SqlType;
import java.util.ArrayList;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A domain as a revision writes it, before it is said what it is called; every method gives a new definition. */
public final class DomainDefinition {

    private final Domain domain;

    DomainDefinition(Domain domain) {
        this.domain = domain;
    }

    public DomainDefinition collate(String name) {
        return with(Name.parse(name), domain.notNull(), domain.defaultSql());
    }

    public DomainDefinition notNull() {
        return with(domain.collation(), true, domain.defaultSql());
    }

    /**
     * @param sql an expression
     */
    public DomainDefinition defaultSql(String sql) {
        return with(domain.collation(), domain.notNull(), sql);
    }

    private DomainDefinition with(@Nullable Name collation, boolean notNull, @Nullable String defaultSql) {
        return new DomainDefinition(
                new Domain(domain.name(), domain.type(), collation, notNull, defaultSql, domain.checks()));
    }

    /** What must not be false of {@code VALUE}. */
    public DomainDefinition check(String name, String expression) {
        return check(new Domain.Check(name, expression, true));
    }

    /** The same for new values only. */
    public DomainDefinition checkNotValid(String name, String expression) {
        return check(new Domain.Check(name, expression, false));
    }

    private DomainDefinition check(Domain.Check check) {
        var checks = new ArrayList<>(domain.checks());
        checks.add(check);
        return new DomainDefinition(new Domain(
                domain.name(), domain.type(), domain.collation(), domain.notNull(), domain.defaultSql(), checks));
    }

    Domain named(Name name, UnaryOperator<String> normalType) {
        return new Domain(
                name,
                SqlType.of(normalType.apply(domain.type().text())),
                domain.collation(),
                domain.notNull(),
                domain.defaultSql(),
                domain.checks());
    }
}
