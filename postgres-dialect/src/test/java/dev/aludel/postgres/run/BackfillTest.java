package dev.aludel.postgres.run;

import static dev.aludel.core.op.Definitions.column;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.aludel.core.Migrator;
import dev.aludel.core.error.StatementFailedException;
import dev.aludel.core.run.MigrationListener;
import dev.aludel.core.run.Step;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Rows that are filled some at a time. */
class BackfillTest {

    private static final int ROWS = 1000;

    private final Database database = new Database();

    @AfterEach
    void drop() {
        database.close();
    }

    private static Script fill(int rows) {
        return Script.of("aaaa", "fill", op -> {
            op.addColumn("big", column("doubled", "bigint"));
            // adds to what is there, so that a row that is filled twice shows
            op.backfill("big", "doubled = coalesce(doubled, 0) + id * 2", "id % 2 = 1")
                    .inBatches(rows);
            op.createTable("after", column("id", "int"));
        });
    }

    private void make(String key) {
        database.run("CREATE TABLE big (id bigint, other text, " + key + "); INSERT INTO big SELECT i, 'x' || i FROM"
                + " generate_series(1, " + ROWS + ") i");
    }

    private void isDone() throws SQLException {
        assertThat(database.ask("SELECT count(*) FILTER (WHERE doubled = id * 2), count(doubled) FROM big"))
                .containsExactly(ROWS / 2 + "|" + ROWS / 2);
        assertThat(database.ask("SELECT count(*) FROM pg_class WHERE relname = 'aludel_filled'"))
                .containsExactly("0");
        assertThat(database.tables()).contains("after");
    }

    @Test
    void eachBatchIsATransaction() throws SQLException {
        make("PRIMARY KEY (id)");
        var told = new ArrayList<Long>();
        var migrator = database.builder(List.of(fill(90)))
                .listener(new MigrationListener() {
                    @Override
                    public void filled(Step step, long rows) {
                        told.add(rows);
                    }
                })
                .build();
        assertThat(migrator.upgradeToHead().revisions()).hasSize(1);
        assertThat(told).containsExactly(90L, 180L, 270L, 360L, 450L, 500L);
        assertThat(database.ask("SELECT count(DISTINCT xmin::text) FROM big WHERE id % 2 = 1"))
                .containsExactly("6");
        isDone();
        assertThat(migrator.downgradeTo("base").revisions()).hasSize(1);
        assertThat(database.tables()).containsExactly("big");
    }

    @Test
    void aKeyOfSeveralColumnsAndOddNames() throws SQLException {
        make("\"select \"\"x\" int DEFAULT 1, PRIMARY KEY (other, \"select \"\"x\", id)");
        database.migrator(fill(7)).upgradeToHead();
        isDone();
    }

    @Test
    void withoutAKeyAllRowsAreFilledAtOnce() throws SQLException {
        make("z int");
        database.migrator(fill(7)).upgradeToHead();
        isDone();
    }

    @Test
    void aRunThatFailsGoesOnAfterTheLastBatch() throws SQLException {
        make("PRIMARY KEY (id)");
        database.run("CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF NEW.id = 501 THEN"
                + " RAISE EXCEPTION 'not this one'; END IF; RETURN NEW; END $$;"
                + " CREATE TRIGGER refuse BEFORE UPDATE ON big FOR EACH ROW EXECUTE FUNCTION refuse()");
        var migrator = database.migrator(fill(90));
        var failure = catchThrowableOfType(StatementFailedException.class, migrator::upgradeToHead);
        assertThat(failure).hasMessageContaining("not this one");
        assertThat(database.ask("SELECT count(doubled) FROM big")).containsExactly("180");
        database.run("DROP TRIGGER refuse ON big");
        assertThat(migrator.upgradeToHead().revisions()).hasSize(1);
        isDone();
    }

    @Test
    void severalInstancesFillEachRowOnce() throws Exception {
        make("PRIMARY KEY (id)");
        var running = new ArrayList<CompletableFuture<Integer>>();
        for (int i = 0; i < 5; i++) {
            Migrator migrator = database.migrator(fill(20));
            running.add(CompletableFuture.supplyAsync(
                    () -> migrator.upgradeToHead().revisions().size(), task -> new Thread(task).start()));
        }
        int applied = 0;
        for (var one : running) {
            applied += one.get(60, TimeUnit.SECONDS);
        }
        assertThat(applied).isEqualTo(1);
        isDone();
    }

    @Test
    void inOneTransactionForAllThereAreNoBatches() throws SQLException {
        make("PRIMARY KEY (id)");
        database.builder(List.of(fill(90))).singleTransaction().build().upgradeToHead();
        isDone();
        assertThat(database.ask("SELECT count(DISTINCT xmin::text) FROM big WHERE id % 2 = 1"))
                .containsExactly("1");
    }
}
