package dev.aludel.postgres.mappings;

import java.util.Arrays;
import org.hibernate.Version;

/** Of Hibernate, a range: from this one on, up to the one before that. */
record Versions(String from, String before) {

    static final Versions ALL = new Versions("6.6", "8.0");
    static final Versions SIX = new Versions("6.6", "7.0");
    static final Versions SEVEN = new Versions("7.0", "8.0");

    static Versions from(String version) {
        return new Versions(version, "8.0");
    }

    boolean containThisOne() {
        String now = Version.getVersionString();
        return number(from) <= number(now) && number(now) < number(before);
    }

    private static int number(String version) {
        return Arrays.stream(version.split("\\."))
                .limit(2)
                .mapToInt(Integer::parseInt)
                .reduce(0, (a, b) -> a * 100 + b);
    }
}
