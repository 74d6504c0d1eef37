package dev.aludel.core.dialect;

import dev.aludel.core.schema.Name;
import dev.aludel.core.schema.ObjectId;
import dev.aludel.core.schema.SchemaModel;
import dev.aludel.core.schema.SchemaObject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import javax.sql.DataSource;

/** A kind of database. Found by {@link java.util.ServiceLoader}; holds no state, is used by many threads. */
public interface Dialect {

    /** For people and for choosing, e.g. {@code PostgreSQL}. */
    String name();

    /** Does a server that calls itself so speak this dialect? */
    boolean speaks(String productName);

    /**
     * A data source for a URL, without a pool. Accepts every form of URL of this database that users have.
     *
     * @throws IllegalArgumentException if the URL is not one of this database; the message does not repeat it
     */
    DataSource dataSource(String url);

    /** One round trip. */
    ServerInfo inspect(Connection connection) throws SQLException;

    /** A server that nobody asks, for what is written without one. Its current schema is the one that it would have at first. */
    ServerInfo offline(int majorVersion);

    /** The support of a noun; every noun of core has one. */
    <T extends SchemaObject> ObjectSupport<T> support(Class<T> type);

    /** The statements that give an object another name; both ids are of one kind. */
    List<Statement> rename(ObjectId from, ObjectId to, Scope scope);

    /**
     * The text of an {@code UPDATE}.
     *
     * @param assignments what stands after {@code SET}
     * @param where       which rows; empty for all
     */
    String update(Name table, String assignments, String where, Scope scope);

    /**
     * Reads the managed schemas. Runs in a read-only transaction of its own when the connection is in none; the number
     * of statements does not depend on the number of objects.
     *
     * @param scope   the schemas to read
     * @param exclude schemas-relative names of tables that are nobody's business, such as the version tables
     */
    SchemaModel read(Connection connection, Scope scope, Set<String> exclude) throws SQLException;

    /**
     * A wanted model under the names that the database would keep: relative to the first managed schema, as long as names
     * can be. No round trip.
     *
     * @throws dev.aludel.core.error.ModelException if two names become one
     */
    SchemaModel stored(SchemaModel wanted, Scope scope);

    /**
     * Puts a wanted model into the spelling of a live one: types, names that a machine made, expressions that mean the
     * same. Writes nothing; takes as many round trips for a hundred tables as for one.
     */
    Normalized normalize(Connection connection, SchemaModel wanted, SchemaModel live, Scope scope) throws SQLException;

    /**
     * The same with no server to ask: what is said in other words is the same where the dialect can tell it from the text,
     * another thing where it can tell that, and undecided otherwise.
     */
    default Normalized normalize(SchemaModel wanted, SchemaModel live, Scope scope) {
        throw new IllegalArgumentException(name() + " cannot compare models without a database");
    }

    /** A type's normal spelling, e.g. {@code varchar(80)} for {@code character varying(80)}. */
    String normalType(String type);

    /**
     * Ids of objects that a script of SQL makes or gives new names, as far as they can be told from its text.
     *
     * @param before those that are there: what is in a table follows when it is renamed
     */
    Set<ObjectId> created(String sql, Set<ObjectId> before);

    /**
     * What a schema is after a statement of SQL has run in it, told from the text alone.
     *
     * @param sql    one statement; of several, each finds what those before it have left
     * @param before in the spelling of models: names without a schema are in the first managed one
     * @return {@code before} itself where no schema changes; empty where the dialect cannot tell, as it never guesses
     */
    default Optional<SchemaModel> applied(String sql, SchemaModel before, Scope scope) {
        return Optional.empty();
    }

    /**
     * The objects that a script makes, which are kept as the SQL that makes them: views, routines, triggers, and the
     * comments on them; also schemas, and types of the user's own.
     *
     * @throws IllegalArgumentException if the script says something else
     */
    default List<SchemaObject> definitions(String sql) {
        throw new IllegalArgumentException(name() + " has no objects that are their SQL");
    }

    /**
     * What the server has against the first of these statements that is no SQL to it, whatever there is in the database. None
     * of them is run. One round trip.
     *
     * @return empty when nothing, and where a dialect cannot tell
     */
    default Optional<String> syntaxError(Connection connection, List<String> statements) throws SQLException {
        return Optional.empty();
    }

    /**
     * What stands in the way of running these statements, before any of them runs: no right to create in a schema, a
     * table that another role owns.
     *
     * @return one line for each thing that is missing; empty when nothing is
     */
    List<String> missingRights(Connection connection, Scope scope, Collection<Right> needs) throws SQLException;

    /** Statements that give the current transaction a known state: search path, time-outs. They end with it. */
    List<String> sessionForTransaction(Scope scope, TransactionSettings settings);

    /** The first lines of a script for the database's own client: that it stops at the first error, and how it is encoded. */
    List<String> scriptHead();

