package dev.aludel.postgres.settings;

import static dev.aludel.core.dialect.Hazard.Kind.MAY_FAIL_ON_DATA;
import static dev.aludel.core.dialect.Hazard.Kind.REWRITES_TABLE;
import static dev.aludel.postgres.changes.Change.row;
import static dev.aludel.postgres.changes.Parts.after;
import static dev.aludel.postgres.changes.Parts.before;
import static dev.aludel.postgres.changes.Parts.both;
import static dev.aludel.postgres.changes.Parts.expect;
import static dev.aludel.postgres.changes.Parts.hazard;
import static dev.aludel.postgres.changes.Parts.since;

import dev.aludel.postgres.changes.Change;
import dev.aludel.postgres.changes.Change.Part;
import dev.aludel.postgres.changes.Changes;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** How tables, columns and indexes are stored and guarded. */
class TableSettingsTest {

    private static final String ACCOUNT = "create table account (id bigint not null primary key, name text,"
            + " code varchar(10) not null unique); create index by_name on account (name);"
            + " insert into account values (1, 'a', 'x'), (2, 'b', 'y');";

    private static Change account(String name, Part... parts) {
        return row(name, change -> {
            both(ACCOUNT).addTo(change);
            for (Part part : parts) {
                part.addTo(change);
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> guarded() throws Exception {
        return Changes.prove(
                account(
                        "row security comes",
                        after("alter table account enable row level security"),
                        expect("+ set row security of table account ALTER TABLE account ENABLE ROW LEVEL SECURITY")),
                account(
                        "row security goes",
                        before("alter table account enable row level security, force row level security"),
                        expect(
                                "- set row security of table account ALTER TABLE account ENABLE ROW LEVEL SECURITY",
                                "- set forced row security of table account ALTER TABLE account FORCE ROW LEVEL SECURITY")),
                account(
                        "replica identity by an index",
                        after("alter table account replica identity using index account_code_key"),
                        expect(
                                "+ set replica identity of table account ALTER TABLE account REPLICA IDENTITY USING INDEX"
                                        + " account_code_key")),
                account(
                        "another replica identity",
                        before("alter table account replica identity full"),
                        after("alter table account replica identity nothing"),
                        expect("~ set replica identity of table account ALTER TABLE account REPLICA IDENTITY FULL"
                                + " -> ALTER TABLE account REPLICA IDENTITY NOTHING")),
                account(
                        "the index that a table is clustered by becomes another",
                        both("alter table account cluster on by_name"),
                        after("drop index by_name; create index by_name on account (name desc);"
                                + " alter table account cluster on by_name"),
                        expect(
                                "- set clustered index of table account ALTER TABLE account CLUSTER ON by_name",
                                "- index account.by_name (name)",
                                "+ index account.by_name (name desc)",
                                "+ set clustered index of table account ALTER TABLE account CLUSTER ON by_name")),
                account(
                        "a table of a type",
                        before("create type pair as (a int, b text); create table p (a int, b text)"),
                        after("create type pair as (a int, b text); create table p of pair"),
                        expect("+ set type of table p ALTER TABLE p OF pair")),
                row(
                        "a guarded table comes",
                        after(ACCOUNT + "alter table account enable row level security,"
                                + " replica identity using index account_code_key, cluster on account_pkey;"),
                        expect(
                                "+ table account (3 columns, 1 indexes)",
                                "+ set clustered index of table account ALTER TABLE account CLUSTER ON account_pkey",
                                "+ set replica identity of table account ALTER TABLE account REPLICA IDENTITY USING INDEX"
                                        + " account_code_key",
                                "+ set row security of table account ALTER TABLE account ENABLE ROW LEVEL SECURITY")));
    }

    @TestFactory
    Stream<DynamicTest> stored() throws Exception {
        return Changes.prove(
                account(
                        "a table is no longer logged",
                        after("alter table account set unlogged"),
                        expect("+ set unlogged of table account ALTER TABLE account SET UNLOGGED"),
                        hazard(REWRITES_TABLE)),
                account(
                        "a table is logged again",
                        before("alter table account set unlogged"),
                        expect("- set unlogged of table account ALTER TABLE account SET UNLOGGED"),
                        hazard(REWRITES_TABLE)),
                row(
                        "a sequence is not logged",
                        both("create sequence numbers"),
                        after("alter sequence numbers set unlogged"),
                        expect("+ set unlogged of sequence numbers ALTER SEQUENCE numbers SET UNLOGGED"),
                        since(15)),
                account(
                        "storage parameters come, change and go",
                        before("alter table account set (fillfactor = 70, autovacuum_enabled = off,"
                                + " toast.autovacuum_enabled = false)"),
                        after("alter table account set (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.10)"),
                        expect(
                                "- set toast.autovacuum_enabled of table account"
                                        + " ALTER TABLE account SET (toast.autovacuum_enabled = 'false')",
                                "- set autovacuum_enabled of table account ALTER TABLE account SET (autovacuum_enabled ="
                                        + " 'off')",
                                "+ set autovacuum_vacuum_scale_factor of table account ALTER TABLE account SET"
                                        + " (autovacuum_vacuum_scale_factor = '0.10')",
                                "~ set fillfactor of table account ALTER TABLE account SET (fillfactor = 70)"
                                        + " -> ALTER TABLE account SET (fillfactor = 80)")),
                account(
                        "storage parameters of indexes",
                        after("alter index by_name set (fillfactor = 70, deduplicate_items = off);"
                                + " alter index account_pkey set (fillfactor = 60)"),
                        expect(
                                "+ set deduplicate_items of index account.by_name ALTER INDEX by_name SET"
                                        + " (deduplicate_items = 'off')",
                                "+ set fillfactor of index account.by_name ALTER INDEX by_name SET (fillfactor = 70)",
                                "+ set fillfactor of primary key account.account_pkey ALTER INDEX account_pkey SET"
                                        + " (fillfactor = 60)")),
                account(
                        "columns are stored in another way",
                        after("alter table account alter name set storage external, alter name set compression pglz,"
                                + " alter name set statistics 500, alter id set (n_distinct = -0.5)"),
                        expect(
                                "+ set compression of column account.name ALTER TABLE account ALTER COLUMN name SET"
                                        + " COMPRESSION pglz",
                                "+ set n_distinct of column account.id ALTER TABLE account ALTER COLUMN id SET"
                                        + " (n_distinct = '-0.5')",
                                "+ set statistics of column account.name ALTER TABLE account ALTER COLUMN name SET"
                                        + " STATISTICS 500",
                                "+ set storage of column account.name ALTER TABLE account ALTER COLUMN name SET STORAGE"
                                        + " EXTERNAL")),
                account(
                        "a column that is stored in another way gets another type",
                        both("alter table account alter name set storage external, alter name set statistics 500"),
                        after("alter table account alter name type varchar(20); alter table account alter name set"
                                + " storage main"),
                        hazard(MAY_FAIL_ON_DATA, REWRITES_TABLE),
                        expect(
                                "- set storage of column account.name ALTER TABLE account ALTER COLUMN name SET STORAGE"
                                        + " EXTERNAL",
                                "- set statistics of column account.name ALTER TABLE account ALTER COLUMN name SET"
                                        + " STATISTICS 500",
                                "~ column account.name text -> varchar(20)",
                                "+ set statistics of column account.name ALTER TABLE account ALTER COLUMN name SET"
                                        + " STATISTICS 500",
                                "+ set storage of column account.name ALTER TABLE account ALTER COLUMN name SET STORAGE"
                                        + " MAIN")),
                account(
                        "statistics of an index's expression",
                        both("create index lower_name on account (lower(name))"),
                        after("alter index lower_name alter column 1 set statistics 900"),
                        expect(
                                "+ set statistics of key 1 of index account.lower_name ALTER INDEX lower_name ALTER COLUMN"
                                        + " 1 SET STATISTICS 900")));
    }
}
