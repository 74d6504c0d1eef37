package dev.aludel.diff.hibernate;

import dev.aludel.core.error.ModelException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.registry.classloading.spi.ClassLoaderService;
import org.hibernate.boot.spi.ClassLoaderAccess;
import org.hibernate.boot.spi.MetadataImplementor;
import org.hibernate.engine.config.spi.ConfigurationService;
import org.hibernate.service.ServiceRegistry;
import org.jspecify.annotations.Nullable;

/**
 * What Bean Validation says about columns: not null, lengths, ranges. Hibernate works it into the metamodel when a session
 * factory is built; here the same code of Hibernate does it to a metamodel of our own, before anything is read. It does
 * what Hibernate does by {@code jakarta.persistence.validation.mode} and {@code hibernate.validator.apply_to_ddl}, and
 * nothing when no provider is on the class path. All calls are by reflection: the API is optional, and the class within
 * Hibernate is not public.
 */
final class BeanValidation {

    private static final String MODE = "persistence.validation.mode";
    private static final String FACTORY = "persistence.validation.factory";

    private BeanValidation() {}

    /**
     * @throws ModelException if the constraints are wanted but cannot be had
     */
    static void apply(Metadata metadata) {
        ServiceRegistry registry =
                ((MetadataImplementor) metadata).getMetadataBuildingOptions().getServiceRegistry();
        Map<String, Object> settings =
                registry.requireService(ConfigurationService.class).getSettings();
        List<String> modes = modes(settings);
        boolean automatic = modes.contains("auto");
        if (!isApplied(settings) || (!automatic && !modes.contains("ddl"))) {
            return;
        }
        var loaders = registry.requireService(ClassLoaderService.class);
        try {
            Object given = setting(settings, FACTORY);
            Object factory = given == null ? defaultFactory(loaders) : given;
            try {
                apply(metadata, settings, loaders, factory);
            } finally {
                if (given == null && factory instanceof AutoCloseable closeable) {
                    closeable.close();
                }
            }
        } catch (NoProvider e) {
            // up to 6.6 Hibernate goes on without a provider that fails, later versions stop
            if (!automatic || (e.isBroken() && Versions.isAtLeast(7, 0))) {
                throw new ModelException(
                        "Bean Validation constraints are wanted, but no provider of Bean Validation works: "
                                + e.getMessage() + "; complete it, or set jakarta.persistence.validation.mode to none",
                        e);
            }
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new ModelException("Bean Validation constraints cannot be applied: " + e, e);
        }
    }

    /** There is no validator to be had. */
    private static final class NoProvider extends Exception {
        private static final long serialVersionUID = 1L;

        NoProvider(@Nullable Throwable cause) {
            super(String.valueOf(cause), cause);
        }

        /** Is there one that fails? */
        boolean isBroken() {
            Throwable cause = getCause();
            return cause != null
                    && cause.getClass().getName().startsWith("jakarta.validation.")
                    && !cause.getClass().getSimpleName().equals("NoProviderFoundException");
        }
    }

    private static List<String> modes(Map<String, Object> settings) {
        Object mode = setting(settings, MODE);
        return mode == null
                ? List.of("auto")
                : Arrays.stream(mode.toString().toLowerCase(Locale.ROOT).split(","))
                        .map(String::strip)
                        .toList();
    }

    private static boolean isApplied(Map<String, Object> settings) {
        Object applied = settings.get("hibernate.validator.apply_to_ddl");
        return applied == null || Boolean.parseBoolean(applied.toString());
    }

    private static @Nullable Object setting(Map<String, Object> settings, String key) {
        Object value = settings.get("jakarta." + key);
        return value == null ? settings.get("javax." + key) : value;
    }

    private static Object defaultFactory(ClassLoaderService loaders) throws NoProvider {
        try {
            return loaders.classForName("jakarta.validation.Validation")
                    .getMethod("buildDefaultValidatorFactory")
                    .invoke(null);
        } catch (InvocationTargetException e) {
            throw new NoProvider(e.getCause());
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            throw new NoProvider(e);
        }
    }

    private static void apply(
            Metadata metadata, Map<String, Object> settings, ClassLoaderService loaders, Object factory)
            throws ReflectiveOperationException {
        Class<?> activator = loaders.classForName("org.hibernate.boot.beanvalidation.TypeSafeActivator");
        Method method = Arrays.stream(activator.getMethods())
                .filter(candidate -> candidate.getName().equals("applyRelationalConstraints"))
                .filter(candidate -> candidate.getParameterCount() == 5)
                .findFirst()
                .orElseThrow(() -> new NoSuchMethodException("applyRelationalConstraints"));
        method.setAccessible(true);
        Collection<?> entities = metadata.getEntityBindings();
        try {
            method.invoke(
                    null, factory, entities, settings, metadata.getDatabase().getDialect(), access(loaders));
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    private static ClassLoaderAccess access(ClassLoaderService loaders) {
        return new ClassLoaderAccess() {
            @Override
            public <T> Class<T> classForName(String name) {
                return loaders.classForName(name);
            }

            @Override
            public URL locateResource(String resourceName) {
                return loaders.locateResource(resourceName);
            }
        };
    }
}
