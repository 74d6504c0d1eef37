package dev.aludel.postgres.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aludel.core.Migrator;
import dev.aludel.postgres.run.Database;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Row 52: of the classes in a folder of revisions only those are initialised whose body has to be known. */
class InitialisationTest {

    private static final String CANARY = "dev.aludel.canary.init.";

    @TempDir
    private Path directory;

    private Path source(String name, String annotation, String kind) throws Exception {
        return Files.writeString(
                directory.resolve(name + ".java"), """
                package evil;
                import dev.aludel.core.op.Operations;
                import dev.aludel.core.revision.*;
                %s
                public %s {
                    static { System.setProperty("%s", "sprung"); }
                    public void upgrade(Operations op) { op.execute("SELECT 1"); }
                }
                """.formatted(annotation, kind.formatted(name), CANARY + name));
    }

    @Test
    void nothingRunsThatIsNotAsked() throws Exception {
        String migration = "class %s implements Migration";
        var files = new ArrayList<String>();
        files.add(source("R1", "@Revision(id = \"aaaa\")", migration).toString());
        files.add(source("R2", "@Revision(id = \"bbbb\", revises = \"aaaa\")", migration)
                .toString());
        files.add(source("R3", "@Revision(id = \"cccc\", revises = \"bbbb\")", migration)
                .toString());
        files.add(source("Unlisted", "", migration).toString());
        files.add(source("Other", "@Deprecated", "class %s").toString());
        files.add(source("Helper", "", "final class %s").toString());
        var arguments = new ArrayList<>(List.of(
                "-proc:none",
                "-nowarn",
                "-d",
                directory.toString(),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))));
        arguments.addAll(files);
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new)))
                .isZero();
        try (Database database = new Database();
                var loader = new URLClassLoader(
                        new URL[] {directory.toUri().toURL()}, getClass().getClassLoader())) {
            var migrator = Migrator.builder()
                    .dataSource(database.dataSource())
                    .locations("classpath:evil")
                    .classLoader(loader)
                    .build();
            assertThat(migrator.graph().all()).hasSize(3);
            assertThat(sprung()).isEmpty();
            migrator.upgradeTo("aaaa");
            assertThat(sprung()).containsExactly("R1");
            System.clearProperty(CANARY + "R1");
        }
        try (var loader = new URLClassLoader(
                        new URL[] {directory.toUri().toURL()}, getClass().getClassLoader());
                Database database = new Database()) {
            var migrator = Migrator.builder()
                    .dataSource(database.dataSource())
                    .locations("classpath:evil")
                    .classLoader(loader)
                    .build();
            database.run(
                    "CREATE TABLE aludel_head (revision text PRIMARY KEY, epoch int8 NOT NULL); INSERT INTO aludel_head"
                            + " VALUES ('cccc', 1)");
            // at head no body is asked for at all
            assertThat(migrator.upgradeToHead().revisions()).isEmpty();
            assertThat(migrator.pending()).isEmpty();
            assertThat(migrator.history().toString()).isNotEmpty();
            assertThat(sprung()).isEmpty();
        }
        System.out.println("row 52: 6 classes, 1 initialised where 1 was pending, none at head");
    }

    private static List<String> sprung() {
        return List.of("R1", "R2", "R3", "Unlisted", "Other", "Helper").stream()
                .filter(name -> System.getProperty(CANARY + name) != null)
                .toList();
    }
}
