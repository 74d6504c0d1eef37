package dev.aludel.postgres.changes;

import dev.aludel.core.compare.RenameHints;
import dev.aludel.core.dialect.Hazard;
import dev.aludel.postgres.changes.Change.Part;
import java.util.List;
import java.util.function.UnaryOperator;

/** The words that a row is made of; import them statically. */
public final class Parts {

    private Parts() {}

    public static Change row(String name, Part... parts) {
        return Change.row(name, parts);
    }

    /** SQL that makes what both schemas have, with rows. */
    public static Part both(String sql) {
        return change -> {
            change.before.add(sql);
            change.after.add(sql);
        };
    }

    /** SQL that makes the live schema, with rows. */
    public static Part before(String sql) {
        return change -> change.before.add(sql);
    }

    /** SQL that makes the wanted schema. */
    public static Part after(String sql) {
        return change -> change.after.add(sql);
    }

    /** The wanted schema as entities; {@link #after(String)} says what a person would have written for them. */
    public static Part after(Class<?>... entities) {
        return change -> change.entities.addAll(List.of(entities));
    }

    /** SQL beside the entities; it makes a part of the wanted schema. */
    static Part beside(String... scripts) {
        return change -> {
            change.beside.addAll(List.of(scripts));
            change.after.addAll(List.of(scripts));
        };
    }

    /** The lines of the difference, all of them, in their order. */
    public static Part expect(String... lines) {
        return change -> change.lines.addAll(List.of(lines));
    }

    /** What some line of the difference contains; the others are another row's business. */
    static Part mentions(String words) {
        return change -> change.mention = words;
    }

    /** No difference. */
    public static Part same() {
        return change -> {};
    }

    /** The hazards of the upgrade that are worth a warning, all of them. */
    public static Part hazard(Hazard.Kind... kinds) {
        return change -> change.hazards.addAll(List.of(kinds));
    }

    public static Part renames(UnaryOperator<RenameHints> hints) {
        return change -> change.renames = hints.apply(change.renames);
    }

    /** The rows that are there do not allow the upgrade; the server's reason contains this. */
    public static Part refusedBecause(String reason) {
        return change -> change.refusal = reason;
    }

    /** The rows that are there do not allow the downgrade; the server's reason contains this. */
    public static Part noWayBackBecause(String reason) {
        return change -> change.refusalBack = reason;
    }

    /** What a query answers after the upgrade, in its first row and column. */
    public static Part then(String query, String answer) {
        return change -> change.answers.put(query, answer);
    }

    /** What a query answers after the downgrade, in its first row and column. */
    public static Part andBack(String query, String answer) {
        return change -> change.answersAgain.put(query, answer);
    }

    /** The managed schemas; {@code public} where nothing is said. */
    public static Part schemas(String... names) {
        return change -> change.schemas = List.of(names);
    }

    /** The first PostgreSQL that can do it. */
    public static Part since(int major) {
        return change -> change.since = major;
    }

    /** No server takes the upgrade, with rows or without; its reason contains this. */
    static Part neverRunsBecause(String reason) {
        return change -> change.never = reason;
    }

    /** The live database finds names without a schema there. */
    static Part searchPath(String schemas) {
        return change -> change.searchPath = schemas;
    }
}
