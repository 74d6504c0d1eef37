package dev.aludel.postgres.changes;

import static dev.aludel.postgres.changes.Change.row;
import static dev.aludel.postgres.changes.Parts.after;
import static dev.aludel.postgres.changes.Parts.before;
import static dev.aludel.postgres.changes.Parts.beside;
import static dev.aludel.postgres.changes.Parts.both;
import static dev.aludel.postgres.changes.Parts.expect;
import static dev.aludel.postgres.changes.Parts.hazard;
import static dev.aludel.postgres.changes.Parts.same;
import static dev.aludel.postgres.changes.Parts.schemas;
import static dev.aludel.postgres.changes.Parts.then;

import dev.aludel.core.dialect.Hazard;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.util.stream.Stream;
import org.hibernate.annotations.Immutable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Entities, and SQL beside them that says what they cannot. */
class SqlBesideTest {

    private static final String ACCOUNT = "create table account (id bigint primary key, name varchar(80)); ";
    private static final String SHORT = "create table account (id bigint primary key, name varchar(40)); ";
    private static final String ROWS = "insert into account values (1, 'Ann'); ";

    private static final String NAMES = "create view names as select id, name from account where id > 1; ";
    private static final String SHOUT =
            "create function shout(a text) returns text language sql immutable" + " return upper(a); ";
    private static final String KEEP =
            "create function keep() returns trigger language plpgsql as" + " 'begin return new; end'; ";

    private static final String LIVE_NAMES = "CREATE VIEW names AS\\n SELECT " + of("account") + "id,\\n    "
            + of("account") + "name\\n   FROM account\\n  WHERE (" + of("account") + "id > 1);";
    private static final String LIVE_SHOUT =
            "CREATE OR REPLACE FUNCTION shout(a text)\\n RETURNS text\\n LANGUAGE sql\\n"
                    + " IMMUTABLE\\nRETURN upper(a)";

    /** Up to PostgreSQL 15, columns of a view's only table are told with its name. */
    private static String of(String table) {
        return Side.major() < 16 ? table + "." : "";
    }

    @Entity
    @Table(name = "account")
    static class WithMail {
        @Id
        Long id;

        @Column(length = 80)
        String name;

        @Column(columnDefinition = "mail")
        String mail;
    }

    @Entity
    @Immutable
    @Table(name = "names")
    static class Named {
        @Id
        Long id;

        String name;
    }

    @Entity
    @Table(name = "pointer")
    static class Pointer {
        @Id
        Long id;

        @ManyToOne
        Named named;
    }

