package dev.aludel.postgres;

import dev.aludel.core.dialect.Hazard;
import dev.aludel.core.dialect.LockLevel;
import dev.aludel.core.dialect.Scope;
import dev.aludel.core.dialect.Statement;
import dev.aludel.core.dialect.Using;
import dev.aludel.core.schema.Column;
import dev.aludel.core.schema.SequenceOptions;
import dev.aludel.core.schema.SqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Changes a column where it stands: one {@code ALTER TABLE} where PostgreSQL allows it. What goes (default, identity,
 * expression) goes first, then the type changes, then what is new comes.
 */
final class ColumnChange {

    private static final Pattern NEXT = Pattern.compile("nextval\\(('(?:[^']|'')+')::(?:pg_catalog\\.)?regclass\\)");

    private static final Set<String> WHOLE = Set.of("smallint", "integer", "bigint");

    private final Column before;
    private final Column after;
    private final Using using;
    private final Scope scope;
    private final String name;

    ColumnChange(Column before, Column after, Using using, Scope scope) {
        this.before = before;
        this.after = after;
        this.using = using;
        this.scope = scope;
        this.name = Sql.ident(after.name());
    }

    List<Statement> statements() {
        return isMadeAnew() ? List.of(anew()) : inPlace();
    }

    /** PostgreSQL can forget a stored expression in place and, from 17 on, change one; all else is another column. */
    private boolean isMadeAnew() {
        if (Objects.equals(before.generated(), after.generated())) {
            return false;
        }
        return after.generated() == null ? !before.generated().stored() : !changesExpression();
    }

    private boolean changesExpression() {
        return before.generated() != null
                && after.generated() != null
                && !before.generated().equals(after.generated())
                && before.generated().stored() == after.generated().stored()
                && !retyped()
                && Since.V17.isIn(scope);
    }

    private Statement anew() {
        var add = new ColumnSupport().add(after, scope, "DROP COLUMN " + name + ", ADD COLUMN ");
        return before.holdsData()
                ? add.hazard(
                        Hazard.Kind.LOSES_DATA,
                        "all values of column " + after.name() + " of " + after.table() + " are computed anew")
                : add;
    }

    private List<Statement> inPlace() {
        var statements = new ArrayList<Statement>();
        boolean leavesIdentity = before.identity() != null && after.identity() == null;
        if (leavesIdentity && retyped()) {
            // the server would want the type to be one that an identity can have
            statements.add(alter(List.of("DROP IDENTITY")));
        }
        boolean forgets = before.generated() != null && after.generated() == null;
        if (forgets && retyped()) {
            // the server takes no conversion of what is generated when the statement begins
            statements.add(alter(List.of("DROP EXPRESSION")));
        }
        boolean tightens = before.identity() != null
                && after.identity() != null
                && SequenceClauses.exceeds(
                        before.identity().options(), after.identity().options().type());
        if (tightens) {
            identity(true).ifPresent(action -> statements.add(alter(List.of(action))));
        }
        var actions = new ArrayList<String>();
        if (before.defaultSql() != null && (after.defaultSql() == null || redefaults())) {
            actions.add("DROP DEFAULT");
        }
        if (leavesIdentity && !retyped()) {
            actions.add("DROP IDENTITY");
        }
        if (forgets && !retyped()) {
            actions.add("DROP EXPRESSION");
        }
        if (changesExpression()) {
            actions.add("SET EXPRESSION AS (" + Sql.closed(after.generated().expression()) + ")");
        }
        if (retyped()) {
            actions.add(type());
        }
        if (after.defaultSql() != null && (!after.defaultSql().equals(before.defaultSql()) || redefaults())) {
            actions.add("SET DEFAULT " + Sql.closed(after.defaultSql()));
        }
        if (before.nullable() != after.nullable()) {
            actions.add(after.nullable() ? "DROP NOT NULL" : "SET NOT NULL");
        }
        // the server looks at the type when it makes an identity's sequence, so that has to be done by then
        var later = retyped() ? new ArrayList<String>() : actions;
        if (!tightens) {
            identity(false).ifPresent(later::add);
        }
        if (!actions.isEmpty()) {
            statements.add(warned(alter(actions)));
        }
        if (!later.isEmpty() && later != actions) {
            statements.add(alter(later));
        }
        catchUp().ifPresent(statements::add);
        return statements;
    }

    private Statement alter(List<String> actions) {
        return Sql.alterTable(
                after.table(),
                scope,
                LockLevel.ACCESS_EXCLUSIVE,
                actions.stream()
                        .map(action -> "ALTER COLUMN " + name + " " + action)
                        .toList());
    }

    private boolean retyped() {
        return !before.type().equals(after.type()) || !Objects.equals(before.collation(), after.collation());
    }

    /** A default of another type is not always converted, and never into the text that is wanted. */
    private boolean redefaults() {
        return before.defaultSql() != null
                && after.defaultSql() != null
                && (!before.type().base().equals(after.type().base())
                        || before.type().isArray() != after.type().isArray());
    }

