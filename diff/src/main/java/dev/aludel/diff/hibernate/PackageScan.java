package dev.aludel.diff.hibernate;

import dev.aludel.core.error.ModelException;
import jakarta.persistence.Converter;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.MappedSuperclass;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.stream.Stream;

/**
 * Finds the mapped classes of packages and the packages below, in directories and in jars. Only a class that names one
 * of the annotations is loaded, and none is initialised.
 *
 * @param classes  entities, mapped superclasses, embeddables and converters
 * @param packages packages that have a {@code package-info}, which may carry annotations too
 */
record PackageScan(List<Class<?>> classes, List<String> packages) {

    private static final List<Class<? extends Annotation>> MAPPED =
            List.of(Entity.class, MappedSuperclass.class, Embeddable.class, Converter.class);
    private static final String PACKAGE_INFO = "package-info";

    /**
     * @throws ModelException if there is nothing mapped, or a class cannot be loaded
     */
    static PackageScan of(Collection<String> packages) {
        var names = new TreeSet<String>();
        for (String name : packages) {
            for (ClassLoader loader : ClassLoaders.all(List.of())) {
                names.addAll(classNames(name, loader));
            }
        }
        var classes = new ArrayList<Class<?>>();
        var infos = new ArrayList<String>();
        for (String name : names) {
            if (name.endsWith(PACKAGE_INFO)) {
                infos.add(name.substring(0, name.length() - PACKAGE_INFO.length() - 1));
            } else {
                Class<?> type = load(name);
                if (isMapped(type)) {
                    classes.add(type);
                }
            }
        }
        if (classes.stream().noneMatch(type -> type.isAnnotationPresent(Entity.class))) {
            throw new ModelException(
                    "there is no @Entity in " + String.join(", ", packages)
                            + "; check the names of the packages, and that their classes are on the class path",
                    null);
        }
        return new PackageScan(List.copyOf(classes), List.copyOf(infos));
    }

    static boolean isMapped(Class<?> type) {
        return MAPPED.stream().anyMatch(type::isAnnotationPresent);
    }

    private static Class<?> load(String name) {
        Throwable failure = null;
        for (ClassLoader loader : ClassLoaders.all(List.of())) {
            try {
                return Class.forName(name, false, loader);
            } catch (ClassNotFoundException | LinkageError e) {
                failure = e;
            }
        }
        throw new ModelException(
                "class " + name + " is mapped but cannot be loaded: " + failure
                        + "; put what it needs on the class path, or leave its package out",
                failure);
    }

    private static List<String> classNames(String packageName, ClassLoader loader) {
        String path = packageName.replace('.', '/');
        try {
            var names = new ArrayList<String>();
            for (URL url : Collections.list(loader.getResources(path))) {
                if (url.getProtocol().equals("file")) {
                    names.addAll(inDirectory(Path.of(url.toURI()), packageName));
                } else if (url.openConnection() instanceof JarURLConnection connection) {
                    names.addAll(inJar(connection, path));
                }
            }
            return names;
        } catch (IOException | URISyntaxException e) {
            throw new ModelException("package " + packageName + " cannot be searched: " + e, e);
        }
    }

    private static List<String> inDirectory(Path directory, String packageName) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(directory)) {
            var names = new ArrayList<String>();
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String relative = directory
                        .relativize(file)
                        .toString()
                        .replace(file.getFileSystem().getSeparator(), ".");
                if (relative.endsWith(".class") && mentionsMapping(relative, Files.readAllBytes(file))) {
                    names.add(packageName + "." + withoutSuffix(relative));
                }
            }
            return names;
        }
    }

    private static List<String> inJar(JarURLConnection connection, String path) throws IOException {
        connection.setUseCaches(false);
        String entryName = connection.getEntryName();
        // an archive within an archive keeps its classes below a folder
        String root = entryName == null ? "" : entryName.substring(0, entryName.lastIndexOf(path));
        var names = new ArrayList<String>();
        try (var jar = connection.getJarFile()) {
            for (JarEntry entry : Collections.list(jar.entries())) {
                String name = entry.getName();
                if (name.startsWith(root + path + "/") && name.endsWith(".class")) {
                    try (InputStream content = jar.getInputStream(entry)) {
                        if (mentionsMapping(name, content.readAllBytes())) {
                            names.add(
                                    withoutSuffix(name.substring(root.length())).replace('/', '.'));
                        }
                    }
                }
            }
        }
        return names;
    }

    private static String withoutSuffix(String file) {
        return file.substring(0, file.length() - ".class".length());
    }

    private static boolean mentionsMapping(String file, byte[] content) {
        if (file.endsWith(PACKAGE_INFO + ".class")) {
            return true;
        }
        String text = new String(content, StandardCharsets.ISO_8859_1);
        return MAPPED.stream().anyMatch(type -> text.contains(type.descriptorString()));
    }
}
