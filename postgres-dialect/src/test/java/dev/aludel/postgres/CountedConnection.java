package dev.aludel.postgres;

import dev.aludel.testing.TestDatabase;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A connection whose round trips are counted on the wire. */
final class CountedConnection implements AutoCloseable {

    private static final Pattern ADDRESS = Pattern.compile("//([^:/]+):([0-9]+)/");

    final Connection connection;
    private final RoundTrips trips;

    CountedConnection(TestDatabase database) throws IOException, SQLException {
        this(database, null, null);
    }

    /** As that role; null for the one in the database's URL. */
    CountedConnection(TestDatabase database, @Nullable String role, @Nullable String password)
            throws IOException, SQLException {
        var address = ADDRESS.matcher(database.url());
        if (!address.find()) {
            throw new IllegalArgumentException("no host and port in the test database's URL");
        }
        trips = new RoundTrips(address.group(1), Integer.parseInt(address.group(2)));
        String url = address.replaceFirst("//" + trips.address() + "/");
        connection = role == null
                ? DriverManager.getConnection(url)
                : PostgresUrl.dataSource(url.replaceFirst("[?].*", "")).getConnection(role, password);
        trips.taken();
    }

    /** How many since the last time that this was asked. */
    int taken() {
        return trips.taken();
    }

    @Override
    public void close() throws IOException, SQLException {
        connection.close();
        trips.close();
    }
}
