package dev.aludel.postgres.run;

import static dev.aludel.core.op.Definitions.column;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.aludel.core.error.StatementFailedException;
import dev.aludel.core.op.Operations;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A run that fails part-way, and what becomes of the revisions that it had applied by then. */
class WayBackTest {

    private final Database database = new Database();

    @AfterEach
    void drop() {
        database.close();
    }

    private StatementFailedException fails(boolean back, Consumer<Operations> second) {
        var first = Script.of("aaaa", "first", op -> op.createTable("a", column("id", "int"), column("x", "bigint")));
        database.migrator(first).upgradeToHead();
        var migrator = database.builder(List.of(
                        first,
                        Script.of("bbbb", "second", second, "aaaa"),
                        Script.of("cccc", "third", op -> op.addColumn("nowhere", column("y", "int")), "bbbb")))
                .rollbackOnFail(back)
                .build();
        return catchThrowableOfType(StatementFailedException.class, migrator::upgradeToHead);
    }

    @Test
    void whatWasAppliedStaysUnlessToldOtherwise() throws SQLException {
        var failure = fails(false, op -> op.createTable("b", column("id", "int")));
        assertThat(failure).message().doesNotContain("went back");
        assertThat(database.heads()).containsExactly("bbbb");
    }

    @Test
    void theDatabaseGoesBackToWhereTheRunBegan() throws SQLException {
        var failure = fails(true, op -> {
            op.createTable("b", column("id", "int"));
            op.addColumn("a", column("z", "int"));
        });
        assertThat(failure)
                .hasMessageContaining("revision cccc (third)")
                .hasMessageEndingWith("The database went back to aaaa, where the run began: 1 revision(s) undone");
        assertThat(database.heads()).containsExactly("aaaa");
        assertThat(database.tables()).containsExactly("a");
        assertThat(database.journal()).hasSize(4).element(2).asString().startsWith("upgrade cccc failed");
    }

    @Test
    void itStaysWhereGoingBackWouldLoseSomething() throws SQLException {
        assertThat(fails(true, op -> op.dropColumn("a", column("x", "bigint"))))
                .hasMessageContaining("The database stays at bbbb and does not go back to aaaa, because revision bbbb"
                        + " (second) took values away: - column a.x");
        assertThat(database.heads()).containsExactly("bbbb");
    }

    @Test
    void itStaysWhereNobodyCanTell() throws SQLException {
        assertThat(fails(true, op -> op.execute("DELETE FROM a").reversedBy("")))
                .hasMessageContaining("runs what nobody can tell the losses of: ! DELETE FROM a");
        assertThat(database.heads()).containsExactly("bbbb");
    }
}
