package dev.aludel.core.dialect;

import dev.aludel.core.schema.Name;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One SQL statement and what is known about it.
 *
 * @param sql           without a closing semicolon
 * @param locks         the strongest lock on each table that was there before
 * @param hazards       what a person should know; may be empty
 * @param transactional false when the server refuses it within a transaction block
 */
public record Statement(String sql, Map<Name, LockLevel> locks, List<Hazard> hazards, boolean transactional) {

    public Statement {
        locks = Map.copyOf(locks);
        hazards = List.copyOf(hazards);
    }

    /** A statement in a transaction that locks no table that is there already. */
    public static Statement of(String sql) {
        return new Statement(sql, Map.of(), List.of(), true);
    }

    public Statement locking(Name table, LockLevel level) {
        var all = new TreeMap<>(locks);
        all.merge(table, level, (a, b) -> a.compareTo(b) >= 0 ? a : b);
        return new Statement(sql, all, hazards, transactional);
    }

    public Statement hazard(Hazard.Kind kind, String detail) {
        var all = new ArrayList<>(hazards);
        all.add(new Hazard(kind, detail));
        return new Statement(sql, locks, all, transactional);
    }

    /** The same, within a transaction or not. */
    public Statement transactional(boolean may) {
        return new Statement(sql, locks, hazards, may);
    }

    /** The strongest of its locks. */
    public LockLevel strongestLock() {
        return locks.values().stream().max(LockLevel::compareTo).orElse(LockLevel.NONE);
    }

    @Override
    public String toString() {
        return sql;
    }
}
