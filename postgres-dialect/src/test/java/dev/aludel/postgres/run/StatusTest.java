package dev.aludel.postgres.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aludel.core.Migrator;
import dev.aludel.core.error.DatabaseException;
import dev.aludel.core.revision.RevisionScript;
import dev.aludel.core.run.ModelProbe;
import dev.aludel.core.run.Status;
import dev.aludel.core.run.Status.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The dashboard: each state that a database can be in, from facts. */
class StatusTest {

    private final Database database = new Database();

    @AfterEach
    void drop() {
        database.close();
    }

    /** {@code r00001 … r00003}, each of which makes a table. */
    private static List<RevisionScript> three() {
        return Script.chain(3);
    }

    private static List<RevisionScript> with(RevisionScript... more) {
        var all = new ArrayList<>(three());
        all.addAll(List.of(more));
        return all;
    }

    /**
     * @param before   what happens first
     * @param scripts  the application's
     * @param expected the dashboard
     */
    record Row(State state, Consumer<Database> before, List<RevisionScript> scripts, String expected) {
        @Override
        public String toString() {
            return state + " " + scripts.size();
        }
    }

    static Stream<Row> states() {
        var broken = Script.of("bbbb", "break it", op -> op.execute("SELECT 1/0"), "r00003");
        return Stream.of(
                new Row(State.EMPTY, on -> {}, three(), """
                        Status            ● EMPTY
                        Database          DB @ HOST (PostgreSQL N, role postgres)
                        Current revision  base
                        Head revision     r00003  make t3
                        Pending           3
                        Backups           off
                        Health            database ✓ connected   tables ✓ 0   revisions ✓ valid   model – not checked
                        """),
                new Row(State.UNVERSIONED, on -> on.run("CREATE TABLE t (n int)"), three(), """
                        Status            ● UNVERSIONED
                        Database          DB @ HOST (PostgreSQL N, role postgres)
                        Current revision  base
                        Head revision     r00003  make t3
                        Pending           3
                        Backups           off
                        Next              if the tables are what the revisions make, run: stamp head; else: import
                        Health            database ✓ connected   tables ✓ 1   revisions ✓ valid   model – not checked
                        """),
                new Row(
                        State.AT_BASE,
                        on -> {
                            on.migrator(three()).upgradeTo("+1");
                            on.migrator(three()).downgradeTo("base");
                        },
                        three(),
                        """
                        Status            ● AT BASE
                        Database          DB @ HOST (PostgreSQL N, role postgres)
                        Current revision  base
                        Head revision     r00003  make t3
                        Pending           3
                        Backups           off
                        Last migration    TIME  (SOON, by WHO)
                        Next              run: upgrade head
                        Health            database ✓ connected   tables ✓ 0   revisions ✓ valid   model – not checked
                        """),
                new Row(State.BEHIND, on -> on.migrator(three()).upgradeTo("+1"), three(), """
                        Status            ● BEHIND
                        Database          DB @ HOST (PostgreSQL N, role postgres)
                        Current revision  r00001  make t1
                        Head revision     r00003  make t3
                        Pending           2
                        Backups           off
                        Last migration    TIME  (SOON, by WHO)
                        Next              run: upgrade head
                        Health            database ✓ connected   tables ✓ 1   revisions ✓ valid   model – not checked
                        """),
                new Row(State.UP_TO_DATE, on -> on.migrator(three()).upgradeToHead(), three(), """
                        Status            ● UP TO DATE
                        Database          DB @ HOST (PostgreSQL N, role postgres)
                        Current revision  r00003  make t3
                        Head revision     r00003  make t3
                        Pending           0
                        Backups           off
                        Last migration    TIME  (SOON, by WHO)
                        Health            database ✓ connected   tables ✓ 3   revisions ✓ valid   model – not checked
                        """),
                new Row(State.AHEAD, on -> on.migrator(three()).upgradeToHead(), three().subList(0, 2), """
                        Status            ● AHEAD
                        Database          DB @ HOST (PostgreSQL N, role postgres)
                        Current revision  r00003  (no file has it)
                        Head revision     r00002  make t2
                        Pending           0
                        Backups           off
                        Last migration    TIME  (SOON, by WHO)
                        Next              run the application that has that revision, or see: repair
                        Health            database ✓ connected   tables ✓ 3   revisions ✗ 1 problem, see: validate   model – not checked
                        """),
                new Row(
                        State.CONFLICT,
                        on -> on.migrator(three()).upgradeToHead(),
                        with(Script.of("cccc", "other", op -> {}, "r00002")),
                        """
                        Status            ● CONFLICT
                        Database          DB @ HOST (PostgreSQL N, role postgres)
                        Current revision  r00003  make t3
                        Head revision     cccc  other, r00003  make t3
                        Pending           1
                        Backups           off
                        Last migration    TIME  (SOON, by WHO)
                        Next              run: merge cccc r00003
                        Health            database ✓ connected   tables ✓ 3   revisions ✗ 1 problem, see: validate   model – not checked
                        """),
                new Row(
                        State.FAILED,
                        on -> assertThatThrownBy(() -> on.migrator(with(broken)).upgradeToHead())
                                .isNotNull(),
                        with(broken),
                        """
                        Status            ● FAILED
                        Database          DB @ HOST (PostgreSQL N, role postgres)
                        Current revision  r00003  make t3
                        Head revision     bbbb  break it
                        Pending           1
                        Backups           off
                        Last migration    TIME  (SOON, by WHO)
                        Failure           TIME  upgrade bbbb  revision bbbb (break it): statement 1 of its upgrade failed (22012): division by zero; nothing of this revision was applied. Statement: SELECT 1/0. Correct the rows that stand in the way, or the statement, then run again
                        Ways on           correct revision bbbb and run: upgrade head
                                          or go back from where the database stands with: downgrade -1
                        Health            database ✓ connected   tables ✓ 3   revisions ✓ valid   model – not checked
                        """));
    }

