package dev.aludel.spring;

import dev.aludel.core.SettingName;
import dev.aludel.core.Settings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.PropertySourcesPlaceholdersResolver;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.origin.Origin;
import org.springframework.core.env.Environment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * Aludel's settings as Spring's environment says them: {@code aludel.lock-wait} in {@code application.yml}, on the command line,
 * in a test, with all of Spring's relaxed names; what it does not say comes from {@code aludel.properties}. A bare environment
 * variable such as {@code AUTO_MIGRATE} counts where Spring has environment variables: over files, under the command line.
 */
final class SpringSettings {

    static final String URL = "aludel.database-url";

    /** Bare, this is a variable that platforms and other programs use, too; the application's pool is what is migrated then. */
    private static final String BARE_URL = "DATABASE_URL";

    private SpringSettings() {}

    static boolean hasUrl(Environment environment) {
        return !environment.getProperty(URL, "").isBlank();
    }

    /** The settings of a process whose environment this is. */
    static Settings of(Environment environment) {
        var binder = new Binder(sources(environment), new PropertySourcesPlaceholdersResolver(environment));
        Settings settings = Settings.load();
        for (SettingName name : SettingName.values()) {
            String property = name.property();
            var origin = new LastOrigin();
            Optional<String> value = value(binder, property, origin);
            if (value.isPresent()) {
                settings = settings.with(property, value.get(), property + origin.from());
            }
        }
        return settings;
    }

    /** A list of YAML's is as good as a text with commas. */
    private static Optional<String> value(Binder binder, String property, BindHandler handler) {
        var name = ConfigurationPropertyName.of(property);
        String one = binder.bind(name, Bindable.of(String.class), handler).orElse(null);
        return one != null
                ? Optional.of(one)
                : Optional.ofNullable(binder.bind(name, Bindable.listOf(String.class), handler)
                                .orElse(null))
                        .map(values -> String.join(",", values));
    }

    private static List<ConfigurationPropertySource> sources(Environment environment) {
        var all = new ArrayList<ConfigurationPropertySource>();
        for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
            all.add(source);
            if (source.getUnderlyingSource() instanceof SystemEnvironmentPropertySource variables) {
                all.add(bare(variables));
            }
        }
        return all;
    }

    private static ConfigurationPropertySource bare(SystemEnvironmentPropertySource variables) {
        var said = new LinkedHashMap<String, Object>();
        for (SettingName name : SettingName.values()) {
            for (String variable : name.variables()) {
                Object value =
                        variable.equals(BARE_URL) ? null : variables.getSource().get(variable);
                if (value != null) {
                    said.put(name.property(), value);
                }
            }
        }
        return new MapConfigurationPropertySource(said);
    }

    /** Where the value was said, for messages: a file with line and column, or a variable. */
    private static final class LastOrigin implements BindHandler {

        private @Nullable Origin origin;

        @Override
        public Object onSuccess(
                ConfigurationPropertyName name, Bindable<?> target, BindContext context, Object result) {
            origin = Origin.from(context.getConfigurationProperty());
            return result;
        }

        String from() {
            return origin == null ? "" : " (" + origin + ")";
        }
    }
}
