package dev.aludel.core.revision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.lang.module.ModuleFinder;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;

/** Revisions in a module, with core as another module. */
class ModularTest {

    @TempDir
    private Path directory;

    /** A module whose package {@code app} is closed to reading, while {@code app.revisions} is what is said here. */
    private Path module(String opens) throws Exception {
        Path sources = Files.createDirectories(directory.resolve("src"));
        Files.writeString(
                sources.resolve("module-info.java"),
                "module app { requires dev.aludel.core; exports app; " + opens + " }");
        Files.writeString(Files.createDirectories(sources.resolve("app")).resolve("Main.java"), """
                package app;

                import dev.aludel.core.revision.*;
                import java.util.List;

                public class Main {
                    public static void main(String[] arguments) {
                        System.out.print(read());
                    }

                    public static String read() {
                        var source = RevisionSource.at("classpath:app/revisions", Main.class.getClassLoader());
                        var set = RevisionSet.read(List.of(source));
                        var said = new StringBuilder();
                        for (var revision : set.graph().all()) {
                            said.append(revision.id()).append(set.script(revision).upgrade(type -> type));
                        }
                        return said.toString();
                    }
                }
                """);
        Files.writeString(
                Files.createDirectories(sources.resolve("app/revisions")).resolve("R1.java"), """
                package app.revisions;
                import dev.aludel.core.op.Operations;
                import dev.aludel.core.revision.*;
                @Revision(id = "java1") public final class R1 implements Migration {
                    @Override public void upgrade(Operations op) { op.execute("SELECT 1"); }
                }
                """);
        Path classes = Files.createDirectories(directory.resolve("classes"));
        ClassPath.compile(
                sources, classes, "-p", ClassPath.of(Revision.class) + File.pathSeparator + ClassPath.of(Logger.class));
        Files.writeString(
                classes.resolve("app/revisions/two.sql"),
                "-- revision: sql2\n-- revises: java1\n-- upgrade\nSELECT 2;\n");
        return classes;
    }

    /** What the module finds, in a layer over the modules of the JDK, each module with a loader of its own. */
    private static String read(Path module) throws Exception {
        var boot = ModuleLayer.boot();
        var finder = ModuleFinder.of(module, ClassPath.of(Revision.class), ClassPath.of(Logger.class));
        var modules = boot.configuration().resolve(finder, ModuleFinder.of(), Set.of("app"));
        var layer = boot.defineModulesWithManyLoaders(modules, ClassLoader.getPlatformClassLoader());
        var main = layer.findLoader("app").loadClass("app.Main");
        assertThat(main.getModule().isNamed()).isTrue();
        return (String) main.getMethod("read").invoke(null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"folder", "jar"})
    void aModuleThatOpensItsPackageIsReadLikeAnyOther(String kind) throws Exception {
        Path classes = module("opens app.revisions to dev.aludel.core;");
        Path module = kind.equals("jar") ? ClassPath.jar(classes, directory.resolve("app.jar"), true) : classes;
        assertThat(read(module)).isEqualTo("java1[RunSql[up=SELECT 1, down=null]]sql2[RunSql[up=SELECT 2, down=null]]");
    }

    @Test
    void aModuleLinkedIntoAnImageIsReadLikeAnyOther() throws Exception {
        Path classes = module("opens app.revisions to dev.aludel.core;");
        var modules = Stream.of(classes, ClassPath.of(Revision.class), ClassPath.of(Logger.class))
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
        assumeTrue(
                Files.isDirectory(Path.of(System.getProperty("java.home"), "jmods")),
                "this JDK has no jmods to link an image of");
        Path image = directory.resolve("image");
        int failed = ToolProvider.findFirst("jlink")
                .orElseThrow()
                .run(System.out, System.err, "-p", modules, "--add-modules", "app", "--output", image.toString());
        assertThat(failed).isZero();
        var process = new ProcessBuilder(image.resolve("bin/java").toString(), "-m", "app/app.Main")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo("java1[RunSql[up=SELECT 1, down=null]]sql2[RunSql[up=SELECT 2, down=null]]");
    }

    @Test
    void aModuleThatKeepsItsPackageClosedIsToldToOpenIt() throws Exception {
        Path classes = module("");
        assertThatThrownBy(() -> read(classes))
                .isInstanceOf(InvocationTargetException.class)
                .cause()
                .hasMessageContaining("app.revisions.R1: cannot be made: java.lang.IllegalAccessException")
                .hasMessageContaining("opens its package to dev.aludel.core");
    }
}
