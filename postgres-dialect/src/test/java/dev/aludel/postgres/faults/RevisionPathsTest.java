package dev.aludel.postgres.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.aludel.core.error.RevisionException;
import dev.aludel.core.op.Operations;
import dev.aludel.core.revision.FileTemplate;
import dev.aludel.core.revision.RevisionFormat;
import dev.aludel.core.revision.RevisionInfo;
import dev.aludel.core.revision.RevisionSet;
import dev.aludel.core.revision.RevisionSource;
import dev.aludel.core.revision.RevisionTemplate;
import dev.aludel.core.revision.RevisionWriter;
import dev.aludel.postgres.PostgresDialect;
import dev.aludel.postgres.run.Logged;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows 50 and 51: no id, message or template leads out of the folder of revisions, and nothing from outside leads in. */
class RevisionPathsTest {

    private static final int NAMES = Integer.getInteger("aludel.paths", 5_000);

    private static final List<String> PIECES = List.of(
            "..",
            "/",
            "\\",
            "../",
            "C:",
            "\0",
            "CON",
            "nul.",
            "~",
            "$HOME",
            "%00",
            "%2e%2e",
            ":",
            "*",
            "|",
            "<",
            "\n",
            "a",
            "0",
            "_",
            "é",
            "🙂",
            " ",
            ".",
            "//",
            "file:",
            "x".repeat(255),
            "..\\",
            "-",
            "%(rev)s");

    @TempDir
    private Path directory;

    @Test
    void nothingThatIsWrittenLeadsOut() throws Exception {
        System.out.println("-Daludel.seed=" + HostileText.SEED);
        var random = new Random(HostileText.SEED);
        Path folder = Files.createDirectory(directory.resolve("revisions"));
        int refused = 0;
        for (int i = 0; i < NAMES; i++) {
            var format = i % 2 == 0 ? RevisionFormat.SQL : RevisionFormat.JAVA;
            String id = i % 3 == 0 ? pieces(random) : "r" + i;
            String message = pieces(random);
            String template = i % 4 == 0
                    ? pieces(random) + "%(rev)s"
                    : i % 4 == 1 ? "%(rev)s_" + pieces(random) : "%(rev)s_%(slug)s";
            Throwable failure = catchThrowable(() -> {
                var op = new Operations(type -> type);
                op.execute("SELECT 1");
                var writer = new RevisionWriter(folder, "p", FileTemplate.of(template), RevisionTemplate.of(format));
                var file = RevisionWriter.write(writer.render(
                        RevisionInfo.of(id, message), op.recorded(), List.of(), new PostgresDialect(), 18));
                assertThat(file.path().toRealPath()).startsWithRaw(folder.toRealPath());
                assertThat(file.path().getFileName().toString().getBytes(StandardCharsets.UTF_8))
                        .hasSizeLessThan(256);
            });
            if (failure != null) {
                assertThat(failure).as("-Daludel.seed=%d", HostileText.SEED).isNotInstanceOf(AssertionError.class);
                refused++;
            }
        }
        try (Stream<Path> all = Files.list(directory)) {
            assertThat(all).containsExactly(folder);
        }
        System.out.printf("row 50: %d ids, messages and templates, %d refused, 0 files outside%n", NAMES, refused);
    }

    private static String pieces(Random random) {
        var text = new StringBuilder();
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            text.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        return text.toString();
    }

    private static String file(String id, String... revises) {
        return "-- revision: " + id + (revises.length == 0 ? "" : "\n-- revises: " + String.join(", ", revises))
                + "\n-- upgrade\nSELECT 1;\n";
    }

    private RevisionSet read(Path... folders) {
        return RevisionSet.read(Stream.of(folders)
                .map(folder -> RevisionSource.at("file:" + folder, getClass().getClassLoader()))
                .toList());
    }

