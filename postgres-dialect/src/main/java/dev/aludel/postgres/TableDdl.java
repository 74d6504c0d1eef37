package dev.aludel.postgres;

import dev.aludel.core.schema.Column;
import dev.aludel.core.schema.Name;
import dev.aludel.core.schema.ObjectId;
import dev.aludel.core.schema.Setting;
import dev.aludel.core.schema.SqlTokens;
import dev.aludel.core.schema.Table;
import dev.aludel.core.schema.TableOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** {@code CREATE TABLE}. */
final class TableDdl {

    private static final Set<String> CONSTRAINTS =
            Set.of("constraint", "primary", "unique", "check", "foreign", "exclude");

    /** Clauses that follow the columns. */
    private static final Set<String> AFTER_BOUND = Set.of("partition", "using", "with", "tablespace", "on");

    private final Ddl ddl;
    private final TokenCursor cursor;

    TableDdl(Ddl ddl) {
        this.ddl = ddl;
        this.cursor = ddl.cursor;
    }

    void create(boolean temporary, boolean unlogged) {
        boolean optional = ddl.ifNotExists();
        Name name = ddl.name();
        if (temporary || name.schema().equals("pg_temp")) {
            if (ddl.relation(name).isPresent()) {
                throw Ddl.unknown("a temporary table hides table " + name);
            }
            return;
        }
        if (optional && ddl.relation(name).isPresent()) {
            return;
        }
        ddl.add(Table.of(name));
        if (cursor.skip("partition", "of")) {
            partition(name);
        } else {
            var elements = cursor.elements();
            List<Table> parents = cursor.skip("inherits") ? inherits(name) : List.of();
            elements(ddl, name, elements);
            requireMerged(ddl.table(name), parents);
        }
        options(name);
        if (unlogged) {
            new SettingDdl(ddl).unlogged(ObjectId.table(name), "TABLE " + Sql.reference(name));
        }
        new PrivilegeDdl(ddl).byDefault(ObjectId.table(name), "TABLES");
    }

    /** The columns first, then what is over them, in the order in which the server makes it. */
    private static void elements(Ddl ddl, Name table, List<TokenCursor> elements) {
        var constraints = new ArrayList<ConstraintDdl>();
        for (TokenCursor element : elements) {
            if (CONSTRAINTS.contains(element.word())) {
                constraints.add(ConstraintDdl.ofTable(ddl, element, table));
            } else if (element.is("like")) {
                throw Ddl.unknown("LIKE is not understood");
            } else {
                constraints.addAll(new ColumnDdl(ddl, table, element).add());
            }
        }
        addTo(ddl, constraints, true);
    }

    static void addTo(Ddl ddl, List<ConstraintDdl> constraints, boolean isNew) {
        var keys = constraints.stream()
                .filter(ConstraintDdl::isKey)
                .map(ConstraintDdl::columns)
                .collect(Collectors.toList());
        if (isNew && Set.copyOf(keys).size() < keys.size()) {
            throw Ddl.unknown("of two keys over the same columns the server may make one");
        }
        for (ConstraintDdl.Pass pass : ConstraintDdl.Pass.values()) {
            constraints.stream()
                    .filter(constraint -> constraint.pass() == pass)
                    .forEach(constraint -> constraint.add(isNew));
        }
    }

    private void partition(Name table) {
        Name parent = ddl.name();
        ddl.table(parent);
        if (cursor.is("(")) {
            throw Ddl.unknown("what a partition has besides its table's is not understood");
        }
        attach(ddl, parent, table, cursor.upTo(AFTER_BOUND));
    }

    static void attach(Ddl ddl, Name parent, Name table, String bound) {
        String to = Sql.reference(parent);
        String name = Sql.reference(table);
        if (SqlTokens.meaningful(bound).isEmpty()) {
            throw Ddl.unknown("the bounds of partition " + table + " are missing");
        }
        ddl.add(new TableOption(
                table,
                TableOption.PARTITION,
                "PARTITION OF " + to + " " + bound,
                "ALTER TABLE " + to + " ATTACH PARTITION " + name + " " + bound,
                "ALTER TABLE " + to + " DETACH PARTITION " + name));
    }

    /** What a column does not say it has of the column of the same name that its table inherits. */
    private static void requireMerged(Table table, List<Table> parents) {
        for (Column column : table.columns()) {
            for (Table parent : parents) {
                boolean adds = parent.column(column.name())
                        .filter(other -> column.nullable() && !other.nullable()
                                || !Objects.equals(column.defaultSql(), other.defaultSql()))
                        .isPresent();
                if (adds || parent.hangs()) {
                    throw Ddl.unknown("column " + column.name() + " may have more from " + parent.name());
                }
            }
        }
    }

    private List<Table> inherits(Name table) {
        var parents = new ArrayList<String>();
        var tables = new ArrayList<Table>();
        for (TokenCursor parent : cursor.elements()) {
            Name name = ddl.name(parent);
            tables.add(ddl.table(name));
            parent.end();
            parents.add(Sql.reference(name));
        }
        inherits(ddl, table, parents);
        return tables;
    }

    static void inherits(Ddl ddl, Name table, List<String> parents) {
        ddl.put(new TableOption(table, TableOption.CHILD, "INHERITS (" + String.join(", ", parents) + ")", "", ""));
    }

    private void options(Name table) {
        ObjectId id = ObjectId.table(table);
        String target = "TABLE " + Sql.reference(table);
        while (!cursor.atEnd()) {
            switch (cursor.next()) {
                case "partition" -> {
                    cursor.expect("by");
                    String by = cursor.upTo(Set.of("using", "with", "tablespace"));
                    ddl.add(new TableOption(table, TableOption.PARTITIONED, "PARTITION BY " + ddl.text(by), "", ""));
                }
                case "with" -> new SettingDdl(ddl).parameters(id, target, cursor.elements());
                case "without" -> cursor.expect("oids");
                case "tablespace" -> {
                    String where = cursor.ident();
                    if (!where.equals("pg_default")) {
                        ddl.add(new Setting(
                                id,
                                SettingSupport.TABLESPACE,
                                "ALTER " + target + " SET TABLESPACE " + Sql.ident(where),
                                "ALTER " + target + " SET TABLESPACE pg_default"));
                    }
                }
                case "using" -> {
                    if (!cursor.ident().equals("heap")) {
                        throw Ddl.unknown("an access method is not understood");
                    }
                }
                default -> throw Ddl.unknown("a clause after the columns is not understood");
            }
        }
    }
}
