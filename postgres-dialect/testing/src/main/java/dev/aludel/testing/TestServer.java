package dev.aludel.testing;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A PostgreSQL server for tests. Which one is told by the system property {@code aludel.test.postgres} or the environment
 * variable {@code ALUDEL_TEST_POSTGRES}; see the package description. Safe for use by several threads.
 */
public final class TestServer {
    private static final int LONGEST_IDENTIFIER = 63;

    private static final Pattern URL = Pattern.compile("(?<server>jdbc:postgresql://[^/?]*)(/[^?]*)?(?<parameters>.*)");

    private static @Nullable TestServer shared;
    private static @Nullable TestServerException failure;

    private final RunningServer server;
    private final int major;
    private final String prefix = "aludel_" + random() + "_";
    private final AtomicInteger made = new AtomicInteger();
    private final Set<String> databases = ConcurrentHashMap.newKeySet();
    private final Set<String> roles = ConcurrentHashMap.newKeySet();

    private TestServer(RunningServer server) {
        this.server = server;
        try (Connection connection = maintenance()) {
            this.major = connection.getMetaData().getDatabaseMajorVersion();
        } catch (SQLException e) {
            throw new TestServerException(
                    "no connection to the test server " + server + ": " + e.getMessage() + "; check "
                            + ServerChoice.PROPERTY + " and " + ServerChoice.VARIABLE,
                    e);
        }
    }

    /**
     * The one server of this JVM, started by the first call and stopped when the JVM ends, however it ends. A Maven build
     * has one for each forked test JVM.
     *
     * @throws IllegalArgumentException the setting has none of the allowed forms
     * @throws TestServerException      the server cannot be started or reached; later calls fail at once in the same way
     */
    public static synchronized TestServer shared() {
        if (failure != null) {
            throw failure;
        }
        if (shared == null) {
            try {
                TestServer started = start(ServerChoice.configured());
                Runtime.getRuntime().addShutdownHook(new Thread(started::stop, "aludel-test-server-stop"));
                shared = started;
            } catch (TestServerException e) {
                failure = e;
                throw e;
            }
        }
        return shared;
    }

    static TestServer start(ServerChoice choice) {
        RunningServer server = RunningServer.of(choice);
        try {
            return new TestServer(server);
        } catch (TestServerException e) {
            server.close();
            throw e;
        }
    }

    /** The server's major version, such as 17. */
    public int major() {
        return major;
    }

    /**
     * Creates an empty database: UTF8, collation C, nothing but what PostgreSQL itself puts there. Takes some ten milliseconds.
     *
     * @throws TestServerException the server refused
     */
    public TestDatabase database() {
        return database(Integer.toString(made.incrementAndGet()));
    }

    /**
     * Creates an empty database whose name ends in the given text, so that a test can be recognised in the server's log or
     * try out a difficult name. Before it stands a random prefix; {@link TestDatabase#name()} tells the whole.
     *
     * @param name anything that PostgreSQL allows, in its exact case
     * @throws IllegalArgumentException too long to be a name together with the prefix
     * @throws TestServerException      the server refused, for example because the database exists
     */
    public TestDatabase database(String name) {
        String full = prefix + name;
        if (full.getBytes(StandardCharsets.UTF_8).length > LONGEST_IDENTIFIER) {
            throw new IllegalArgumentException("database name \"" + full + "\" is longer than PostgreSQL's "
                    + LONGEST_IDENTIFIER + " bytes; shorten \"" + name + "\"");
        }
        // copying files costs two checkpoints, next to nothing with fsync off: 13-18 ms where WAL_LOG takes 25-30
        String fastest =
                major >= 15 ? " LOCALE_PROVIDER libc" + (server.disposable() ? " STRATEGY FILE_COPY" : "") : "";
        administer("CREATE DATABASE %I TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'" + fastest, full);
        databases.add(full);
        return new TestDatabase(this, full);
    }

    /**
     * Creates a role that may log in with a password.
     *
     * @param attributes what may follow {@code CREATE ROLE name LOGIN PASSWORD '…'}, such as {@code "CREATEDB"} or
     *                   {@code "IN ROLE pg_monitor"}; taken as they are
     * @throws TestServerException the server refused
     */
    public TestRole role(String... attributes) {
        TestRole role = new TestRole(prefix + "role_" + made.incrementAndGet(), random() + random());
        administer(
                "CREATE ROLE %I LOGIN PASSWORD '" + role.password() + "' " + String.join(" ", attributes), role.name());
        roles.add(role.name());
        return role;
    }

    void drop(TestDatabase database) {
        if (databases.remove(database.name())) {
            administer("DROP DATABASE IF EXISTS %I WITH (FORCE)", database.name());
        }
    }

    String url(String database) {
        Matcher url = URL.matcher(server.url());
        if (!url.matches()) {
            throw new IllegalStateException("no JDBC URL of PostgreSQL: " + server);
        }
        return url.group("server") + "/" + URLEncoder.encode(database, StandardCharsets.UTF_8)
                + url.group("parameters");
    }

    private Connection maintenance() throws SQLException {
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setURL(server.url());
        return dataSource.getConnection();
    }

    void stop() {
        List<Exception> failures = new ArrayList<>();
        if (!server.disposable()) {
            databases.forEach(name -> attempt("DROP DATABASE IF EXISTS %I WITH (FORCE)", name, failures));
            roles.forEach(name -> attempt("DROP ROLE IF EXISTS %I", name, failures));
        }
        server.close();
        if (!failures.isEmpty()) {
            TestServerException all = new TestServerException(
                    "what the tests created on " + server + " could not all be dropped; drop by hand what starts with "
                            + prefix,
                    failures.get(0));
            failures.stream().skip(1).forEach(all::addSuppressed);
            throw all;
        }
    }

    private void attempt(String template, String identifier, List<Exception> failures) {
        try {
            administer(template, identifier);
        } catch (TestServerException e) {
            failures.add(e);
        }
    }

    private void administer(String template, String identifier) {
        try (Connection connection = maintenance();
                Statement statement = connection.createStatement()) {
            String quoted = connection.unwrap(PGConnection.class).escapeIdentifier(identifier);
            statement.execute(template.replace("%I", quoted));
        } catch (SQLException e) {
            throw new TestServerException(
                    "the test server " + server + " refused " + template.substring(0, template.indexOf(" %I")) + " \""
                            + identifier + "\" (" + e.getSQLState() + "): " + e.getMessage(),
                    e);
        }
    }

    private static String random() {
        byte[] bytes = new byte[4];
        ThreadLocalRandom.current().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    @Override
    public String toString() {
        return server + " (" + major + ")";
    }
}
