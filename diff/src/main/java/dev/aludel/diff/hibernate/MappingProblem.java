package dev.aludel.diff.hibernate;

import dev.aludel.core.error.ModelException;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Convert;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Says in one line what is wrong with a mapping that Hibernate rejects. */
final class MappingProblem {

    private MappingProblem() {}

    /**
     * @param classes those that were read, as far as they are known
     * @param culprit the one that the failure is about, when it does not say so itself
     */
    static ModelException of(Throwable failure, Collection<Class<?>> classes, Optional<Class<?>> culprit) {
        if (failure instanceof ModelException known) {
            return known;
        }
        Throwable root = root(failure);
        Class<?> converter = converter(root, classes);
        if (converter != null) {
            return new ModelException(
                    "the converter " + converter.getName() + where(converter, classes)
                            + " fails while the entities are read: " + say(root)
                            + "; Hibernate calls converters then, with null too: make it cope",
                    failure);
        }
        if (failure instanceof LinkageError) {
            return new ModelException(
                    "the entities cannot be loaded: " + say(root)
                            + "; put what is missing on the class path, or mend the static initialiser",
                    failure);
        }
        return new ModelException(
                culprit.map(type -> "entity " + type.getName()).orElse("the entities")
                        + " cannot be read: Hibernate says: " + say(failure)
                        + (root == failure || say(failure).contains(say(root)) ? "" : " (" + say(root) + ")")
                        + "; correct the mapping",
                failure);
    }

    static ModelException inColumn(String column, Optional<String> attribute, RuntimeException failure) {
        return new ModelException(
                "column " + column + attribute.map(name -> " (" + name + ")").orElse("")
                        + " has no type on PostgreSQL: Hibernate says: " + say(root(failure))
                        + "; correct the mapping, or add the module that knows the type",
                failure);
    }

    private static Throwable root(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root;
    }

    /** The failure in one line. */
    static String say(Throwable failure) {
        String message = failure.getMessage();
        boolean hibernates = failure.getClass().getName().startsWith("org.hibernate");
        String type = hibernates ? "" : failure.getClass().getSimpleName() + (message == null ? "" : ": ");
        return (type + (message == null ? "" : message)).strip().replaceAll("\\s*\\R\\s*", " ");
    }

    /** The converter that threw it, if it was one: the first frame that is not the JDK's tells. */
    private static @Nullable Class<?> converter(Throwable root, Collection<Class<?>> classes) {
        for (StackTraceElement frame : root.getStackTrace()) {
            Class<?> type = load(frame.getClassName(), classes);
            if (type != null && AttributeConverter.class.isAssignableFrom(type)) {
                return type;
            }
            if (frame.getClassName().startsWith("org.hibernate.")) {
                return null;
            }
        }
        return null;
    }

    private static @Nullable Class<?> load(String name, Collection<Class<?>> classes) {
        for (ClassLoader loader : ClassLoaders.all(classes)) {
            try {
                return Class.forName(name, false, loader);
            } catch (ClassNotFoundException | LinkageError e) {
                // another loader may know it
            }
        }
        return null;
    }

    private static String where(Class<?> converter, Collection<Class<?>> classes) {
        var attributes = new ArrayList<String>();
        for (Class<?> type : classes) {
            Stream.concat(Stream.of(type.getDeclaredFields()), Stream.of(type.getDeclaredMethods()))
                    .filter(member -> uses(member, converter))
                    .forEach(member -> attributes.add(type.getSimpleName() + "." + name(member)));
        }
        return attributes.isEmpty() ? "" : " of " + String.join(", ", attributes);
    }

    private static boolean uses(AnnotatedElement member, Class<?> converter) {
        Convert convert = member.getAnnotation(Convert.class);
        return convert != null && convert.converter() == converter;
    }

    private static String name(Member member) {
        return member instanceof Field || member instanceof Method ? member.getName() : "";
    }
}
