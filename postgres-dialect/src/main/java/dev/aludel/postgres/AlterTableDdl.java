package dev.aludel.postgres;

import dev.aludel.core.schema.CheckConstraint;
import dev.aludel.core.schema.Column;
import dev.aludel.core.schema.ForeignKey;
import dev.aludel.core.schema.Name;
import dev.aludel.core.schema.ObjectId;
import dev.aludel.core.schema.SchemaObject;
import dev.aludel.core.schema.Sequence;
import dev.aludel.core.schema.SequenceOwner;
import dev.aludel.core.schema.Setting;
import dev.aludel.core.schema.Standing;
import dev.aludel.core.schema.Table;
import dev.aludel.core.schema.TableMember;
import dev.aludel.core.schema.TableOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** {@code ALTER TABLE}. */
final class AlterTableDdl {

    private static final Set<String> CONSTRAINTS =
            Set.of("constraint", "primary", "unique", "check", "foreign", "exclude");

    private final Ddl ddl;
    private final TokenCursor cursor;

    AlterTableDdl(Ddl ddl) {
        this.ddl = ddl;
        this.cursor = ddl.cursor;
    }

    void alter() {
        boolean optional = ddl.ifExists();
        boolean only = cursor.skip("only");
        Name name = ddl.name();
        cursor.skip("*");
        if (ddl.model().table(name).isEmpty()) {
            if (!(optional && ddl.relation(name).isEmpty() && ddl.isManaged(name.schema()))) {
                cursor.moveTo(1);
                new ObjectDdl(ddl).alter();
            }
            return;
        }
        if (only && !ddl.children(name).isEmpty()) {
            throw Ddl.unknown("ONLY where tables hang on it is not understood");
        }
        if (cursor.skip("rename")) {
            rename(name);
        } else if (isMove()) {
            move(ObjectId.table(name));
        } else if (cursor.skip("attach", "partition")) {
            attach(name);
        } else {
            actions(name);
        }
    }

    private boolean isMove() {
        int start = cursor.at();
        boolean moves = cursor.skip("set") && cursor.skip("schema");
        cursor.moveTo(moves ? cursor.at() : start);
        return moves;
    }

    private void move(ObjectId id) {
        String schema = cursor.ident();
        cursor.end();
        Name to = ddl.scope.relative(id.name().inSchema(schema));
        ddl.rename(id, new ObjectId(id.kind(), to));
    }

    /** In the order of the server's passes: what goes, then types, then all else. */
    private void actions(Name table) {
        var late = new ArrayList<TokenCursor>();
        var types = new ArrayList<TokenCursor>();
        for (TokenCursor action : cursor.list()) {
            if (action.skip("drop")) {
                drop(table, action);
            } else if (isType(action)) {
                types.add(action);
            } else {
                late.add(action);
            }
        }
        types.forEach(action -> action(table, action));
        late.forEach(action -> action(table, action));
    }

    private static boolean isType(TokenCursor action) {
        boolean type = action.skip("alter");
        if (type) {
            action.skip("column");
            action.ident();
            type = action.is("type") || action.skip("set") && action.is("data");
        }
        action.moveTo(0);
        return type;
    }

    private void action(Name table, TokenCursor action) {
        int start = action.at();
        switch (action.next()) {
            case "add" -> add(table, action);
            case "alter" -> {
                if (action.skip("constraint")) {
                    ForeignKey key = (ForeignKey) ddl.constraint(table, action.ident());
                    ddl.replace(ConstraintDdl.altered(ddl, key, action));
                } else {
                    action.skip("column");
                    String column = action.ident();
                    requireOwn(table, column);
                    new AlterColumnDdl(ddl, table, column, action).alter();
                }
            }
            case "validate" -> {
                action.expect("constraint");
                String name = action.ident();
                action.end();
                validate(ddl.constraint(table, name));
            }
            case "inherit" -> inherit(table, action);
            default -> {
                action.moveTo(start);
                new SettingDdl(ddl).ofTable(table, action);
            }
        }
    }

    private void add(Name table, TokenCursor action) {
        boolean column = action.skip("column");
        if (!column && CONSTRAINTS.contains(action.word())) {
            ConstraintDdl constraint = ConstraintDdl.ofTable(ddl, action, table);
            constraint.add(false);
            return;
        }
        if (action.skip("if", "not", "exists")) {
            int start = action.at();
            String name = action.ident();
            if (ddl.table(table).column(name).isPresent()) {
                return;
            }
            action.moveTo(start);
        }
        int start = action.at();
        requireOwn(table, action.ident());
        action.moveTo(start);
        TableDdl.addTo(ddl, new ColumnDdl(ddl, table, action).add(), false);
    }

    /** What happens to a column happens in the tables that hang on its table, too. */
    private void requireOwn(Name table, String column) {
        for (Table child : ddl.children(table)) {
            boolean used = child.members(TableMember.class).stream()
                    .anyMatch(member -> member.name().equals(column)
                            || member.columnsUsed(ddl.model()).contains(column));
            if (used || !ddl.children(child.name()).isEmpty()) {
                throw Ddl.unknown("column " + column + " is also one of " + child.name() + ", which hangs on it");
            }
        }
    }