    private String type() {
        var sql = new StringBuilder("TYPE ").append(SqlTypes.sql(after.type(), scope));
        if (after.collation() != null) {
            sql.append(" COLLATE ").append(Sql.reference(after.collation()));
        }
        return sql.append(conversion().map(expression -> " USING " + expression).orElse(""))
                .toString();
    }

    /** A generated column is computed anew; the server takes no conversion for it. */
    private Optional<String> conversion() {
        if (before.generated() != null && after.generated() != null) {
            return Optional.empty();
        }
        return using.up().isBlank() ? typeChange().using(name, scope) : Optional.of(using.up());
    }

    private TypeChange typeChange() {
        return new TypeChange(before.type(), after.type());
    }

    /**
     * @param first before the type changes?
     */
    private Optional<String> identity(boolean first) {
        var had = before.identity();
        var gets = after.identity();
        if (gets == null || gets.equals(had)) {
            return Optional.empty();
        }
        if (had == null) {
            return Optional.of("ADD " + ColumnSupport.identity(gets));
        }
        String options = first
                ? SequenceClauses.identityChangesFirst(had.options(), gets.options())
                : SequenceClauses.identityChanges(had.options(), gets.options());
        String generation = had.always() == gets.always() ? "" : " SET " + ColumnSupport.generation(gets);
        // where it stands means nothing in the other direction or outside its bounds, and the server refuses to go
        // there
        String change = (generation + options + (startsOver() ? " RESTART" : "")).strip();
        return change.isEmpty() ? Optional.empty() : Optional.of(change);
    }

    /** Does an identity turn round, or do its bounds move the way it counts or leave out where it has begun? */
    private boolean startsOver() {
        if (before.identity() == null || after.identity() == null) {
            return false;
        }
        var had = before.identity().options();
        var gets = after.identity().options();
        boolean up = gets.increment() > 0;
        boolean left = had.start() < gets.min() || had.start() > gets.max();
        return left || had.increment() > 0 != up || (up ? gets.min() > had.min() : gets.max() < had.max());
    }

    private Statement warned(Statement statement) {
        String where = "column " + after.name() + " of " + after.table();
        var warned = statement;
        if (!before.type().equals(after.type())) {
            for (Hazard hazard : typeChange().hazards(where)) {
                warned = warned.hazard(hazard.kind(), hazard.detail());
            }
        } else if (retyped()) {
            warned = warned.hazard(Hazard.Kind.SCANS_TABLE, "indexes on " + where + " are built anew");
        }
        if (changesExpression() && after.generated().stored()) {
            warned = warned.hazard(Hazard.Kind.REWRITES_TABLE, where + " is computed anew in every row");
        }
        if (before.nullable() && !after.nullable()) {
            warned = warned.hazard(Hazard.Kind.MAY_FAIL_ON_DATA, "a null in " + where + " would stop it")
                    .hazard(Hazard.Kind.SCANS_TABLE, "all rows of " + after.table() + " are looked at");
        }
        return warned;
    }

    /** Moves the sequence that the column now draws from past the values that are there, never back. */
    private Optional<Statement> catchUp() {
        if (!isWhole(after.type())) {
            return Optional.empty();
        }
        if (after.identity() != null) {
            return before.identity() == null || startsOver()
                    ? Optional.of(read(pastIdentity(after.identity().options())))
                    : Optional.empty();
        }
        boolean same = Objects.equals(before.defaultSql(), after.defaultSql()) && before.identity() == null;
        return same || after.defaultSql() == null
                ? Optional.empty()
                : sequenceIn(after.defaultSql()).map(sequence -> read(pastSequence(sequence)));
    }

    private Statement read(String sql) {
        return Statement.of(sql)
                .locking(after.table(), LockLevel.ACCESS_SHARE)
                .hazard(Hazard.Kind.SCANS_TABLE, "the last value of column " + after.name() + " is looked up");
    }

    private static boolean isWhole(SqlType type) {
        return WHOLE.contains(type.text());
    }

    /** Does nothing to an empty table: {@code setval} of a null is no call at all. */
    private String pastIdentity(SequenceOptions options) {
        boolean up = options.increment() > 0;
        String last = (up ? "max(" : "min(") + name + ")";
        String table = Sql.name(after.table(), scope);
        return "SELECT pg_catalog.setval(pg_catalog.pg_get_serial_sequence(" + Sql.literal(table) + ", "
                + Sql.literal(after.name()) + "), " + (up ? "greatest(" : "least(") + last + ", " + options.start()
                + "), " + last + (up ? " >= " : " <= ") + options.start() + ") FROM " + table;
    }

    private String pastSequence(String sequence) {
        String relation = sequence.substring(1, sequence.length() - 1).replace("''", "'");
        return "SELECT pg_catalog.setval(" + sequence + "::pg_catalog.regclass, max(" + name + ")) FROM "
                + Sql.name(after.table(), scope) + " HAVING max(" + name + ") >= (SELECT last_value FROM " + relation
                + ") AND (SELECT seqincrement FROM pg_catalog.pg_sequence WHERE seqrelid = " + sequence
                + "::pg_catalog.regclass) > 0";
    }

    /** The literal of {@code nextval('…'::regclass)}, if the expression is just that. */
    private static Optional<String> sequenceIn(String expression) {
        var matcher = NEXT.matcher(expression);
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
