package dev.aludel.postgres.settings;

import static dev.aludel.core.dialect.Hazard.Kind.LOSES_DATA;
import static dev.aludel.postgres.changes.Change.row;
import static dev.aludel.postgres.changes.Parts.after;
import static dev.aludel.postgres.changes.Parts.before;
import static dev.aludel.postgres.changes.Parts.both;
import static dev.aludel.postgres.changes.Parts.expect;
import static dev.aludel.postgres.changes.Parts.hazard;
import static dev.aludel.postgres.changes.Parts.schemas;

import dev.aludel.postgres.changes.Change;
import dev.aludel.postgres.changes.Changes;
import dev.aludel.testing.TestServer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Whose an object is and who may do what with it. */
class PrivilegesTest {

    private final String app = TestServer.shared().role().name();
    private final String boss = TestServer.shared().role().name();

    private static final String ACCOUNT = "create table account (id bigint primary key, name text, secret text);"
            + " insert into account values (1, 'a', 'x');";

    private String named(String sql) {
        return sql.replace("APP", app).replace("BOSS", boss);
    }

    private Change change(String name, String both, String before, String after, String... lines) {
        return row(
                name,
                both(named(both)),
                before(named(before)),
                after(named(after)),
                expect(Stream.of(lines).map(this::named).toArray(String[]::new)));
    }

    @TestFactory
    Stream<DynamicTest> tables() throws Exception {
        return Changes.prove(
                change(
                        "privileges come",
                        ACCOUNT,
                        "",
                        "grant select, update (name) on account to APP; grant insert on account to APP with grant option",
                        "+ set privileges for APP of table account REVOKE ALL ON TABLE account FROM APP;"
                                + " GRANT SELECT, UPDATE (name) ON TABLE account TO APP;"
                                + " GRANT INSERT ON TABLE account TO APP WITH GRANT OPTION"),
                change(
                        "privileges change",
                        ACCOUNT,
                        "grant select (id, name), update on account to APP",
                        "grant select on account to APP",
                        "~ set privileges for APP of table account REVOKE ALL ON TABLE account FROM APP;"
                                + " GRANT SELECT (id, name), UPDATE ON TABLE account TO APP"
                                + " -> REVOKE ALL ON TABLE account FROM APP; GRANT SELECT ON TABLE account TO APP"),
                change(
                        "privileges of everybody and of the owner",
                        ACCOUNT,
                        "",
                        "grant select on account to public; revoke update, truncate on account from current_user;"
                                + " revoke grant option for select on account from current_user",
                        "+ set privileges for its owner of table account REVOKE ALL ON TABLE account FROM CURRENT_ROLE;"
                                + " GRANT DELETE, INSERT,"
                                + (TestServer.shared().major() < 17 ? "" : " MAINTAIN,")
                                + " REFERENCES, SELECT, TRIGGER ON TABLE account TO CURRENT_ROLE",
                        "+ set privileges for public of table account REVOKE ALL ON TABLE account FROM PUBLIC;"
                                + " GRANT SELECT ON TABLE account TO PUBLIC"),
                row(
                        "a column with privileges goes",
                        both(ACCOUNT),
                        before(named("grant select (name, secret) on account to APP")),
                        after(named("alter table account drop secret; grant select (name) on account to APP")),
                        hazard(LOSES_DATA),
                        expect(
                                named("~ set privileges for APP of table account REVOKE ALL ON TABLE account FROM APP;"
                                        + " GRANT SELECT (name, secret) ON TABLE account TO APP"
                                        + " -> REVOKE ALL ON TABLE account FROM APP;"
                                        + " GRANT SELECT (name) ON TABLE account TO APP"),
                                "- column account.secret text")),
                change(
                        "a table of somebody else comes",
                        "",
                        "",
                        ACCOUNT + "alter table account owner to BOSS; grant select on account to APP",
                        "+ table account (3 columns)",
                        "+ set owner of table account ALTER TABLE account OWNER TO BOSS",
                        "+ set privileges for APP of table account REVOKE ALL ON TABLE account FROM APP;"
                                + " GRANT SELECT ON TABLE account TO APP"),
                change(
                        "a table gets another owner",
                        ACCOUNT + "grant select on account to APP",
                        "alter table account owner to BOSS",
                        "",
                        "- set owner of table account ALTER TABLE account OWNER TO BOSS"));
    }

