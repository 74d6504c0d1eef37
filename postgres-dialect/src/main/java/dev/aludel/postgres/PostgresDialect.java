package dev.aludel.postgres;

import dev.aludel.core.dialect.Dialect;
import dev.aludel.core.dialect.Headway;
import dev.aludel.core.dialect.Leftover;
import dev.aludel.core.dialect.LockLevel;
import dev.aludel.core.dialect.Normalized;
import dev.aludel.core.dialect.ObjectSupport;
import dev.aludel.core.dialect.Right;
import dev.aludel.core.dialect.Safekeeping;
import dev.aludel.core.dialect.Scope;
import dev.aludel.core.dialect.ServerInfo;
import dev.aludel.core.dialect.Statement;
import dev.aludel.core.dialect.TableSize;
import dev.aludel.core.dialect.TransactionSettings;
import dev.aludel.core.dialect.VersionTables;
import dev.aludel.core.schema.Name;
import dev.aludel.core.schema.ObjectId;
import dev.aludel.core.schema.SchemaModel;
import dev.aludel.core.schema.SchemaObject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import javax.sql.DataSource;
import org.postgresql.PGConnection;

/** PostgreSQL 14 and later. Holds no state but the supports of other people's nouns; safe for use by many threads. */
public final class PostgresDialect implements Dialect {

    private static final String NAME = "PostgreSQL";

    private final List<ObjectSupport<?>> custom;
    private final Supports supports;

    /** With support of every noun of core. */
    public PostgresDialect() {
        this(List.of());
    }

    private PostgresDialect(List<ObjectSupport<?>> custom) {
        this.custom = custom;
        this.supports = new Supports(custom);
    }

