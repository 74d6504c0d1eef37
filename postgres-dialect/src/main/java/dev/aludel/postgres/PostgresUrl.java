package dev.aludel.postgres;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGProperty;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Every form of a PostgreSQL URL that users have, as libpq reads it ("Connection URIs" in PostgreSQL's manual): {@code
 * postgresql://user:pass@host:5432,[::1]/db?sslmode=require}, {@code postgres://}, {@code postgresql+driver://}, {@code
 * jdbc:postgresql:}. No message repeats any part of a URL, because a password may stand in any part of a broken one.
 */
final class PostgresUrl {

    private static final String FORMS = "expected postgresql://user:password@host:port/database?option=value,"
            + " postgres://…, postgresql+driver://… or jdbc:postgresql://…, with reserved characters as %XX";

    private static final Pattern URL = Pattern.compile(
            "(?:(?:postgresql|postgres)(?:\\+\\w+)?:|jdbc:postgresql:)(?://([^/?]*)/?|/?)([^?]*)(?:\\?(.*))?");

    private static final Pattern OPTION_NAME = Pattern.compile("[A-Za-z_]{1,40}");

    private static final int DEFAULT_PORT = 5432;

    private static final int MAX_PORT = 65_535;

    /** libpq's names of what the driver calls otherwise. */
    private static final Map<String, String> DRIVER_NAMES = Map.of(
            "application_name", PGProperty.APPLICATION_NAME.getName(),
            "channel_binding", "channelBinding",
            "connect_timeout", PGProperty.CONNECT_TIMEOUT.getName(),
            "gssencmode", PGProperty.GSS_ENC_MODE.getName(),
            "schema", PGProperty.CURRENT_SCHEMA.getName(),
            "target_session_attrs", PGProperty.TARGET_SERVER_TYPE.getName());

    /** Options that are not handed to the driver as they are. */
    private static final Set<String> OURS = Set.of("user", "password", "host", "port", "dbname");

    private static final Map<String, String> SERVER_TYPES = Map.of(
            "read-write", "primary",
            "read-only", "secondary",
            "standby", "secondary",
            "prefer-standby", "preferSecondary");

    private final Map<String, String> options;
    private final UnaryOperator<@Nullable String> environment;

    private PostgresUrl(Map<String, String> options, UnaryOperator<@Nullable String> environment) {
        this.options = options;
        this.environment = environment;
    }

    static DataSource dataSource(String url) {
        return dataSource(url, System::getenv);
    }

    /**
     * @param environment what is missing in the URL is asked here: PGHOST, PGPORT, PGDATABASE, PGUSER, PGPASSWORD
     * @throws IllegalArgumentException if the URL is of another database or cannot be read
     */
    static PGSimpleDataSource dataSource(String url, UnaryOperator<@Nullable String> environment) {
        var matcher = URL.matcher(url.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not a URL of PostgreSQL: " + FORMS);
        }
        String query = matcher.group(3) == null ? "" : matcher.group(3);
        // the driver reads + as a space, libpq as itself
        var options = options(url.strip().startsWith("jdbc:") ? query.replace("+", "%20") : query);
        String authority = matcher.group(1) == null ? "" : matcher.group(1);
        int at = authority.lastIndexOf('@');
        if (at >= 0) {
            String user = authority.substring(0, at);
            int colon = user.indexOf(':');
            put(options, "user", decode(colon < 0 ? user : user.substring(0, colon)));
            put(options, "password", colon < 0 ? "" : decode(user.substring(colon + 1)));
        }
        put(options, "hosts", authority.substring(at + 1));
        put(options, "dbname", decode(matcher.group(2)));
        return new PostgresUrl(options, environment).dataSource();
    }

