package dev.aludel.postgres;

import dev.aludel.core.dialect.Hazard;
import dev.aludel.core.dialect.LockLevel;
import dev.aludel.core.dialect.ObjectSupport;
import dev.aludel.core.dialect.Scope;
import dev.aludel.core.dialect.Statement;
import dev.aludel.core.dialect.Using;
import dev.aludel.core.schema.Name;
import dev.aludel.core.schema.ObjectId;
import dev.aludel.core.schema.SchemaObject;
import dev.aludel.core.schema.Sequence;
import dev.aludel.core.schema.SequenceOptions;
import dev.aludel.core.schema.SequenceOwner;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** {@code SEQUENCE}, and the catalog rows of those that belong to columns. */
final class SequenceSupport implements ObjectSupport<Sequence>, CatalogQuery {

    static final String KIND = Sequence.id(Name.of("x")).kind();

    @Override
    public Class<Sequence> type() {
        return Sequence.class;
    }

    @Override
    public List<Statement> create(Sequence sequence, Scope scope) {
        var options = sequence.options();
        String type = options.type().equals("bigint") ? "" : " AS " + options.type();
        return List.of(Statement.of("CREATE SEQUENCE " + Sql.name(sequence.name(), scope) + type
                + SequenceClauses.beyondDefaults(options)));
    }

    @Override
    public List<Statement> drop(Sequence sequence, Scope scope) {
        return List.of(Statement.of("DROP SEQUENCE " + Sql.name(sequence.name(), scope))
                .locking(sequence.name(), LockLevel.ACCESS_EXCLUSIVE));
    }

    @Override
    public List<Statement> alter(Sequence before, Sequence after, Using using, List<SchemaObject> users, Scope scope) {
        var statements = new ArrayList<Statement>();
        String changes = SequenceClauses.changes(before.options(), after.options());
        if (changes.isEmpty()) {
            return statements;
        }
        String name = Sql.name(after.name(), scope);
        SequenceClauses.moveIntoBounds(name, before.options(), after.options())
                .forEach(sql -> statements.add(Statement.of(sql).locking(after.name(), LockLevel.SHARE_ROW_EXCLUSIVE)));
        var alter =
                Statement.of("ALTER SEQUENCE " + name + changes).locking(after.name(), LockLevel.SHARE_ROW_EXCLUSIVE);
        boolean tighter = after.options().min() > before.options().min()
                || after.options().max() < before.options().max();
        statements.add(
                tighter
                        ? alter.hazard(
                                Hazard.Kind.MAY_FAIL_ON_DATA,
                                "it stops when " + after.name() + " already stands outside its new bounds")
                        : alter);
        return statements;
    }

    @Override
    public List<Statement> rename(ObjectId from, ObjectId to, Scope scope) {
        return Sql.move("SEQUENCE", from, to, scope).stream()
                .map(sql -> Statement.of(sql).locking(from.name(), LockLevel.ACCESS_EXCLUSIVE))
                .toList();
    }

    /** With the column that each belongs to: {@code i} for identity, {@code a} for {@code OWNED BY}. */
    @Override
    public String sql(Scope scope, String schemas) {
        return """
                SELECT c.oid, n.nspname AS schema, c.relname, pg_catalog.format_type(s.seqtypid, NULL) AS type,
                  s.seqstart, s.seqincrement, s.seqmin, s.seqmax, s.seqcache, s.seqcycle,
                  d.refobjid AS owner, d.refobjsubid AS owner_column, d.deptype,
                  a.attname AS owner_name, e.objid IS NOT NULL AS of_extension
                FROM pg_class c
                JOIN pg_namespace n ON n.oid = c.relnamespace
                JOIN pg_sequence s ON s.seqrelid = c.oid
                LEFT JOIN pg_depend d ON d.classid = 'pg_class'::regclass::oid AND d.objid = c.oid AND d.objsubid = 0
                  AND d.refclassid = 'pg_class'::regclass::oid AND d.refobjsubid > 0 AND d.deptype IN ('a', 'i')
                LEFT JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
                LEFT JOIN pg_depend e ON e.classid = 'pg_class'::regclass::oid AND e.objid = c.oid AND e.deptype = 'e'
                WHERE n.nspname IN (%s) AND c.relkind = 'S' AND c.relpersistence <> 't'
                ORDER BY c.relname""".formatted(schemas);
    }

    @Override
    public void read(ResultSet row, CatalogBuilder catalog) throws SQLException {
        var options = new SequenceOptions(
                row.getString("type"),
                row.getLong("seqstart"),
                row.getLong("seqincrement"),
                row.getLong("seqmin"),
                row.getLong("seqmax"),
                row.getLong("seqcache"),
                row.getBoolean("seqcycle"));
        long owner = row.getLong("owner");
        Name table = catalog.table(owner);
        if (row.getBoolean("of_extension") || (owner != 0 && table == null)) {
            return;
        }
        if ("i".equals(row.getString("deptype"))) {
            catalog.identity(owner, row.getInt("owner_column"), options);
            return;
        }
        Name name = catalog.name(row, "relname");
        catalog.add(new Sequence(name, options), "pg_class", row.getLong("oid"));
        if (table != null) {
            catalog.add(new SequenceOwner(name, table, row.getString("owner_name")));
        }
    }
}
