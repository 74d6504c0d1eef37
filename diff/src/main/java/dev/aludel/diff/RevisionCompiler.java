package dev.aludel.diff;

import dev.aludel.core.error.RevisionException;
import dev.aludel.core.revision.Migration;
import dev.aludel.core.revision.RevisionFile;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** Compiles revisions that are written in Java and not on the class path yet, in memory. For development only. */
final class RevisionCompiler {

    private RevisionCompiler() {}

    static boolean isThere() {
        return ToolProvider.getSystemJavaCompiler() != null;
    }

    /**
     * Loads every class that the files define.
     *
     * @return the file that each class comes from
     * @throws RevisionException if one does not compile, or this Java has no compiler
     */
    static Map<Class<?>, Path> compile(List<Path> files) {
        return files.isEmpty() ? Map.of() : compile(files, null);
    }

    /**
     * The same for a text that is no file yet.
     *
     * @param besides files that it may refer to
     */
    static Map<Class<?>, Path> compile(RevisionFile file, List<Path> besides) {
        return compile(besides, file);
    }

    private static Map<Class<?>, Path> compile(List<Path> files, @Nullable RevisionFile more) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            throw unreadable("revisions in Java cannot be compiled: this Java has no compiler; run on a JDK", files);
        }
        CodeSource core = Migration.class.getProtectionDomain().getCodeSource();
        if (core != null && core.getLocation().getProtocol().equals("jar")) {
            throw unreadable(
                    "revisions in Java cannot be compiled from within an application's jar, since the compiler sees no jars"
                            + " inside of jars; write them in SQL, or run on the class path of the build",
                    files);
        }
        var problems = new DiagnosticCollector<JavaFileObject>();
        try (var manager =
                new InMemory(compiler.getStandardFileManager(problems, Locale.ROOT, StandardCharsets.UTF_8))) {
            manager.standard.setLocation(StandardLocation.CLASS_PATH, classPath());
            var sources = new ArrayList<JavaFileObject>();
            manager.standard.getJavaFileObjectsFromPaths(files).forEach(sources::add);
            if (more != null) {
                sources.add(new Source(more));
            }
            var options = List.of("-proc:none", "-implicit:none", "-nowarn");
            if (!compiler.getTask(null, manager, problems, options, null, sources)
                    .call()) {
                String errors = problems.getDiagnostics().stream()
                        .filter(problem -> problem.getKind() == Diagnostic.Kind.ERROR)
                        .map(problem -> problem.toString().lines().collect(Collectors.joining(" ")))
                        .collect(Collectors.joining("; "));
                throw unreadable("revisions do not compile: " + errors, files);
            }
            return new Loaded(manager.classes).load();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot compile revisions", e);
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

    private static final class Source extends SimpleJavaFileObject {

        private final String text;

        Source(RevisionFile file) {
            super(file.path().toUri(), Kind.SOURCE);
            this.text = file.text();
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    /** A class and the file it was made of. */
    private static final class Output extends SimpleJavaFileObject {

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final Path source;

        Output(String name, Path source) {
            super(URI.create("memory:///" + name.replace('.', '/') + ".class"), Kind.CLASS);
            this.source = source;
        }

        @Override
        public OutputStream openOutputStream() {
            return bytes;
        }
    }

    /** Nothing is left behind: classes stay in memory. */
    private static final class InMemory extends ForwardingJavaFileManager<StandardJavaFileManager> {

        private final StandardJavaFileManager standard;
        private final Map<String, Output> classes = new TreeMap<>();

        InMemory(StandardJavaFileManager standard) {
            super(standard);
            this.standard = standard;
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                JavaFileManager.Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
            var output = new Output(name, Path.of(sibling.toUri()));
            classes.put(name, output);
            return output;
        }
    }

    private static final class Loaded extends ClassLoader {

        private final Map<String, Output> classes;

        Loaded(Map<String, Output> classes) {
            super(RevisionCompiler.class.getClassLoader());
            this.classes = classes;
        }

        Map<Class<?>, Path> load() {
            var types = new LinkedHashMap<Class<?>, Path>();
            classes.forEach((name, output) -> {
                try {
                    types.put(Class.forName(name, false, this), output.source);
                } catch (ClassNotFoundException e) {
                    throw new IllegalStateException(name, e);
                }
            });
            return types;
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            Output output = classes.get(name);
            if (output == null) {
                throw new ClassNotFoundException(name);
            }
            byte[] bytes = output.bytes.toByteArray();
            return defineClass(name, bytes, 0, bytes.length);
        }
    }

    private static RevisionException unreadable(String message, List<Path> files) {
        return new RevisionException(
                RevisionException.Reason.UNREADABLE,
                message,
                files.stream().map(Path::toString).toList());
    }
}