    private static Map<String, String> options(String query) {
        var options = new LinkedHashMap<String, String>();
        for (String pair : query.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                String name = decode(pair.substring(0, equals));
                // an @ may mean that a password with a ? in it was not encoded, and then this is a part of it
                boolean plain =
                        !query.contains("@") && OPTION_NAME.matcher(name).matches();
                options.put(known(name, plain), decode(pair.substring(equals + 1)));
            } else if (!pair.isEmpty()) {
                throw new IllegalArgumentException("the URL has an option without a value: " + FORMS);
            }
        }
        return options;
    }

    private static String known(String option, boolean plain) {
        String name = DRIVER_NAMES.getOrDefault(option, option);
        if (!OURS.contains(name) && PGProperty.forName(name) == null) {
            throw new IllegalArgumentException("the URL has an option that the PostgreSQL driver does not know"
                    + (plain ? ": " + name : "") + "; take it out or correct it");
        }
        return name;
    }

    private static void put(Map<String, String> options, String name, String value) {
        if (!value.isEmpty()) {
            options.put(name, value);
        }
    }

    /** Unlike a form's field, a URL keeps its plus signs. */
    private static String decode(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            // its message would repeat the text
            throw new IllegalArgumentException("the URL has a % that two hexadecimal digits do not follow: " + FORMS);
        }
    }

    private PGSimpleDataSource dataSource() {
        var source = new PGSimpleDataSource();
        servers(source);
        String user = take("user", "PGUSER").orElseGet(() -> System.getProperty("user.name"));
        source.setUser(user);
        take("password", "PGPASSWORD").ifPresent(source::setPassword);
        source.setDatabaseName(take("dbname", "PGDATABASE").orElse(user));
        options.putIfAbsent(PGProperty.APPLICATION_NAME.getName(), "aludel");
        // what became of a client that was cut off is noticed sooner
        options.putIfAbsent(PGProperty.TCP_KEEP_ALIVE.getName(), "true");
        options.computeIfPresent(
                PGProperty.TARGET_SERVER_TYPE.getName(), (name, type) -> SERVER_TYPES.getOrDefault(type, type));
        options.forEach((name, value) -> set(source, name, value));
        return source;
    }

    private void servers(PGSimpleDataSource source) {
        String hosts = Optional.ofNullable(options.remove("hosts")).orElse("");
        String named = take("host", hosts.isEmpty() ? "PGHOST" : "").orElse("");
        String ports = take("port", "PGPORT").orElse("");
        var names = new ArrayList<String>();
        var numbers = new ArrayList<Integer>();
        for (String host : (hosts.isEmpty() ? named : hosts).split(",")) {
            int bracket = host.indexOf(']');
            int colon = host.indexOf(':', Math.max(0, bracket));
            // several colons and no brackets: an IPv6 address that cannot have a port
            boolean bare = bracket < 0 && colon >= 0 && host.indexOf(':', colon + 1) >= 0;
            boolean port = colon >= 0 && !bare;
            names.add(host(decode(port ? host.substring(0, colon) : host)));
            numbers.add(port ? port(host.substring(colon + 1)) : port(ports, names.size() - 1));
        }
        source.setServerNames(names.toArray(String[]::new));
        source.setPortNumbers(numbers.stream().mapToInt(Integer::intValue).toArray());
    }

    private static String host(String host) {
        if (host.startsWith("/")) {
            throw new IllegalArgumentException(
                    "the host is a directory of Unix sockets, which JDBC cannot use; give a host name, e.g. localhost");
        }
        if (host.isEmpty()) {
            return "localhost";
        }
        return host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
    }

    /** One port for all hosts, or one for each. */
    private static int port(String ports, int host) {
        String[] each = ports.split(",");
        return ports.isEmpty() ? DEFAULT_PORT : port(each[Math.min(host, each.length - 1)]);
    }

    private static int port(String text) {
        if (text.isEmpty()) {
            return DEFAULT_PORT;
        }
        int port = text.matches("[0-9]{1,5}") ? Integer.parseInt(text) : 0;
        if (port < 1 || port > MAX_PORT) {
            throw new IllegalArgumentException("the URL's port is not a number from 1 to 65535: " + FORMS);
        }
        return port;
    }

    private Optional<String> take(String option, String variable) {
        String given = options.remove(option);
        String value = given == null && !variable.isEmpty() ? environment.apply(variable) : given;
        return Optional.ofNullable(value).filter(text -> !text.isEmpty());
    }

    private static void set(PGSimpleDataSource source, String name, String value) {
        PGProperty property = Objects.requireNonNull(PGProperty.forName(name));
        String[] choices = property.getChoices();
        if (choices != null && Arrays.stream(choices).noneMatch(value::equalsIgnoreCase)) {
            throw new IllegalArgumentException("the URL's option " + property.getName()
                    + " has a value that is none of " + String.join(", ", choices));
        }
        source.setProperty(property, value);
    }
}
