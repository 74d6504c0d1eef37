package dev.aludel.postgres.startup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aludel.core.Migrator;
import dev.aludel.core.revision.RevisionScript;
import dev.aludel.core.run.ModelProbe;
import dev.aludel.postgres.run.Database;
import dev.aludel.postgres.run.Script;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Database, tables, revisions, model: each as it should be, and each not. */
class HealthTest {

    private final Database database = new Database();

    @AfterEach
    void drop() {
        database.close();
    }

    private Migrator migrator(List<RevisionScript> scripts, ModelProbe probe) {
        return Starting.on(database).builder(scripts).modelProbe(probe).build();
    }

    private static final ModelProbe SYNC = (source, schemas) -> Optional.of(List.of());

    private String name() {
        return database.itself().name();
    }

    @Test
    void allIsWell() throws Exception {
        var migrator = migrator(Script.chain(3), SYNC);
        migrator.onStartup();
        database.run("ALTER DATABASE \"" + name() + "\" SET default_transaction_read_only = on");
        var facts = database.facts();
        assertThat(migrator.health().describe()).isEqualTo("""
                database  ✓ connected to DB
                tables    ✓ 3 there
                revisions ✓ valid, at r00003
                model     ✓ in sync
                """.replace("DB", name()));
        assertThat(migrator.health().isGood()).isTrue();
        assertThat(migrator(Script.chain(3), (source, schemas) -> Optional.empty())
                        .health()
                        .describe())
                .contains("model     ✓ not checked\n");
        assertThat(database.facts()).isEqualTo(facts);
    }

    @Test
    void eachThingThatIsNotWellIsNamed() {
        migrator(Script.chain(3), SYNC).onStartup();
        assertThat(migrator(Script.chain(5), SYNC).health().describe())
                .contains("revisions ✗ 2 pending: r00004 (make t4), r00005 (make t5)\n");
        assertThat(migrator(Script.chain(2), SYNC).health().describe())
                .contains("revisions ✗ revision r00003 (make t3) is applied, but no file has it; ");
        var lines = IntStream.rangeClosed(1, 7).mapToObj(i -> "+ table x" + i).toList();
        assertThat(migrator(Script.chain(3), (source, schemas) -> Optional.of(lines))
                        .health()
                        .describe())
                .contains("model     ✗ 7 differences: + table x1, + table x2, + table x3, + table x4, + table x5,"
                        + " and 2 more\n");
        database.run("DROP TABLE t_r00001, t_r00003");
        var gone = migrator(Script.chain(3), SYNC);
        assertThat(gone.health().describe())
                .contains("tables    ✗ 2 of those that the revisions made are not there: t_r00001, t_r00003\n");
        assertThat(gone.health().isGood()).isFalse();
        assertThat(gone.status().describe()).contains("tables ✗ 2 missing   revisions ✓ valid");
    }

    @Test
    void whatNobodyCanTellIsNotHeldAgainstIt() {
        var scripts = new ArrayList<>(Script.chain(2));
        scripts.add(Script.of(
                "code",
                "drop it in code",
                op -> op.run("drop", 1, connection -> {
                    try (var statement = connection.createStatement()) {
                        statement.execute("DROP TABLE t_r00001");
                    }
                }),
                "r00002"));
        assertThat(migrator(scripts, SYNC).onStartup().revisions()).hasSize(3);
        scripts.add(
                Script.of("doit", "", op -> op.execute("DO $$ BEGIN EXECUTE 'DROP TABLE t_r00002'; END $$"), "code"));
        assertThat(migrator(scripts, SYNC).onStartup().revisions()).hasSize(1);
        assertThat(migrator(scripts, SYNC).health().isGood()).isTrue();
    }

    @Test
    void whatIsInASchemaThatIsNotManagedIsNotMissed() {
        database.run("CREATE SCHEMA audit");
        var elsewhere = Script.of(
                "aaaa", "", op -> op.execute("CREATE TABLE audit.log (n int); CREATE TABLE public.t (n int)"));
        var migrator = migrator(List.of(elsewhere), SYNC);
        assertThat(migrator.onStartup().revisions()).hasSize(1);
        assertThat(migrator.health().describe()).contains("tables    ✓ 1 there\n");
    }

    @Test
    void thatTheDatabaseIsNotThereIsAnAnswer() {
        var source = (org.postgresql.ds.PGSimpleDataSource) database.dataSource();
        source.setDatabaseName("nowhere");
        source.setPassword("canary");
        var migrator = Migrator.builder()
                .dataSource(source)
                .revisions(() -> Script.chain(1))
                .build();
        assertThat(migrator.health().describe())
                .startsWith("database  ✗ cannot connect to the database: database \"nowhere\" does not exist");
        source.setPortNumbers(new int[] {1});
        assertThat(migrator.health().isGood()).isFalse();
        assertThat(migrator.health().describe())
                .startsWith("database  ✗ cannot connect to the database: ")
                .contains("check host and port")
                .doesNotContain("canary");
    }
}
