package dev.aludel.postgres.changes;

import dev.aludel.core.compare.RenameHints;
import dev.aludel.core.dialect.Hazard;
import dev.aludel.postgres.changes.Change.Part;
import java.util.List;
import java.util.function.UnaryOperator;

/** The words that a row is made of; import them statically. */
final class Parts {

    private Parts() {}

    static Change row(String name, Part... parts) {
        return Change.row(name, parts);
    }

    /** SQL that makes what both schemas have, with rows. */
    static Part both(String sql) {
        return change -> {
            change.before.add(sql);
            change.after.add(sql);
        };
    }

    /** SQL that makes the live schema, with rows. */
    static Part before(String sql) {
        return change -> change.before.add(sql);
    }

    /** SQL that makes the wanted schema. */
    static Part after(String sql) {
        return change -> change.after.add(sql);
    }

    /** The wanted schema as entities; {@link #after(String)} says what a person would have written for them. */
    static Part after(Class<?>... entities) {
        return change -> change.entities.addAll(List.of(entities));
    }

    /** The lines of the difference, all of them, in their order. */
    static Part expect(String... lines) {
        return change -> change.lines.addAll(List.of(lines));
    }

    /** No difference. */
    static Part same() {
        return change -> {};
    }

    /** The hazards of the upgrade that are worth a warning, all of them. */
    static Part hazard(Hazard.Kind... kinds) {
        return change -> change.hazards.addAll(List.of(kinds));
    }

    static Part renames(UnaryOperator<RenameHints> hints) {
        return change -> change.renames = hints.apply(change.renames);
    }

    /** The rows that are there do not allow the upgrade; the server's reason contains this. */
    static Part refusedBecause(String reason) {
        return change -> change.refusal = reason;
    }

    /** The rows that are there do not allow the downgrade; the server's reason contains this. */
    static Part noWayBackBecause(String reason) {
        return change -> change.refusalBack = reason;
    }

    /** What a query answers after the upgrade, in its first row and column. */
    static Part then(String query, String answer) {
        return change -> change.answers.put(query, answer);
    }

    /** What a query answers after the downgrade, in its first row and column. */
    static Part andBack(String query, String answer) {
        return change -> change.answersAgain.put(query, answer);
    }

    /** The managed schemas; {@code public} where nothing is said. */
    static Part schemas(String... names) {
        return change -> change.schemas = List.of(names);
    }

    /** The first PostgreSQL that can do it. */
    static Part since(int major) {
        return change -> change.since = major;
    }
}
