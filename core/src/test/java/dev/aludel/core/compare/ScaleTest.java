package dev.aludel.core.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aludel.core.laws.Laws;
import dev.aludel.core.op.Operation;
import dev.aludel.core.op.Operations;
import dev.aludel.core.op.Rename;
import dev.aludel.core.schema.CheckConstraint;
import dev.aludel.core.schema.Column;
import dev.aludel.core.schema.ForeignKey;
import dev.aludel.core.schema.Index;
import dev.aludel.core.schema.IndexKey;
import dev.aludel.core.schema.Name;
import dev.aludel.core.schema.PrimaryKey;
import dev.aludel.core.schema.SchemaModel;
import dev.aludel.core.schema.SchemaObject;
import dev.aludel.core.schema.SqlType;
import dev.aludel.core.schema.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;

class ScaleTest {

    private static final int TABLES = 1_000;

    /** Tables whose foreign keys point as told; below zero is nowhere. */
    private static SchemaModel model(IntUnaryOperator target, String prefix) {
        var objects = new ArrayList<SchemaObject>();
        for (int i = 0; i < TABLES; i++) {
            Name name = Name.of("table_" + i);
            var members = new ArrayList<SchemaObject>();
            members.add(Column.of(name, "id", SqlType.of("bigint")).withNullable(false));
            members.add(Column.of(name, "parent_id", SqlType.of("bigint")));
            for (int j = 0; j < 8; j++) {
                members.add(Column.of(name, "column_" + j, SqlType.of("varchar(80)"))
                        .withDefault("'x'::text"));
            }
            members.add(new PrimaryKey(name, name.local() + "_pkey", List.of("id")));
            members.add(new CheckConstraint(name, "ck", "length(column_0) > 0 AND column_1 <> 'a'"));
            members.add(Index.of(name, prefix + i, false, List.of(IndexKey.column("column_2"))));
            int points = target.applyAsInt(i);
            if (points >= 0) {
                members.add(
                        new ForeignKey(name, "fk", List.of("parent_id"), Name.of("table_" + points), List.of("id")));
            }
            objects.add(Table.of(name, members));
        }
        return SchemaModel.of(objects);
    }

    private static SchemaModel cycle() {
        return model(i -> (i + 1) % TABLES, "ix_");
    }

    private static SchemaModel chain() {
        return model(i -> i - 1, "ix_");
    }

    @Test
    void aCycleOverAThousandTablesNeedsLittleStack() throws InterruptedException {
        assertThat(onSmallStack(SchemaModel.empty(), cycle())).hasSize(2 * TABLES);
        assertThat(onSmallStack(cycle(), SchemaModel.empty())).hasSize(2 * TABLES);
    }

    @Test
    void aChainOfAThousandTablesNeedsLittleStack() throws InterruptedException {
        assertThat(onSmallStack(SchemaModel.empty(), chain())).hasSize(2 * TABLES - 1);
        assertThat(onSmallStack(chain(), cycle())).isNotEmpty();
    }

    private static List<Operation> onSmallStack(SchemaModel from, SchemaModel to) throws InterruptedException {
        var result = new AtomicReference<List<Operation>>(List.of());
        var failure = new AtomicReference<Throwable>();
        var thread = new Thread(
                null,
                () -> {
                    var operations = Differ.diff(from, to);
                    Laws.fold(from, to, operations);
                    Laws.undo(from, to, operations);
                    result.set(operations);
                },
                "small stack",
                512 * 1024);
        thread.setUncaughtExceptionHandler((any, thrown) -> failure.set(thrown));
        thread.start();
        thread.join();
        assertThat(failure.get()).isNull();
        return result.get();
    }

    @Test
    void aThousandTablesWithoutAChangeAreQuick() {
        var from = cycle();
        var to = cycle();
        assertThat(Differ.diff(from, to)).isEmpty();
        assertThat(best(() -> Differ.diff(from, to))).isLessThan(Duration.ofMillis(300));
    }

    @Test
    void oneChangeInAThousandTablesIsQuick() {
        var from = cycle();
        var column = Column.of(Name.of("table_500"), "added", SqlType.of("text"));
        var to = from.with(column);
        assertThat(Differ.diff(from, to)).hasSize(1);
        assertThat(best(() -> Differ.diff(from, to))).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void aThousandOtherNamesAreNotSlow() {
        var from = cycle();
        var to = model(i -> (i + 1) % TABLES, "index_");
        var operations = Differ.diff(from, to);
        assertThat(operations).hasSize(TABLES).allMatch(Rename.class::isInstance);
        assertThat(best(() -> Differ.diff(from, to))).isLessThan(Duration.ofSeconds(5));
        Laws.fold(to, from, Operations.reverse(operations));
    }

    /** The best of a few tries: the machine may have other things to do. */
    private static Duration best(Runnable work) {
        Duration best = Duration.ofDays(1);
        for (int i = 0; i < 4; i++) {
            long start = System.nanoTime();
            work.run();
            var took = Duration.ofNanos(System.nanoTime() - start);
            best = took.compareTo(best) < 0 ? took : best;
        }
        return best;
    }
}
