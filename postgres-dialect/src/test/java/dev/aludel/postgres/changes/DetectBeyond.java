package dev.aludel.postgres.changes;

import static dev.aludel.postgres.changes.Detection.detect;
import static dev.aludel.postgres.changes.Detection.mapped;
import static dev.aludel.postgres.changes.Parts.after;
import static dev.aludel.postgres.changes.Parts.before;
import static dev.aludel.postgres.changes.Parts.both;
import static dev.aludel.postgres.changes.Parts.expect;
import static dev.aludel.postgres.changes.Parts.mentions;
import static dev.aludel.postgres.changes.Parts.same;

import dev.aludel.postgres.changes.Change.Part;

/** What is no table, column, key, index, sequence or enum, and what few tools look at. */
final class DetectBeyond {

    private DetectBeyond() {}

    private static final String T = "create table t (id bigint primary key, a integer, v text);"
            + "insert into t values (1, 1, 'a'), (2, 2, null);";

    /** A table with rows on both sides, and something about it. */
    private static Change beside(String name, String alembic, String from, String to, String words, Part... parts) {
        return detect(name, alembic, both(T), before(from), after(to), mentions(words), change -> {
            for (Part part : parts) {
                part.addTo(change);
            }
        });
    }

    private static Change added(String what, String alembic, String sql, String words, Part... parts) {
        return beside(what + " is added", alembic, "", sql, words, parts);
    }

    private static Change removed(String what, String alembic, String sql, String words, Part... parts) {
        return beside(what + " is removed", alembic, sql, "", words, parts);
    }

    static Detection definitions() {
        String function = "create function f(n integer) returns integer language sql immutable as 'select n + 1';";
        String trigger = "create function g() returns trigger language plpgsql as 'begin return new; end';"
                + "create trigger g before insert on t for each row execute function g();";
        return new Detection(
                "Views, routines, triggers and the like",
                added("a view", "no", "create view w as select id, v from t", "view w"),
                removed("a view", "no", "create view w as select id, v from t", "view w"),
                beside(
                        "a view selects something else",
                        "no",
                        "create view w as select id from t",
                        "create view w as select id, v from t",
                        "view w"),
                added(
                        "a view's comment",
                        "no",
                        "create view w as select id from t; comment on view w is 'w'",
                        "comment on view w"),
                beside(
                        "a column's type changes under a view",
                        "yes; fails",
                        "create view w as select a from t",
                        "alter table t alter a type bigint; create view w as select a from t",
                        "~ column t.a integer -> bigint"),
                added(
                        "a materialized view",
                        "no",
                        "create materialized view w as select id, v from t; create index i on w (v)",
                        "materialized view w"),
                added("a function", "no", function, "function"),
                beside("a function has another body", "no", function, function.replace("n + 1", "n + 2"), "function"),
                added("a trigger", "no", trigger, "trigger t.g"),
                removed("a trigger", "no", trigger, "trigger t.g"),
                added("a rule", "no", "create rule r as on delete to t do instead nothing", "rule t.r"),
                added("a policy", "no", "create policy p on t using (a > 0)", "policy t.p"),
                beside(
                        "a policy has another condition",
                        "no",
                        "create policy p on t using (a > 0)",
                        "create policy p on t using (a > 1)",
                        "policy t.p"),
                added("an extended statistics object", "no", "create statistics s on a, v from t", "statistics s"),
                added("an extension", "no", "create extension pg_trgm", "extension pg_trgm"));
    }

    static Detection settings() {
        return new Detection(
                "Security and storage",
                added("row security", "no", "alter table t enable row level security", "row security"),
                removed("row security", "no", "alter table t enable row level security", "row security"),
                added("a grant", "no", "grant select on t to public", "privileges"),
                removed("a grant", "no", "grant select on t to public", "privileges"),
                beside("a table becomes unlogged", "no", "", "alter table t set unlogged", "unlogged"),
                beside("a table gets a fillfactor", "no", "", "alter table t set (fillfactor = 70)", "fillfactor"),
                beside(
                        "a table has another fillfactor",
                        "no",
                        "alter table t set (fillfactor = 80)",
                        "alter table t set (fillfactor = 70)",
                        "fillfactor"),
                beside(
                        "an index gets a fillfactor",
                        "no",
                        "create index i on t (a)",
                        "create index i on t (a) with (fillfactor = 70)",
                        "fillfactor"),
                beside(
                        "a column is stored in another way",
                        "no",
                        "",
                        "alter table t alter v set storage external",
                        "storage"),
                beside(
                        "a column has another statistics target",
                        "no",
                        "",
                        "alter table t alter v set statistics 500",
                        "statistics"));
    }

    static Detection types() {
        return new Detection(
                "Domains and composite types",
                added("a domain", "no", "create domain d as integer check (value > 0)", "domain d"),
                beside(
                        "a domain has another check",
                        "no",
                        "create domain d as integer check (value > 0)",
                        "create domain d as integer check (value > 1)",
                        "domain d"),
                beside(
                        "a column becomes one of a domain",
                        "yes",
                        "create domain d as integer check (value > 0)",
                        "create domain d as integer check (value > 0); alter table t alter a type d",
                        "~ column t.a integer -> d"),
                beside(
                        "a column of a domain becomes one of its base type",
                        "yes",
                        "create domain d as integer; alter table t alter a type d",
                        "create domain d as integer",
                        "~ column t.a d -> integer"),
                added("a composite type", "no", "create type pair as (x integer, y text)", "pair"),
                beside(
                        "a composite type gets an attribute",
                        "no",
                        "create type pair as (x integer)",
                        "create type pair as (x integer, y text)",
                        "pair"));
    }

    static Detection partitions() {
        return new Detection(
                "Partitions and inheritance",
                detect(
                        "a partition is there that nobody asked for",
                        "drops it",
                        both("create table log (id integer primary key, at date not null) partition by range (id);"),
                        before("create table log_0 partition of log for values from (0) to (100);"
                                + "insert into log values (1, '2020-02-03')"),
                        mapped("@Entity @Table(name = \"log\") class Log { @Id Integer id;"
                                + " @Column(nullable = false) java.time.LocalDate at; }"),
                        expect(
                                "= table option log.\"partition by\" PARTITION BY RANGE (id)  (not managed)",
                                "= table log_0 (0 columns)  (not managed)",
                                "= table option log_0.\"partition of\" PARTITION OF log FOR VALUES FROM (0) TO (100)  (not managed)")),
                detect(
                        "a table inherits from another",
                        "drops it",
                        both(
                                "create table base (id integer); create table heir (x integer) inherits (base); insert into heir values (1, 2)"),
                        same()));
    }
}
