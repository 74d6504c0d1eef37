package dev.aludel.core.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aludel.core.laws.Laws;
import dev.aludel.core.laws.RandomSchemas;
import dev.aludel.core.op.Drop;
import dev.aludel.core.op.Operation;
import dev.aludel.core.schema.Column;
import dev.aludel.core.schema.EnumType;
import dev.aludel.core.schema.ObjectId;
import dev.aludel.core.schema.Renaming;
import dev.aludel.core.schema.SchemaModel;
import dev.aludel.core.schema.SchemaObject;
import dev.aludel.core.schema.Sequence;
import dev.aludel.core.schema.Table;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What must be true of renames that are traced, whatever the evidence. Others are tried with {@code -Daludel.seed=…}. */
class EvidenceLawsTest {

    private static final long SEED = Long.getLong("aludel.seed", 1);

    @Test
    void operationsLeadThereWhateverIsSaidAboutOrigins() {
        each(200, seed -> {
            var schemas = new RandomSchemas(seed);
            var random = new Random(seed);
            SchemaModel from = schemas.next();
            SchemaModel to = seed % 2 == 0 ? schemas.next() : schemas.mutate(schemas.mutate(from));
            var evidence = evidence(someOrigins(from, random), someOrigins(to, random));

            Renames renames = Renames.of(from, to, evidence);
            Laws.hold(from, to, Differ.diff(renames, to));
        });
    }

    @Test
    void whatHasItsOriginIsNeverDropped() {
        each(200, seed -> {
            var schemas = new RandomSchemas(seed);
            SchemaModel from = schemas.next();
            var renamed = schemas.rename(from);
            Origins then = allOrigins(from);
            Origins now = then;
            for (Renaming renaming : renamed.hints().renamings()) {
                now = now.mapped(renaming::id);
            }

            var operations = Differ.diff(Renames.of(from, renamed.model(), evidence(then, now)), renamed.model());

            Laws.hold(from, renamed.model(), operations);
            assertThat(operations).noneMatch(EvidenceLawsTest::dropsRows);
        });
    }

    @Test
    void nothingIsFoundAfterwards() {
        each(200, seed -> {
            SchemaModel model = new RandomSchemas(seed).next();
            Origins origins = someOrigins(model, new Random(seed));

            assertThat(Renames.of(model, model, evidence(origins, origins)).found())
                    .isEmpty();
            assertThat(Questions.between(model, model, RenameHints.none()).open())
                    .isEmpty();
        });
    }

    @Test
    void nothingHappensToWhatIsInQuestion() {
        each(200, seed -> {
            var schemas = new RandomSchemas(seed);
            SchemaModel from = schemas.next();
            SchemaModel to = seed % 2 == 0 ? schemas.next() : schemas.mutate(schemas.mutate(from));

            var questions = Questions.between(from, to, RenameHints.none());
            var operations = Differ.diff(from, questions.model());

            Laws.hold(from, questions.model(), operations);
            Set<ObjectId> asked = new HashSet<>();
            questions
                    .open()
                    .forEach(question -> Stream.concat(Stream.of(question.goes()), question.comes().stream())
                            .forEach(object -> asked.add(object.id())));
            assertThat(operations.stream().flatMap(operation -> operation.touches().stream()))
                    .noneMatch(asked::contains);
            assertThat(Questions.between(from, to, allDifferent(questions))).isEqualTo(new Questions(List.of(), to));
        });
    }

    private static RenameHints allDifferent(Questions questions) {
        var hints = RenameHints.none();
        for (Question question : questions.open()) {
            for (SchemaObject comes : question.comes()) {
                hints = hints.different(h -> hint(h, question.goes(), comes));
            }
        }
        return hints;
    }

    private static RenameHints hint(RenameHints hints, SchemaObject goes, SchemaObject comes) {
        String from = goes.id().name().toString();
        String to = comes.id().name().toString();
        if (goes instanceof Column column) {
            return hints.column(from, column.name(), comes.id().member());
        } else if (goes instanceof Table) {
            return hints.table(from, to);
        } else if (goes instanceof EnumType) {
            return hints.enumType(from, to);
        }
        assertThat(goes).isInstanceOf(Sequence.class);
        return hints.sequence(from, to);
    }

    private static boolean dropsRows(Operation operation) {
        return operation instanceof Drop drop && drop.object().holdsData() && operation.losesData();
    }

    private static Evidence evidence(Origins then, Origins now) {
        return new Evidence(RenameHints.none(), then, now, id -> true, type -> type);
    }

    /** Few names, so that the same ones are met again and some are not unique. */
    private static Origins someOrigins(SchemaModel model, Random random) {
        var origins = new HashMap<ObjectId, String>();
        model.everything().keySet().stream()
                .filter(id -> random.nextInt(4) > 0)
                .forEach(id -> origins.put(id, "p" + random.nextInt(8)));
        return new Origins(origins).only(EvidenceLawsTest::isTold);
    }

    private static Origins allOrigins(SchemaModel model) {
        var origins = new HashMap<ObjectId, String>();
        model.everything().keySet().forEach(id -> origins.put(id, "p" + origins.size()));
        return new Origins(origins).only(EvidenceLawsTest::isTold);
    }

    private static boolean isTold(ObjectId id) {
        return id.kind().equals(Table.KIND) || id.kind().equals(Column.KIND);
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
