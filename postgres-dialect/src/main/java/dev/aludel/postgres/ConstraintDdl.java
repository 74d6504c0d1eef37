package dev.aludel.postgres;

import dev.aludel.core.schema.CheckConstraint;
import dev.aludel.core.schema.DefaultNames;
import dev.aludel.core.schema.ExclusionConstraint;
import dev.aludel.core.schema.ForeignKey;
import dev.aludel.core.schema.ForeignKey.Action;
import dev.aludel.core.schema.Index;
import dev.aludel.core.schema.Name;
import dev.aludel.core.schema.PrimaryKey;
import dev.aludel.core.schema.Standing;
import dev.aludel.core.schema.Table;
import dev.aludel.core.schema.TableMember;
import dev.aludel.core.schema.Timing;
import dev.aludel.core.schema.UniqueConstraint;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/** A constraint of a table or behind a column. It is named as the server names it when it is added. */
final class ConstraintDdl {

    /** In which order the server makes those of one statement. */
    enum Pass {
        CHECK,
        PRIMARY_KEY,
        KEY,
        FOREIGN_KEY
    }

    private final Ddl ddl;
    private final TokenCursor cursor;
    private final Name table;
    private final String name;
    private Pass pass = Pass.CHECK;
    private boolean exclusion;
    private String text = "";
    private List<String> columns = List.of();
    private List<String> include = List.of();
    private boolean overTime;
    private boolean nullsNotDistinct;
    private String usingIndex = "";
    private Name target = Name.of("?");
    private List<String> targetColumns = List.of();
    private Action onDelete = Action.NO_ACTION;
    private Action onUpdate = Action.NO_ACTION;
    private List<String> setOnDelete = List.of();
    private boolean matchFull;
    private Timing timing = Timing.NOT_DEFERRABLE;
    private Standing standing = Standing.VALID;
    private boolean inherited = true;

    private ConstraintDdl(Ddl ddl, TokenCursor cursor, Name table, String name) {
        this.ddl = ddl;
        this.cursor = cursor;
        this.table = table;
        this.name = name;
    }

    /** One that stands by itself, to its end. */
    static ConstraintDdl ofTable(Ddl ddl, TokenCursor cursor, Name table) {
        String name = cursor.skip("constraint") ? cursor.ident() : "";
        var constraint = new ConstraintDdl(ddl, cursor, table, name);
        constraint.ofTable();
        constraint.attributes();
        cursor.end();
        return constraint;
    }

    /** One behind a column. */
    static ConstraintDdl ofColumn(Ddl ddl, TokenCursor cursor, Name table, String column, String name) {
        var constraint = new ConstraintDdl(ddl, cursor, table, name);
        constraint.columns = List.of(column);
        constraint.ofColumn();
        constraint.attributes();
        return constraint;
    }

    Pass pass() {
        return pass;
    }

    boolean isKey() {
        return (pass == Pass.PRIMARY_KEY || pass == Pass.KEY) && !exclusion && usingIndex.isEmpty();
    }

    List<String> columns() {
        return columns;
    }

    private void ofTable() {
        switch (cursor.next()) {
            case "check" -> text = cursor.inParentheses();
            case "primary" -> {
                cursor.expect("key");
                pass = Pass.PRIMARY_KEY;
                key();
            }
            case "unique" -> {
                pass = Pass.KEY;
                nulls();
                key();
            }
            case "foreign" -> {
                cursor.expect("key");
                pass = Pass.FOREIGN_KEY;
                columns = columns("period");
                cursor.expect("references");
                references();
            }
            case "exclude" -> exclude();
            default -> throw Ddl.unknown("a constraint is not understood");
        }
    }

    private void ofColumn() {
        switch (cursor.next()) {
            case "check" -> {
                columns = List.of();
                text = cursor.inParentheses();
            }
            case "primary" -> {
                cursor.expect("key");
                pass = Pass.PRIMARY_KEY;
            }
            case "unique" -> {
                pass = Pass.KEY;
                nulls();
            }
            default -> {
                pass = Pass.FOREIGN_KEY;
                references();
            }
        }
    }

    private void nulls() {
        if (cursor.skip("nulls")) {
            nullsNotDistinct = cursor.skip("not");
            cursor.expect("distinct");
        }
    }

