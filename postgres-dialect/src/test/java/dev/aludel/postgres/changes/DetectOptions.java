package dev.aludel.postgres.changes;

import static dev.aludel.postgres.changes.Detection.detect;
import static dev.aludel.postgres.changes.Parts.after;
import static dev.aludel.postgres.changes.Parts.before;
import static dev.aludel.postgres.changes.Parts.both;
import static dev.aludel.postgres.changes.Parts.mentions;
import static dev.aludel.postgres.changes.Parts.since;

import dev.aludel.postgres.changes.Change.Part;

/** Options of constraints and of tables that few tools look at. */
final class DetectOptions {

    private DetectOptions() {}

    private static final String T = "create table t (id bigint primary key, a integer, v text);"
            + "insert into t values (1, 1, 'a'), (2, 2, null);";
    private static final String U =
            "create table u (a integer, b integer, unique (a, b)); insert into u values (1, 2);";

    /** A table with rows on both sides, and something about it. */
    private static Change beside(String name, String alembic, String from, String to, String words, Part... parts) {
        return detect(name, alembic, both(T), before(from), after(to), mentions(words), change -> {
            for (Part part : parts) {
                part.addTo(change);
            }
        });
    }

    private static Change added(String what, String alembic, String sql, String words) {
        return beside(what + " is added", alembic, "", sql, words);
    }

    private static Change removed(String what, String alembic, String sql, String words) {
        return beside(what + " is removed", alembic, sql, "", words);
    }

    static Detection constraints() {
        String child = "create table c (a integer, b integer";
        String key = "foreign key (a, b) references u (a, b)";
        return new Detection(
                "Options of constraints",
                added(
                        "an exclusion constraint",
                        "no",
                        "alter table t add constraint x exclude using gist (int8range(id, id + 1) with &&)",
                        "t.x"),
                removed(
                        "an exclusion constraint",
                        "no",
                        "alter table t add constraint x exclude using gist (int8range(id, id + 1) with &&)",
                        "t.x"),
                detect(
                        "a foreign key becomes match full",
                        "no",
                        both(U),
                        before(child + ", constraint fk " + key + "); insert into c values (1, 2)"),
                        after(child + ", constraint fk " + key + " match full)"),
                        mentions("c.fk")),
                detect(
                        "a foreign key that is not valid becomes valid",
                        "no",
                        both(U + child + "); insert into c values (1, 2);"),
                        before("alter table c add constraint fk " + key + " not valid"),
                        after("alter table c add constraint fk " + key),
                        mentions("c.fk")),
                detect(
                        "on delete set null names its columns",
                        "reports it each time",
                        both(U),
                        since(15),
                        before(child + ", constraint fk " + key + " on delete set null); insert into c values (1, 2)"),
                        after(child + ", constraint fk " + key + " on delete set null (a))"),
                        mentions("c.fk")),
                beside(
                        "a check that is not valid becomes valid",
                        "no",
                        "alter table t add constraint k check (a > 0) not valid",
                        "alter table t add constraint k check (a > 0)",
                        "t.k"),
                beside(
                        "a unique constraint includes a column",
                        "no",
                        "alter table t add constraint uk unique (a)",
                        "alter table t add constraint uk unique (a) include (v)",
                        "t.uk"));
    }

    static Detection tables() {
        return new Detection(
                "Options of tables",
                detect(
                        "a partitioned table is added",
                        "as a plain one",
                        after("create table log (id integer not null, at date not null) partition by range (at)"),
                        mentions("table log")),
                detect(
                        "a table that inherits is added",
                        "as a plain one",
                        both("create table base (id integer); insert into base values (1)"),
                        after("create table heir (x integer) inherits (base)"),
                        mentions("table heir")));
    }
}
