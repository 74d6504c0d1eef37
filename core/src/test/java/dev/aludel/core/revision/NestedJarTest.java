package dev.aludel.core.revision;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.springframework.boot.loader.launch.JarLauncher;

/** Revisions in an executable jar of Spring Boot: beside its own classes, and in the jars that it holds. */
class NestedJarTest {

    @TempDir
    private Path directory;

    private Path jar;

    @BeforeEach
    void build() throws Exception {
        Path app = classes("app", "db.revisions", "R1", "java1", "");
        Path main = Files.createDirectories(directory.resolve("src-main")).resolve("Main.java");
        Files.writeString(main, """
                import dev.aludel.core.revision.*;
                import java.util.List;

                public class Main {
                    public static void main(String[] arguments) {
                        System.out.println(Main.class.getResource("/db/revisions"));
                        var source = RevisionSource.at(arguments[0], Main.class.getClassLoader());
                        var set = RevisionSet.read(List.of(source));
                        for (var revision : set.graph().all()) {
                            System.out.println(revision.id() + " " + revision.source() + " "
                                    + set.script(revision).upgrade(type -> type));
                        }
                    }
                }
                """);
        ClassPath.compile(main.getParent(), app);
        Files.writeString(
                app.resolve("db/revisions/a b.sql"), "-- revision: sql2\n-- revises: java1\n-- upgrade\nSELECT 2;\n");
        Path library = classes("library", "db.revisions.below", "R3", "java3", "sql2");
        Files.writeString(
                library.resolve("db/revisions/four.sql"),
                "-- revision: sql4\n-- revises: java3\n-- upgrade\nSELECT 4;\n");
        Path inner = directory.resolve("lib");
        Files.createDirectories(inner);
        ClassPath.jar(library, inner.resolve("library.jar"), true);
        ClassPath.jar(ClassPath.of(Revision.class), inner.resolve("core.jar"), true);
        Files.copy(ClassPath.of(Logger.class), inner.resolve("slf4j.jar"));

        jar = directory.resolve("app.jar");
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Start-Class", "Main");
        try (var out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            launcher(out);
            put(out, "BOOT-INF/classes/", app);
            put(out, "BOOT-INF/lib/", inner);
        }
    }

    /** A class that is a revision, compiled. */
    private Path classes(String folder, String in, String name, String id, String revises) throws Exception {
        Path sources = Files.createDirectories(directory.resolve("src-" + folder));
        Path classes = Files.createDirectories(directory.resolve(folder));
        Files.writeString(sources.resolve(name + ".java"), """
                package %s;
                import dev.aludel.core.op.Operations;
                import dev.aludel.core.revision.*;
                @Revision(id = "%s", revises = {%s}) public final class %s implements Migration {
                    @Override public void upgrade(Operations op) { op.execute("SELECT '%s'"); }
                }
                """.formatted(
                        in, id, revises.isEmpty() ? "" : '"' + revises + '"', name, id));
        ClassPath.compile(sources, classes);
        return classes;
    }

    /** The launcher is no jar within the jar: the virtual machine reads its classes. */
    private static void launcher(JarOutputStream out) throws Exception {
        try (var loader = new JarInputStream(Files.newInputStream(ClassPath.of(JarLauncher.class)))) {
            for (JarEntry entry = loader.getNextJarEntry(); entry != null; entry = loader.getNextJarEntry()) {
                if (entry.getName().startsWith("org/")) {
                    out.putNextEntry(new JarEntry(entry.getName()));
                    out.write(loader.readAllBytes());
                }
            }
        }
    }

    /** Stored, not compressed: what is in a jar within the jar is read where it stands. */
    private static void put(JarOutputStream out, String prefix, Path folder) throws IOException {
        out.putNextEntry(new JarEntry(prefix));
        try (var all = Files.walk(folder)) {
            for (Path path : all.skip(1).toList()) {
                boolean file = Files.isRegularFile(path);
                String name = prefix + folder.relativize(path).toString().replace(File.separatorChar, '/');
                byte[] bytes = file ? Files.readAllBytes(path) : new byte[0];
                var entry = new JarEntry(file ? name : name + "/");
                entry.setMethod(ZipEntry.STORED);
                entry.setSize(bytes.length);
                var sum = new CRC32();
                sum.update(bytes);
                entry.setCrc(sum.getValue());
                out.putNextEntry(entry);
                out.write(bytes);
            }
        }
    }

    private String launch(String location) throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var process = new ProcessBuilder(java, "-cp", jar.toString(), JarLauncher.class.getName(), location)
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).describedAs(said).isZero();
        return said;
    }

    @Test
    void allOfThemAreFoundAndTheirBodiesRead() throws Exception {
        assertThat(launch("classpath:db/revisions/**")
                        .replaceAll("\\S*/app.jar/", "app.jar/")
                        .lines()
                        // there is nobody who logs
                        .filter(line -> !line.startsWith("SLF4J(W)")))
                .containsExactly(
                        "app.jar/!BOOT-INF/classes/!/db/revisions",
                        "java1 db.revisions.R1 [RunSql[up=SELECT 'java1', down=null]]",
                        "sql2 app.jar/!BOOT-INF/classes/!/db/revisions/a b.sql [RunSql[up=SELECT 2, down=null]]",
                        "java3 db.revisions.below.R3 [RunSql[up=SELECT 'java3', down=null]]",
                        "sql4 app.jar/!BOOT-INF/lib/library.jar!/db/revisions/four.sql"
                                + " [RunSql[up=SELECT 4, down=null]]");
    }
}
