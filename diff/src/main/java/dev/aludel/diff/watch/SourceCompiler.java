package dev.aludel.diff.watch;

import dev.aludel.core.error.ModelException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/**
 * Compiles sources into a folder of its own, so that what the build has compiled stays as it is.
 *
 * @param roots   folders of sources
 * @param files   which of them are compiled; what they refer to is where a source is newer than its class
 * @param classes what they are compiled against, besides what this program runs with
 */
record SourceCompiler(List<Path> roots, List<Path> files, List<Path> classes) {

    /** Since then the compiler runs processors, such as Lombok, only if it is told to. */
    private static final int PROCESSORS_ON_DEMAND = 21;

    /**
     * @return the folder; the caller deletes it
     * @throws ModelException if they do not compile, or this Java has no compiler
     */
    Path compile(ClassLoader loader) {
        var compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            throw new ModelException("sources cannot be compiled: this Java has no compiler; run on a JDK", null);
        }
        var problems = new DiagnosticCollector<JavaFileObject>();
        try (var manager = compiler.getStandardFileManager(problems, Locale.ROOT, StandardCharsets.UTF_8)) {
            Path folder = Files.createTempDirectory("aludel-watch");
            var path = new ArrayList<>(classes);
            path.addAll(FreshClasses.places(loader));
            manager.setLocationFromPaths(StandardLocation.CLASS_PATH, path);
            manager.setLocationFromPaths(StandardLocation.SOURCE_PATH, roots);
            manager.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(folder));
            manager.setLocationFromPaths(StandardLocation.SOURCE_OUTPUT, List.of(folder));
            var options = new ArrayList<>(List.of("-nowarn", "-parameters", "-implicit:class"));
            if (Runtime.version().feature() >= PROCESSORS_ON_DEMAND) {
                options.add("-proc:full");
            }
            boolean compiled = compiler.getTask(
                            null, manager, problems, options, null, manager.getJavaFileObjectsFromPaths(files))
                    .call();
            if (!compiled) {
                delete(folder);
                throw new ModelException("sources do not compile: " + errors(problems), null);
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot compile sources", e);
        }
    }

    private static String errors(DiagnosticCollector<JavaFileObject> problems) {
        return problems.getDiagnostics().stream()
                .filter(problem -> problem.getKind() == Diagnostic.Kind.ERROR)
                .map(problem -> problem.toString().lines().collect(Collectors.joining(" ")))
                .collect(Collectors.joining("; "));
    }

    static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + folder, e);
        }
    }
}
