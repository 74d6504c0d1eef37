package dev.aludel.diff.watch;

import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Classes as they are in their folders now, though this program runs with earlier ones: the folders come before the parent. What is
 * Aludel's own stays the parent's, also where it stands in a folder.
 */
final class FreshClasses extends URLClassLoader {

    private static final List<String> OURS = List.of(
            "dev.aludel.annotations.", "dev.aludel.core.", "dev.aludel.diff.", "dev.aludel.postgres.PostgresDialect");

    static {
        registerAsParallelCapable();
    }

    FreshClasses(List<Path> folders, ClassLoader parent) {
        super(folders.stream().map(FreshClasses::url).toArray(URL[]::new), parent);
    }

    private static URL url(Path folder) {
        try {
            // a URL of a folder ends with a slash, also while a clean build has taken the folder away
            String url = folder.toUri().toString();
            return URI.create(url.endsWith("/") ? url : url + "/").toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** The folders of classes that this program runs with. */
    static List<Path> folders(ClassLoader loader) {
        return places(loader).stream().filter(Files::isDirectory).toList();
    }

    /** Folders and jars that this program runs with. */
    static List<Path> places(ClassLoader loader) {
        var places = new LinkedHashSet<Path>();
        for (ClassLoader one = loader; one != null; one = one.getParent()) {
            if (one instanceof URLClassLoader urls) {
                Stream.of(urls.getURLs())
                        .filter(url -> url.getProtocol().equals("file"))
                        .map(FreshClasses::path)
                        .forEach(places::add);
            }
        }
        Stream.of(System.getProperty("java.class.path", "").split(File.pathSeparator))
                .filter(entry -> !entry.isEmpty())
                .map(Path::of)
                .forEach(places::add);
        return List.copyOf(places);
    }

    private static Path path(URL url) {
        try {
            return Path.of(url.toURI());
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (OURS.stream().anyMatch(name::startsWith)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> type = findLoadedClass(name);
            if (type == null) {
                try {
                    type = findClass(name);
                } catch (ClassNotFoundException e) {
                    return super.loadClass(name, resolve);
                }
            }
            if (resolve) {
                resolveClass(type);
            }
            return type;
        }
    }

    @Override
    public @Nullable URL getResource(String name) {
        URL own = findResource(name);
        return own != null ? own : super.getResource(name);
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        Map<String, URL> all = new LinkedHashMap<>();
        Collections.list(findResources(name)).forEach(url -> all.put(url.toString(), url));
        Collections.list(getParent().getResources(name)).forEach(url -> all.putIfAbsent(url.toString(), url));
        return Collections.enumeration(all.values());
    }
}