    private void key() {
        if (cursor.skip("using", "index")) {
            usingIndex = cursor.ident();
            return;
        }
        columns = columns("without overlaps");
        if (cursor.skip("include")) {
            include = cursor.elements().stream().map(ConstraintDdl::only).toList();
        }
    }

    private static String only(TokenCursor element) {
        String column = element.ident();
        element.end();
        return column;
    }

    /** The columns in parentheses, of which the last may be a range. */
    private List<String> columns(String range) {
        var found = new ArrayList<String>();
        for (TokenCursor element : cursor.elements()) {
            boolean period = range.equals("period") && element.size() == 2 && element.skip("period");
            found.add(element.ident());
            boolean overlaps = element.skip("without", "overlaps");
            overTime |= period || overlaps;
            element.end();
        }
        return found;
    }

    private void references() {
        target = ddl.name(cursor);
        if (cursor.is("(")) {
            targetColumns = columns("period");
        }
        while (cursor.is("on") || cursor.is("match")) {
            if (cursor.skip("match")) {
                matchFull = cursor.skip("full");
                if (!matchFull) {
                    cursor.expect("simple");
                }
            } else {
                cursor.next();
                if (cursor.skip("update")) {
                    onUpdate = action();
                } else {
                    cursor.expect("delete");
                    onDelete = action();
                    if (cursor.is("(")) {
                        setOnDelete = cursor.elements().stream()
                                .map(ConstraintDdl::only)
                                .toList();
                    }
                }
            }
        }
    }

    private Action action() {
        return switch (cursor.next()) {
            case "cascade" -> Action.CASCADE;
            case "restrict" -> Action.RESTRICT;
            case "set" -> {
                boolean nothing = cursor.skip("null");
                if (!nothing) {
                    cursor.expect("default");
                }
                yield nothing ? Action.SET_NULL : Action.SET_DEFAULT;
            }
            default -> {
                cursor.expect("action");
                yield Action.NO_ACTION;
            }
        };
    }

    private void exclude() {
        pass = Pass.KEY;
        exclusion = true;
        int start = cursor.at() - 1;
        if (cursor.skip("using")) {
            cursor.ident();
        }
        var names = new ArrayList<String>();
        for (TokenCursor element : cursor.elements()) {
            names.add(element.identifier());
        }
        columns = names;
        if (cursor.skip("include")) {
            cursor.elements();
        }
        if (cursor.skip("where")) {
            cursor.parenthesised();
        }
        attributes();
        text = cursor.piece(start, cursor.at());
    }

    private void attributes() {
        while (!cursor.atEnd()) {
            int start = cursor.at();
            boolean not = cursor.skip("not");
            if (cursor.skip("deferrable")) {
                boolean deferred = timing == Timing.INITIALLY_DEFERRED;
                timing = not ? Timing.NOT_DEFERRABLE : deferred ? timing : Timing.DEFERRABLE;
            } else if (!not && cursor.skip("initially")) {
                if (cursor.skip("deferred")) {
                    timing = Timing.INITIALLY_DEFERRED;
                } else {
                    cursor.expect("immediate");
                }
            } else if (not && cursor.skip("valid")) {
                standing = standing == Standing.NOT_ENFORCED ? standing : Standing.NOT_VALID;
            } else if (cursor.skip("enforced")) {
                standing = not ? Standing.NOT_ENFORCED : standing;
            } else if (!not && cursor.skip("no", "inherit")) {
                inherited = false;
            } else {
                cursor.moveTo(start);
                return;
            }
        }
    }

    /**
     * @param isNew has the table just been made, so that there are no rows that could fail?
     */
    void add(boolean isNew) {
        switch (pass) {
            case CHECK -> check(isNew);
            case FOREIGN_KEY -> foreignKey(isNew);
            default -> {
                if (exclusion) {
                    ddl.add(new ExclusionConstraint(
                            table, named(DefaultNames.exclusion(table, columns), true), ddl.text(text)));
                } else if (usingIndex.isEmpty()) {
                    addKey(pass == Pass.PRIMARY_KEY ? DefaultNames.primaryKey(table) : unique());
                } else {
                    fromIndex();
                }
            }
        }
    }

    private String unique() {
        var all = new ArrayList<>(columns);
        all.addAll(include);
        return DefaultNames.unique(table, all);
    }