    private void drop(Name table, TokenCursor action) {
        if (action.skip("constraint")) {
            boolean optional = action.skip("if", "exists");
            String name = action.ident();
            boolean cascades = cascades(action);
            boolean there = ddl.table(table).members(TableMember.class).stream()
                    .anyMatch(member -> member.name().equals(name));
            if (there || !optional) {
                TableMember constraint = ddl.constraint(table, name);
                dropMember(ddl, constraint, cascades);
            }
            return;
        }
        action.skip("column");
        boolean optional = action.skip("if", "exists");
        String name = action.ident();
        boolean cascades = cascades(action);
        if (optional
                && ddl.table(table).column(name).isEmpty()
                && !ddl.table(table).hangs()) {
            return;
        }
        requireOwn(table, name);
        column(ddl.column(table, name), cascades);
    }

    static boolean cascades(TokenCursor cursor) {
        boolean cascades = cursor.skip("cascade");
        if (!cascades) {
            cursor.skip("restrict");
        }
        cursor.end();
        return cascades;
    }

    /** With it go the parts of its table that are over it, and the sequences that it owns. */
    private void column(Column column, boolean cascades) {
        var going = new ArrayList<SchemaObject>();
        going.add(column);
        for (TableMember member : ddl.table(column.table()).members(TableMember.class)) {
            boolean over = member.columnsUsed(ddl.model()).contains(column.name());
            if (over && member instanceof SequenceOwner owner && ddl.model().contains(Sequence.id(owner.sequence()))) {
                going.add(ddl.find(Sequence.id(owner.sequence())));
            }
            if (over && !(member instanceof Column)) {
                going.add(member);
            }
        }
        new DropDdl(ddl).together(going, cascades, column.id());
    }

    static void dropMember(Ddl ddl, TableMember member, boolean cascades) {
        new DropDdl(ddl).together(List.of(member), cascades, member.id());
    }

    private void validate(TableMember constraint) {
        if (constraint instanceof CheckConstraint check && check.standing() != Standing.NOT_ENFORCED) {
            ddl.replace(new CheckConstraint(
                    check.table(), check.name(), check.expression(), Standing.VALID, check.inherited()));
        } else if (constraint instanceof ForeignKey key && key.standing() != Standing.NOT_ENFORCED) {
            ddl.replace(key.with(key.matchFull(), key.setOnDelete(), key.period(), Standing.VALID));
        } else {
            throw Ddl.unknown("what is looked at is no check or foreign key that is enforced");
        }
    }

    private void inherit(Name table, TokenCursor action) {
        Name parent = ddl.name(action);
        action.end();
        boolean hangs = ddl.table(table).hangs();
        boolean merges = ddl.table(parent).members(CheckConstraint.class).isEmpty();
        if (hangs || !merges) {
            throw Ddl.unknown("INHERIT of more than columns is not understood");
        }
        TableDdl.inherits(ddl, table, List.of(Sql.reference(parent)));
    }

    private void rename(Name table) {
        if (cursor.skip("to")) {
            String to = cursor.ident();
            cursor.end();
            ddl.rename(ObjectId.table(table), ObjectId.table(Name.of(table.schema(), to)));
            return;
        }
        boolean constraint = cursor.skip("constraint");
        if (!constraint) {
            cursor.skip("column");
        }
        String from = cursor.ident();
        cursor.expect("to");
        String to = cursor.ident();
        cursor.end();
        if (!constraint) {
            requireOwn(table, from);
        }
        ObjectId id = constraint
                ? ddl.constraint(table, from).id()
                : ddl.column(table, from).id();
        ddl.rename(id, new ObjectId(id.kind(), table, to));
    }

    /** A partition has only what is its own: its columns, and what its table has too, are that table's now. */
    private void attach(Name parent) {
        Name table = ddl.name();
        String bound = cursor.rest();
        Table from = ddl.table(parent);
        Table partition = ddl.table(table);
        if (from.hangs() || partition.hangs() || !ddl.children(table).isEmpty()) {
            throw Ddl.unknown("a partition of partitions is not understood");
        }
        for (Column column : partition.columns()) {
            ddl.drop(column.id());
        }
        boolean more = partition.members(TableMember.class).stream()
                .anyMatch(member -> !(member instanceof Column || member instanceof TableOption));
        if (more) {
            throw Ddl.unknown("which constraints and indexes of a partition become its table's is not understood");
        }
        TableDdl.attach(ddl, parent, table, bound);
    }

    /** What is set on a table that no longer holds once an index has gone. */
    static List<Setting> goneWith(Ddl ddl, TableMember index) {
        return ddl.about(ObjectId.table(index.table())).stream()
                .filter(Setting.class::isInstance)
                .map(Setting.class::cast)
                .filter(setting -> Set.of("clustered index", "replica identity").contains(setting.key()))
                .filter(setting -> setting.set().endsWith(" " + Sql.ident(index.name())))
                .toList();
    }
}