    /**
     * This dialect and support of more nouns, of {@link dev.aludel.core.schema.CustomObject} kinds. A support of a type
     * that is supported already takes its place.
     */
    public PostgresDialect with(ObjectSupport<?>... more) {
        var all = new ArrayList<>(custom);
        all.addAll(List.of(more));
        return new PostgresDialect(List.copyOf(all));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean speaks(String productName) {
        return NAME.equalsIgnoreCase(productName);
    }

    @Override
    public DataSource dataSource(String url) {
        return PostgresUrl.dataSource(url);
    }

    @Override
    public ServerInfo inspect(Connection connection) throws SQLException {
        return ServerProbe.inspect(connection);
    }

    @Override
    public ServerInfo offline(int majorVersion) {
        return new ServerInfo(
                NAME, Integer.toString(majorVersion), majorVersion, "", "", "", "public", false, "", false, 0);
    }

    @Override
    public <T extends SchemaObject> ObjectSupport<T> support(Class<T> type) {
        return supports.of(type);
    }

    @Override
    public List<Statement> rename(ObjectId from, ObjectId to, Scope scope) {
        return supports.of(from).rename(from, to, scope);
    }

    @Override
    public String update(Name table, String assignments, String where, Scope scope) {
        String rows = where.isBlank() ? "" : " WHERE " + where;
        return "UPDATE " + Sql.name(table, scope) + " SET " + assignments + rows;
    }

    @Override
    public List<String> primaryKey(Connection connection, Name table, Scope scope) throws SQLException {
        return Batches.primaryKey(connection, table, scope);
    }

    @Override
    public String updateNext(
            Name table, String assignments, String where, List<String> key, List<String> after, int rows, Scope scope) {
        return Batches.updateNext(table, assignments, where, key, after, rows, scope);
    }

    @Override
    public SchemaModel read(Connection connection, Scope scope, Set<String> exclude) throws SQLException {
        return PostgresCatalog.read(connection, scope, exclude);
    }

    @Override
    public SchemaModel stored(SchemaModel wanted, Scope scope) {
        return Respelling.asStored(wanted, scope);
    }

    @Override
    public Normalized normalize(Connection connection, SchemaModel wanted, SchemaModel live, Scope scope)
            throws SQLException {
        return Normalizer.normalize(connection, wanted, live, scope);
    }

    @Override
    public Normalized normalize(SchemaModel wanted, SchemaModel live, Scope scope) {
        try {
            return Normalizer.normalize(null, wanted, live, scope);
        } catch (SQLException e) {
            throw new IllegalStateException("nobody was asked", e);
        }
    }

    @Override
    public String normalType(String type) {
        return SqlTypes.normal(type);
    }

    @Override
    public Set<ObjectId> created(String sql, Set<ObjectId> before) {
        return CreatedObjects.in(sql, before);
    }

    @Override
    public Optional<SchemaModel> applied(String sql, SchemaModel before, Scope scope) {
        return DdlReader.applied(sql, before, scope);
    }

    @Override
    public List<SchemaObject> definitions(String sql) {
        return SqlObjects.parse(sql);
    }

    @Override
    public Optional<String> syntaxError(Connection connection, List<String> statements) throws SQLException {
        return SqlSyntax.error(connection, statements);
    }

    @Override
    public List<String> missingRights(Connection connection, Scope scope, Collection<Right> needs) throws SQLException {
        return Rights.missing(connection, scope, needs);
    }

    @Override
    public List<String> sessionForTransaction(Scope scope, TransactionSettings settings) {
        return SessionSettings.forTransaction(scope, settings);
    }

    @Override
    public List<String> scriptHead() {
        return List.of("\\set ON_ERROR_STOP on", "SET client_encoding = 'UTF8';");
    }

    @Override
    public List<String> sessionForStatement(Scope scope, TransactionSettings settings) {
        return SessionSettings.forStatement(scope, settings);
    }

    @Override
    public List<String> keepingAlive(boolean local) {
        return SessionSettings.keepingAlive(local ? "SET LOCAL " : "SET ");
    }

    @Override
    public boolean transactional(String sql) {
        return OutsideTransaction.mayBeWithin(sql);
    }

    @Override
    public Optional<String> withinTransaction(String sql) {
        return OutsideTransaction.within(sql);
    }

    @Override
    public Leftover leftover(Connection connection, String sql, Scope scope, boolean before) throws SQLException {
        return Leftovers.of(connection, sql, scope, before);
    }

    @Override
    public void cancel(Connection connection) throws SQLException {
        if (connection.isWrapperFor(PGConnection.class)) {
            connection.unwrap(PGConnection.class).cancelQuery();
        }
    }

    @Override
    public OptionalLong session(Connection connection) throws SQLException {
        return connection.isWrapperFor(PGConnection.class)
                ? OptionalLong.of(connection.unwrap(PGConnection.class).getBackendPID())
                : OptionalLong.empty();
    }

    @Override
    public Optional<Headway> headway(Connection connection, long session) throws SQLException {
        return LongOperations.headway(connection, session);
    }

    @Override
    public List<String> oldTransactions(Connection connection, boolean ours) throws SQLException {
        return OldTransactions.of(connection, ours);
    }

    @Override
    public List<String> holders(Connection connection, Collection<Name> tables, Scope scope) throws SQLException {
        return OldTransactions.holding(connection, tables, scope);
    }

    @Override
    public Map<Name, TableSize> sizes(Connection connection, Collection<Name> tables, Scope scope) throws SQLException {
        return TableSizes.of(connection, tables, scope);
    }

    @Override
    public String lock(Name table, LockLevel level, Scope scope) {
        return SessionSettings.lock(table, level, scope);
    }

    @Override
    public List<String> restoringSession(Connection connection) throws SQLException {
        return SessionSettings.restoring(connection);
    }

    @Override
    public boolean inTransaction(Connection connection) throws SQLException {
        return ServerProbe.inTransaction(connection);
    }

    @Override
    public VersionTables versionTables() {
        return new PostgresVersionTables();
    }

    @Override
    public Optional<Safekeeping> safekeeping() {
        return Optional.of(new PostgresSafekeeping());
    }

    @Override
    public Failure classify(SQLException error) {
        return ServerProbe.classify(error);
    }

    @Override
    public int position(SQLException error) {
        return ServerProbe.position(error);
    }
}
