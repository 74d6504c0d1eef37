package dev.aludel.postgres;

import dev.aludel.core.dialect.Hazard;
import dev.aludel.core.dialect.ObjectSupport;
import dev.aludel.core.dialect.Scope;
import dev.aludel.core.dialect.Statement;
import dev.aludel.core.dialect.Using;
import dev.aludel.core.schema.Column;
import dev.aludel.core.schema.CompositeType;
import dev.aludel.core.schema.CompositeType.Attribute;
import dev.aludel.core.schema.ObjectId;
import dev.aludel.core.schema.SchemaObject;
import dev.aludel.core.schema.UserType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** {@code TYPE … AS (…)}. */
final class CompositeTypeSupport implements ObjectSupport<CompositeType>, CatalogQuery {

    private final Supports supports;

    CompositeTypeSupport(Supports supports) {
        this.supports = supports;
    }

    @Override
    public Class<CompositeType> type() {
        return CompositeType.class;
    }

    @Override
    public List<Statement> create(CompositeType type, Scope scope) {
        String attributes = type.attributes().stream()
                .map(attribute -> attribute(attribute, scope))
                .collect(Collectors.joining(", "));
        return List.of(Statement.of("CREATE TYPE " + Sql.name(type.name(), scope) + " AS (" + attributes + ")"));
    }

    private static String attribute(Attribute attribute, Scope scope) {
        return Sql.ident(attribute.name()) + " " + typed(attribute, scope);
    }

    private static String typed(Attribute attribute, Scope scope) {
        String collation = attribute.collation() == null ? "" : " COLLATE " + Sql.reference(attribute.collation());
        return SqlTypes.sql(attribute.type(), scope) + collation;
    }

    @Override
    public List<Statement> drop(CompositeType type, Scope scope) {
        return List.of(Statement.of("DROP TYPE " + Sql.name(type.name(), scope)));
    }

    @Override
    public List<Statement> rename(ObjectId from, ObjectId to, Scope scope) {
        return Sql.move("TYPE", from, to, scope).stream().map(Statement::of).toList();
    }

    @Override
    public List<Statement> alter(
            CompositeType before, CompositeType after, Using using, List<SchemaObject> users, Scope scope) {
        if (before.equals(after)) {
            return List.of();
        }
        boolean used = users.stream().anyMatch(user -> user instanceof Column || user instanceof UserType);
        var recast = new TypeRecast(before, after, using, users, supports, scope);
        if (before.isRebuiltAs(after) && (used || !sameOrder(before, after))) {
            return recast.statements();
        }
        var change = inPlace(before, after, used, scope);
        return before.attributes()
                        .equals(after.attributes()
                                .subList(
                                        0,
                                        Math.min(
                                                before.attributes().size(),
                                                after.attributes().size())))
                ? change
                : recast.around(change);
    }

    /** Do those that stay keep their order, with those that come after them? */
    private static boolean sameOrder(CompositeType before, CompositeType after) {
        var stay = before.attributes().stream()
                .map(Attribute::name)
                .filter(name -> after.attribute(name).isPresent())
                .toList();
        return after.attributes().stream()
                .map(Attribute::name)
                .limit(stay.size())
                .toList()
                .equals(stay);
    }

    private static List<Statement> inPlace(CompositeType before, CompositeType after, boolean used, Scope scope) {
        var actions = new ArrayList<String>();
        var gone = before.without(after);
        gone.forEach(attribute -> actions.add("DROP ATTRIBUTE " + Sql.ident(attribute.name())));
        for (Attribute attribute : after.attributes()) {
            var there = before.attribute(attribute.name());
            if (there.isEmpty()) {
                actions.add("ADD ATTRIBUTE " + attribute(attribute, scope));
            } else if (!there.get().equals(attribute)) {
                actions.add("ALTER ATTRIBUTE " + Sql.ident(attribute.name()) + " TYPE " + typed(attribute, scope));
            }
        }
        var change = Statement.of("ALTER TYPE " + Sql.name(after.name(), scope) + " " + String.join(", ", actions));
        return List.of(
                gone.isEmpty() || !used
                        ? change
                        : change.hazard(
                                Hazard.Kind.LOSES_DATA, "values of " + gone + " in " + after.id() + " are gone"));
    }

    @Override
    public String sql(Scope scope, String schemas) {
        String attributes = "FROM pg_attribute a LEFT JOIN pg_type t ON t.oid = a.atttypid"
                + " LEFT JOIN pg_collation l ON l.oid = a.attcollation AND a.attcollation <> t.typcollation"
                + " LEFT JOIN pg_namespace ln ON ln.oid = l.collnamespace"
                + " WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum";
        return """
                SELECT c.reltype AS oid, n.nspname AS schema, c.relname,
                  ARRAY(SELECT a.attname::text %1$s) AS names,
                  ARRAY(SELECT pg_catalog.format_type(a.atttypid, a.atttypmod) %1$s) AS types,
                  ARRAY(SELECT pg_catalog.quote_ident(ln.nspname) || '.' || pg_catalog.quote_ident(l.collname) %1$s)
                    AS collations
                FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                WHERE n.nspname IN (%2$s) AND c.relkind = 'c' AND %3$s
                ORDER BY c.relname""".formatted(attributes, schemas, DefinitionQuery.isFree("pg_type", "c.reltype"));
    }

    @Override
    public void read(ResultSet row, CatalogBuilder catalog) throws SQLException {
        var names = CatalogText.strings(row, "names");
        var types = CatalogText.strings(row, "types");
        var collations = CatalogText.strings(row, "collations");
        var attributes = new ArrayList<Attribute>();
        for (int i = 0; i < names.size(); i++) {
            attributes.add(new Attribute(
                    String.valueOf(names.get(i)),
                    catalog.type(CatalogText.expression(types.get(i), "the type of an attribute")),
                    catalog.reference(collations.get(i))));
        }
        catalog.add(new CompositeType(catalog.name(row, "relname"), attributes), "pg_type", row.getLong("oid"));
    }
}