    @Test
    void aLinkThatLeadsOutIsRefusedAndOneWithinIsNot() throws Exception {
        int cases = 0;
        Path outside = Files.createDirectory(directory.resolve("outside"));
        Files.writeString(outside.resolve("aaaa.sql"), file("aaaa"));
        for (String way : List.of("absolute", "relative", "through a folder", "through another link")) {
            Path folder = Files.createDirectory(directory.resolve("to " + way));
            Path target = outside.resolve("aaaa.sql");
            switch (way) {
                case "relative" -> target = folder.relativize(target);
                case "through a folder" -> {
                    Files.createSymbolicLink(folder.resolve("sub"), outside);
                    target = folder.resolve("sub/aaaa.sql");
                }
                case "through another link" -> {
                    Files.createSymbolicLink(outside.resolve("link.sql"), target);
                    target = outside.resolve("link.sql");
                }
                default -> {}
            }
            Files.createSymbolicLink(folder.resolve("aaaa.sql"), target);
            assertThatThrownBy(() -> read(folder))
                    .isInstanceOf(RevisionException.class)
                    .hasMessageContaining("aaaa.sql is a link to ", "outside of the folder");
            cases++;
        }
        // as Kubernetes mounts a config map
        Path mounted = Files.createDirectory(directory.resolve("mounted"));
        Files.createDirectory(mounted.resolve("..2026"));
        Files.writeString(mounted.resolve("..2026/aaaa.sql"), file("aaaa"));
        Files.createSymbolicLink(mounted.resolve("..data"), Path.of("..2026"));
        Files.createSymbolicLink(mounted.resolve("aaaa.sql"), Path.of("..data/aaaa.sql"));
        assertThat(read(mounted).graph().all()).hasSize(1);
        Files.createSymbolicLink(directory.resolve("way"), mounted);
        assertThat(read(directory.resolve("way")).graph().all()).hasSize(1);
        assertThat(cases).isEqualTo(4);
    }

    @Test
    void whatEverybodyMayWriteIsWarnedOf() throws Exception {
        for (String rights : List.of("rw-r--r--", "rw-rw-r--", "rw-rw-rw-", "rw----rw-")) {
            Path folder = Files.createDirectory(directory.resolve(rights));
            Path file = Files.writeString(folder.resolve("aaaa.sql"), file("aaaa"));
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(rights));
            try (var logged = new Logged(false)) {
                read(folder);
                assertThat(logged.text().contains("everybody may write to " + file))
                        .isEqualTo(rights.charAt(7) == 'w');
            }
        }
    }

    @Test
    void bothFilesOfAConflictAreTold() throws Exception {
        Path one = Files.createDirectory(directory.resolve("one"));
        Path two = Files.createDirectory(directory.resolve("two"));
        int cases = 0;
        for (String[] pair : new String[][] {{"aaaa", "aaaa"}, {"r1", "r1"}, {"x_1", "x_1"}, {"0", "0"}}) {
            for (Path second : List.of(one, two)) {
                Files.writeString(one.resolve("first.sql"), file(pair[0]));
                Path other = Files.writeString(second.resolve("second.sql"), file(pair[1]));
                assertThatThrownBy(() -> read(one, two))
                        .isInstanceOf(RevisionException.class)
                        .hasMessageContaining("first.sql", "second.sql", pair[0]);
                Files.delete(other);
                cases++;
            }
        }
        for (int length = 1; length <= 12; length++) {
            for (int i = 0; i < length; i++) {
                Files.writeString(two.resolve("c" + i + ".sql"), file("c" + i, "c" + (i + 1) % length));
            }
            assertThatThrownBy(() -> read(two))
                    .isInstanceOf(RevisionException.class)
                    .hasMessageContaining("in a circle: c0");
            cases++;
        }
        Files.writeString(one.resolve("first.sql"), file("aaaa"));
        try (Stream<Path> all = Files.list(two)) {
            all.forEach(path -> path.toFile().delete());
        }
        Files.writeString(two.resolve("b.sql"), file("bbbb", "aaaa"));
        assertThat(read(one, two).graph().singleHead().get(0).id()).isEqualTo("bbbb");
        assertThatThrownBy(() -> read(two)).hasMessageContaining("needs revision aaaa, which is not there");
        Files.writeString(two.resolve("c.sql"), file("cccc", "aaaa"));
        assertThat(catchThrowable(() -> read(one, two).graph().singleHead())).hasMessageContaining("bbbb", "cccc");
        System.out.printf(
                "row 51: %d folders with links, rights, duplicates, circles and two roots, all right%n", cases + 13);
    }
}
