package dev.aludel.core.revision;

import dev.aludel.core.error.RevisionException;
import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.jar.JarEntry;
import org.jspecify.annotations.Nullable;

/** Finds revisions in one folder, of the class path or of the file system. Does not look into folders below it. */
final class LocationSource implements RevisionSource {

    private static final String CLASSPATH = "classpath:";
    private static final String FILE = "file:";

    private final String location;
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
        this.loader = loader;
        this.optional = optional;
    }

    @Override
    public List<RevisionScript> read() {
        var scripts = new ArrayList<RevisionScript>();
        try {
            if (location.startsWith(FILE)) {
                directory(Path.of(location.substring(FILE.length())), "", scripts);
            } else {
                String folder = location.substring(CLASSPATH.length()).replaceAll("^/+|/+$", "");
                var roots = Collections.list(loader.getResources(folder));
                if (roots.isEmpty() && !optional) {
                    throw unreadable(
                            location + ": there is no such folder or package on the class path; correct the location,"
                                    + " or, where a jar has the revisions, keep its entries for folders",
                            null);
                }
                for (URL url : roots) {
                    scan(url, folder, scripts);
                }
            }
        } catch (IOException | URISyntaxException e) {
            throw unreadable(location + " cannot be read: " + e, e);
        }
        return distinct(scripts);
    }

    /** A class that stands in several places of the class path is the one that the loader finds first, each time. */
    private static List<RevisionScript> distinct(List<RevisionScript> scripts) {
        var seen = new HashSet<String>();
        return scripts.stream()
                .filter(script ->
                        script instanceof SqlRevision || seen.add(script.info().source()))
                .toList();
    }

    private void scan(URL url, String folder, List<RevisionScript> scripts) throws IOException, URISyntaxException {
        if (url.getProtocol().equals("file")) {
            directory(Path.of(url.toURI()), folder, scripts);
        } else if (url.openConnection() instanceof JarURLConnection connection) {
            jar(connection, folder, scripts);
        } else {
            throw unreadable(url + ": cannot list a folder of that kind", null);
        }
    }

    private void directory(Path directory, String folder, List<RevisionScript> scripts) throws IOException {
        if (!Files.isDirectory(directory)) {
            throw unreadable(location + ": there is no folder " + directory, null);
        }
        try (var files = Files.list(directory)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                String name = file.getFileName().toString();
                if (name.endsWith(".sql")) {
                    scripts.add(sql(Files.readAllBytes(file), file.toString()));
                } else if (!folder.isEmpty()) {
                    type(folder, name, scripts);
                }
            }
        }
    }

    private void jar(JarURLConnection connection, String folder, List<RevisionScript> scripts) throws IOException {
        connection.setUseCaches(false);
        String prefix = connection.getEntryName();
        prefix = prefix.endsWith("/") ? prefix : prefix + "/";
        try (var jar = connection.getJarFile()) {
            for (JarEntry entry : Collections.list(jar.entries())) {
                boolean inside = entry.getName().startsWith(prefix) && !entry.isDirectory();
                String name = inside ? entry.getName().substring(prefix.length()) : "";
                if (name.isEmpty() || name.contains("/")) {
                    continue;
                }
                if (name.endsWith(".sql")) {
                    try (var in = jar.getInputStream(entry)) {
                        scripts.add(sql(in.readAllBytes(), connection.getJarFileURL() + "!/" + entry.getName()));
                    }
                } else {
                    type(folder, name, scripts);
                }
            }
        }
    }

    private static RevisionScript sql(byte[] bytes, String source) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return SqlRevision.parse(text, source);
        } catch (CharacterCodingException e) {
            throw unreadable(source + " is not UTF-8", e);
        }
    }

    private void type(String folder, String file, List<RevisionScript> scripts) {
        boolean isTopLevelClass = file.endsWith(".class") && !file.contains("$") && !file.equals("package-info.class");
        if (!isTopLevelClass) {
            return;
        }
        String name = folder.replace('/', '.') + "." + file.substring(0, file.length() - ".class".length());
        try {
            Class<?> type = Class.forName(name, false, loader);
            if (type.isAnnotationPresent(Revision.class)) {
                scripts.add(JavaRevision.of(type));
            }
        } catch (ClassNotFoundException | LinkageError e) {
            throw unreadable("class " + name + " cannot be loaded: " + e, e);
        }
    }

    private static RevisionException unreadable(String message, @Nullable Throwable cause) {
        return new RevisionException(RevisionException.Reason.UNREADABLE, message, List.of(), cause);
    }
}
