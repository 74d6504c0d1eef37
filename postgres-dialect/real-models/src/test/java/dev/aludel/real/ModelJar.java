package dev.aludel.real;

import jakarta.persistence.Converter;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.MappedSuperclass;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.net.JarURLConnection;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/** Finds the mapped classes of a jar. */
final class ModelJar {

    private static final List<Class<? extends Annotation>> MAPPED =
            List.of(Entity.class, MappedSuperclass.class, Embeddable.class, Converter.class);

    private ModelJar() {}

    /**
     * The mapped classes of the jar that holds a class, by name. One that cannot be loaded is an error: left out, it would
     * look like a table to drop.
     *
     * @param known any class of the jar
     */
    static List<Class<?>> mappedBeside(String known) {
        return mappedBeside(known, ModelJar.class.getClassLoader());
    }

    /** The same, with a loader of one's own. */
    static List<Class<?>> mappedBeside(String known, ClassLoader loader) {
        var found = new ArrayList<Class<?>>();
        try {
            var place = loader.getResource(known.replace('.', '/') + ".class").openConnection();
            try (JarFile jar = ((JarURLConnection) place).getJarFile()) {
                for (JarEntry entry : Collections.list(jar.entries())) {
                    if (mayBeMapped(jar, entry)) {
                        String name =
                                entry.getName().substring(0, entry.getName().length() - ".class".length());
                        Class<?> type = Class.forName(name.replace('/', '.'), false, loader);
                        if (MAPPED.stream().anyMatch(type::isAnnotationPresent)) {
                            found.add(type);
                        }
                    }
                }
            }
        } catch (Exception e) {
            throw new IllegalStateException("cannot find the entities beside " + known, e);
        }
        found.sort(Comparator.comparing(Class::getName));
        return found;
    }

    /** By the names in its constant pool, so that only few classes are loaded; {@code javax} or {@code jakarta}. */
    private static boolean mayBeMapped(JarFile jar, JarEntry entry) throws IOException {
        String name = entry.getName();
        if (!name.endsWith(".class") || name.startsWith("META-INF/") || name.endsWith("-info.class")) {
            return false;
        }
        try (var in = jar.getInputStream(entry)) {
            String bytes = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
            return MAPPED.stream()
                    .anyMatch(annotation -> bytes.contains("/persistence/" + annotation.getSimpleName() + ";"));
        }
    }
}
