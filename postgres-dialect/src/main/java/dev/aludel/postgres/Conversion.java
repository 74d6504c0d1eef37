package dev.aludel.postgres;

import dev.aludel.core.dialect.Hazard;
import dev.aludel.core.dialect.Scope;
import dev.aludel.core.dialect.Statement;
import dev.aludel.core.dialect.Using;
import dev.aludel.core.schema.CompositeType;
import dev.aludel.core.schema.Domain;
import dev.aludel.core.schema.EnumType;
import dev.aludel.core.schema.Name;
import dev.aludel.core.schema.SqlType;
import dev.aludel.core.schema.UserType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Values of types that were put aside, on their way to the types that took their names. Enums and domains go by casts;
 * composite types by functions that live as long as it takes, because their attributes may have changed.
 */
final class Conversion {

    private final UserType before;
    private final UserType after;
    private final Using using;
    private final List<UserType> types;
    private final Scope scope;

    Conversion(UserType before, UserType after, Using using, List<UserType> types, Scope scope) {
        this.before = before;
        this.after = after;
        this.using = using;
        this.types = types;
        this.scope = scope;
    }

    private Optional<UserType> find(SqlType type) {
        return types.stream().filter(candidate -> type.isOf(candidate.name())).findFirst();
    }

    /** Is it one of these types, or an array of one? */
    boolean concerns(SqlType type) {
        return find(type).isPresent();
    }

    /** The expression of the type from before as one of the type that has its name now. */
    String of(String expression, SqlType type) {
        UserType made = find(type).orElse(null);
        String target = "::" + SqlTypes.sql(type, scope);
        if (made == null) {
            return expression;
        } else if (made instanceof CompositeType) {
            return function(made) + "(" + expression + ")";
        } else if (made instanceof Domain domain && domain.equals(after)) {
            return domain(expression, domain, type) + target;
        } else if (made instanceof Domain domain
                && !type.isArray()
                && find(domain.type()).isPresent()) {
            return of(expression, domain.type()) + target;
        }
        return expression + (type.isArray() ? "::text[]" : "::text") + target;
    }

    private String domain(String expression, Domain domain, SqlType type) {
        if (!using.up().isBlank() && !type.isArray()) {
            return "(" + using.up().replaceAll("(?i)\\bVALUE\\b", expression) + ")";
        }
        String brackets = type.isArray() ? "[]" : "";
        var change = new TypeChange(
                SqlType.of(((Domain) before).type().text() + brackets),
                SqlType.of(domain.type().text() + brackets));
        String cast = expression + "::" + SqlTypes.sql(change.before(), scope);
        return "(" + change.using("(" + cast + ")", scope).orElse(cast) + ")";
    }

    private String function(UserType type) {
        return Sql.name(TypeRecast.aside(type.name()), scope);
    }

    private List<CompositeType> composites() {
        return types.stream()
                .filter(CompositeType.class::isInstance)
                .map(CompositeType.class::cast)
                .toList();
    }

    /** One for a value and one for an array of them; each of a type after those of its attributes. */
    List<Statement> functions() {
        var statements = new ArrayList<Statement>();
        for (CompositeType type : composites()) {
            String now = Sql.name(type.name(), scope);
            String aside = Sql.name(TypeRecast.aside(type.name()), scope);
            String row = "SELECT ROW(" + String.join(", ", attributes(type)) + ")::" + now;
            statements.add(Statement.of("CREATE FUNCTION " + function(type) + "(" + aside + ") RETURNS " + now
                    + " LANGUAGE sql STRICT AS " + Sql.literal(row)));
            String each = "SELECT ARRAY(SELECT " + function(type)
                    + "($1[i]) FROM pg_catalog.generate_subscripts($1, 1) AS i ORDER BY i)";
            statements.add(Statement.of("CREATE FUNCTION " + function(type) + "(" + aside + "[]) RETURNS " + now
                    + "[] LANGUAGE sql STRICT AS " + Sql.literal(each)));
        }
        return statements;
    }

    private List<String> attributes(CompositeType type) {
        var from = type.equals(after) ? (CompositeType) before : type;
        var values = new ArrayList<String>();
        for (CompositeType.Attribute attribute : type.attributes()) {
            values.add(from.attribute(attribute.name())
                    .map(there -> attribute(there, attribute))
                    .orElse("NULL"));
        }
        return values;
    }

    private String attribute(CompositeType.Attribute from, CompositeType.Attribute to) {
        String value = "($1)." + Sql.ident(to.name());
        if (from.type().equals(to.type())) {
            return of(value, to.type());
        }
        return new TypeChange(from.type(), to.type())
                .using("(" + value + ")", scope)
                .orElse(value + "::" + SqlTypes.sql(to.type(), scope));
    }

    List<Statement> dropped() {
        var statements = new ArrayList<Statement>();
        for (CompositeType type : composites()) {
            String aside = Sql.name(TypeRecast.aside(type.name()), scope);
            statements.add(Statement.of(
                    "DROP FUNCTION " + function(type) + "(" + aside + "), " + function(type) + "(" + aside + "[])"));
        }
        return statements;
    }

    /** What a person should know about the rows of a table. */
    List<Hazard> hazards(Name table) {
        if (before instanceof EnumType from) {
            var gone = new ArrayList<>(from.labels());
            gone.removeAll(((EnumType) after).labels());
            return gone.isEmpty()
                    ? List.of()
                    : List.of(new Hazard(
                            Hazard.Kind.MAY_FAIL_ON_DATA,
                            "a row of " + table + " with one of " + gone + " would stop it"));
        }
        if (before instanceof Domain from) {
            return new TypeChange(from.type(), ((Domain) after).type())
                    .hazards("domain " + from.name() + " in " + table).stream()
                            .filter(hazard -> hazard.kind() != Hazard.Kind.REWRITES_TABLE)
                            .toList();
        }
        var lost = ((CompositeType) before).without((CompositeType) after);
        return lost.isEmpty()
                ? List.of()
                : List.of(new Hazard(Hazard.Kind.LOSES_DATA, "values of " + lost + " in " + table + " are gone"));
    }
}
