package dev.aludel.core.schema;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A domain: a type with a default and checks of its own.
 *
 * @param type       what it is made of
 * @param collation  only when it is not the type's own; null otherwise
 * @param defaultSql an expression in SQL; null for no default
 * @param checks     by name
 */
public record Domain(
        Name name,
        SqlType type,
        @Nullable Name collation,
        boolean notNull,
        @Nullable String defaultSql,
        List<Check> checks)
        implements UserType {

    public static final String KIND = "domain";

    /**
     * A check of a domain's values.
     *
     * @param expression what must not be false of {@code VALUE}, without outer parentheses
     * @param valid      have the values that are there been checked?
     */
    public record Check(String name, String expression, boolean valid) {

        public Check {
            Name.of(name);
            if (expression.isBlank()) {
                throw new IllegalArgumentException("check " + name + " of a domain checks nothing");
            }
        }

        private String details() {
            return " check " + Identifiers.plain(name) + " (" + expression + ")" + (valid ? "" : " not valid");
        }
    }

    public Domain {
        checks = checks.stream().sorted(Comparator.comparing(Check::name)).toList();
        if (checks.stream().map(Check::name).distinct().count() < checks.size()) {
            throw new IllegalArgumentException("domain " + name + " has two checks of one name");
        }
    }

    /** A domain that allows every value of the type. */
    public static Domain of(Name name, SqlType type) {
        return new Domain(name, type, null, false, null, List.of());
    }

    public Domain withType(SqlType base) {
        return new Domain(name, base, collation, notNull, defaultSql, checks);
    }

    public Optional<Check> check(String local) {
        return checks.stream().filter(check -> check.name().equals(local)).findFirst();
    }

    public static ObjectId id(Name name) {
        return new ObjectId(KIND, name);
    }

    @Override
    public ObjectId id() {
        return id(name);
    }

    @Override
    public Set<ObjectId> needs(SchemaModel model) {
        var needs = new HashSet<>(Namespace.of(name));
        model.userType(type).ifPresent(needs::add);
        if (defaultSql != null) {
            needs.addAll(model.mentionedIn(defaultSql));
        }
        checks.forEach(check -> needs.addAll(model.mentionedIn(check.expression())));
        needs.remove(id());
        return needs;
    }

    @Override
    public boolean canBecome(SchemaObject after) {
        return after instanceof Domain;
    }

    @Override
    public boolean isRebuiltAs(UserType after) {
        return !(after instanceof Domain other
                && type.equals(other.type)
                && Objects.equals(collation, other.collation));
    }

    @Override
    public Domain follow(Renaming renaming) {
        return new Domain(
                renaming.type(name),
                renaming.type(type),
                collation == null ? null : renaming.schema(collation),
                notNull,
                defaultSql == null ? null : renaming.expression(name, defaultSql),
                checks.stream()
                        .map(check ->
                                new Check(check.name(), renaming.expression(name, check.expression()), check.valid()))
                        .toList());
    }

    @Override
    public String details() {
        var text = new StringBuilder(type.text());
        if (collation != null) {
            text.append(" collate ").append(collation);
        }
        text.append(notNull ? " not null" : "");
        if (defaultSql != null) {
            text.append(" default ").append(defaultSql);
        }
        checks.forEach(check -> text.append(check.details()));
        return text.toString();
    }
}
