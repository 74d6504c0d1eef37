package dev.aludel.core.dialect;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The two tables in which a database remembers where it is: {@code aludel_head}, one row per head, and the append-only
 * {@code aludel_journal}. Every call is one statement unless it says otherwise; none commits.
 */
public interface VersionTables {

    /** Names of the tables, which are never part of a difference. */
    Set<String> tables();

    /**
     * One row per head.
     *
     * @param revision the revision's id
     * @param epoch    counts changes of this row, so that a writer that lost its lock is found out
     */
    record Head(String revision, long epoch) {}

    /**
     * Which run wrote a line, and how far it was then: a revision that cannot be one transaction has several parts.
     *
     * @param run    a name that no other run has; empty where nobody wrote it down
     * @param number 1-based
     * @param of     how many there are
     */
    record Part(String run, int number, int of) {

        /** All of a revision, by nobody in particular. */
        public static final Part WHOLE = new Part("", 1, 1);
    }

    /**
     * What is known about the version tables themselves.
     *
     * @param current false when a newer library has to add something to them before it can write
     * @param last    the newest line of the journal that tells of a revision and is no failure: {@code done}, {@code part}
     *                or {@code started}
     */
    record Store(boolean current, Optional<Entry> last) {

        /** A revision of which some parts are done and others are not. */
        public Optional<Entry> unfinished() {
            return last.filter(entry -> !entry.state().equals("done"));
        }
    }

    /**
     * One line of the journal.
     *
     * @param direction {@code upgrade}, {@code downgrade}, {@code stamp} or {@code apply}; a stamp to base names {@code base}
     * @param state     {@code done} or {@code failed}; of a revision in several parts also {@code part} for each that is
     *                  done but the last, and {@code started} for one outside a transaction that has begun
     * @param parents   the revisions that this one revises
     * @param headsAfter heads after it; the same as before for a failure or a part
     */
    record Entry(
            String revision,
            String message,
            String direction,
            String state,
            String checksum,
            List<String> parents,
            List<String> headsAfter,
            Instant at,
            Duration took,
            String role,
            String client,
            String libraryVersion,
            String error,
            Part part) {

        public Entry {
            parents = List.copyOf(parents);
            headsAfter = List.copyOf(headsAfter);
        }

        /** All of a revision. */
        public Entry(
                String revision,
                String message,
                String direction,
                String state,
                String checksum,
                List<String> parents,
                List<String> headsAfter,
                Instant at,
                Duration took,
                String role,
                String client,
                String libraryVersion,
                String error) {
            this(
                    revision,
                    message,
                    direction,
                    state,
                    checksum,
                    parents,
                    headsAfter,
                    at,
                    took,
                    role,
                    client,
                    libraryVersion,
                    error,
                    Part.WHOLE);
        }
    }

    /**
     * The heads; empty optional when there are no version tables. Takes one round trip, no lock, and never writes.
     *
     * @param schema empty for the one that is current on the connection; nowhere else is looked for the tables
     */
    Optional<Set<Head>> heads(Connection connection, String schema) throws SQLException;

    /** Of tables that are there. One round trip. */
    Store store(Connection connection, String schema) throws SQLException;

    /** The newest line that a run wrote and that tells of no failure. */
    Optional<Entry> lastOf(Connection connection, String schema, String run) throws SQLException;

    /**
     * Journal lines that are not what they were when they were written, or that were put between by hand: each line holds
     * a hash of itself and of the line before it. Their numbers; that the very last lines were taken away does not show.
     */
    List<Long> tampered(Connection connection, String schema) throws SQLException;

    /** Makes the schema, if {@code createSchema}, and the tables, or adds what an older library did not; call it only with the lock held. */
    void create(Connection connection, String schema, boolean createSchema) throws SQLException;

    /**
     * The statements that replace heads and add a journal line, to be sent together with a revision's own. Each
     * statement that removes or changes a head raises an error when that head is not there in that epoch, so that the
     * transaction cannot commit.
     */
    List<String> advance(String schema, Set<Head> from, Set<String> to, Entry entry);

    /** The heads as {@link #advance} leaves them. */
    Set<Head> advanced(Set<Head> from, Set<String> to);

    /**
     * Statements for the beginning of a transaction whose answers nobody waits for: they take the lock as {@link #tryLock} does
     * and make sure that the heads are these. Where that is not so they fail as {@link Dialect.Failure#OVERTAKEN}.
     *
     * @return empty where that cannot be done on this connection
     */
    default List<String> claim(Connection connection, String schema, Set<Head> heads) throws SQLException {
        return List.of();
    }

    /** The statement that adds a journal line alone, for a run that failed. */
    String append(String schema, Entry entry);

    /**
     * What begins a transaction of a script: statements that take the lock, without waiting, and raise an error unless the
     * database's heads are exactly these and this is the next part of what is being done. Without version tables it has
     * none.
     */
    List<String> guard(String schema, Set<String> heads, Entry next);

    /** What {@link #create} runs, the schema included, as statements of a script; nothing happens to what is there. */
    List<String> creating(String schema);

    /** The statements that make these the only heads, whatever there is; call it only with the lock held. */
    List<String> rewrite(String schema, Set<String> heads);

    /**
     * As {@link #advance}, as statements of a script. When it runs, for how long and as what role is found out there and does
     * not come from the entry; the epochs are whatever they are then.
     */
    List<String> scripted(String schema, Set<String> from, Set<String> to, Entry entry);

    /** The whole journal, oldest first; empty where there is none. Two statements. */
    List<Entry> journal(Connection connection, String schema) throws SQLException;

    /**
     * Tries to become the only one that changes this database's version tables until the transaction ends. Never waits.
     */
    boolean tryLock(Connection connection, String schema) throws SQLException;

    /**
     * As {@link #tryLock}, until it is given back or the session ends: for what runs outside a transaction. Nobody gets the
     * one lock while somebody else has the other.
     */
    boolean tryLockSession(Connection connection, String schema) throws SQLException;

    /**
     * Gives {@link #tryLockSession} back.
     *
     * @return false if this session did not have it, so that nobody knows who was protected from whom
     */
    boolean unlockSession(Connection connection, String schema) throws SQLException;

    /**
     * How far the backfill is that is being done.
     *
     * @param rows filled so far
     * @param key  of the last of them; empty before the first
     */
    record Filled(long rows, List<String> key) {

        public Filled {
            key = List.copyOf(key);
        }
    }

    /** Empty when none is being done. */
    Optional<Filled> filled(Connection connection, String schema) throws SQLException;

    /** The statements that write that down, to be sent together with the batch. */
    List<String> filling(String schema, Filled filled);

    /** The statement that says that none is being done any more. */
    String filledAll(String schema);
}
