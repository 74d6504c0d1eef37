package dev.aludel.postgres;

import dev.aludel.core.schema.DefaultNames;
import dev.aludel.core.schema.Domain;
import dev.aludel.core.schema.Domain.Check;
import dev.aludel.core.schema.Name;
import dev.aludel.core.schema.SqlType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code DOMAIN}. */
final class DomainDdl {

    private final Ddl ddl;
    private final TokenCursor cursor;

    DomainDdl(Ddl ddl) {
        this.ddl = ddl;
        this.cursor = ddl.cursor;
    }

    void create() {
        Name name = ddl.name();
        cursor.skip("as");
        SqlType type = ddl.type(cursor.upTo(ColumnDdl.CLAUSES));
        var domain = Domain.of(name, type);
        while (!cursor.atEnd()) {
            domain = with(domain);
        }
        ddl.add(domain);
        new PrivilegeDdl(ddl).byDefault(domain.id(), "TYPES");
    }

    private Domain with(Domain domain) {
        if (cursor.skip("collate")) {
            Name collation = ColumnDdl.collation(ddl, cursor);
            return new Domain(
                    domain.name(), domain.type(), collation, domain.notNull(), domain.defaultSql(), domain.checks());
        }
        if (cursor.skip("default")) {
            String value = ColumnDdl.value(cursor);
            return with(domain, ColumnDdl.isNull(value) ? null : ddl.text(value));
        }
        String name = cursor.skip("constraint") ? cursor.ident() : "";
        if (cursor.skip("not", "null")) {
            return with(domain, true);
        }
        return cursor.skip("null") ? domain : withCheck(domain, name);
    }

    private static Domain with(Domain domain, @Nullable String defaultSql) {
        return new Domain(
                domain.name(), domain.type(), domain.collation(), domain.notNull(), defaultSql, domain.checks());
    }

    private static Domain with(Domain domain, boolean notNull) {
        return new Domain(
                domain.name(), domain.type(), domain.collation(), notNull, domain.defaultSql(), domain.checks());
    }

    private static Domain with(Domain domain, List<Check> checks) {
        return new Domain(
                domain.name(), domain.type(), domain.collation(), domain.notNull(), domain.defaultSql(), checks);
    }

    private Domain withCheck(Domain domain, String given) {
        cursor.expect("check");
        String expression = CatalogText.unwrapped(ddl.text(cursor.inParentheses()));
        int start = cursor.at();
        boolean valid = !(cursor.skip("not") && cursor.skip("valid"));
        cursor.moveTo(valid ? start : cursor.at());
        String name = given.isEmpty()
                ? DefaultNames.free(DefaultNames.check(domain.name(), List.of()), taken -> isTaken(domain, taken))
                : given;
        var checks = new ArrayList<>(domain.checks());
        checks.add(new Check(name, expression, valid));
        return with(domain, checks);
    }

    private boolean isTaken(Domain domain, String name) {
        String schema = domain.name().schema();
        return domain.check(name).isPresent()
                || ddl.model().all(Domain.class).stream()
                        .anyMatch(other -> other.name().schema().equals(schema)
                                && other.check(name).isPresent())
                || !ddl.free(name, schema, false, true).equals(name);
    }

    void alter() {
        Name name = ddl.name();
        Domain domain = (Domain) ddl.find(Domain.id(name));
        String verb = cursor.next();
        switch (verb) {
            case "owner" -> {
                new SettingDdl(ddl).owner(domain.id(), "DOMAIN " + Sql.reference(name), cursor);
                return;
            }
            case "add" -> {
                String given = cursor.skip("constraint") ? cursor.ident() : "";
                ddl.replace(cursor.skip("not", "null") ? with(domain, true) : withCheck(domain, given));
            }
            case "set" -> set(domain);
            case "drop" -> drop(domain);
            case "validate" -> {
                cursor.expect("constraint");
                Check check = check(domain, cursor.ident());
                replace(domain, check, new Check(check.name(), check.expression(), true));
            }
            case "rename" -> {
                if (cursor.skip("to")) {
                    ddl.rename(domain.id(), Domain.id(Name.of(name.schema(), cursor.ident())));
                } else {
                    cursor.expect("constraint");
                    Check check = check(domain, cursor.ident());
                    cursor.expect("to");
                    replace(domain, check, new Check(cursor.ident(), check.expression(), check.valid()));
                }
            }
            default -> throw Ddl.unknown("what happens to a domain is not understood");
        }
        cursor.end();
    }

    private void set(Domain domain) {
        if (cursor.skip("schema")) {
            Name to = ddl.scope.relative(domain.name().inSchema(cursor.ident()));
            ddl.rename(domain.id(), Domain.id(to));
        } else if (cursor.skip("default")) {
            String value = cursor.rest();
            ddl.replace(with(domain, ColumnDdl.isNull(value) ? null : ddl.text(value)));
        } else {
            cursor.expect("not");
            cursor.expect("null");
            ddl.replace(with(domain, true));
        }
    }

    private void drop(Domain domain) {
        if (cursor.skip("default")) {
            ddl.replace(with(domain, (String) null));
        } else if (cursor.skip("not", "null")) {
            ddl.replace(with(domain, false));
        } else {
            cursor.expect("constraint");
            boolean optional = ddl.ifExists();
            String name = cursor.ident();
            AlterTableDdl.cascades(cursor);
            if (domain.check(name).isPresent() || !optional) {
                var checks = new ArrayList<>(domain.checks());
                checks.remove(check(domain, name));
                ddl.replace(with(domain, checks));
            }
        }
    }

    private static Check check(Domain domain, String name) {
        return domain.check(name)
                .orElseThrow(() -> Ddl.unknown("there is no check " + name + " of domain " + domain.name()));
    }

    private void replace(Domain domain, Check from, Check to) {
        var checks = new ArrayList<>(domain.checks());
        checks.set(checks.indexOf(from), to);
        ddl.replace(with(domain, checks));
    }
}
