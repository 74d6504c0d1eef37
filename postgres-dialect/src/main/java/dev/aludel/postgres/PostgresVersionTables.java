package dev.aludel.postgres;

import dev.aludel.core.dialect.VersionTables;
import dev.aludel.core.error.RefusedException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.postgresql.PGConnection;

/** The version tables on PostgreSQL: reading them, making them, the lock. What is written is in {@link VersionSql}. */
final class PostgresVersionTables implements VersionTables {

    /** How many columns a line has in the first format, and one more. */
    private static final int FORMAT_1 = 15;

    @Override
    public Set<String> tables() {
        return Set.of(VersionSql.HEAD, VersionSql.JOURNAL, VersionSql.FILLED);
    }

    @Override
    public Optional<Set<Head>> heads(Connection connection, String schema) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(VersionSql.heads(schema));
            statement.getMoreResults();
            return read(statement.getResultSet());
        }
    }

    /** A row without a revision says that there is no table. */
    private static Optional<Set<Head>> read(ResultSet rows) throws SQLException {
        var heads = new LinkedHashSet<Head>();
        while (rows.next()) {
            String revision = rows.getString(1);
            if (revision == null) {
                return Optional.empty();
            }
            heads.add(new Head(revision, rows.getLong(2)));
        }
        return Optional.of(heads);
    }

    @Override
    public void create(Connection connection, String schema, boolean createSchema) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(String.join(";\n", VersionSql.create(schema, createSchema)));
        }
    }

    @Override
    public List<String> advance(String schema, Set<Head> from, Set<String> to, Entry entry) {
        var statements = new ArrayList<String>();
        VersionSql.replace(schema, from, to).ifPresent(statements::add);
        statements.add(append(schema, entry));
        return List.copyOf(statements);
    }

    @Override
    public List<String> guard(String schema, Set<String> heads, Entry next) {
        return ScriptSql.guard(schema, key(schema), heads, next);
    }

    @Override
    public List<String> creating(String schema) {
        return VersionSql.create(schema, true);
    }

    @Override
    public List<String> rewrite(String schema, Set<String> heads) {
        return List.of(VersionSql.rewrite(schema, heads));
    }

    @Override
    public List<String> scripted(String schema, Set<String> from, Set<String> to, Entry entry) {
        var heads = new LinkedHashSet<Head>();
        from.forEach(revision -> heads.add(new Head(revision, ScriptSql.ANY_EPOCH)));
        var statements = new ArrayList<String>();
        VersionSql.replace(schema, heads, to).ifPresent(statements::add);
        statements.add(ScriptSql.append(schema, entry));
        return List.copyOf(statements);
    }

    @Override
    public String append(String schema, Entry entry) {
        return VersionSql.append(schema, entry);
    }

    @Override
    public List<Entry> journal(Connection connection, String schema) throws SQLException {
        var entries = new ArrayList<Entry>();
        try (var statement = connection.createStatement();
                var there = statement.executeQuery(VersionSql.hasJournal(schema))) {
            if (!there.next() || !there.getBoolean(1)) {
                return List.of();
            }
        }
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(VersionSql.journal(schema))) {
            while (row.next()) {
                entries.add(entry(row));
            }
        }
        return List.copyOf(entries);
    }

    private static Entry entry(ResultSet row) throws SQLException {
        return new Entry(
                row.getString("revision"),
                row.getString("message"),
                row.getString("direction"),
                row.getString("state"),
                row.getString("checksum"),
                texts(row.getArray("parents")),
                texts(row.getArray("heads_after")),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                Duration.of(row.getLong("took_micros"), ChronoUnit.MICROS),
                row.getString("role"),
                row.getString("client"),
                row.getString("library_version"),
                row.getString("error"),
                part(row));
    }

    /** An older format has none. */
    private static Part part(ResultSet row) throws SQLException {
        boolean there = row.getMetaData().getColumnCount() > FORMAT_1;
        return there ? new Part(row.getString("run"), row.getInt("part"), row.getInt("parts")) : Part.WHOLE;
    }

    @Override
    public Store store(Connection connection, String schema) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(VersionSql.store(schema))) {
            row.next();
            return new Store(
                    VersionSql.isCurrent(row.getString("comment")),
                    row.getString("revision") == null ? Optional.empty() : Optional.of(entry(row)));
        } catch (SQLException e) {
            if ("42P01".equals(e.getSQLState())) {
                throw new RefusedException(
                        RefusedException.Reason.DRIFT,
                        "the database has " + VersionSql.HEAD + " and no " + VersionSql.JOURNAL + " in schema \""
                                + schema + "\"; nothing was changed. Look at it with: repair");
            }
            throw e;
        }
    }

    @Override
    public Optional<Entry> lastOf(Connection connection, String schema, String run) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(VersionSql.lastOf(schema, run))) {
            return row.next() ? Optional.of(entry(row)) : Optional.empty();
        }
    }

    @Override
    public List<Long> tampered(Connection connection, String schema) throws SQLException {
        var lines = new ArrayList<Long>();
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(JournalChain.tampered(schema))) {
            while (row.next()) {
                lines.add(row.getLong(1));
            }
        }
        return lines;
    }

    private static List<String> texts(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }

    @Override
    public boolean tryLock(Connection connection, String schema) throws SQLException {
        try (var statement = connection.createStatement()) {
            // a snapshot kept from before the lock was got would show the heads of before
            // and the driver, too, must know how strings are read before it is given any
            statement.execute("SET TRANSACTION ISOLATION LEVEL READ COMMITTED; " + VersionSql.STRINGS + "; "
                    + SessionSettings.idle() + "; SELECT pg_catalog.pg_try_advisory_xact_lock((" + key(schema)
                    + ")::pg_catalog.int8)");
            statement.getMoreResults();
            statement.getMoreResults();
            statement.getMoreResults();
            try (var row = statement.getResultSet()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    @Override
    public List<String> claim(Connection connection, String schema, Set<Head> heads) throws SQLException {
        var driver = connection.isWrapperFor(PGConnection.class) ? connection.unwrap(PGConnection.class) : null;
        // the driver must know how strings are read before it is given any
        return driver != null && "on".equals(driver.getParameterStatus("standard_conforming_strings"))
                ? List.of(
                        "SET TRANSACTION ISOLATION LEVEL READ COMMITTED",
                        VersionSql.STRINGS,
                        VersionSql.claim(schema, key(schema), heads))
                : List.of();
    }

    @Override
    public Set<Head> advanced(Set<Head> from, Set<String> to) {
        return VersionSql.replaced(from, to);
    }

    @Override
    public boolean tryLockSession(Connection connection, String schema) throws SQLException {
        return ask(connection, "pg_catalog.pg_try_advisory_lock((" + key(schema) + ")::pg_catalog.int8)");
    }

    @Override
    public boolean unlockSession(Connection connection, String schema) throws SQLException {
        return ask(connection, "pg_catalog.pg_advisory_unlock((" + key(schema) + ")::pg_catalog.int8)");
    }

    private static boolean ask(Connection connection, String question) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT " + question)) {
            return row.next() && row.getBoolean(1);
        }
    }

    @Override
    public Optional<Filled> filled(Connection connection, String schema) throws SQLException {
        if (!ask(connection, VersionSql.reference(schema, VersionSql.FILLED) + " IS NOT NULL")) {
            return Optional.empty();
        }
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(
                        "SELECT rows, key FROM " + VersionSql.table(schema, VersionSql.FILLED))) {
            return row.next() ? Optional.of(new Filled(row.getLong(1), texts(row.getArray(2)))) : Optional.empty();
        }
    }

    @Override
    public List<String> filling(String schema, Filled filled) {
        return VersionSql.filling(schema, filled);
    }

    @Override
    public String filledAll(String schema) {
        return "DROP TABLE IF EXISTS " + VersionSql.table(schema, VersionSql.FILLED);
    }

    /** 64 bits of a hash, because advisory locks share one space of numbers per database with everybody else. */
    static long key(String schema) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(("aludel" + schema).getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(hash).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
