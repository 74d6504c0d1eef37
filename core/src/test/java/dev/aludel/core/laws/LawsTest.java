package dev.aludel.core.laws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aludel.core.compare.Differ;
import dev.aludel.core.op.Drop;
import dev.aludel.core.schema.SchemaModel;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Try one again with {@code -Daludel.seed=…}. */
class LawsTest {

    private static final long SEED = Long.getLong("aludel.seed", System.nanoTime());

    @Test
    void holdBetweenRandomSchemas() {
        each(2_000, LawsTest::pair);
    }

    @Test
    @Tag("long")
    void holdBetweenManyRandomSchemas() {
        each(20_000, LawsTest::pair);
    }

    @Test
    void holdWhereThingsGotOtherNames() {
        each(200, LawsTest::renamed);
    }

    @Test
    @Tag("long")
    void holdWhereManyThingsGotOtherNames() {
        each(5_000, LawsTest::renamed);
    }

    @Test
    void randomSchemasArePossible() {
        each(300, seed -> {
            var schemas = new RandomSchemas(seed);
            SchemaModel model = schemas.next();
            assertThat(new Possible().problems(model)).isEmpty();
            for (int i = 0; i < 10; i++) {
                model = schemas.mutate(model);
                assertThat(new Possible().problems(model)).isEmpty();
            }
            assertThat(new Possible().problems(schemas.rename(model).model())).isEmpty();
        });
    }

    @Test
    void theSameSeedGivesTheSameSchemas() {
        assertThat(new RandomSchemas(SEED).next()).isEqualTo(new RandomSchemas(SEED).next());
    }

    private static void pair(long seed) {
        var schemas = new RandomSchemas(seed);
        SchemaModel from = schemas.next();
        SchemaModel to = switch ((int) Math.floorMod(seed, 5L)) {
            case 0 -> schemas.next();
            case 1 -> SchemaModel.empty();
            case 2 -> schemas.mutate(schemas.mutate(schemas.mutate(from)));
            default -> schemas.mutate(from);
        };
        Laws.hold(from, to);
    }

    private static void renamed(long seed) {
        var schemas = new RandomSchemas(seed);
        SchemaModel from = schemas.next();
        var renamed = schemas.rename(from);
        Laws.hold(from, renamed.model(), renamed.hints());
        assertThat(Differ.diff(from, renamed.model(), renamed.hints()))
                .noneMatch(operation -> operation instanceof Drop && operation.losesData());
        Laws.hold(from, schemas.mutate(renamed.model()), renamed.hints());
    }

    private static void each(int count, LongConsumer check) {
        for (long seed = SEED; seed < SEED + count; seed++) {
            try {
                check.accept(seed);
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("with -Daludel.seed=" + seed + ": " + e.getMessage(), e);
            }
        }
    }
}