    private String steady(String text) {
        return text.replaceAll("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d UTC", "TIME")
                .replaceAll("\\d+ ms|\\d+\\.\\d s", "SOON")
                .replaceAll("by [^)]+@[^)]+", "by WHO")
                .replaceAll("PostgreSQL \\d[^,]*", "PostgreSQL N")
                .replaceAll("Database          \\S+ @ \\S+:\\d+", "Database          DB @ HOST");
    }

    @ParameterizedTest
    @MethodSource("states")
    void everyStateIsTold(Row row) throws Exception {
        row.before.accept(database);
        database.run("ALTER DATABASE " + database.itself().name() + " SET default_transaction_read_only = on");
        var facts = database.facts();
        Migrator migrator = database.migrator(row.scripts);
        Status status = migrator.status();
        assertThat(status.state()).isEqualTo(row.state);
        assertThat(steady(status.describe())).isEqualTo(row.expected);
        assertThat(database.facts()).isEqualTo(facts);
    }

    @Test
    void thatThereIsNoDatabaseIsAStateAndThatThereIsNoServerIsNot() {
        var source = (org.postgresql.ds.PGSimpleDataSource) database.dataSource();
        source.setDatabaseName("nowhere");
        source.setPassword("canary");
        var migrator = Migrator.builder()
                .dataSource(source)
                .revisions(StatusTest::three)
                .build();
        var status = migrator.status();
        assertThat(status.state()).isEqualTo(State.NO_DATABASE);
        assertThat(status.describe()).isEqualTo("""
                Status            ● NO DATABASE
                Database          cannot connect to the database: database "nowhere" does not exist; create the database, or correct its name in the URL
                Head revision     r00003  make t3
                """);
        assertThat(status.pending()).hasSize(3);
        source.setPortNumbers(new int[] {1});
        assertThatThrownBy(migrator::status)
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("check host and port, and that the server is running")
                .hasMessageNotContaining("canary");
    }

    @Test
    void whatTheEntitiesWantIsAskedWhereSomebodyKnows() {
        var asked = new ArrayList<List<String>>();
        record Probe(List<List<String>> asked, Optional<List<String>> answer) implements ModelProbe {
            @Override
            public Optional<List<String>> differences(javax.sql.DataSource database, List<String> schemas) {
                asked.add(schemas);
                return answer;
            }
        }
        var drifted = database.builder(three())
                .modelProbe(new Probe(asked, Optional.of(List.of("+ table x", "- table y"))))
                .build();
        assertThat(drifted.status().state()).isEqualTo(State.EMPTY);
        assertThat(asked).isEmpty();
        drifted.upgradeToHead();
        assertThat(drifted.status().state()).isEqualTo(State.DRIFTED);
        assertThat(drifted.status().describe())
                .contains("● DRIFTED", "model ✗ 2 differences", "see the differences with: check");
        assertThat(asked).containsOnly(List.of("public"));
        var synced = database.builder(three())
                .modelProbe(new Probe(asked, Optional.of(List.of())))
                .build();
        assertThat(synced.status().state()).isEqualTo(State.UP_TO_DATE);
        assertThat(synced.status().describe()).contains("model ✓ in sync");
        var unsure = database.builder(three())
                .modelProbe(new Probe(asked, Optional.empty()))
                .build();
        assertThat(unsure.status().describe()).contains("model – not checked");
    }
}
