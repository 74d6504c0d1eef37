package dev.aludel.core.compare;

import static dev.aludel.core.compare.Examples.diff;
import static dev.aludel.core.compare.Examples.model;
import static dev.aludel.core.compare.Examples.table;
import static dev.aludel.core.op.Definitions.column;
import static dev.aludel.core.op.Definitions.foreignKey;
import static dev.aludel.core.op.Definitions.index;
import static dev.aludel.core.op.Definitions.primaryKey;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aludel.core.laws.Laws;
import dev.aludel.core.laws.RandomSchemas;
import dev.aludel.core.schema.Column;
import dev.aludel.core.schema.Name;
import dev.aludel.core.schema.ObjectId;
import dev.aludel.core.schema.SchemaModel;
import dev.aludel.core.schema.SchemaObject;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LeftAloneTest {

    private static final long SEED = Long.getLong("aludel.seed", System.nanoTime());

    @Test
    void whatNobodyManagesStays() {
        var wanted = table("t", column("a", "text"));
        var live = model(op -> {
            op.createTable("t", column("a", "text"), column("b", "text"), index("ix", "a"));
            op.createTable("other", column("id", "bigint").notNull(), primaryKey("id"));
            op.createTable("another", column("o", "bigint"), foreignKey("o").references("other", "id"));
            op.addConstraint("other", foreignKey("id").references("other", "id"));
        });
        var left = LeftAlone.unwanted(wanted, live, id -> true);
        assertThat(diff(live, left.model())).isEmpty();
        assertThat(left.objects())
                .extracting(object -> object.id().toString())
                .contains("table other", "table another", "column t.b", "index t.ix");
    }

    @Test
    void whatRestsOnSomethingThatGoesGoesWithIt() {
        var live = model(op -> {
            op.createTable(
                    "t", column("id", "bigint").notNull(), column("b", "text"), primaryKey("id"), index("ix", "b"));
            op.createTable(
                    "u",
                    column("t", "bigint"),
                    foreignKey("t").references("t", "id").comment("why"));
        });
        var wanted = table("t", column("id", "bigint"));
        var left = LeftAlone.unwanted(
                wanted,
                live,
                id -> !id.equals(ObjectId.column(Name.of("t"), "b"))
                        && !id.kind().equals("primary key"));
        assertThat(left.model().holes()).isEmpty();
        assertThat(left.objects())
                .extracting(object -> object.id().toString())
                .containsExactly("table u", "column u.t");
    }

    @Test
    void columnsKeepTheirOrder() {
        var wanted = table("t", column("z", "text"), column("a", "text"));
        var left = LeftAlone.unwanted(wanted, table("t", column("m", "text")), id -> true);
        assertThat(left.model().table(Name.of("t")).orElseThrow().columns())
                .extracting(Column::name)
                .containsExactly("z", "a", "m");
    }

    @Test
    void namesMadeByAMachineStaySo() {
        var wanted = table("t", column("z", "text"), index("ix", "z"));
        var id = new ObjectId("index", Name.of("t"), "ix");
        var left = LeftAlone.unwanted(wanted.withNegotiable(Set.of(id)), SchemaModel.empty(), any -> true);
        assertThat(left.model().isNegotiable(id)).isTrue();
    }

    @Test
    void whatIsExcludedIsNotChanged() {
        var wanted = model(op -> {
            op.createTable("mine", column("a", "text"), column("b", "text"));
            op.createTable("theirs", column("a", "text"));
            op.createTable("new", column("a", "text"));
        });
        var live = model(op -> {
            op.createTable("mine", column("a", "text"));
            op.createTable("theirs", column("x", "text"));
            op.createTable("old", column("a", "text"));
        });
        ObjectFilter mine = id -> Set.of("mine").contains(id.name().local());
        assertThat(diff(live, LeftAlone.excluded(wanted, live, mine))).containsExactly("+ column mine.b text");
    }

    @Test
    void whatNeedsSomethingExcludedIsNotWantedEither() {
        var wanted = model(op -> {
            op.createTable("theirs", column("id", "bigint").notNull(), primaryKey("id"));
            op.createTable("mine", column("a", "bigint"), foreignKey("a").references("theirs", "id"));
        });
        ObjectFilter mine = id -> Set.of("mine").contains(id.name().local());
        var excluded = LeftAlone.excluded(wanted, SchemaModel.empty(), mine);
        assertThat(excluded.holes()).isEmpty();
        assertThat(diff(SchemaModel.empty(), excluded)).containsExactly("+ table mine (1 columns)");
    }

    @Test
    void nothingIsEverLeftHanging() {
        for (long seed = SEED; seed < SEED + 300; seed++) {
            var schemas = new RandomSchemas(seed);
            SchemaModel live = schemas.next();
            SchemaModel wanted = schemas.mutate(live);
            long chosen = seed;
            ObjectFilter some = id -> Math.floorMod(id.hashCode() + chosen, 3) != 0;
            for (SchemaModel model : new SchemaModel[] {
                LeftAlone.unwanted(wanted, live, some::includes).model(), LeftAlone.excluded(wanted, live, some)
            }) {
                assertThat(model.holes()).as("-Daludel.seed=%d", seed).isEmpty();
                var operations = Differ.diff(live, model);
                Laws.fold(live, model, operations);
                Laws.undo(live, model, operations);
            }
            var all = LeftAlone.unwanted(wanted, live, id -> true);
            for (SchemaObject object : live.everything().values()) {
                assertThat(all.model().contains(object.id()))
                        .as("-Daludel.seed=%d", seed)
                        .isTrue();
            }
        }
    }
}
