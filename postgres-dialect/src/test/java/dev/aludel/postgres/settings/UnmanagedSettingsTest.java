package dev.aludel.postgres.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aludel.core.Migrator;
import dev.aludel.core.op.Operation;
import dev.aludel.diff.Autogen;
import dev.aludel.testing.CatalogFacts;
import dev.aludel.testing.TestDatabase;
import dev.aludel.testing.TestServer;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.Table;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Entities say nothing about settings, so nothing that is set is taken back; but an index that is broken is repaired. */
class UnmanagedSettingsTest {

    @Entity
    @Table(name = "account", indexes = @Index(name = "by_name", columnList = "name"))
    static class Account {
        @Id
        @Column(name = "id")
        long id;

        @Column(name = "name", length = 80)
        String name;
    }

    private static final String LIVE = "create table account (id bigint primary key, name varchar(80));"
            + " create index by_name on account (name); ";

    private static final String SET = "alter table account enable row level security, set (fillfactor = 70),"
            + " alter name set storage external, replica identity full; revoke insert on account from current_user;"
            + " grant select (name) on account to public; comment on schema public is 'ours';"
            + " alter default privileges in schema public grant select on tables to public";

    private static List<Operation> diff(TestDatabase database) {
        return Autogen.builder()
                .entities(Account.class)
                .dataSource(database.dataSource())
                .schemas("public")
                .build()
                .diff()
                .upgrade();
    }

    private static List<String> facts(TestDatabase database) throws Exception {
        try (var connection = database.dataSource().getConnection()) {
            return CatalogFacts.read(connection, "public");
        }
    }

    @Test
    void leavesAloneWhatIsSet() throws Exception {
        try (TestDatabase database = TestServer.shared().database()) {
            database.execute(LIVE + SET);
            assertThat(diff(database)).isEmpty();
        }
    }

    @Test
    void leavesAloneHowATableIsPartitionedAndWhatHangsOnIt() throws Exception {
        try (TestDatabase database = TestServer.shared().database()) {
            database.execute("create table account (id bigint primary key, name varchar(80)) partition by range (id);"
                    + " create index by_name on account (name);"
                    + " create table low partition of account for values from (1) to (100);"
                    + " create index by_id on low (id); alter table low add check (id > 0);"
                    + " alter table low set (fillfactor = 70)");
            assertThat(diff(database)).isEmpty();
        }
    }

    @Test
    void buildsAnInvalidIndexAnew() throws Exception {
        try (TestDatabase database = TestServer.shared().database()) {
            database.execute(LIVE + SET);
            var good = facts(database);
            database.execute("update pg_index set indisvalid = false where indexrelid = 'by_name'::regclass");
            var upgrade = diff(database);
            assertThat(upgrade)
                    .extracting(Operation::describe)
                    .containsExactly("- set invalid of index account.by_name");
            Migrator.builder()
                    .dataSource(database.dataSource())
                    .schemas("public")
                    .versionSchema("aludel")
                    .revisions()
                    .build()
                    .apply(upgrade);
            assertThat(facts(database)).isEqualTo(good);
            assertThat(diff(database)).isEmpty();
        }
    }
}
