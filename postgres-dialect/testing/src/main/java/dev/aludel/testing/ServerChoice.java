package dev.aludel.testing;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;

/** Which server the tests run on, as one setting says. Deciding starts nothing and connects to nothing. */
sealed interface ServerChoice {
    String PROPERTY = "aludel.test.postgres";
    String VARIABLE = "ALUDEL_TEST_POSTGRES";

    /** The server whose binaries come from Maven, run by this JVM. */
    record Embedded() implements ServerChoice {}

    /** A container of the given image. */
    record Container(String image) implements ServerChoice {
        static final String DEFAULT_IMAGE = "postgres:18";
    }

    /** A server that someone else runs. */
    record Existing(String url) implements ServerChoice {
        @Override
        public String toString() {
            return "Existing[" + Shown.without(url) + "]";
        }
    }

    /** What system property and environment of this JVM say. */
    static ServerChoice configured() {
        return from(System.getProperty(PROPERTY), System.getenv(VARIABLE));
    }

    /**
     * Reads the setting. The property wins over the variable; blank counts as not set; neither set means embedded.
     *
     * @throws IllegalArgumentException the value has none of the allowed forms
     */
    static ServerChoice from(@Nullable String property, @Nullable String variable) {
        if (property != null && !property.isBlank()) {
            return parse("system property " + PROPERTY, property.strip());
        }
        if (variable != null && !variable.isBlank()) {
            return parse("environment variable " + VARIABLE, variable.strip());
        }
        return new Embedded();
    }

    private static ServerChoice parse(String where, String value) {
        if (value.equals("embedded")) {
            return new Embedded();
        }
        if (value.equals("testcontainers")) {
            return new Container(Container.DEFAULT_IMAGE);
        }
        String image = value.startsWith("testcontainers:") ? value.substring("testcontainers:".length()) : "";
        if (Shown.IMAGE.matcher(image).matches()) {
            return new Container(image);
        }
        if (value.startsWith("jdbc:postgresql://") && Driver.parseURL(value, null) != null) {
            return new Existing(value);
        }
        throw new IllegalArgumentException(where + " is \"" + Shown.without(value) + "\"; it must be one of: embedded"
                + " (the default), testcontainers, testcontainers:IMAGE such as testcontainers:postgres:17,"
                + " jdbc:postgresql://HOST:PORT/DATABASE?user=USER&password=PASSWORD");
    }

    /** What of a value may be shown: all of it, but of a URL neither user information nor parameters. */
    final class Shown {
        private static final Pattern IMAGE = Pattern.compile("[a-z0-9][^\\s]*");
        private static final Pattern SECRETS = Pattern.compile("(?<=//)[^/]*@|[?].*$");

        private Shown() {}

        static String without(String value) {
            return SECRETS.matcher(value).replaceAll("…");
        }
    }
}
