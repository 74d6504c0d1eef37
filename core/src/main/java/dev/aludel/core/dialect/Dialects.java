package dev.aludel.core.dialect;

import dev.aludel.core.error.DatabaseException;
import dev.aludel.core.error.DialectException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import javax.sql.DataSource;

/** Finds the dialect that speaks to a database, through {@link ServiceLoader}. */
public final class Dialects {

    private Dialects() {}

    /**
     * The only dialect there is, or the one that knows the server at the other end.
     *
     * @throws DialectException if there is none; the message gives the dependency to add
     */
    public static Dialect of(DataSource dataSource) {
        var found = all();
        return found.size() == 1 ? found.get(0) : speaking(found, dataSource);
    }

    /**
     * The only dialect there is, for use with a URL.
     *
     * @throws DialectException if there is none, or more than one
     */
    public static Dialect only() {
        var found = all();
        if (found.size() > 1) {
            throw new DialectException("several dialects are on the class path: "
                    + String.join(", ", found.stream().map(Dialect::name).toList())
                    + "; pass a data source instead of a URL");
        }
        return found.get(0);
    }

    /** The dialect, if there is one and no other. */
    public static Optional<Dialect> ifOnly() {
        var found = loaded();
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }

    private static List<Dialect> loaded() {
        return ServiceLoader.load(Dialect.class, Dialect.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
    }

    private static List<Dialect> all() {
        var found = loaded();
        if (found.isEmpty()) {
            throw new DialectException("no dialect on the class path; add the dependency"
                    + " <groupId>dev.aludel</groupId><artifactId>aludel-postgres-dialect</artifactId>");
        }
        return found;
    }

    private static Dialect speaking(List<Dialect> found, DataSource dataSource) {
        try (var connection = dataSource.getConnection()) {
            String product = connection.getMetaData().getDatabaseProductName();
            return found.stream()
                    .filter(dialect -> dialect.speaks(product))
                    .findFirst()
                    .orElseThrow(() -> new DialectException("no dialect on the class path speaks to " + product));
        } catch (SQLException e) {
            throw new DatabaseException("cannot connect to the database: " + e.getMessage(), "", e);
        }
    }
}
