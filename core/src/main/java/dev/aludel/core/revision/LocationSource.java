package dev.aludel.core.revision;

import dev.aludel.core.error.RevisionException;
import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.ProviderNotFoundException;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds revisions in one folder, of the class path or of the file system; in the folders below it only where the location
 * ends with {@code /**}.
 */
final class LocationSource implements RevisionSource {

    private static final Logger LOG = LoggerFactory.getLogger(LocationSource.class);

    private static final String CLASSPATH = "classpath:";
    private static final String FILE = "file:";
    private static final String BELOW = "/**";

    /** In bytes; where the header of a file in SQL is found, as a rule. */
    private static final int HEAD = 8 * 1024;

    private final String location;
    private final String place;
    private final boolean below;
    private final ClassLoader loader;
    private final boolean optional;

    /**
     * @param optional a folder that is not there holds no revisions; otherwise it is an error
     */
    LocationSource(String location, ClassLoader loader, boolean optional) {
        if (!location.startsWith(CLASSPATH) && !location.startsWith(FILE)) {
            throw new IllegalArgumentException(
                    "\"" + location + "\" is not a location: expected classpath:folder or file:folder");
        }
        this.location = location;
        this.below = location.endsWith(BELOW);
        this.place = location.substring(
                location.indexOf(':') + 1, below ? location.length() - BELOW.length() : location.length());
        this.loader = loader;
        this.optional = optional;
    }

    /** What is found: revisions, and those that cannot be read. */
    private record Found(List<RevisionScript> revisions, Consumer<RevisionException> problems) {

        void add(Reading reading) throws IOException {
            try {
                revisions.add(reading.read());
            } catch (RevisionException e) {
                problems.accept(e);
            }
        }
    }

    private interface Reading {

        RevisionScript read() throws IOException;
    }

    @Override
    public List<RevisionScript> read() {
        return read(problem -> {
            throw problem;
        });
    }

    @Override
    public List<RevisionScript> read(Consumer<RevisionException> problems) {
        var scripts = new Found(new ArrayList<>(), problems);
        try {
            if (location.startsWith(FILE)) {
                directory(Path.of(place), "", scripts);
            } else {
                String folder = place.replaceAll("^/+|/+$", "");
                var roots = Collections.list(loader.getResources(folder));
                var linked = linked(folder);
                if (roots.isEmpty() && linked.isEmpty() && !optional) {
                    throw unreadable(
                            location + ": there is no such folder or package on the class path",
                            "correct the location, or, where a jar has the revisions, keep its entries for folders",
                            null);
                }
                for (URL url : roots) {
                    scan(url, folder, scripts);
                }
                for (Path directory : linked) {
                    directory(directory, folder, scripts);
                }
            }
        } catch (IOException | URISyntaxException e) {
            throw unreadable(location + " cannot be read: " + e, e);
        }
        return distinct(scripts.revisions());
    }

    /** A class that stands in several places of the class path is the one that the loader finds first, each time. */
    private static List<RevisionScript> distinct(List<RevisionScript> scripts) {
        var seen = new HashSet<String>();
        return scripts.stream()
                .filter(script ->
                        script instanceof SqlRevision || seen.add(script.info().source()))
                .toList();
    }

    private void scan(URL url, String folder, Found scripts) throws IOException, URISyntaxException {
        if (url.getProtocol().equals("file")) {
            directory(Path.of(url.toURI()), folder, scripts);
        } else if (url.openConnection() instanceof JarURLConnection connection) {
            jar(connection, folder, scripts);
        } else {
            directory(elsewhere(url), folder, scripts);
        }
    }

    /** In whatever else class loaders have that Java has files in, such as a native image. */
    private static Path elsewhere(URL url) throws IOException, URISyntaxException {
        try {
            return Path.of(url.toURI());
        } catch (FileSystemNotFoundException e) {
            try {
                FileSystems.newFileSystem(url.toURI(), Map.of());
            } catch (ProviderNotFoundException none) {
                throw unreadable(url + ": cannot list a folder of that kind", none);
            }
            return Path.of(url.toURI());
        }
    }

    /** In the modules that were linked into a run-time image together with this one: no loader finds a folder there. */
    private List<Path> linked(String folder) {
        var self = LocationSource.class.getResource("LocationSource.class");
        if (self == null || !self.getProtocol().equals("jrt")) {
            return List.of();
        }
        Path modules = FileSystems.getFileSystem(URI.create("jrt:/")).getPath("/modules");
        return ModuleLayer.boot().modules().stream()
                .map(module -> modules.resolve(module.getName()).resolve(folder))
                .filter(Files::isDirectory)
                .sorted()
                .toList();
    }

    private void directory(Path directory, String folder, Found scripts) throws IOException {
        if (!Files.isDirectory(directory)) {
            throw unreadable(location + ": there is no folder " + directory, null);
        }
        // a walk that begins at a link ends there
        Path start = Files.isSymbolicLink(directory) ? directory.toRealPath() : directory;
        try (var files = Files.walk(start, below ? Integer.MAX_VALUE : 1)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                String name = file.getFileName().toString();
                if (name.endsWith(".sql")) {
                    requireWithin(directory, file);
                    scripts.add(() -> sql(Files.newInputStream(file), () -> Files.readAllBytes(file), file.toString()));
                } else if (!folder.isEmpty()) {
                    String path = start.relativize(file).toString().replace(File.separatorChar, '/');
                    type(folder, path, scripts);
                }
            }
        }
    }

    /** A link within the folder is a way to keep files; one that leads out of it runs what nobody looks at there. */
    private void requireWithin(Path directory, Path file) throws IOException {
        if (Files.isSymbolicLink(file) && !file.toRealPath().startsWith(directory.toRealPath())) {
            throw unreadable(
                    file + " is a link to " + file.toRealPath()
                            + ", which is outside of the folder; put the file itself" + " there",
                    null);
        }
        if (location.startsWith(FILE) && isWritableByAll(file)) {
            LOG.warn("everybody may write to {}, which is run as whoever migrates; take that right away", file);
        }
    }

    private static boolean isWritableByAll(Path file) throws IOException {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix")
                && Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_WRITE);
    }

    private interface Bytes {

        byte[] read() throws IOException;
    }

    /** The header at once; the rest when it is asked for, each time anew: ten thousand bodies are too much to keep. */
    private static RevisionScript sql(InputStream header, Bytes all, String source) throws IOException {
        try (header) {
            return SqlRevision.read(
                    header.readNBytes(HEAD),
                    () -> {
                        try {
                            return Text.utf8(all.read(), source);
                        } catch (IOException e) {
                            throw new UncheckedIOException("cannot read " + source, e);
                        }
                    },
                    source);
        }
    }

    private void jar(JarURLConnection connection, String folder, Found scripts) throws IOException {
        String prefix = connection.getEntryName();
        prefix = prefix.endsWith("/") ? prefix : prefix + "/";
        try (var jar = open(connection)) {
            for (JarEntry entry : Collections.list(jar.entries())) {
                boolean inside = entry.getName().startsWith(prefix) && !entry.isDirectory();
                String name = inside ? entry.getName().substring(prefix.length()) : "";
                if (name.isEmpty() || !below && name.contains("/")) {
                    continue;
                }
                if (name.endsWith(".sql")) {
                    String source = connection.getJarFileURL() + "!/" + entry.getName();
                    scripts.add(() ->
                            sql(jar.getInputStream(entry), () -> body(connection.getURL(), entry.getName()), source));
                } else {
                    type(folder, name, scripts);
                }
            }
        }
    }

    /** Costs little while the class loader has the jar open, too. */
    private static byte[] body(URL folder, String name) throws IOException {
        try (var jar = open((JarURLConnection) folder.openConnection())) {
            var entry = jar.getEntry(name);
            if (entry == null) {
                throw new FileNotFoundException(name);
            }
            try (var in = jar.getInputStream(entry)) {
                return in.readAllBytes();
            }
        }
    }

    private static JarFile open(JarURLConnection connection) throws IOException {
        // a jar of the cache is everybody's, and not ours to close
        connection.setUseCaches(false);
        return connection.getJarFile();
    }

    /**
     * @param path from the folder on
     */
    private void type(String folder, String path, Found scripts) throws IOException {
        boolean isTopLevelClass =
                path.endsWith(".class") && !path.contains("$") && !path.endsWith("package-info.class");
        if (!isTopLevelClass) {
            return;
        }
        String name = (folder + "/" + path.substring(0, path.length() - ".class".length())).replace('/', '.');
        try {
            Class<?> type = Class.forName(name, false, loader);
            if (type.isAnnotationPresent(Revision.class)) {
                scripts.add(() -> JavaRevision.of(type));
            }
        } catch (ClassNotFoundException | LinkageError e) {
            scripts.problems().accept(unreadable("class " + name + " cannot be loaded: " + e, e));
        }
    }

    private static RevisionException unreadable(String message, @Nullable Throwable cause) {
        return unreadable(message, "", cause);
    }

    private static RevisionException unreadable(String problem, String remedy, @Nullable Throwable cause) {
        return new RevisionException(RevisionException.Reason.UNREADABLE, problem, remedy, List.of(), cause);
    }
}
