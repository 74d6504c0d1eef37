package dev.aludel.core.revision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aludel.core.error.RevisionException;
import dev.aludel.core.op.RunSql;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where revisions are found, and what is left alone there. */
class LocationSourceTest {

    private static final String CANARY = "aludel.initialised";

    @TempDir
    private Path directory;

    private Path classes;

    @BeforeEach
    void compile() throws Exception {
        System.clearProperty(CANARY);
        Path sources = Files.createDirectories(directory.resolve("src/db/revisions"));
        classes = Files.createDirectories(directory.resolve("classes"));
        String imports = "package db.revisions; import dev.aludel.core.op.*; import dev.aludel.core.revision.*;\n";
        Files.writeString(sources.resolve("R1.java"), imports + """
                @Revision(id = "java1", message = "first", created = "2026-11-21T10:15:30Z", labels = "one")
                public final class R1 implements Migration {
                    static { System.setProperty("aludel.initialised", "R1"); }
                    public static final Helper HELPER = new Helper();
                    @Override public void upgrade(Operations op) { op.execute("SELECT 1"); }
                    @Revision(id = "nested") public static final class Nested implements Migration {
                        @Override public void upgrade(Operations op) {}
                    }
                }
                """);
        Files.writeString(sources.resolve("Helper.java"), imports + """
                public class Helper {
                    static { System.setProperty("aludel.initialised", "Helper"); }
                }
                """);
        Files.writeString(sources.resolve("package-info.java"), "/** Revisions. */ package db.revisions;");
        Path below = Files.createDirectories(sources.resolve("below"));
        Files.writeString(
                below.resolve("R9.java"), imports.replace("package db.revisions", "package db.revisions.below") + """
                @Revision(id = "below") public final class R9 implements Migration {
                    @Override public void upgrade(Operations op) {}
                }
                """);
        ClassPath.compile(sources, classes);
        Files.writeString(
                classes.resolve("db/revisions/two.sql"),
                "-- revision: sql2\n-- revises: java1\n-- upgrade\nSELECT 2;\n");
        Files.writeString(classes.resolve("db/revisions/README.txt"), "not a revision");
        Files.createDirectories(classes.resolve("db/revisions/folder.sql"));
    }

    @AfterEach
    void forget() {
        System.clearProperty(CANARY);
    }

    private static List<String> ids(List<RevisionScript> scripts) {
        return scripts.stream().map(script -> script.info().id()).sorted().toList();
    }

    @Test
    void bothKindsAreFoundInOneFolderAndFormOneGraph() throws Exception {
        try (var loader = ClassPath.loader(classes)) {
            var set = RevisionSet.read(List.of(RevisionSource.at("classpath:db/revisions", loader)));
            assertThat(set.graph().all().stream().map(RevisionInfo::id)).containsExactly("java1", "sql2");
            var first = set.graph().get("java1");
            assertThat(first.source()).isEqualTo("db.revisions.R1");
            assertThat(first.labels()).containsExactly("one");
            assertThat(first.created()).isNotNull();
            assertThat(set.graph().get("sql2").source()).endsWith("two.sql");
        }
    }

    @Test
    void noClassIsInitialisedBeforeItsBodyIsNeeded() throws Exception {
        try (var loader = ClassPath.loader(classes)) {
            var set = RevisionSet.read(List.of(RevisionSource.at("classpath:/db/revisions/", loader)));
            set.graph().heads();
            assertThat(System.getProperty(CANARY)).isNull();
            set.script(set.graph().get("java1")).upgrade(type -> type);
            assertThat(System.getProperty(CANARY)).isEqualTo("Helper");
        }
    }

    @Test
    void aJarIsAsGoodAsAFolderAndSeveralAreOnePlace() throws Exception {
        Path jar = jar(true);
        Path more = Files.createDirectories(directory.resolve("more/db/revisions"));
        Files.writeString(more.resolve("three.sql"), "-- revision: sql3\n-- revises: sql2\n-- upgrade\nSELECT 3;\n");
        try (var loader = ClassPath.loader(jar, directory.resolve("more"))) {
            assertThat(ids(RevisionSource.at("classpath:db/revisions", loader).read()))
                    .containsExactly("java1", "sql2", "sql3");
            assertThat(ids(RevisionSource.at("classpath:db/revisions", loader).read()))
                    .hasSize(3);
        }
        Files.delete(jar);
    }

