package dev.aludel.postgres;

import dev.aludel.core.dialect.Hazard;
import dev.aludel.core.dialect.ObjectSupport;
import dev.aludel.core.dialect.Scope;
import dev.aludel.core.dialect.Statement;
import dev.aludel.core.dialect.Using;
import dev.aludel.core.schema.Column;
import dev.aludel.core.schema.Domain;
import dev.aludel.core.schema.ObjectId;
import dev.aludel.core.schema.SchemaObject;
import dev.aludel.core.schema.UserType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** {@code DOMAIN}. */
final class DomainSupport implements ObjectSupport<Domain>, CatalogQuery {

    private final Supports supports;

    DomainSupport(Supports supports) {
        this.supports = supports;
    }

    @Override
    public Class<Domain> type() {
        return Domain.class;
    }

    @Override
    public List<Statement> create(Domain domain, Scope scope) {
        var sql = new StringBuilder("CREATE DOMAIN ")
                .append(Sql.name(domain.name(), scope))
                .append(" AS ")
                .append(SqlTypes.sql(domain.type(), scope));
        if (domain.collation() != null) {
            sql.append(" COLLATE ").append(Sql.reference(domain.collation()));
        }
        if (domain.defaultSql() != null) {
            sql.append(" DEFAULT ").append(Expressions.afterDefault(domain.defaultSql()));
        }
        sql.append(domain.notNull() ? " NOT NULL" : "");
        domain.checks().stream()
                .filter(Domain.Check::valid)
                .forEach(check -> sql.append(" ").append(check(check)));
        var statements = new ArrayList<Statement>();
        statements.add(Statement.of(sql.toString()));
        domain.checks().stream()
                .filter(check -> !check.valid())
                .forEach(check -> statements.add(alter(domain, scope, "ADD " + check(check) + " NOT VALID")));
        return statements;
    }

    private static String check(Domain.Check check) {
        return "CONSTRAINT " + Sql.ident(check.name()) + " CHECK (" + check.expression() + ")";
    }

    private static Statement alter(Domain domain, Scope scope, String action) {
        return Statement.of("ALTER DOMAIN " + Sql.name(domain.name(), scope) + " " + action);
    }

    @Override
    public List<Statement> drop(Domain domain, Scope scope) {
        return List.of(Statement.of("DROP DOMAIN " + Sql.name(domain.name(), scope)));
    }

    @Override
    public List<Statement> rename(ObjectId from, ObjectId to, Scope scope) {
        return Sql.move("DOMAIN", from, to, scope).stream().map(Statement::of).toList();
    }

    @Override
    public List<Statement> alter(Domain before, Domain after, Using using, List<SchemaObject> users, Scope scope) {
        if (before.equals(after)) {
            return List.of();
        }
        boolean anew = before.isRebuiltAs(after) || refuses(before, after) && isWithin(before, users);
        return anew
                ? new TypeRecast(before, after, using, users, supports, scope).statements()
                : inPlace(before, after, scope);
    }

    @Override
    public List<Statement> alterBeforeUse(Domain before, Domain after, List<SchemaObject> users, Scope scope) {
        return alter(before, after, Using.NONE, users, scope);
    }

    /** Does it refuse values that it has allowed? */
    private static boolean refuses(Domain before, Domain after) {
        return after.notNull() && !before.notNull()
                || after.checks().stream()
                        .anyMatch(check -> check.valid() && !before.checks().contains(check));
    }

    /** The server looks at the values of columns of the domain, but not into arrays and rows ({@code 0A000}). */
    private static boolean isWithin(Domain domain, List<SchemaObject> users) {
        return users.stream()
                .anyMatch(user -> user instanceof UserType
                        || user instanceof Column column
                                && column.type().isOf(domain.name())
                                && column.type().isArray());
    }

