package dev.aludel.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The files of a project: its root directory, and the modules that the root pom lists. A nested module belongs to itself, not to
 * the directory around it, which is why only {@code src} directories are ever walked.
 *
 * @param root directory of the root pom
 */
record ProjectTree(Path root) {
    private static final Pattern MODULE = Pattern.compile("<module>\\s*(\\S+?)\\s*</module>");

    /** The project that this test is part of: Maven runs tests in the directory of their module. */
    static ProjectTree ofThisBuild() {
        return new ProjectTree(Path.of("").toAbsolutePath().getParent());
    }

    List<Path> modules() {
        return MODULE.matcher(read(root.resolve("pom.xml")))
                .results()
                .map(match -> root.resolve(match.group(1)))
                .toList();
    }

    /** The Java files below one source directory, for example {@code src/main/java}, of every module. */
    List<Path> javaFiles(String sourceDirectory) {
        return modules().stream()
                .flatMap(module -> filesBelow(module.resolve(sourceDirectory)))
                .filter(file -> file.toString().endsWith(".java"))
                .toList();
    }

    /** Where the main classes of the modules are; modules without main sources have none. */
    List<Path> mainClasses() {
        return modules().stream()
                .filter(module -> Files.isDirectory(module.resolve("src/main/java")))
                .map(module -> module.resolve("target/classes"))
                .toList();
    }

    /** A path as messages show it. */
    String name(Path file) {
        return root.relativize(file).toString().replace('\\', '/');
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The names directly in a directory. */
    static List<String> entries(Path directory) {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> filesBelow(Path directory) {
        if (!Files.isDirectory(directory)) {
            return Stream.empty();
        }
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