    @Test
    void aBodyIsReadWhenItIsAskedForAndNotKept() throws Exception {
        Path folders = directory.resolve("other");
        Path file = Files.createDirectories(folders.resolve("db/revisions")).resolve("a.sql");
        Files.writeString(file, "-- revision: a\n-- upgrade\nSELECT 1;\n");
        Path jar = ClassPath.jar(folders, directory.resolve("other.jar"), true);
        RevisionScript inFolder;
        RevisionScript inJar;
        try (var loader = ClassPath.loader(folders);
                var another = ClassPath.loader(jar)) {
            inFolder =
                    RevisionSource.at("classpath:db/revisions", loader).read().get(0);
            inJar = RevisionSource.at("classpath:db/revisions", another).read().get(0);
        }
        for (String statement : List.of("SELECT 22", "SELECT 333")) {
            Files.writeString(file, "-- revision: a\n-- upgrade\n" + statement + ";\n");
            ClassPath.jar(folders, jar, true);
            assertThat(inFolder.upgrade(type -> type)).containsExactly(new RunSql(statement, null));
            assertThat(inJar.upgrade(type -> type)).containsExactly(new RunSql(statement, null));
        }
        Files.delete(file);
        ClassPath.jar(folders, jar, true);
        assertThatThrownBy(() -> inFolder.upgrade(type -> type)).hasMessage("cannot read " + file);
        assertThatThrownBy(() -> inJar.upgrade(type -> type))
                .hasMessageStartingWith("cannot read file:")
                .hasMessageEndingWith("other.jar!/db/revisions/a.sql");
    }

    @Test
    void aJarWithoutEntriesForFoldersIsToldNotPassedOver() throws Exception {
        try (var loader = ClassPath.loader(jar(false))) {
            assertThatThrownBy(() ->
                            RevisionSource.at("classpath:db/revisions", loader).read())
                    .isInstanceOf(RevisionException.class)
                    .hasMessageContaining("no such folder or package on the class path")
                    .hasMessageContaining("keep its entries for folders");
            assertThat(RevisionSource.atIfThere("classpath:db/revisions", loader)
                            .read())
                    .isEmpty();
        }
    }

    private Path jar(boolean folders) throws Exception {
        return ClassPath.jar(classes, directory.resolve("app.jar"), folders);
    }

    @Test
    void aClassInTwoPlacesOfTheClassPathIsOneRevision() throws Exception {
        try (var loader = ClassPath.loader(classes, jar(true))) {
            assertThatThrownBy(() -> RevisionSet.read(List.of(RevisionSource.at("classpath:db/revisions", loader))))
                    .describedAs("a file in two places is two")
                    .hasMessageContaining("two revisions have the id sql2")
                    .hasMessageContaining("classes")
                    .hasMessageContaining("app.jar");
            Files.delete(classes.resolve("db/revisions/two.sql"));
        }
        try (var loader = ClassPath.loader(classes, directory.resolve("app.jar"))) {
            assertThat(ids(RevisionSource.at("classpath:db/revisions", loader).read()))
                    .containsExactly("java1", "sql2");
        }
    }

    @Test
    void aFolderOfFilesHasItsSqlOnly() throws Exception {
        assertThat(ids(RevisionSource.at(
                                "file:" + classes.resolve("db/revisions"),
                                getClass().getClassLoader())
                        .read()))
                .containsExactly("sql2");
    }

    /** As in a native image, whose folders are neither files nor in a jar. */
    @Test
    void aFolderOfAnyFileSystemThatJavaKnowsIsListed() throws Exception {
        URL folder = new URL("jrt:/java.base/java/lang/annotation");
        var loader = new ClassLoader() {
            @Override
            public Enumeration<URL> getResources(String name) {
                return Collections.enumeration(List.of(folder));
            }
        };
        assertThat(RevisionSource.at("classpath:java/lang/annotation", loader).read())
                .as("its classes were looked at, and none is a revision")
                .isEmpty();
    }

    @Test
    void aNameThatHasToBeEscapedInAUrlIsNoObstacle() throws Exception {
        Path odd = Files.createDirectories(directory.resolve("o d+d%20 ü/db/revisions"));
        Files.writeString(odd.resolve("x.sql"), "-- revision: odd\n-- upgrade\n");
        try (var loader = ClassPath.loader(directory.resolve("o d+d%20 ü"))) {
            assertThat(ids(RevisionSource.at("classpath:db/revisions", loader).read()))
                    .containsExactly("odd");
        }
    }

    @Test
    void aClassThatCannotBeLoadedIsTold() throws Exception {
        Files.write(classes.resolve("db/revisions/R1.class"), new byte[] {1, 2, 3});
        try (var loader = ClassPath.loader(classes)) {
            assertThatThrownBy(() ->
                            RevisionSource.at("classpath:db/revisions", loader).read())
                    .isInstanceOf(RevisionException.class)
                    .hasMessageContaining("class db.revisions.R1 cannot be loaded: java.lang.ClassFormatError");
        }
    }

    @Test
    void classesWithoutTheAnnotationAreLeftOut() {
        assertThat(RevisionSource.ofClasses(List.of(String.class, LocationSourceTest.class))
                        .read())
                .isEmpty();
    }
}
