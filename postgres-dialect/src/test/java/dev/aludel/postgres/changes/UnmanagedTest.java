package dev.aludel.postgres.changes;

import static dev.aludel.core.op.Definitions.column;
import static dev.aludel.core.op.Definitions.foreignKey;
import static dev.aludel.core.op.Definitions.index;
import static dev.aludel.core.op.Definitions.primaryKey;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aludel.core.Migrator;
import dev.aludel.core.op.Operations;
import dev.aludel.core.revision.Migration;
import dev.aludel.core.revision.Revision;
import dev.aludel.core.revision.RevisionSource;
import dev.aludel.diff.Autogen;
import dev.aludel.diff.SchemaDiff;
import dev.aludel.postgres.changes.Entities.Account;
import dev.aludel.testing.CatalogFacts;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What no revision made is nobody's to drop. */
class UnmanagedTest {

    @Revision(id = "aa01", message = "Accounts and what goes again")
    static final class Chain implements Migration {
        @Override
        public void upgrade(Operations op) {
            op.createEnum("mood", "SAD", "OK");
            op.createSequence("numbers", dev.aludel.core.op.Definitions.sequence());
            op.createTable(
                    "account",
                    column("id", "bigint").notNull(),
                    column("name", "varchar(80)"),
                    column("gone", "text"),
                    primaryKey("id"));
            op.createTable("old", column("id", "bigint").notNull(), primaryKey("id"));
            op.createIndex("account", index("by_gone", "gone"));
            op.addColumn("account", column("old_id", "bigint"));
            op.addConstraint("account", foreignKey("old_id").references("old", "id"));
        }
    }

    private static final List<String> SCHEMAS = List.of("public");

    private Side live;

    @BeforeEach
    void migrate() throws Exception {
        live = Side.open();
        live.load(SCHEMAS, List.of());
        migrator().upgradeToHead();
    }

    @AfterEach
    void close() throws Exception {
        live.close();
    }

    private Migrator migrator() {
        return Migrator.builder()
                .dataSource(live.dataSource())
                .schemas("public")
                .revisions(new Chain())
                .build();
    }

    private SchemaDiff diff(RevisionSource... chain) {
        var autogen = Autogen.builder()
                .entities(Account.class)
                .dataSource(live.dataSource())
                .schemas("public");
        List.of(chain).forEach(autogen::revisions);
        return autogen.build().diff();
    }

    private static RevisionSource chain() {
        return RevisionSource.of(new Chain());
    }

    private static List<String> lines(SchemaDiff diff) {
        return diff.describe().lines().toList();
    }

    /** All that the revision made and the entity does not know. */
    private static final List<String> DROPS = List.of(
            "- foreign key account.account_old_id_fkey (old_id) -> old (id)",
            "- index account.by_gone (gone)",
            "- column account.old_id bigint",
            "- column account.gone text",
            "- table old (1 columns)",
            "- sequence numbers bigint start 1 increment 1",
            "- enum mood [SAD, OK]");

    private void applies(SchemaDiff diff) throws Exception {
        var before = live.facts(SCHEMAS);
        migrator().apply(diff.upgrade());
        assertThat(diff(chain()).upgrade()).isEmpty();
        migrator().apply(diff.downgrade());
        assertThat(CatalogFacts.differences(before, live.facts(SCHEMAS))).isEmpty();
    }

    @Test
    void dropsWhatARevisionMade() throws Exception {
        SchemaDiff diff = diff(chain());

        assertThat(lines(diff)).containsExactlyElementsOf(DROPS);
        assertThat(diff.unmanaged()).isEmpty();
        applies(diff);
    }

    @Test
    void leavesAloneWhatNoRevisionMade() throws Exception {
        live.run("""
                create table theirs (id integer primary key, v integer check (v > 0));
                create index by_v on theirs (v);
                comment on table theirs is 'theirs';
                alter table account add note text;
                create index by_note on account (lower(note));
                alter table account add constraint named check (name <> ''), add constraint once unique (name);
                create sequence their_numbers;
                create type theirs_too as enum ('a');
                comment on column account.name is 'by hand'""");

        SchemaDiff diff = diff(chain());

        assertThat(lines(diff).stream().filter(line -> line.startsWith("-")).toList())
                .containsExactlyElementsOf(DROPS);
        assertThat(lines(diff).stream().filter(line -> line.startsWith("=")).toList())
                .contains(
                        "= table theirs (2 columns, 1 indexes)  (not managed)",
                        "= column account.note text  (not managed)",
                        "= index account.by_note ((lower(note)))  (not managed)",
                        "= check account.named ((name)::text <> ''::text)  (not managed)",
                        "= unique account.once (name)  (not managed)",
                        "= sequence their_numbers bigint start 1 increment 1  (not managed)",
                        "= enum theirs_too [a]  (not managed)",
                        "= comment on column account.name 'by hand'  (not managed)");
        applies(diff);
    }

    @Test
    void isEmptyWhenOnlyWhatNoRevisionMadeDiffers() throws Exception {
        migrator().apply(diff(chain()).upgrade());
        live.run("create table theirs (id integer); alter table account add note text");

        assertThat(diff(chain()).isEmpty()).isTrue();
    }

