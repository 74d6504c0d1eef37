package dev.aludel.diff.hibernate;

import dev.aludel.core.error.ModelException;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.model.naming.Identifier;
import org.hibernate.dialect.Dialect;
import org.hibernate.mapping.ForeignKey;
import org.hibernate.mapping.Table;
import org.hibernate.sql.Template;
import org.jspecify.annotations.Nullable;

/** Where Hibernate's versions differ. Everything here is found at run time, because one jar serves 6.6 to 7.4. */
final class Versions {

    private static final String DEPENDENCY = "org.hibernate.orm:hibernate-core:";
    private static final Pattern NUMBERS = Pattern.compile("(\\d+)\\.(\\d+).*");

    private Versions() {}

    /**
     * @throws ModelException if there is no Hibernate, or one that this was never tried with
     */
    static void requireSupported() {
        String version = version();
        if (!isSupported(version)) {
            throw new ModelException(
                    "Hibernate " + version + " is on the class path; entities can be read with 6.6 to 7.4: depend on "
                            + DEPENDENCY + (major(version) < 7 ? "6.6.56.Final" : "7.4.6.Final"),
                    null);
        }
    }

    static boolean isSupported(String version) {
        int major = major(version);
        int minor = minor(version);
        return (major == 6 && minor >= 6) || (major == 7 && minor <= 4);
    }

    static boolean isAtLeast(int major, int minor) {
        String version = version();
        return major(version) > major || (major(version) == major && minor(version) >= minor);
    }

    private static String version() {
        try {
            Object version = Class.forName("org.hibernate.Version")
                    .getMethod("getVersionString")
                    .invoke(null);
            return String.valueOf(version);
        } catch (ReflectiveOperationException | LinkageError e) {
            throw new ModelException(
                    "Hibernate is not on the class path, so entities cannot be read: depend on " + DEPENDENCY
                            + "7.4.6.Final (6.6 to 7.4 will do)",
                    e);
        }
    }

    private static int major(String version) {
        return number(version, 1);
    }

    private static int minor(String version) {
        return number(version, 2);
    }

    private static int number(String version, int group) {
        var matcher = NUMBERS.matcher(version);
        return matcher.matches() ? Integer.parseInt(matcher.group(group)) : 0;
    }

    /** The foreign keys of a table; a map in 6.6 and 7, a collection in later versions. */
    static Collection<ForeignKey> foreignKeys(Table table) {
        Object keys = call(Table.class, table, "getForeignKeys");
        Collection<?> all = keys instanceof Map<?, ?> map ? map.values() : (Collection<?>) keys;
        return all == null
                ? List.of()
                : all.stream().map(ForeignKey.class::cast).toList();
    }

    /** A foreign key's name as the DDL has it: up to 7.3 quoted on request only, then as any identifier. */
    static @Nullable Identifier foreignKeyName(Metadata metadata, @Nullable String name) {
        return isAtLeast(7, 4)
                ? metadata.getDatabase()
                        .getJdbcEnvironment()
                        .getIdentifierHelper()
                        .toIdentifier(name)
                : Identifier.toIdentifier(name);
    }

    /** Does a {@code not null} after a generated column's expression reach the DDL? Not from 7.4 on. */
    static boolean keepsNotNullOfGenerated(Dialect dialect) {
        return !Boolean.FALSE.equals(call(Dialect.class, dialect, "supportsNotNullAfterGeneratedAs"));
    }

    /** How the dialect writes a default; as it stands up to 6.6. */
    static String columnDefault(Dialect dialect, String expression) {
        Object text = call(Dialect.class, dialect, "getColumnDefaultString", expression);
        return text == null ? expression : text.toString();
    }

    /** The {@code options} of JPA 3.2 that an object carries; null in 6.6 and when there are none. */
    static @Nullable String options(Object mapped) {
        return isAtLeast(7, 0) ? text(mapped, "getOptions") : null;
    }

    /** JPA 3.2: more declarations at the end of a table's column list. */
    static @Nullable String extraDeclarations(Table table) {
        return isAtLeast(7, 0) ? text(table, "getExtraDeclarations") : null;
    }

    /** What stands for the table's alias in templates. A compile-time constant there, so javac would copy 6.6's. */
    static String template() {
        try {
            Field field = Template.class.getField("TEMPLATE");
            return String.valueOf(field.get(null));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("org.hibernate.sql.Template.TEMPLATE cannot be read", e);
        }
    }

    private static @Nullable String text(Object target, String method) {
        return call(target.getClass(), target, method) instanceof String text && !text.isBlank() ? text : null;
    }

    /** The method's result; null where this version has no such method. */
    private static @Nullable Object call(Class<?> type, Object target, String name, String... arguments) {
        var types = new Class<?>[arguments.length];
        Arrays.fill(types, String.class);
        try {
            Method method = type.getMethod(name, types);
            return method.invoke(target, (Object[]) arguments);
        } catch (NoSuchMethodException e) {
            return null;
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
