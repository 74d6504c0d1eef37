package dev.aludel.core.dialect;

import dev.aludel.core.schema.Name;
import dev.aludel.core.schema.ObjectId;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;

/**
 * How a dialect keeps rows that are about to go, and puts them back. Nothing here commits; what is copied is text that is the
 * same whatever the session's settings are, and settings are afterwards what they were before.
 */
public interface Safekeeping {

    /** One round trip. */
    DatabaseIdentity identity(Connection connection) throws SQLException;

    /** What a statement of SQL takes away, as its text says. Names are spelled as they stand there. */
    Loss loss(String statement);

    /**
     * What of it is there. Tables are locked as the operation itself will lock them, so that nobody writes to them between the
     * copying and the loss.
     */
    Findings find(Connection connection, Scope scope, Loss loss) throws SQLException;

    /**
     * All rows of tables; nothing is locked, so that the transaction is to have one snapshot.
     *
     * @param tables empty for all of the managed schemas that are nobody else's
     * @param exclude tables that are nobody's business
     * @throws IllegalArgumentException if one is not there
     */
    Findings tables(Connection connection, Scope scope, Collection<Name> tables, Set<String> exclude)
            throws SQLException;

    /**
     * Writes rows.
     *
     * @return how many
     * @throws SQLException also where a policy would hide some of them, rather than leave these out
     */
    long copyOut(Connection connection, Kept rows, OutputStream out) throws SQLException, IOException;

    /**
     * A statement that adds columns which must not be null and have no default, as several between which they can be filled:
     * the last makes them be not null.
     *
     * @param filled columns that will be filled; their tables have schemas
     * @return empty where it adds none of these, or in a way that cannot be taken apart
     */
    Optional<List<String>> apart(String statement, Scope scope, Set<ObjectId> filled);

    /** Are the table and all of these columns there? */
    boolean isThere(Connection connection, Kept rows) throws SQLException;

    /**
     * Puts rows back that are missing, or values into the rows that are there. The user's triggers do not fire.
     *
     * @return how many rows were put back or changed
     */
    long putBack(Connection connection, Kept rows, InputStream in) throws SQLException, IOException;

    /** Lets a sequence go on where it was, unless it is further already; nothing where it is not there. */
    void putBack(Connection connection, SequenceValue sequence) throws SQLException;

    /** Removes all rows of tables, at once. */
    void empty(Connection connection, List<Kept> tables) throws SQLException;

    /** A program that makes full dumps of this server, where there is one. */
    Optional<Dumper> dumper(DataSource dataSource, Connection connection, List<Path> places) throws SQLException;

    /** Why {@link #dumper} gives none, in words. */
    String noDumper(Connection connection, List<Path> places) throws SQLException;

    /** Makes an empty database like the one that is connected to, and tells its data source. */
    DataSource createLike(DataSource dataSource, Connection connection, String name) throws SQLException;

    /**
     * Makes the database that a URL names, on its server; connects to the server's maintenance database for that.
     *
     * @return false when it was there already
     */
    boolean create(String url) throws SQLException;

    /** Gives a database the name of another, which is put aside under a third; refused while anybody is connected to one. */
    void swap(DataSource dataSource, String name, String by, String aside) throws SQLException;
}
