package dev.aludel.core.revision;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** Makes folders and jars for a class path. */
final class ClassPath {

    private ClassPath() {}

    /** Compiles a folder of sources against core. */
    static void compile(Path sources, Path classes, String... options) throws Exception {
        var all = new ArrayList<>(List.of(options));
        all.addAll(List.of("-d", classes.toString(), "-proc:none"));
        if (options.length == 0) {
            all.addAll(List.of(
                    "-cp", of(Revision.class) + File.pathSeparator + of(org.jspecify.annotations.NullMarked.class)));
        }
        var compiler = ToolProvider.getSystemJavaCompiler();
        var said = new StringWriter();
        try (var files = compiler.getStandardFileManager(null, null, null);
                Stream<Path> walk = Files.walk(sources)) {
            var units = files.getJavaFileObjectsFromPaths(
                    walk.filter(path -> path.toString().endsWith(".java")).toList());
            assertThat(compiler.getTask(said, files, null, all, null, units).call())
                    .describedAs(said.toString())
                    .isTrue();
        }
    }

    /** The folder or jar that a class is read from. */
    static Path of(Class<?> type) throws Exception {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    /**
     * @param folders has the jar entries for its folders?
     */
    static Path jar(Path folder, Path jar, boolean folders) throws Exception {
        try (var out = new JarOutputStream(Files.newOutputStream(jar));
                Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.skip(1).toList()) {
                String name = folder.relativize(path).toString().replace(File.separatorChar, '/');
                if (Files.isRegularFile(path)) {
                    out.putNextEntry(new JarEntry(name));
                    out.write(Files.readAllBytes(path));
                } else if (folders) {
                    out.putNextEntry(new JarEntry(name + "/"));
                }
            }
        }
        return jar;
    }

    static URLClassLoader loader(Path... roots) throws Exception {
        var urls = new ArrayList<URL>();
        for (Path root : roots) {
            urls.add(root.toUri().toURL());
        }
        return new URLClassLoader(urls.toArray(URL[]::new), ClassPath.class.getClassLoader());
    }
}