    private static List<Statement> inPlace(Domain before, Domain after, Scope scope) {
        var statements = new ArrayList<Statement>();
        if (!Objects.equals(before.defaultSql(), after.defaultSql())) {
            statements.add(alter(
                    after, scope, after.defaultSql() == null ? "DROP DEFAULT" : "SET DEFAULT " + after.defaultSql()));
        }
        if (before.notNull() != after.notNull()) {
            statements.add(
                    after.notNull()
                            ? checked(alter(after, scope, "SET NOT NULL"), after)
                            : alter(after, scope, "DROP NOT NULL"));
        }
        var gone = new ArrayList<>(before.checks());
        gone.removeAll(after.checks());
        var come = new ArrayList<>(after.checks());
        come.removeAll(before.checks());
        for (Domain.Check check : List.copyOf(gone)) {
            var validated = new Domain.Check(check.name(), check.expression(), true);
            var renamed = come.stream()
                    .filter(other -> other.expression().equals(check.expression()) && other.valid() == check.valid())
                    .filter(other -> gone.stream().noneMatch(one -> one.name().equals(other.name())))
                    .findFirst();
            String constraint = "CONSTRAINT " + Sql.ident(check.name());
            if (!check.valid() && come.remove(validated)) {
                statements.add(checked(alter(after, scope, "VALIDATE " + constraint), after));
                gone.remove(check);
            } else if (renamed.isPresent()) {
                statements.add(alter(
                        after,
                        scope,
                        "RENAME " + constraint + " TO "
                                + Sql.ident(renamed.get().name())));
                come.remove(renamed.get());
                gone.remove(check);
            }
        }
        gone.forEach(check -> statements.add(alter(after, scope, "DROP CONSTRAINT " + Sql.ident(check.name()))));
        for (Domain.Check check : come) {
            Statement add = alter(after, scope, "ADD " + check(check) + (check.valid() ? "" : " NOT VALID"));
            statements.add(check.valid() ? checked(add, after) : add);
        }
        return statements;
    }

    private static Statement checked(Statement statement, Domain domain) {
        return statement
                .hazard(Hazard.Kind.MAY_FAIL_ON_DATA, "a value of domain " + domain.name() + " may not fit")
                .hazard(Hazard.Kind.SCANS_TABLE, "all rows with columns of domain " + domain.name() + " are checked");
    }

    @Override
    public String sql(Scope scope, String schemas) {
        return """
                SELECT t.oid, n.nspname AS schema, t.typname, t.typnotnull, t.typdefaultbin IS NOT NULL AS has_default,
                  pg_catalog.format_type(t.typbasetype, t.typtypmod) AS base,
                  pg_catalog.pg_get_expr(t.typdefaultbin, 0) AS expression,
                  pg_catalog.quote_ident(ln.nspname) || '.' || pg_catalog.quote_ident(l.collname) AS collation,
                  ARRAY(SELECT k.conname::text FROM pg_constraint k WHERE k.contypid = t.oid AND k.contype = 'c'
                    ORDER BY k.oid) AS names,
                  ARRAY(SELECT pg_catalog.pg_get_expr(k.conbin, 0) FROM pg_constraint k
                    WHERE k.contypid = t.oid AND k.contype = 'c' ORDER BY k.oid) AS checks,
                  ARRAY(SELECT k.convalidated::text FROM pg_constraint k
                    WHERE k.contypid = t.oid AND k.contype = 'c' ORDER BY k.oid) AS valid
                FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
                JOIN pg_type b ON b.oid = t.typbasetype
                LEFT JOIN pg_collation l ON l.oid = t.typcollation AND t.typcollation <> b.typcollation
                LEFT JOIN pg_namespace ln ON ln.oid = l.collnamespace
                WHERE n.nspname IN (%s) AND t.typtype = 'd' AND %s
                ORDER BY t.typname""".formatted(schemas, DefinitionQuery.isFree("pg_type", "t.oid"));
    }

    @Override
    public void read(ResultSet row, CatalogBuilder catalog) throws SQLException {
        var names = CatalogText.strings(row, "names");
        var expressions = CatalogText.strings(row, "checks");
        var valid = CatalogText.strings(row, "valid");
        var checks = new ArrayList<Domain.Check>();
        for (int i = 0; i < names.size(); i++) {
            String name = String.valueOf(names.get(i));
            String expression = CatalogText.expression(expressions.get(i), "check " + name);
            checks.add(new Domain.Check(
                    name,
                    CatalogText.unwrapped(expression),
                    String.valueOf(valid.get(i)).equals("true")));
        }
        String name = row.getString("typname");
        var domain = new Domain(
                catalog.name(row, "typname"),
                catalog.type(row.getString("base")),
                catalog.reference(row.getString("collation")),
                row.getBoolean("typnotnull"),
                row.getBoolean("has_default")
                        ? CatalogText.expression(row.getString("expression"), "the default of " + name)
                        : null,
                checks);
        catalog.add(domain, "pg_type", row.getLong("oid"));
    }
}