    private String named(String otherwise, boolean relation) {
        if (name.isEmpty() && exclusion && columns.contains("")) {
            throw Ddl.unknown("what an exclusion over expressions is called is not understood");
        }
        return name.isEmpty() ? ddl.free(otherwise, table.schema(), relation, true) : name;
    }

    private Standing standing(boolean isNew) {
        return isNew && standing == Standing.NOT_VALID ? Standing.VALID : standing;
    }

    private void check(boolean isNew) {
        var check = new CheckConstraint(table, "?", CatalogText.unwrapped(ddl.text(text)), standing(isNew), inherited);
        var used = check.columnsUsed(ddl.model());
        String given = named(DefaultNames.check(table, List.copyOf(used)), false);
        ddl.add(new CheckConstraint(table, given, check.expression(), check.standing(), inherited));
    }

    private void addKey(String otherwise) {
        String given = named(otherwise, true);
        if (pass == Pass.PRIMARY_KEY) {
            notNull(columns);
            ddl.add(new PrimaryKey(table, given, columns, timing, include, overTime));
        } else {
            columns.forEach(column -> requireColumn(table, column));
            ddl.add(new UniqueConstraint(table, given, columns, timing, nullsNotDistinct, include, overTime));
        }
    }

    private void requireColumn(Name of, String column) {
        Table owner = ddl.table(of);
        if (owner.column(column).isEmpty() && !owner.hangs()) {
            throw Ddl.unknown("there is no column " + of + "." + column);
        }
    }

    private void notNull(List<String> keys) {
        for (String column : keys) {
            requireColumn(table, column);
            ddl.table(table).column(column).ifPresent(there -> ddl.replace(there.withNullable(false)));
        }
    }

    /** The index goes over to the constraint, under its name. */
    private void fromIndex() {
        TableMember there = ddl.index(Name.of(table.schema(), usingIndex));
        boolean plain = there instanceof Index index
                && index.keys().stream().allMatch(key -> key.column() != null)
                && ddl.about(index.id()).isEmpty();
        if (!plain) {
            throw Ddl.unknown("an index that becomes a constraint is not understood");
        }
        Index index = (Index) there;
        columns = index.keys().stream()
                .map(key -> Objects.requireNonNull(key.column()))
                .toList();
        include = index.include();
        nullsNotDistinct = index.nullsNotDistinct();
        ddl.remove(index.id());
        addKey(usingIndex);
    }

    private void foreignKey(boolean isNew) {
        boolean elsewhere = !ddl.isManaged(target.schema()) && !targetColumns.isEmpty();
        if (targetColumns.isEmpty()) {
            targetColumns = ddl.table(target)
                    .primaryKey()
                    .filter(key -> !overTime)
                    .map(PrimaryKey::columns)
                    .orElseThrow(() -> Ddl.unknown("table " + target + " has no primary key"));
        }
        columns.forEach(column -> requireColumn(table, column));
        if (!elsewhere) {
            targetColumns.forEach(column -> requireColumn(target, column));
        }
        String given = named(DefaultNames.foreignKey(table, columns), false);
        ddl.add(new ForeignKey(table, given, columns, target, targetColumns, onDelete, onUpdate, timing)
                .with(matchFull, setOnDelete, overTime, standing(isNew)));
    }

    /** What makes a constraint that is there another one: when and whether it is checked. */
    static ForeignKey altered(Ddl ddl, ForeignKey key, TokenCursor cursor) {
        var read = new ConstraintDdl(ddl, cursor, key.table(), key.name());
        boolean enforced = cursor.is("enforced");
        boolean immediate = cursor.is("initially") || cursor.is("deferrable") || cursor.is("not");
        int start = cursor.at();
        read.attributes();
        cursor.end();
        if (!enforced && !immediate
                || !Set.of(Standing.VALID, Standing.NOT_ENFORCED).contains(read.standing)) {
            throw Ddl.unknown("what happens to a constraint is not understood");
        }
        cursor.moveTo(start);
        String words = " " + cursor.rest().toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
        boolean timed = words.contains("deferrable") || words.contains("initially");
        Standing standing = words.contains(" not enforced")
                ? Standing.NOT_ENFORCED
                : words.contains(" enforced") ? Standing.VALID : key.standing();
        return key.with(key.onDelete(), key.onUpdate(), timed ? read.timing : key.timing())
                .with(key.matchFull(), key.setOnDelete(), key.period(), standing);
    }
}
