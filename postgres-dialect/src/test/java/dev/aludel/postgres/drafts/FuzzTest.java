package dev.aludel.postgres.drafts;

import static dev.aludel.core.op.Definitions.column;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aludel.core.dialect.Scope;
import dev.aludel.core.op.Operation;
import dev.aludel.core.op.Operations;
import dev.aludel.core.revision.RevisionFile;
import dev.aludel.core.revision.RevisionFormat;
import dev.aludel.core.revision.RevisionInfo;
import dev.aludel.core.revision.RevisionScript;
import dev.aludel.core.revision.RevisionSet;
import dev.aludel.core.revision.RevisionWriter;
import dev.aludel.core.revision.Text;
import dev.aludel.core.schema.SqlTokens;
import dev.aludel.diff.Revisions;
import dev.aludel.postgres.PostgresDialect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Messages, labels and names of any kind are written, compiled, loaded and come back as they were. */
class FuzzTest {

    private static final PostgresDialect DIALECT = new PostgresDialect();

    private static final Instant NOW = Instant.parse("2026-11-21T10:15:30Z");

    private static final List<String> PIECES = List.of(
            "'",
            "\"",
            "\\",
            "\n",
            "\r",
            "\t",
            "\\u000a",
            "\\u0022",
            "\\u005c",
            "*/",
            "/*",
            "--",
            "-- upgrade",
            "\n-- downgrade\n",
            "$$",
            "${message}",
            "${upgrade}",
            "%(rev)s",
            ";",
            "?",
            "{file}",
            "\ud83d\udca5",
            "\u202e",
            "\u2028",
            "\u0085",
            "\ufeff",
            "\u200f",
            "\u00e9",
            "\u4e2d",
            "\u0000",
            "\ud800",
            "\udc00",
            " ",
            "x",
            "DROP TABLE t",
            "\"; System.exit(1); //",
            "`",
            "%s",
            "0",
            "\u001a",
            "\u007f",
            "revision: x",
            "E'",
            "$a$",
            "@",
            ",",
            ":",
            "a b");

    @TempDir
    private Path directory;

    @Test
    void threeHundredOfThem() {
        roundTrips(300);
    }

    @Test
    @Tag("long")
    void tenThousandOfThem() {
        roundTrips(10_000);
    }

    private void roundTrips(int count) {
        long seed = Long.getLong("aludel.seed", System.nanoTime());
        System.out.println("-Daludel.seed=" + seed);
        var random = new Random(seed);
        for (RevisionFormat format : RevisionFormat.values()) {
            Path folder = directory.resolve(format.name());
            var writer = new RevisionWriter(folder, format, "db.revisions");
            var written = new ArrayList<RevisionFile>();
            var meant = new ArrayList<List<Operation>>();
            String parent = "";
            for (int i = 0; i < count; i++) {
                String id = "r" + i;
                var info = new RevisionInfo(
                        id,
                        parent.isEmpty() ? List.of() : List.of(parent),
                        List.of(),
                        random.nextInt(5) == 0 ? List.of(label(random) + "_" + i) : List.of(),
                        text(random),
                        NOW,
                        "");
                var operations = operations(random);
                written.add(RevisionWriter.write(
                        writer.render(info, operations, Operations.reverse(operations), DIALECT, 18)));
                meant.add(operations);
                parent = id;
            }
            var set = RevisionSet.read(List.of(Revisions.source(folder)));
            assertThat(set.graph().all()).hasSize(count);
            for (int i = 0; i < count; i++) {
                RevisionInfo info = written.get(i).info();
                RevisionScript read = set.script(info);
                assertThat(read.info().message())
                        .describedAs("seed %d, %s %d", seed, format, i)
                        .isEqualTo(format == RevisionFormat.JAVA ? info.message() : Text.oneLine(info.message()));
                assertThat(List.of(
                                read.info().revises(),
                                read.info().labels(),
                                String.valueOf(read.info().created())))
                        .isEqualTo(List.of(info.revises(), info.labels(), NOW.toString()));
                assertThat(said(read.upgrade(DIALECT::normalType), format))
                        .describedAs("seed %d, %s %d", seed, format, i)
                        .isEqualTo(said(meant.get(i), format));
                assertThat(said(read.downgrade(DIALECT::normalType), format))
                        .isEqualTo(said(Operations.reverse(meant.get(i)), format));
            }
        }
    }

    /** In Java the operations themselves, in SQL the words of their statements. */
    private static List<?> said(List<Operation> operations, RevisionFormat format) {
        return format == RevisionFormat.JAVA
                ? operations
                : operations.stream()
                        .flatMap(operation -> operation.sql(DIALECT, Scope.unqualified(18)).stream())
                        .map(statement -> SqlTokens.meaningful(statement.sql()).stream()
                                .map(SqlTokens.Token::text)
                                .toList())
                        .toList();
    }

    private static List<Operation> operations(Random random) {
        var op = new Operations(DIALECT::normalType);
        String table = '"' + identifier(random).replace("\"", "\"\"") + '"';
        String name = identifier(random);
        op.addColumn(
                table, column(name, "text").defaultValue(whole(text(random))).comment(whole(text(random)) + "."));
        op.execute("SELECT '" + whole(text(random)).replace("'", "''").replace("\\", "") + "'")
                .reversedBy("SELECT 1");
        op.addColumn(table, column(name + "x", "bigint"));
        return op.recorded();
    }

    private static String text(Random random) {
        var text = new StringBuilder();
        int pieces = random.nextInt(8);
        for (int i = 0; i < pieces; i++) {
            text.append(
                    random.nextInt(4) == 0
                            ? Character.toString(random.nextInt(0x3000))
                            : PIECES.get(random.nextInt(PIECES.size())));
        }
        return text.toString();
    }

    /** What a server takes: no character 0, no half of a pair. */
    private static String whole(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8).replace("\0", "");
    }

    private static String identifier(Random random) {
        String name = whole(text(random));
        while (name.getBytes(StandardCharsets.UTF_8).length > 50) {
            name = name.substring(0, name.offsetByCodePoints(name.length(), -1));
        }
        return name.isEmpty() ? "n" : name;
    }

    private static String label(Random random) {
        String characters = "abcXYZ019_.-";
        var label = new StringBuilder("l");
        for (int i = random.nextInt(20); i > 0; i--) {
            label.append(characters.charAt(random.nextInt(characters.length())));
        }
        return label.toString();
    }
}
