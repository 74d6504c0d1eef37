package dev.aludel.core.revision;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The headers of 10,000 revisions are read in less than 1.5 s, wherever they stand. */
class RevisionSpeedTest {

    private static final int COUNT = 10_000;

    private static final Duration BOUND = Duration.ofMillis(1500);

    private static final ThreadMXBean CLOCK = ManagementFactory.getThreadMXBean();

    @TempDir
    private static Path directory;

    @BeforeAll
    static void write() throws Exception {
        ClassPath.jar(sql(), directory.resolve("sql.jar"), true);
        ClassPath.jar(classes(), directory.resolve("classes.jar"), true);
    }

    /** A chain: each revision follows the one before. */
    private static String numbered(String text, int i) {
        return text.replace("r00001", "r%05d".formatted(i))
                .replace("r00000", "r%05d".formatted(i - 1))
                .replace("R00001", "R%05d".formatted(i));
    }

    private static Path sql() throws Exception {
        Path root = directory.resolve("sql");
        Path folder = Files.createDirectories(root.resolve("db/revisions"));
        String text = """
                -- revision: r00001
                -- revises: r00000
                -- message: add table r00001
                -- created: 2026-11-21T10:15:30Z

                -- upgrade
                CREATE TABLE t_r00001 (id bigint PRIMARY KEY, name varchar(80) NOT NULL, total numeric(12, 2));
                CREATE INDEX t_r00001_name ON t_r00001 (name);
                %s
                -- downgrade
                DROP TABLE t_r00001;
                """.formatted("INSERT INTO t_r00001 VALUES (1, 2, 3, 4, 5, 6, 7);\n".repeat(120));
        for (int i = 1; i <= COUNT; i++) {
            Files.writeString(folder.resolve("r%05d.sql".formatted(i)), numbered(i == 1 ? first(text) : text, i));
        }
        return root;
    }

    private static String first(String text) {
        return text.replace("-- revises: r00000\n", "");
    }

    /** One class is compiled; the others are it with another number wherever it says its own. */
    private static Path classes() throws Exception {
        Path sources = Files.createDirectories(directory.resolve("src"));
        Path root = directory.resolve("classes");
        Path folder = Files.createDirectories(root.resolve("db/revisions"));
        Files.writeString(sources.resolve("R00001.java"), """
                package db.revisions;

                import dev.aludel.core.op.Operations;
                import dev.aludel.core.revision.Migration;
                import dev.aludel.core.revision.Revision;

                @Revision(id = "r00001", revises = "r00000", message = "add table r00001", created = "2026-11-21T10:15:30Z")
                public final class R00001 implements Migration {
                    @Override
                    public void upgrade(Operations op) {
                        op.execute("CREATE TABLE t_r00001 (id bigint PRIMARY KEY)");
                        %s
                    }

                    @Override
                    public void downgrade(Operations op) {
                        op.execute("DROP TABLE t_r00001");
                    }
                }
                """.formatted(
                        "op.execute(\"COMMENT ON TABLE t_r00001 IS '\" + op + \"'\");\n".repeat(120)));
        ClassPath.compile(sources, root);
        String compiled = Files.readString(folder.resolve("R00001.class"), StandardCharsets.ISO_8859_1);
        for (int i = 1; i <= COUNT; i++) {
            Files.writeString(
                    folder.resolve("R%05d.class".formatted(i)), numbered(compiled, i), StandardCharsets.ISO_8859_1);
        }
        Files.writeString(folder.resolve("r00000.sql"), "-- revision: r00000\n-- upgrade\nSELECT 1;\n");
        return root;
    }

    @ParameterizedTest
    @ValueSource(strings = {"sql", "sql.jar", "classes", "classes.jar"})
    void headersAreReadInTime(String place) throws Exception {
        read(place);
        Duration took = read(place);
        for (int i = 0; i < 3 && took.compareTo(BOUND) >= 0; i++) {
            took = read(place);
        }
        System.out.println(COUNT + " revisions in " + place + ": " + took.toMillis() + " ms");
        assertThat(took).isLessThan(BOUND);
    }

    /** In the thread's own time, because others use the machine too; each time with a loader that knows no class yet. */
    private static Duration read(String place) throws Exception {
        try (var loader = ClassPath.loader(directory.resolve(place))) {
            long start = CLOCK.getCurrentThreadCpuTime();
            var set = RevisionSet.read(List.of(RevisionSource.at("classpath:db/revisions", loader)));
            var took = Duration.ofNanos(CLOCK.getCurrentThreadCpuTime() - start);
            assertThat(set.graph().heads()).extracting(RevisionInfo::id).containsExactly("r10000");
            return took;
        }
    }
}