    @TestFactory
    Stream<DynamicTest> rows() throws Exception {
        return Changes.prove(
                row(
                        "a view that is said comes",
                        before(ACCOUNT + ROWS),
                        after(ACCOUNT),
                        after(Entities.Account.class),
                        beside(NAMES, "comment on view names is 'who'; comment on column names.name is 'what'"),
                        expect(
                                "+ view names " + NAMES.strip().replace(";", ""),
                                "+ comment on view names 'who'",
                                "+ set comment on column name of view names COMMENT ON COLUMN names.name IS 'what'")),
                row(
                        "tables and what is said of them come together",
                        after(ACCOUNT),
                        after(Entities.Account.class),
                        beside(SHOUT, "create view loud as select shout(name) from account"),
                        expect(
                                "+ function \"shout(text)\" " + SHOUT.strip().replace(";", ""),
                                "+ table account (2 columns)",
                                "+ view loud create view loud as select shout(name) from account")),
                row(
                        "a view that is there in other words",
                        both(ACCOUNT),
                        before(NAMES),
                        after(Entities.Account.class),
                        beside(
                                "create or replace view public.names AS SELECT account.id, name FROM public.account WHERE (id>1) -- why"),
                        same()),
                row(
                        "a function, a trigger and a policy that are there in other words",
                        both(ACCOUNT),
                        before(KEEP + SHOUT + "create trigger t before insert or update on account for each row"
                                + " execute function keep(); create policy p on account using (id > 1)"),
                        after(Entities.Account.class),
                        beside(
                                "create or replace function keep() returns trigger as $$begin return new; end$$"
                                        + " language plpgsql volatile",
                                "create function shout(a text) returns text immutable language sql return upper(a)",
                                "create trigger t before update or insert on account for each row execute procedure"
                                        + " keep(); create policy p on account for all to public using (id > 1)"),
                        same()),
                row(
                        "another query, under a view that rests on it",
                        both(ACCOUNT),
                        before(NAMES + "create view few as select name from names"),
                        after(Entities.Account.class),
                        beside("create view names as select id, name, 1 as one from account; create view few as select"
                                + " name from names"),
                        expect(
                                "- view few CREATE VIEW few AS\\n SELECT " + of("names") + "name\\n   FROM names;",
                                "- view names " + LIVE_NAMES,
                                "+ view names create view names as select id, name, 1 as one from account",
                                "+ view few CREATE VIEW few AS\\n SELECT " + of("names") + "name\\n   FROM names;")),
                row(
                        "another body",
                        both(ACCOUNT + ROWS),
                        before(SHOUT + "create view loud as select shout(name) as s from account"),
                        after(Entities.Account.class),
                        beside(
                                SHOUT.replace("upper(a)", "upper(a) || '!'"),
                                "create view loud as select shout(name) as s from account"),
                        expect("~ function \"shout(text)\" " + LIVE_SHOUT
                                + " -> create function shout(a text) returns text"
                                + " language sql immutable return upper(a) || '!'"),
                        then("select s from loud", "ANN!")),
                row(
                        "another result",
                        both(ACCOUNT),
                        before(SHOUT),
                        after(Entities.Account.class),
                        beside("create function shout(a text) returns integer language sql immutable return length(a)"),
                        expect(
                                "- function \"shout(text)\" " + LIVE_SHOUT,
                                "+ function \"shout(text)\" create function shout(a text) returns integer language sql"
                                        + " immutable return length(a)")),
                row(
                        "another trigger",
                        both(ACCOUNT),
                        before(KEEP + "create trigger t before insert on account for each row execute function keep()"),
                        after(Entities.Account.class),
                        beside(KEEP, "create trigger t after insert on account for each row execute function keep()"),
                        expect(
                                "- trigger account.t CREATE TRIGGER t BEFORE INSERT ON account FOR EACH ROW EXECUTE"
                                        + " FUNCTION keep()",
                                "+ trigger account.t create trigger t after insert on account for each row execute"
                                        + " function keep()")),
                row(
                        "the type of a column that a view shows",
                        before(ACCOUNT + ROWS),
                        after(SHORT),
                        before(NAMES),
                        after(Entities.AccountWithShortName.class),
                        beside(NAMES),
                        hazard(Hazard.Kind.MAY_FAIL_ON_DATA, Hazard.Kind.REWRITES_TABLE),
                        expect(
                                "- view names " + LIVE_NAMES,
                                "~ column account.name varchar(80) -> varchar(40)",
                                "+ view names " + LIVE_NAMES)),
                row(
                        "a new column under a view of all columns",
                        before(ACCOUNT + "create view v as select * from account; create view w as select * from v"),
                        after("create table account (id bigint primary key, name varchar(80),"
                                + " flag boolean not null)"),
                        after(Entities.AccountWithFlag.class),
                        beside("create view v as select * from account; create view w as select v.* from v"),
                        hazard(Hazard.Kind.MAY_FAIL_ON_DATA),
                        expect(
                                "- view w CREATE VIEW w AS\\n SELECT " + of("v") + "id,\\n    " + of("v")
                                        + "name\\n   FROM v;",
                                "- view v CREATE VIEW v AS\\n SELECT " + of("account") + "id,\\n    " + of("account")
                                        + "name\\n   FROM account;",
                                "+ column account.flag boolean not null",
                                "+ view v create view v as select * from account",
                                "+ view w create view w as select v.* from v")),
                row(
                        "a view in a schema that is not there",
                        before(ACCOUNT),
                        after(ACCOUNT + "create schema extra"),
                        schemas("public", "extra"),
                        after(Entities.Account.class),
                        beside("create view extra.names as select id, name from public.account"),
                        expect(
                                "+ schema extra",
                                "+ view extra.names create view extra.names as select id, name from account")),
                row(
                        "an entity that is mapped to a view",
                        before(ACCOUNT),
                        after(ACCOUNT + "create table pointer (id bigint primary key, named_id bigint)"),
                        after(Entities.Account.class, Named.class, Pointer.class),
                        beside(NAMES),
                        expect(
                                "+ table pointer (2 columns)",
                                "+ view names " + NAMES.strip().replace(";", ""))),
                row(
                        "a domain that a column is of",
                        after(WithMail.class),
                        beside(
                                "create domain mail as varchar(80) default 'xyz' check (value <> '' and length(value) > 2);"
                                        + " comment on domain mail is 'post'"),
                        after("create table account (id bigint primary key, name varchar(80), mail mail)"),
                        expect(
                                "+ domain mail varchar(80) default 'xyz' check mail_check (value <> '' and length(value) >"
                                        + " 2)",
                                "+ table account (3 columns)",
                                "+ comment on domain mail 'post'")));
    }
}
