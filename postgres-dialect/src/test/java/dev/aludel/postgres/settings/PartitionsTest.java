package dev.aludel.postgres.settings;

import static dev.aludel.core.dialect.Hazard.Kind.LOSES_DATA;
import static dev.aludel.core.dialect.Hazard.Kind.MAY_FAIL_ON_DATA;
import static dev.aludel.postgres.changes.Change.row;
import static dev.aludel.postgres.changes.Parts.after;
import static dev.aludel.postgres.changes.Parts.before;
import static dev.aludel.postgres.changes.Parts.both;
import static dev.aludel.postgres.changes.Parts.expect;
import static dev.aludel.postgres.changes.Parts.hazard;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aludel.core.Migrator;
import dev.aludel.core.compare.Differ;
import dev.aludel.core.dialect.Scope;
import dev.aludel.core.error.DialectException;
import dev.aludel.core.op.Operations;
import dev.aludel.core.schema.Name;
import dev.aludel.core.schema.SchemaModel;
import dev.aludel.postgres.PostgresDialect;
import dev.aludel.postgres.changes.Changes;
import dev.aludel.testing.TestDatabase;
import dev.aludel.testing.TestServer;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Tables that hang on others: partitions and children by inheritance. */
class PartitionsTest {

    private static final String LOG = "create table log (id bigint not null, at date not null, text text,"
            + " primary key (id, at)) partition by range (at); create index by_text on log (text); ";

    private static final String IN_2020 =
            "create table log_2020 partition of log for values from ('2020-01-01') to ('2021-01-01'); ";

    private static final String ROWS = "insert into log values (1, '2020-02-03', 'a'); ";

    private static final String LINE_2020 = "table log_2020 (0 columns)";

    private static final String PARENT = "create table parent (id bigint not null, name text, check (id > 0)); ";

    private static final String CHILD =
            "create table child (more text) inherits (parent); create index by_more on child" + " (more); ";

    @TestFactory
    Stream<DynamicTest> partitions() throws Exception {
        return Changes.prove(
                row(
                        "a partitioned table comes",
                        after(LOG + IN_2020 + "create index by_id on log_2020 (id);"
                                + " alter table log_2020 add check (id > 0)"),
                        expect("+ table log (3 columns, 1 indexes)", "+ table log_2020 (0 columns, 1 indexes)")),
                row(
                        "a partitioned table goes",
                        before(LOG + IN_2020 + ROWS),
                        expect("- " + LINE_2020, "- table log (3 columns, 1 indexes)"),
                        hazard(LOSES_DATA)),
                row(
                        "a partition comes",
                        both(LOG + IN_2020 + ROWS),
                        after("create table log_more partition of log default"),
                        expect("+ table log_more (0 columns)")),
                row(
                        "the bounds of a partition change",
                        both(LOG),
                        before(IN_2020 + ROWS),
                        after(
                                "create table log_2020 partition of log for values from ('2019-01-01') to ('2021-01-01')"),
                        expect(
                                "~ table option log_2020.\"partition of\" PARTITION OF log FOR VALUES FROM ('2020-01-01') TO"
                                        + " ('2021-01-01') -> PARTITION OF log FOR VALUES FROM ('2019-01-01') TO ('2021-01-01')"),
                        hazard(MAY_FAIL_ON_DATA)),
                row(
                        "a partition is detached",
                        both(LOG + IN_2020),
                        after("alter table log detach partition log_2020"),
                        expect(
                                "- table option log_2020.\"partition of\" PARTITION OF log FOR VALUES FROM ('2020-01-01') TO"
                                        + " ('2021-01-01')")),
                row(
                        "a partition is attached",
                        both(LOG + IN_2020),
                        before("alter table log detach partition log_2020"),
                        expect(
                                "+ table option log_2020.\"partition of\" PARTITION OF log FOR VALUES FROM ('2020-01-01') TO"
                                        + " ('2021-01-01')"),
                        hazard(MAY_FAIL_ON_DATA)),
                row(
                        "what is partitioned changes once",
                        both(LOG + IN_2020 + ROWS),
                        after(
                                "alter table log add level int default 0 not null; alter table log alter text type varchar;"
                                        + " create index by_level on log (level)"),
                        expect(
                                "+ column log.level integer not null default 0",
                                "~ column log.text text -> varchar",
                                "+ index log.by_level (level)")),
                row(
                        "a partition of a partition",
                        both(LOG),
                        after(
                                "create table log_2021 partition of log for values from ('2021-01-01') to ('2022-01-01')"
                                        + " partition by list (id); create table log_2021_1 partition of log_2021 for values in (1)"),
                        expect("+ table log_2021 (0 columns)", "+ table log_2021_1 (0 columns)")));
    }

    @TestFactory
    Stream<DynamicTest> children() throws Exception {
        return Changes.prove(
                row("a child comes", both(PARENT), after(CHILD), expect("+ table child (1 columns, 1 indexes)")),
                row(
                        "a child goes",
                        both(PARENT),
                        before(CHILD),
                        expect("- table child (1 columns, 1 indexes)"),
                        hazard(LOSES_DATA)),
                row(
                        "a parent changes and a child of its own",
                        both(PARENT + CHILD + "insert into child values (1, 'a', 'b')"),
                        after("alter table parent add level int; alter table child add own int;"
                                + " alter table parent add constraint few check (id < 100)"),
                        expect(
                                "+ column child.own integer",
                                "+ column parent.level integer",
                                "+ check parent.few (id < 100)"),
                        hazard(MAY_FAIL_ON_DATA)));
    }

    @Test
    void keepsTheRowsOfAPartitionThatIsDetached() throws Exception {
        try (TestDatabase live = TestServer.shared().database();
                TestDatabase wanted = TestServer.shared().database()) {
            live.execute(LOG + IN_2020 + ROWS);
            wanted.execute(LOG + IN_2020 + "alter table log detach partition log_2020");
            var operations = Differ.diff(read(live), read(wanted));
            migrator(live).apply(operations);
            try (var connection = live.dataSource().getConnection();
                    var statement = connection.createStatement();
                    var row = statement.executeQuery("select count(*) from log_2020")) {
                row.next();
                assertThat(row.getInt(1)).isEqualTo(1);
            }
            migrator(live).apply(Operations.reverse(operations));
            assertThat(read(live).table(Name.of("log_2020")).orElseThrow().hangs())
                    .isTrue();
        }
    }

    private static Migrator migrator(TestDatabase database) {
        return Migrator.builder()
                .dataSource(database.dataSource())
                .schemas("public")
                .versionSchema("aludel")
                .revisions()
                .build();
    }

    @Test
    void refusesWhatCannotBeChangedBeforeAnythingIsTouched() throws Exception {
        try (TestDatabase live = TestServer.shared().database();
                TestDatabase wanted = TestServer.shared().database()) {
            live.execute(LOG + IN_2020);
            wanted.execute(LOG.replace("range (at)", "list (at)") + "create table first ()");
            var operations = Differ.diff(read(live), read(wanted));
            assertThatThrownBy(() -> migrator(live).apply(operations))
                    .isInstanceOf(DialectException.class)
                    .hasMessageContaining("PARTITION BY RANGE (at) of table log");
            assertThat(read(live).tables()).hasSize(2);
        }
    }

    private static SchemaModel read(TestDatabase database) throws Exception {
        try (var connection = database.dataSource().getConnection()) {
            return new PostgresDialect()
                    .read(
                            connection,
                            new Scope(List.of("public"), TestServer.shared().major()),
                            Set.of());
        }
    }
}
