package dev.aludel.postgres;

import dev.aludel.core.dialect.LockLevel;
import dev.aludel.core.dialect.Scope;
import dev.aludel.core.dialect.Statement;
import dev.aludel.core.schema.Column;
import dev.aludel.core.schema.Domain;
import dev.aludel.core.schema.EnumType;
import dev.aludel.core.schema.Name;
import dev.aludel.core.schema.SqlType;
import dev.aludel.core.schema.UserType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Values of an enum that are about to go, while rows may still have them. */
final class LostValues {

    private static final String BEGIN = "DECLARE found text; BEGIN"
            + " SELECT pg_catalog.string_agg(pg_catalog.format('%L in %s row(s) of %s', value, n, place), ', '"
            + " ORDER BY place, value) INTO found FROM (";

    private static final String END = "; END IF; END";

    private LostValues() {}

    /** Is this the body of such a statement? */
    static boolean isGuard(String body) {
        return body.startsWith(BEGIN) && body.endsWith(END) && body.indexOf(';') == body.indexOf("; BEGIN");
    }

    /** A statement that fails, and says which rows have to change, when there are such rows. */
    static Optional<Statement> guard(
            EnumType before, EnumType after, List<UserType> users, List<Column> columns, Scope scope) {
        var gone = new ArrayList<>(before.labels());
        gone.removeAll(after.labels());
        var names = new ArrayList<Name>();
        names.add(before.name());
        for (UserType user : users) {
            // each comes after those that it is made of
            if (user instanceof Domain domain && !domain.type().isArray() && isOneOf(domain.type(), names)) {
                names.add(domain.name());
            }
        }
        var holders =
                columns.stream().filter(column -> isOneOf(column.type(), names)).toList();
        if (gone.isEmpty() || holders.isEmpty()) {
            return Optional.empty();
        }
        String found =
                holders.stream().map(column -> found(column, gone, scope)).collect(Collectors.joining(" UNION ALL "));
        String block = BEGIN + found + ") AS f;"
                + " IF found IS NOT NULL THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = "
                + Sql.literal("values that enum " + before.name() + " loses are still there: ") + " || found || "
                + Sql.literal("; give these rows other values first, in this revision or an earlier one")
                + END;
        var guard = Statement.of("DO " + Sql.literal(block));
        for (Column column : holders) {
            guard = guard.locking(column.table(), LockLevel.ACCESS_SHARE);
        }
        return Optional.of(guard);
    }

    private static boolean isOneOf(SqlType type, List<Name> names) {
        return names.stream().anyMatch(type::isOf);
    }

    private static String found(Column column, List<String> gone, Scope scope) {
        String table = Sql.name(column.table(), scope);
        String name = Sql.ident(column.name());
        String place = Sql.literal(column.id().path());
        boolean list = column.type().isArray();
        String from = list ? table + " AS t, pg_catalog.unnest(t." + name + ") AS e(value)" : table + " AS t";
        String value = (list ? "e.value" : "t." + name) + "::text";
        return "SELECT " + place + " AS place, " + value + " AS value, pg_catalog.count(*) AS n FROM " + from
                + " WHERE " + value + " IN (" + Sql.literals(gone) + ") GROUP BY " + value;
    }
}
