package dev.aludel.postgres;

import dev.aludel.core.dialect.Kept;
import dev.aludel.core.schema.Name;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/** Rows as the text of {@code COPY}, and back. What is copied in binary does not survive that a type was made anew. */
final class RowCopy {

    private static final String MARK = "aludel_copy";

    private static final String ASIDE = "pg_temp.aludel_kept";

    /** Under these settings text means the same, whoever writes and reads it; and rows that a policy hides are an error. */
    private static final Map<String, String> SETTINGS = settings();

    private final Connection connection;

    RowCopy(Connection connection) {
        this.connection = connection;
    }

    private static Map<String, String> settings() {
        var settings = new LinkedHashMap<String, String>();
        settings.put("search_path", "");
        settings.put("DateStyle", "ISO, YMD");
        settings.put("IntervalStyle", "postgres");
        settings.put("TimeZone", "UTC");
        settings.put("extra_float_digits", "3");
        settings.put("bytea_output", "hex");
        settings.put("xmloption", "content");
        settings.put("lc_monetary", "C");
        settings.put("row_security", "off");
        return settings;
    }

    long out(Kept rows, OutputStream out) throws SQLException, IOException {
        boolean own = connection.getAutoCommit();
        execute(own ? "BEGIN" : "SAVEPOINT " + MARK);
        try {
            for (var setting : SETTINGS.entrySet()) {
                execute("SET LOCAL " + setting.getKey() + " = " + Sql.literal(setting.getValue()));
            }
            String from = isPartitioned(rows.table()) ? " FROM " : " FROM ONLY ";
            var patient = new Patient(out);
            long count = connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyOut(
                            "COPY (SELECT " + Sql.idents(rows.columns()) + from + Sql.reference(rows.table())
                                    + ") TO STDOUT",
                            patient);
            patient.check();
            return count;
        } finally {
            if (!connection.isClosed()) {
                execute(own ? "ROLLBACK" : "ROLLBACK TO SAVEPOINT " + MARK + "; RELEASE SAVEPOINT " + MARK);
            }
        }
    }

    /**
     * Takes everything, and tells later that something could not be written: the driver would cancel the copy, and such a
     * cancellation can reach the server when it is at the next statement already.
     */
    private static final class Patient extends OutputStream {

        private final OutputStream out;
        private @Nullable IOException failure;

        Patient(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) {
            if (failure == null) {
                try {
                    out.write(bytes, from, length);
                } catch (IOException e) {
                    failure = e;
                }
            }
        }

        void check() throws IOException {
            if (failure != null) {
                throw failure;
            }
        }
    }

    private boolean isPartitioned(Name table) throws SQLException {
        return is("relkind = 'p'", table);
    }

    private boolean is(String condition, Name table) throws SQLException {
        return !ask("SELECT FROM pg_catalog.pg_class WHERE " + condition + " AND oid = " + oid(table))
                .isEmpty();
    }

    private static String oid(Name table) {
        return "pg_catalog.to_regclass(" + Sql.literal(Sql.reference(table)) + ")";
    }

    boolean isThere(Kept rows) throws SQLException {
        return ask("SELECT attname FROM pg_catalog.pg_attribute WHERE attrelid = " + oid(rows.table())
                        + " AND attnum > 0 AND NOT attisdropped AND attgenerated = ''")
                .containsAll(rows.columns());
    }

    long back(Kept rows, InputStream in) throws SQLException, IOException {
        var before = set();
        var triggers = triggers(rows.table());
        try {
            return rows.isRows() ? rowsBack(rows, in) : valuesBack(rows, in);
        } finally {
            if (!connection.isClosed() && ServerProbe.inTransaction(connection) && isUsable()) {
                enable(rows.table(), triggers);
                for (var setting : before.entrySet()) {
                    execute("SET LOCAL " + setting.getKey() + " = " + setting.getValue());
                }
            }
        }
    }

    private boolean isUsable() throws SQLException {
        return connection.unwrap(org.postgresql.core.BaseConnection.class).getTransactionState()
                != org.postgresql.core.TransactionState.FAILED;
    }

    /** What they were before. */
    private Map<String, String> set() throws SQLException {
        var before = new LinkedHashMap<String, String>();
        for (var setting : SETTINGS.entrySet()) {
            String was = ask("SELECT pg_catalog.current_setting(" + Sql.literal(setting.getKey()) + ")")
                    .get(0);
            // a list of schemas is no literal
            before.put(setting.getKey(), setting.getKey().equals("search_path") ? path(was) : Sql.literal(was));
            execute("SET LOCAL " + setting.getKey() + " = " + Sql.literal(setting.getValue()));
        }
        return before;
    }

    private static String path(String was) {
        return was.isEmpty() ? "''" : was;
    }

