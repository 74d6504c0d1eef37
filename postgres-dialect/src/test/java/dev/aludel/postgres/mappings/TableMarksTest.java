package dev.aludel.postgres.mappings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aludel.annotations.Exclusion;
import dev.aludel.annotations.PartitionedBy;
import dev.aludel.core.error.DialectException;
import dev.aludel.core.error.ModelException;
import dev.aludel.core.op.Operations;
import dev.aludel.diff.hibernate.HibernateSource;
import dev.aludel.testing.CatalogFacts;
import dev.aludel.testing.TestServer;
import jakarta.persistence.*;
import java.io.Serializable;
import java.sql.SQLException;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/** Exclusion constraints and partitioned tables, as annotations say them. */
class TableMarksTest extends Marked {

    /** It makes what a person would write, a second difference is silent, and it goes again. */
    private void makes(String sql, Class<?>... entities) throws SQLException {
        var before = facts(database);
        var upgrade = diff(entities).upgrade();
        migrator().apply(upgrade);
        assertThat(diff(entities).describe()).isEmpty();
        try (var wanted = TestServer.shared().database()) {
            wanted.execute(sql);
            assertThat(CatalogFacts.differences(facts(wanted), facts(database))).isEmpty();
        }
        migrator().apply(Operations.reverse(upgrade));
        assertThat(CatalogFacts.differences(before, facts(database))).isEmpty();
    }

    @Entity(name = "Stay")
    @Table(schema = "public")
    @Exclusion(elements = "during with &&")
    @Exclusion(
            name = "quiet",
            elements = {"roomNumber with &&", "daterange(day, day + 1, '[]') with &&"},
            where = "state <> 'gone'",
            deferrable = true)
    static class Stay {
        @Id
        Long id;

        @Column(name = "\"Room\"", columnDefinition = "int4range")
        String roomNumber;

        @Column(columnDefinition = "daterange")
        String during;

        LocalDate day;
        String state;
    }

    private static final String STAY = """
            create table stay (id bigint primary key, "Room" int4range, during daterange, day date, state varchar(255),
              exclude using gist (during with &&),
              constraint quiet exclude using gist ("Room" with &&, daterange(day, day + 1, '[]') with &&)
                where (state <> 'gone') deferrable)""";

    @Test
    void makesExclusions() throws SQLException {
        makes(STAY, Stay.class);
    }

    @Test
    void findsExclusionsThatAreThere() throws SQLException {
        database.execute(STAY.replace("exclude using gist (during", "constraint theirs exclude using gist (during"));
        assertThat(diff(Stay.class).describe()).isEmpty();
    }

    @Test
    void makesExclusionsAnew() throws SQLException {
        database.execute(STAY.replace("'gone'", "'left'").replace("exclude using gist (during with &&),", ""));
        var before = facts(database);
        var upgrade = diff(Stay.class).upgrade();
        assertThat(upgrade)
                .extracting(operation -> operation.describe().substring(0, 23))
                .containsExactlyInAnyOrder(
                        "- exclusion stay.quiet ", "+ exclusion stay.quiet ", "+ exclusion stay.stay_d");
        migrator().apply(upgrade);
        assertThat(diff(Stay.class).describe()).isEmpty();
        migrator().apply(Operations.reverse(upgrade));
        assertThat(CatalogFacts.differences(before, facts(database))).isEmpty();
    }

    @Embeddable
    static class At implements Serializable {
        Long id;

        @Column(name = "logged_on")
        LocalDate day;
    }

    @Entity(name = "Log")
    @Table(schema = "public")
    @PartitionedBy(strategy = PartitionedBy.Strategy.RANGE, keys = "day")
    static class Log {
        @EmbeddedId
        At at;

        String text;
    }

    @Entity(name = "Hit")
    @PartitionedBy(strategy = PartitionedBy.Strategy.HASH, keys = "id")
    static class Hit {
        @Id
        Long id;
    }

    @Entity(name = "Log")
    static class PlainLog {
        @EmbeddedId
        At at;

        String text;
    }

    @Entity(name = "Log")
    @PartitionedBy(strategy = PartitionedBy.Strategy.LIST, keys = "day")
    static class ListedLog {
        @EmbeddedId
        At at;

        String text;
    }

    private static final String LOG = """
            create table log (id bigint not null, logged_on date not null, text varchar(255), primary key (logged_on, id))
              partition by range (logged_on);
            create table hit (id bigint primary key) partition by hash (id)""";

    @Test
    void makesPartitionedTables() throws SQLException {
        makes(LOG, Log.class, Hit.class);
    }

    @Test
    void findsPartitionedTables() throws SQLException {
        database.execute(
                LOG + "; create table log_2020 partition of log for values from ('2020-01-01') to ('2021-01-01')");
        assertThat(diff(Log.class, Hit.class).isEmpty()).isTrue();
        assertThat(diff(PlainLog.class, Hit.class).isEmpty()).isTrue();
        assertThat(diff(PlainLog.class, Hit.class).describe().lines())
                .contains("= table option log.\"partition by\" PARTITION BY RANGE (logged_on)  (not managed)");
    }

    @Entity(name = "Event")
    @PartitionedBy(
            strategy = PartitionedBy.Strategy.RANGE,
            keys = {"date_trunc('day', day::timestamp)", "id % 4"})
    static class Event {
        @Id
        Long id;

        LocalDate day;
    }

    @Test
    void findsComputedKeysInOtherWords() throws SQLException {
        // with expressions, PostgreSQL lets it have no primary key
        database.execute("create table event (id bigint not null, day date)"
                + " partition by range (date_trunc('day'::text, cast(day as timestamp)), (id%4))");
        assertThat(diff(Event.class).describe().lines()).noneMatch(line -> line.contains("PARTITION"));
    }

    @Test
    void refusesToPartitionWhatIsThere() throws SQLException {
        database.execute(LOG);
        var upgrade = diff(ListedLog.class, Hit.class).upgrade();
        assertThatThrownBy(() -> migrator().apply(upgrade))
                .isInstanceOf(DialectException.class)
                .hasMessageContaining("cannot change PARTITION BY");
    }

    @Entity(name = "WrongKey")
    @PartitionedBy(strategy = PartitionedBy.Strategy.RANGE, keys = "nothing")
    static class WrongKey {
        @Id
        Long id;
    }

    @Entity(name = "NoKey")
    @PartitionedBy(
            strategy = PartitionedBy.Strategy.RANGE,
            keys = {})
    static class NoKey {
        @Id
        Long id;
    }

    @Entity(name = "NoOperator")
    @Exclusion(elements = "id")
    static class NoOperator {
        @Id
        Long id;
    }

    @Test
    void refusesWhatMakesNoSense() {
        refuses(WrongKey.class, "@PartitionedBy names \"nothing\", which is neither a column nor an attribute");
        refuses(NoKey.class, "@PartitionedBy has no keys");
        refuses(NoOperator.class, "@Exclusion has the element \"id\"; write a column or an expression, WITH");
    }

    private static void refuses(Class<?> entity, String message) {
        assertThatThrownBy(
                        () -> HibernateSource.builder().entities(entity).build().read())
                .isInstanceOf(ModelException.class)
                .hasMessageContaining(message);
    }
}
