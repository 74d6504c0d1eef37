package dev.aludel.postgres.run;

import dev.aludel.core.schema.SqlTokens;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.postgresql.ds.PGSimpleDataSource;

/** Runs scripts as psql does: by itself where there is one, and otherwise statement by statement over JDBC. */
public final class Psql {

    private Psql() {}

    /** Is there a psql on this machine? */
    public static boolean isThere() {
        try {
            return new ProcessBuilder("psql", "--version").start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What it has to say, and in the last line its exit status. */
    public static String run(Database database, String script) throws Exception {
        return isThere() ? process(database, script) : jdbc(database, script);
    }

    public static String process(Database database, String script) throws Exception {
        Path file = Files.createTempFile("aludel", ".sql");
        Path out = Files.createTempFile("aludel", ".out");
        try {
            Files.writeString(file, script);
            var source = (PGSimpleDataSource) database.dataSource();
            var builder = new ProcessBuilder("psql", "-X", "-q", "-v", "VERBOSITY=verbose", "-f", file.toString());
            builder.environment().put("PGHOST", source.getServerNames()[0]);
            builder.environment().put("PGPORT", Integer.toString(source.getPortNumbers()[0]));
            builder.environment().put("PGUSER", source.getUser());
            builder.environment().put("PGDATABASE", source.getDatabaseName());
            builder.environment().put("PGPASSWORD", String.valueOf(source.getPassword()));
            // a client whose own encoding is another
            builder.environment().put("PGCLIENTENCODING", "LATIN1");
            builder.redirectErrorStream(true).redirectOutput(out.toFile());
            var process = builder.start();
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("psql does not end");
            }
            return Files.readString(out, StandardCharsets.UTF_8) + "exit " + process.exitValue();
        } finally {
            Files.delete(file);
            Files.delete(out);
        }
    }

    /** {@code ON_ERROR_STOP} ends the session at the first error, and with it the transaction. */
    public static String jdbc(Database database, String script) throws SQLException {
        String sql = script.replaceFirst("(?m)^\\\\set ON_ERROR_STOP on$", "");
        boolean more = SqlTokens.meaningful(sql).stream()
                .anyMatch(token -> token.text().equals("\\"));
        if (more || sql.equals(script)) {
            throw new IllegalArgumentException("psql commands that nobody knows here: " + script);
        }
        try (Connection connection = database.dataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            for (String one : SqlTokens.statements(sql)) {
                statement.execute(one);
            }
            return "exit 0";
        } catch (SQLException e) {
            return "ERROR:  " + e.getSQLState() + ": " + e.getMessage() + "\nexit 3";
        }
    }
}
