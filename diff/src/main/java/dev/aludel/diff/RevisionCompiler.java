package dev.aludel.diff;

import dev.aludel.core.error.RevisionException;
import dev.aludel.core.revision.Migration;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/** Compiles revisions that are written in Java and not on the class path yet. For development only. */
final class RevisionCompiler {

    private RevisionCompiler() {}

    /**
     * Loads every class that the files define.
     *
     * @throws RevisionException if one does not compile, or this Java has no compiler
     */
    static List<Class<?>> compile(List<Path> files) {
        if (files.isEmpty()) {
            return List.of();
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            throw unreadable("revisions in Java cannot be compiled: this Java has no compiler; run on a JDK", files);
        }
        try {
            Path output = Files.createTempDirectory("aludel-revisions");
            try {
                compile(compiler, files, output);
                return load(output);
            } finally {
                delete(output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot compile revisions", e);
        }
    }

    private static void compile(JavaCompiler compiler, List<Path> files, Path output) throws IOException {
        var problems = new DiagnosticCollector<JavaFileObject>();
        try (var manager = compiler.getStandardFileManager(problems, Locale.ROOT, StandardCharsets.UTF_8)) {
            manager.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(output));
            manager.setLocation(StandardLocation.CLASS_PATH, classPath());
            var options = List.of("-proc:none", "-implicit:none", "-nowarn");
            var task = compiler.getTask(
                    null, manager, problems, options, null, manager.getJavaFileObjectsFromPaths(files));
            if (!task.call()) {
                String errors = problems.getDiagnostics().stream()
                        .filter(problem -> problem.getKind() == Diagnostic.Kind.ERROR)
                        .map(problem -> problem.toString().lines().collect(Collectors.joining(" ")))
                        .collect(Collectors.joining("; "));
                throw unreadable("revisions do not compile: " + errors, files);
            }
        }
    }

    /** Whatever this application runs with: the class path, and the loader's own places where they can be seen. */
    private static List<File> classPath() {
        var path = new LinkedHashSet<File>();
        for (String entry : System.getProperty("java.class.path", "").split(File.pathSeparator)) {
            path.add(new File(entry));
        }
        path.addAll(locations(RevisionCompiler.class.getClassLoader()));
        path.addAll(locations(Thread.currentThread().getContextClassLoader()));
        CodeSource core = Migration.class.getProtectionDomain().getCodeSource();
        if (core != null) {
            path.addAll(file(core.getLocation()));
        }
        return new ArrayList<>(path);
    }

    private static List<File> locations(ClassLoader loader) {
        var files = new ArrayList<File>();
        if (loader instanceof URLClassLoader urls) {
            for (URL url : urls.getURLs()) {
                files.addAll(file(url));
            }
        }
        return files;
    }

    private static List<File> file(URL url) {
        try {
            URI uri = url.toURI();
            return "file".equals(uri.getScheme()) ? List.of(new File(uri)) : List.of();
        } catch (URISyntaxException e) {
            return List.of();
        }
    }

    /** The classes are held in memory, so that nothing is left behind. */
    private static List<Class<?>> load(Path output) throws IOException {
        var loader = new Loaded(RevisionCompiler.class.getClassLoader());
        var names = new ArrayList<String>();
        try (var files = Files.walk(output)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = output.relativize(file).toString().replace(File.separatorChar, '.');
                String type = name.substring(0, name.length() - ".class".length());
                loader.classes.put(type, Files.readAllBytes(file));
                names.add(type);
            }
        }
        var types = new ArrayList<Class<?>>();
        for (String name : names) {
            try {
                types.add(Class.forName(name, false, loader));
            } catch (ClassNotFoundException e) {
                throw new IllegalStateException(name, e);
            }
        }
        return types;
    }

    private static final class Loaded extends ClassLoader {

        private final Map<String, byte[]> classes = new HashMap<>();

        Loaded(ClassLoader parent) {
            super(parent);
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            byte[] bytes = classes.get(name);
            if (bytes == null) {
                throw new ClassNotFoundException(name);
            }
            return defineClass(name, bytes, 0, bytes.length);
        }
    }

    private static void delete(Path directory) throws IOException {
        try (var files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static RevisionException unreadable(String message, List<Path> files) {
        return new RevisionException(
                RevisionException.Reason.UNREADABLE,
                message,
                files.stream().map(Path::toString).toList());
    }
}