    /**
     * Statements that give the session, at any later time, the settings that it has now. One round trip.
     *
     * @return empty when nothing has to be done
     */
    default List<String> restoringSession(Connection connection) throws SQLException {
        return List.of();
    }

    /** Is the connection inside a transaction, as far as the driver tells? No round trip. */
    default boolean inTransaction(Connection connection) throws SQLException {
        return false;
    }

    /** The columns of a table's primary key, in its order; empty where it has none. One round trip. */
    default List<String> primaryKey(Connection connection, Name table, Scope scope) throws SQLException {
        return List.of();
    }

    /**
     * A statement that updates the next rows of a table and answers with at most one row: how many there were, and the key of
     * the last of them, as texts.
     *
     * @param key   columns of the primary key
     * @param after the key before the first of them; empty to begin
     */
    default String updateNext(
            Name table, String assignments, String where, List<String> key, List<String> after, int rows, Scope scope) {
        throw new IllegalArgumentException(name() + " updates nothing in batches");
    }

    /** May this statement, which somebody wrote, run within a transaction? The server refuses some that build or copy at length. */
    default boolean transactional(String sql) {
        return true;
    }

    /** The same statement as it may run within a transaction, where what it does is wanted and not how; empty for none. */
    default Optional<String> withinTransaction(String sql) {
        return Optional.empty();
    }

    /**
     * What an earlier try of a statement outside a transaction has left, as when a process died in the middle of it.
     *
     * @param before whether the journal says that it was begun before
     */
    default Leftover leftover(Connection connection, String sql, Scope scope, boolean before) throws SQLException {
        return Leftover.NOTHING;
    }

    /**
     * Statements by which the server finds out soon that a client is gone. Not every server lets every role run them; without
     * them all works too.
     *
     * @param local they end with the transaction
     */
    default List<String> keepingAlive(boolean local) {
        return List.of();
    }

    /** Statements that give a session the state of {@link #sessionForTransaction}; they outlast a transaction. */
    default List<String> sessionForStatement(Scope scope, TransactionSettings settings) {
        return List.of();
    }

    /** Asks the server, on a connection of its own, to stop what runs on this one; another thread waits for it. */
    default void cancel(Connection connection) throws SQLException {}

    /**
     * Who is in the way of a statement outside a transaction that waits for all older transactions, a line each: process
     * id, application, how long, what it ran last.
     *
     * @param ours only sessions that are this application's, as far as the server can tell, and that wait for it
     */
    default List<String> oldTransactions(Connection connection, boolean ours) throws SQLException {
        return List.of();
    }

    /** Who holds locks on these tables, a line each as in {@link #oldTransactions}; all of those where no table is known. */
    default List<String> holders(Connection connection, Collection<Name> tables, Scope scope) throws SQLException {
        return List.of();
    }

    /** The number of a connection's session on the server, as far as the driver knows it. No round trip; by any thread. */
    default OptionalLong session(Connection connection) throws SQLException {
        return OptionalLong.empty();
    }

    /**
     * How far a long operation is that a session is at, such as building an index. One round trip, on another connection than
     * the session's.
     *
     * @return empty where it is at none of which the server tells that
     */
    default Optional<Headway> headway(Connection connection, long session) throws SQLException {
        return Optional.empty();
    }

    /** How much is in each of these tables; those of which nobody knows are left out. One round trip, which waits for no lock. */
    default Map<Name, TableSize> sizes(Connection connection, Collection<Name> tables, Scope scope)
            throws SQLException {
        return Map.of();
    }

    /** A statement that locks a table, and does nothing where there is none. */
    default String lock(Name table, LockLevel level, Scope scope) {
        throw new IllegalArgumentException(name() + " locks no tables");
    }

    VersionTables versionTables();

    /** How rows that are about to go are kept; empty where a dialect cannot do that. */
    default Optional<Safekeeping> safekeeping() {
        return Optional.empty();
    }

    /** An error's kind, so that core can tell what to do about it. */
    Failure classify(SQLException error);

    /** The character of the statement, from 1 on, at which the server found what is wrong; 0 where it does not say. */
    default int position(SQLException error) {
        return 0;
    }

    /** What an error of the server or driver means. */
    enum Failure {
        /** the server cannot be reached, or the connection broke */
        UNREACHABLE,
        /** the server takes no session now: it has too many, or is just starting or stopping */
        LATER,
        /** the server is there but refuses this login or this database */
        LOGIN,
        /** a lock was not to be had in time, or two sessions waited for each other: the transaction can be tried again */
        RETRY,
        /** others have the lock of runs, or moved the heads, see {@link VersionTables#claim} */
        OVERTAKEN,
        /** the role may not do this */
        PRIVILEGE,
        /** the server or session accepts no writes */
        READ_ONLY,
        /** the statement itself */
        STATEMENT
    }
}
