package dev.aludel.postgres.changes;

import dev.aludel.core.op.Operation;
import dev.aludel.core.op.Rename;
import dev.aludel.core.schema.Column;
import dev.aludel.core.schema.CompositeType;
import dev.aludel.core.schema.Name;
import dev.aludel.core.schema.ObjectId;
import dev.aludel.core.schema.Renaming;
import dev.aludel.core.schema.SchemaModel;
import dev.aludel.core.schema.Table;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which values have to be in which columns before and after: those of every column that both schemas have. */
final class Contents {

    /** A column under its two names. */
    private record Kept(Name tableBefore, String before, Name tableAfter, String after, boolean retyped) {}

    private final List<Kept> columns = new ArrayList<>();
    private final Map<Name, Name> tables = new TreeMap<>();

    Contents(SchemaModel from, SchemaModel to, List<Operation> upgrade) {
        for (Table table : from.tables()) {
            Name now = renamed(table.id(), upgrade).name();
            if (to.table(now).isPresent()) {
                tables.put(table.name(), now);
                table.columns().forEach(column -> add(column, from, to, upgrade));
            }
        }
    }

    private void add(Column column, SchemaModel from, SchemaModel to, List<Operation> upgrade) {
        ObjectId now = renamed(column.id(), upgrade);
        to.find(now).map(Column.class::cast).ifPresent(after -> {
            boolean computed = column.generated() != null || after.generated() != null;
            if (!computed && !isReshaped(column, from, to) && column.type().fitsInto(after.type())) {
                boolean retyped = !column.type().equals(after.type());
                columns.add(new Kept(column.table(), column.name(), after.table(), after.name(), retyped));
            }
        });
    }

    /** Has its type other attributes, so that its values are written in another way? */
    private static boolean isReshaped(Column column, SchemaModel from, SchemaModel to) {
        return from.userType(column.type())
                .flatMap(from::find)
                .filter(CompositeType.class::isInstance)
                .filter(type ->
                        to.find(type.id()).filter(after -> !after.equals(type)).isPresent())
                .isPresent();
    }

    private static ObjectId renamed(ObjectId id, List<Operation> upgrade) {
        ObjectId now = id;
        for (Operation operation : upgrade) {
            if (operation instanceof Rename rename) {
                now = new Renaming(rename.from(), rename.to()).id(now);
            }
        }
        return now;
    }

    /** What must be the same before and after the upgrade: values of the same type, and the number of rows. */
    List<String> before(Side side) throws SQLException {
        var all = new ArrayList<String>();
        for (Name table : tables.keySet()) {
            all.addAll(rows(side, table, names(table, false, false)));
        }
        return all;
    }

    List<String> after(Side side) throws SQLException {
        var all = new ArrayList<String>();
        for (Name table : tables.keySet()) {
            all.addAll(rows(side, tables.get(table), names(table, true, false)));
        }
        return all;
    }

    /** What must be the same before the upgrade and after the downgrade: values of a wider type come back too. */
    List<String> wayBack(Side side) throws SQLException {
        var all = new ArrayList<String>();
        for (Name table : tables.keySet()) {
            all.addAll(rows(side, table, names(table, false, true)));
        }
        return all;
    }

    private List<String> names(Name table, boolean after, boolean retyped) {
        return columns.stream()
                .filter(column -> column.tableBefore().equals(table) && (retyped || !column.retyped()))
                .map(column -> quoted(after ? column.after() : column.before()))
                .toList();
    }

    private static List<String> rows(Side side, Name table, List<String> columns) throws SQLException {
        return side.ask("SELECT ROW(" + String.join(", ", columns) + ")::text FROM " + name(table) + " ORDER BY 1");
    }

    /** The table's name in SQL. */
    static String name(Table table) {
        return name(table.name());
    }

    private static String name(Name table) {
        return (table.isUnqualified() ? "" : quoted(table.schema()) + ".") + quoted(table.local());
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
