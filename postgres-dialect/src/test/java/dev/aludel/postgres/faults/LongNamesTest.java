package dev.aludel.postgres.faults;

import static dev.aludel.core.op.Definitions.check;
import static dev.aludel.core.op.Definitions.column;
import static dev.aludel.core.op.Definitions.comment;
import static dev.aludel.core.op.Definitions.index;
import static dev.aludel.core.op.Definitions.primaryKey;
import static dev.aludel.core.op.Definitions.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.aludel.core.error.MigrationException;
import dev.aludel.core.op.Operations;
import dev.aludel.core.revision.RevisionScript;
import dev.aludel.core.schema.DefaultNames;
import dev.aludel.core.schema.Name;
import dev.aludel.postgres.run.Database;
import dev.aludel.postgres.run.Script;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rows 44 and 45: what the server would cut is refused or cut as it would; what it cannot keep is refused at once. */
class LongNamesTest {

    private static final int NAMES = Integer.getInteger("aludel.names", 1_000);

    private static final List<String> LETTERS =
            List.of("a", "B", "ä", "ß", "я", "日", "ก", "🙂", "𝔸", "e\u0301", "\"", " ");

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static String name(Random random, int atLeast, int atMost) {
        while (true) {
            var name = new StringBuilder();
            while (bytes(name.toString()) < atLeast) {
                name.append(LETTERS.get(random.nextInt(LETTERS.size())));
            }
            if (bytes(name.toString()) <= atMost) {
                return name.toString();
            }
        }
    }

    /** Tables whose names fill what there is, and whose constraints are named by nobody. */
    @Test
    void theServerCutsNothingThatWeDidNotCut() throws Exception {
        System.out.println("-Daludel.seed=" + HostileText.SEED);
        var random = new Random(HostileText.SEED);
        var names = new LinkedHashSet<String>();
        while (names.size() < NAMES) {
            names.add(name(random, 50 + random.nextInt(14), 63));
        }
        var all = List.copyOf(names);
        try (Database database = new Database()) {
            var chain = new ArrayList<RevisionScript>();
            for (int i = 0; i < all.size(); i += 100) {
                var some = all.subList(i, Math.min(all.size(), i + 100));
                String id = String.format("r%05d", i);
                chain.add(Script.of(
                        id,
                        "",
                        op -> some.forEach(name -> op.createTable(
                                '"' + name.replace("\"", "\"\"") + '"',
                                column(name, "bigint").notNull(),
                                primaryKey(name),
                                unique(name))),
                        i == 0 ? new String[0] : new String[] {String.format("r%05d", i - 100)}));
            }
            database.migrator(chain).upgradeToHead();
            assertThat(database.ask(
                            "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
                                    + " AND relname !~ '^aludel_'"))
                    .containsExactlyInAnyOrderElementsOf(all);
            assertThat(
                            database.ask(
                                    "SELECT c.relname || ' > ' || k.conname FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid"
                                            + " WHERE c.relnamespace = 'public'::regnamespace AND c.relname !~ '^aludel_' AND contype = 'p'"))
                    .containsExactlyInAnyOrderElementsOf(all.stream()
                            .map(name -> name + " > " + DefaultNames.primaryKey(Name.of(name)))
                            .toList());
        }
        System.out.printf(
                "row 44: %d names of up to 63 bytes kept whole, their keys named as the server would%n", NAMES);
    }

    @Test
    void whatIsTooLongIsRefusedBeforeAnythingIsWritten() throws Exception {
        var random = new Random(HostileText.SEED);
        try (Database database = new Database()) {
            for (int i = 0; i < NAMES; i++) {
                String name = name(random, 64, 64 + random.nextInt(200) + 4);
                String quoted = '"' + name.replace("\"", "\"\"") + '"';
                Consumer<Operations> body = switch (i % 5) {
                    case 0 -> op -> op.createTable(quoted, column("a", "int"));
                    case 1 -> op -> op.createTable("t", column(name, "int"));
                    case 2 -> op -> op.createTable("t", column("a", "int"), check(name, "a > 0"));
                    case 3 -> op -> op.createEnum(quoted, "A");
                    default ->
                        op -> op.createTable(
                                "t", column("a", "int"), primaryKey("a").named(name));
                };
                Throwable failure = catchThrowable(
                        () -> database.migrator(Script.of("aaaa", "", body)).upgradeToHead());
                assertThat(failure)
                        .as("-Daludel.seed=%d, %s", HostileText.SEED, name)
                        .isNotNull()
                        .hasMessageContaining("63");
            }
            assertThat(database.tables()).isEmpty();
            assertThat(database.ask("SELECT count(*) FROM pg_class WHERE relname ~ '^aludel_'"))
                    .containsExactly("0");
        }
        System.out.printf("row 44: %d names of 64 bytes and more refused, 0 cut by the server%n", NAMES);
    }

    static Stream<String> impossible() {
        return Stream.of("\0", "a\0b", "x\0", "\ud800", "\udc00a", "a\ud83d", "\ude42", "a\ud83dx", "\ude42\ud83d");
    }

    @ParameterizedTest
    @MethodSource("impossible")
    void whatNoServerCanKeepIsRefusedWhenItIsSaid(String text) {
        var op = new Operations(type -> type);
        String quoted = '"' + text + '"';
        List<Runnable> places = List.of(
                () -> op.createTable(quoted, column("a", "int")),
                () -> op.createTable("t", column(text, "int")),
                () -> op.createTable("t", column("a", "int"), comment(text)),
                () -> op.createTable("t", column("a", "int").comment(text)),
                () -> op.createTable("t", column("a", "text").defaultValue(text)),
                () -> op.createTable("t", column("a", "int"), primaryKey("a").named(text)),
                () -> op.createTable("t", column("a", "int"), check(text, "a > 0")),
                () -> op.createIndex("t", index(text, "a")),
                () -> op.createIndex("t", index("i", text)),
                () -> op.createEnum("e", text),
                () -> op.createEnum(quoted, "A"),
                () -> op.createSchema(text),
                () -> op.renameColumn("t", "a", text),
                () -> op.commentOnTable("t", null, text));
        for (int i = 0; i < places.size(); i++) {
            assertThatThrownBy(places.get(i)::run)
                    .as("place %d", i)
                    .isInstanceOfAny(IllegalArgumentException.class, MigrationException.class);
        }
        assertThat(op.recorded()).isEmpty();
    }
}