    /** Names and states of the user's triggers, which are switched off: what is put back is what was there. */
    private Map<String, String> triggers(Name table) throws SQLException {
        var triggers = new LinkedHashMap<String, String>();
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(
                        "SELECT tgname, tgenabled::text FROM pg_catalog.pg_trigger WHERE tgrelid = " + oid(table)
                                + " AND NOT tgisinternal AND tgenabled IN ('O', 'A')")) {
            while (row.next()) {
                triggers.put(row.getString(1), row.getString(2));
            }
        }
        for (String name : triggers.keySet()) {
            execute("ALTER TABLE " + Sql.reference(table) + " DISABLE TRIGGER " + Sql.ident(name));
        }
        return triggers;
    }

    private void enable(Name table, Map<String, String> triggers) throws SQLException {
        if (!triggers.isEmpty()) {
            // a table with checks that are still to come cannot be altered
            execute("SET CONSTRAINTS ALL IMMEDIATE");
        }
        for (var trigger : triggers.entrySet()) {
            execute("ALTER TABLE " + Sql.reference(table)
                    + (trigger.getValue().equals("A") ? " ENABLE ALWAYS" : " ENABLE") + " TRIGGER "
                    + Sql.ident(trigger.getKey()));
        }
    }

    private long rowsBack(Kept rows, InputStream in) throws SQLException, IOException {
        String table = Sql.reference(rows.table());
        String only = isPartitioned(rows.table()) ? table : "ONLY " + table;
        if (ask("SELECT 1 FROM " + only + " LIMIT 1").isEmpty()) {
            return copyIn(table, rows.columns(), in);
        }
        aside(rows, in);
        String columns = Sql.idents(rows.columns());
        String missing = rows.key().isEmpty()
                ? "SELECT " + columns + " FROM (SELECT k.*, pg_catalog.row_number() OVER (PARTITION BY "
                        + text("k", rows.columns()) + ") AS aludel_n, " + text("k", rows.columns())
                        + " AS aludel_text FROM " + ASIDE
                        + " k) AS k WHERE aludel_n > (SELECT pg_catalog.count(*) FROM "
                        + only + " AS t WHERE " + text("t", rows.columns()) + " = aludel_text)"
                : "SELECT " + columns + " FROM " + ASIDE + " AS k WHERE NOT EXISTS (SELECT FROM " + only
                        + " AS t WHERE " + equal("t", "k", rows.key()) + ")";
        long put = execute("INSERT INTO " + table + " (" + columns + ") OVERRIDING SYSTEM VALUE " + missing);
        execute("DROP TABLE " + ASIDE);
        return put;
    }

    private long valuesBack(Kept rows, InputStream in) throws SQLException, IOException {
        aside(rows, in);
        String table = Sql.reference(rows.table());
        String only = isPartitioned(rows.table()) ? table : "ONLY " + table;
        var always = ask("SELECT attname FROM pg_catalog.pg_attribute WHERE attidentity = 'a' AND attrelid = "
                + oid(rows.table()));
        always.retainAll(rows.lost());
        for (String column : always) {
            execute("ALTER TABLE " + table + " ALTER " + Sql.ident(column) + " SET GENERATED BY DEFAULT");
        }
        String values = rows.lost().stream()
                .map(column -> Sql.ident(column) + " = k." + Sql.ident(column))
                .collect(Collectors.joining(", "));
        long put;
        if (!rows.key().isEmpty()) {
            put = execute("UPDATE " + only + " AS t SET " + values + " FROM " + ASIDE + " AS k WHERE "
                    + equal("t", "k", rows.key()));
        } else {
            // nothing tells rows apart but what else is in them: those that are alike there are taken one by one
            var rest = new ArrayList<>(rows.columns());
            rest.removeAll(rows.lost());
            String number = ", pg_catalog.row_number() OVER (PARTITION BY %s) AS aludel_n, %s AS aludel_text FROM ";
            String here = "SELECT t.tableoid AS aludel_table, t.ctid AS aludel_row"
                    + number.replace("%s", text("t", rest)) + only + " AS t";
            String there =
                    "SELECT " + Sql.idents(rows.lost()) + number.replace("%s", text("k", rest)) + ASIDE + " AS k";
            put = execute(
                    "UPDATE " + only + " AS t SET " + values + " FROM (" + here + ") AS h JOIN (" + there
                            + ") AS k USING (aludel_text, aludel_n) WHERE t.ctid = h.aludel_row AND t.tableoid = h.aludel_table");
        }
        execute("DROP TABLE " + ASIDE);
        for (String column : always) {
            execute("ALTER TABLE " + table + " ALTER " + Sql.ident(column) + " SET GENERATED ALWAYS");
        }
        return put;
    }

    private static String text(String alias, List<String> columns) {
        return columns.stream()
                .map(column -> alias + "." + Sql.ident(column))
                .collect(Collectors.joining(", ", "ROW(", ")::text"));
    }

    private static String equal(String some, String others, List<String> columns) {
        return columns.stream()
                .map(column -> some + "." + Sql.ident(column) + " = " + others + "." + Sql.ident(column))
                .collect(Collectors.joining(" AND "));
    }

    /** The rows into a table of this session's, of the types that the columns have now. */
    private void aside(Kept rows, InputStream in) throws SQLException, IOException {
        execute("CREATE TEMPORARY TABLE aludel_kept ON COMMIT DROP AS SELECT " + Sql.idents(rows.columns()) + " FROM "
                + Sql.reference(rows.table()) + " WITH NO DATA");
        copyIn(ASIDE, rows.columns(), in);
        execute("ANALYZE " + ASIDE);
    }

    private long copyIn(String table, List<String> columns, InputStream in) throws SQLException, IOException {
        return connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("COPY " + table + " (" + Sql.idents(columns) + ") FROM STDIN", in, 1 << 16);
    }

    private long execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(sql);
            return Math.max(0, statement.getUpdateCount());
        }
    }

    private List<String> ask(String sql) throws SQLException {
        var answers = new ArrayList<String>();
        try (var statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            try (var row = statement.executeQuery(sql)) {
                while (row.next()) {
                    answers.add(row.getMetaData().getColumnCount() == 0 ? "" : row.getString(1));
                }
            }
        }
        return answers;
    }
}