    @Test
    void showsAllAsDropsWithoutAChain() throws Exception {
        live.run("create table theirs (id integer); alter table account add note text");

        SchemaDiff diff = diff();

        assertThat(lines(diff))
                .contains("- table theirs (1 columns)", "- column account.note text", "- enum mood [SAD, OK]");
        assertThat(diff.unmanaged()).isNotEmpty();
    }

    @Test
    void dropsTogetherWhatRestsOnSomethingThatGoes() throws Exception {
        live.run("""
                create index by_hand on account (gone, name);
                alter table account add constraint by_hand_too check (gone <> '' or old_id > 0);
                create table theirs (id integer, old_id bigint references old)""");

        SchemaDiff diff = diff(chain());

        assertThat(lines(diff).stream().filter(line -> line.startsWith("-")).toList())
                .containsAll(DROPS)
                .contains(
                        "- index account.by_hand (gone, name)",
                        "- foreign key theirs.theirs_old_id_fkey (old_id) -> old (id)",
                        "- check account.by_hand_too ((gone <> ''::text) OR (old_id > 0))")
                .hasSize(DROPS.size() + 3);
        applies(diff);
    }

    @Test
    void keepsWhatValuesThatNoRevisionMadeRestOn() throws Exception {
        live.run("""
                create table theirs (id bigint default nextval('numbers'), v mood default 'SAD');
                insert into theirs values (default, 'OK')""");

        SchemaDiff diff = diff(chain());

        assertThat(lines(diff))
                .contains(
                        "= table theirs (2 columns)  (not managed)",
                        "= column theirs.v mood default 'SAD'::mood  (not managed)",
                        "= enum mood [SAD, OK]  (not managed)",
                        "= sequence numbers bigint start 1 increment 1  (not managed)")
                .noneMatch(line -> line.startsWith("- ") && line.contains("theirs"));
        applies(diff);
        assertThat(live.ask("select v from theirs")).containsExactly("OK");
    }

    @Test
    void keepsTheSchemaOfATableThatNoRevisionMade() throws Exception {
        live.run("create schema extra; create table extra.theirs (id integer); insert into extra.theirs values (1)");
        var made = new ExtraSchema();
        var autogen = Autogen.builder()
                .entities(Account.class)
                .dataSource(live.dataSource())
                .schemas("public", "extra")
                .revisions(RevisionSource.of(new Chain(), made));

        SchemaDiff diff = autogen.build().diff();

        assertThat(lines(diff))
                .contains("= schema extra  (not managed)", "= table extra.theirs (1 columns)  (not managed)")
                .noneMatch(line -> line.startsWith("- ") && line.contains("extra"));
    }

    @Revision(id = "aa02", revises = "aa01", message = "A schema that goes again")
    static final class ExtraSchema implements Migration {
        @Override
        public void upgrade(Operations op) {
            op.createSchema("extra");
        }
    }

    @Test
    void neverTouchesWhatBelongsToAnExtensionOrAPartitionedTable() throws Exception {
        live.run("""
                create table log (at date, v integer) partition by range (at);
                create table log_2020 partition of log for values from ('2020-01-01') to ('2021-01-01');
                create index by_at on log (at);
                create view seen as select id from account;
                create materialized view kept as select id from account;
                create function f() returns integer language sql as 'select 1'""");
        boolean extension = !live.ask("select name from pg_available_extensions where name = 'hstore'")
                .isEmpty();
        if (extension) {
            live.run("create extension hstore");
        }

        SchemaDiff diff = diff(chain());

        assertThat(lines(diff).stream().filter(line -> line.startsWith("-")).toList())
                .containsExactlyElementsOf(DROPS);
        assertThat(diff.toString()).doesNotContain("hstore_in");
        assertThat(diff.unmanaged())
                .extracting(object -> object.id().toString())
                .contains("view seen", "materialized view kept", "function \"f()\"", "table log_2020")
                .contains(extension ? "extension hstore" : "view seen")
                .doesNotContain("comment on extension hstore");
    }

    @Test
    void neverSeesTheVersionTables() throws Exception {
        assertThat(live.ask("select relname from pg_class where relname like 'aludel_%' and relkind = 'r' order by 1"))
                .containsExactly("aludel_head", "aludel_journal");
        assertThat(diff().toString()).doesNotContain("aludel_");
        assertThat(diff(chain()).toString()).doesNotContain("aludel_");
    }

    @Test
    void neverDropsAViewThatNobodyManagesNorWhatItRestsOn() throws Exception {
        live.run("create view seen as select gone from account");
        SchemaDiff diff = diff(chain());

        assertThat(diff.upgrade()).noneMatch(operation -> operation.describe().contains("account.gone"));
        assertThat(diff.unmanaged())
                .extracting(object -> object.id().toString())
                .contains("view seen");
        assertThat(diff.notes())
                .contains("column account.gone is not dropped: view seen rests on it, and nobody said that it may go");

        migrator().apply(diff.upgrade());
        assertThat(live.ask("select relname from pg_class where relname = 'seen'"))
                .containsExactly("seen");
    }
}
