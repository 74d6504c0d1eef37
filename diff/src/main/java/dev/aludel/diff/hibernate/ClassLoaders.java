package dev.aludel.diff.hibernate;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;

/** Where classes are looked for. */
final class ClassLoaders {

    private ClassLoaders() {}

    /** The loaders of these classes, that of the thread, and our own; no loader twice. */
    static List<ClassLoader> all(Collection<Class<?>> classes) {
        var loaders = new LinkedHashSet<ClassLoader>();
        loaders.add(Thread.currentThread().getContextClassLoader());
        classes.forEach(type -> loaders.add(type.getClassLoader()));
        loaders.add(HibernateSource.class.getClassLoader());
        loaders.remove(null);
        return new ArrayList<>(loaders);
    }
}