    @TestFactory
    Stream<DynamicTest> others() throws Exception {
        return Changes.prove(
                change(
                        "privileges on sequences and types",
                        "create sequence numbers; create type mood as enum ('sad', 'ok')",
                        "",
                        "grant usage, select on sequence numbers to APP; revoke usage on type mood from public",
                        "+ set privileges for APP of sequence numbers REVOKE ALL ON SEQUENCE numbers FROM APP;"
                                + " GRANT SELECT, USAGE ON SEQUENCE numbers TO APP",
                        "+ set privileges for public of enum mood REVOKE ALL ON TYPE mood FROM PUBLIC"),
                change(
                        "an enum that is built anew keeps its privileges",
                        "create type mood as enum ('sad', 'ok'); revoke usage on type mood from public",
                        "",
                        "drop type mood; create type mood as enum ('ok'); revoke usage on type mood from public",
                        "- set privileges for public of enum mood REVOKE ALL ON TYPE mood FROM PUBLIC",
                        "~ enum mood [sad, ok] -> [ok]",
                        "+ set privileges for public of enum mood REVOKE ALL ON TYPE mood FROM PUBLIC"),
                change(
                        "owners of sequences and types",
                        "create sequence numbers; create type mood as enum ('sad', 'ok')",
                        "alter sequence numbers owner to BOSS",
                        "alter type mood owner to BOSS",
                        "- set owner of sequence numbers ALTER SEQUENCE numbers OWNER TO BOSS",
                        "+ set owner of enum mood ALTER TYPE mood OWNER TO BOSS"),
                change(
                        "a view that is made anew gets its privileges again",
                        ACCOUNT,
                        "create view seen as select 1 as id; grant select on seen to APP",
                        "create view seen as select 1 as id, 2 as name; grant select on seen to APP",
                        "- set privileges for APP of view seen REVOKE ALL ON TABLE seen FROM APP;"
                                + " GRANT SELECT ON TABLE seen TO APP",
                        "- view seen CREATE VIEW seen AS\\n SELECT 1 AS id;",
                        "+ view seen CREATE VIEW seen AS\\n SELECT 1 AS id,\\n    2 AS name;",
                        "+ set privileges for APP of view seen REVOKE ALL ON TABLE seen FROM APP;"
                                + " GRANT SELECT ON TABLE seen TO APP"),
                row(
                        "schemas",
                        schemas("public", "app"),
                        both("create schema app"),
                        after(named("grant usage on schema app to APP; alter schema app owner to BOSS;"
                                + " grant usage on schema public to APP; comment on schema public is 'ours'")),
                        expect(
                                "+ comment on schema \"*\" 'ours'",
                                named("+ set owner of schema app ALTER SCHEMA app OWNER TO BOSS"),
                                named("+ set privileges for APP of schema \"*\" REVOKE ALL ON SCHEMA public FROM APP;"
                                        + " GRANT USAGE ON SCHEMA public TO APP"),
                                named("+ set privileges for APP of schema app REVOKE ALL ON SCHEMA app FROM APP;"
                                        + " GRANT USAGE ON SCHEMA app TO APP"))),
                change(
                        "default privileges make no difference",
                        "alter default privileges in schema public grant select on tables to APP;"
                                + " alter default privileges in schema public grant usage on sequences to APP;",
                        "",
                        "create table seen (id bigserial); create table hidden (id int); revoke all on hidden from APP",
                        "+ sequence seen_id_seq bigint start 1 increment 1",
                        "+ table hidden (1 columns)",
                        "+ table seen (1 columns)",
                        "+ sequence owner seen.seen_id_seq column id",
                        "+ set privileges for APP of sequence seen_id_seq REVOKE ALL ON SEQUENCE seen_id_seq FROM APP;"
                                + " GRANT USAGE ON SEQUENCE seen_id_seq TO APP",
                        "+ set privileges for APP of table hidden REVOKE ALL ON TABLE hidden FROM APP",
                        "+ set privileges for APP of table seen REVOKE ALL ON TABLE seen FROM APP;"
                                + " GRANT SELECT ON TABLE seen TO APP"),
                change(
                        "default privileges change",
                        "",
                        "alter default privileges in schema public grant select on tables to APP;"
                                + " alter default privileges for role BOSS in schema public grant execute on routines to APP",
                        "alter default privileges in schema public grant select, insert on tables to APP",
                        "- set default privileges on routines of BOSS for APP of schema \"*\" ALTER DEFAULT PRIVILEGES"
                                + " FOR ROLE BOSS IN SCHEMA public REVOKE ALL ON ROUTINES FROM APP;"
                                + " ALTER DEFAULT PRIVILEGES FOR ROLE BOSS IN SCHEMA public GRANT EXECUTE ON ROUTINES TO"
                                + " APP",
                        "~ set default privileges on tables for APP of schema \"*\" ALTER DEFAULT PRIVILEGES IN SCHEMA"
                                + " public REVOKE ALL ON TABLES FROM APP;"
                                + " ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO APP"
                                + " -> ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE ALL ON TABLES FROM APP;"
                                + " ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT INSERT, SELECT ON TABLES TO APP"));
    }
}
