package dev.aludel.postgres.changes;

import static dev.aludel.postgres.changes.Parts.after;
import static dev.aludel.postgres.changes.Parts.before;
import static dev.aludel.postgres.changes.Parts.expect;

import dev.aludel.postgres.changes.Change.Part;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The words of the rows behind {@code docs/detection.md}. Their hazards are other rows' business.
 *
 * @param title of the section
 */
record Detection(String title, List<Change> rows) {

    Detection(String title, Change... rows) {
        this(title, List.of(rows));
    }

    /**
     * A row of the page.
     *
     * @param alembic what Alembic makes of it
     */
    static Change detect(String name, String alembic, Part... parts) {
        var change = Change.row(name, parts);
        change.alembic = alembic;
        change.withHazards = false;
        return change;
    }

    /** The wanted schema as the source of entities. */
    static Part mapped(String source) {
        return change -> change.mapping = source;
    }

    /** The wanted schema as an entity {@code t} that has, beside its id, these members. */
    static Part with(String members) {
        return mapped(table("", members));
    }

    static String table(String annotations, String members) {
        return "@Entity @Table(name = \"t\"" + (annotations.isEmpty() ? "" : ", " + annotations)
                + ") class T { @Id Long id; " + members + " }";
    }

    /** A column {@code v} of a table {@code t} with a row, before and after; no value is null. */
    static Change column(String name, String alembic, String from, String to, String value, Part... parts) {
        return detect(
                name,
                alembic,
                Stream.concat(
                                Stream.of(
                                        before("create table t (id bigint primary key, v " + from + ");"),
                                        before(
                                                value.isEmpty()
                                                        ? "insert into t (id) values (1)"
                                                        : "insert into t (id, v) values (1, " + value + ")"),
                                        after("create table t (id bigint primary key, v " + to + ")")),
                                Arrays.stream(parts))
                        .toArray(Part[]::new));
    }

    /** A column that has another type. */
    static Change type(String alembic, String from, String to, String value, Part... parts) {
        return column(
                from + " becomes " + to,
                alembic,
                from,
                to,
                value,
                Stream.concat(Stream.of(expect("~ column t.v " + from + " -> " + to)), Arrays.stream(parts))
                        .toArray(Part[]::new));
    }
}
