package dev.aludel.postgres.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aludel.core.run.Applied;
import dev.aludel.core.run.MigrationListener;
import dev.aludel.postgres.run.Database;
import dev.aludel.postgres.run.Script;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Row 76: a pool whose connections have prepared statements meets {@code cached plan must not change result type} after an
 * upgrade. A listener that evicts the pool's connections when a revision is done keeps the application from it.
 */
class PreparedPlansTest {

    private static final int CONNECTIONS = 20;

    private static final String QUERY = "SELECT * FROM account WHERE id = ?";

    /** Connections that were used, each with a statement that the server has prepared. */
    private static final class Pool implements AutoCloseable {

        private final Database database;
        private final List<Connection> connections = new ArrayList<>();
        private final List<PreparedStatement> statements = new ArrayList<>();

        Pool(Database database) throws SQLException {
            this.database = database;
            fill();
        }

        private void fill() throws SQLException {
            for (int i = 0; i < CONNECTIONS; i++) {
                Connection connection = database.dataSource().getConnection();
                connection.setAutoCommit(false);
                connections.add(connection);
                statements.add(connection.prepareStatement(QUERY));
                // the fifth time the driver has it prepared on the server
                for (int k = 0; k < 7; k++) {
                    ask(i);
                }
            }
        }

        private void ask(int i) throws SQLException {
            try {
                statements.get(i).setInt(1, 1);
                statements.get(i).executeQuery().close();
                connections.get(i).commit();
            } catch (SQLException e) {
                connections.get(i).rollback();
                throw e;
            }
        }

        /** As {@code softEvictConnections()} of HikariCP. */
        void evict() {
            try {
                close();
                fill();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        /** How many connections fail, and with what. */
        List<String> failures() {
            var failures = new ArrayList<String>();
            for (int i = 0; i < connections.size(); i++) {
                try {
                    ask(i);
                } catch (SQLException e) {
                    failures.add(e.getSQLState());
                }
            }
            return failures;
        }

        @Override
        public void close() throws SQLException {
            for (Connection connection : connections) {
                connection.close();
            }
            connections.clear();
            statements.clear();
        }
    }

    private static final Script FIRST = Script.of("aaaa", "", op -> op.execute("CREATE TABLE account (id int)"));

    private static final Script SECOND =
            Script.of("bbbb", "", op -> op.execute("ALTER TABLE account ADD note text"), "aaaa");

    @Test
    void aListenerThatEvictsKeepsThePoolWhole() throws Exception {
        try (Database database = new Database()) {
            database.migrator(FIRST).upgradeToHead();
            try (Pool pool = new Pool(database)) {
                database.migrator(FIRST, SECOND).upgradeToHead();
                var failures = pool.failures();
                assertThat(failures).hasSize(CONNECTIONS).containsOnly("0A000");
                System.out.printf(
                        "row 76: without the listener %d of %d connections fail%n", failures.size(), CONNECTIONS);
            }
        }
        try (Database database = new Database()) {
            database.migrator(FIRST).upgradeToHead();
            try (Pool pool = new Pool(database)) {
                database.builder(List.of(FIRST, SECOND))
                        .listener(new MigrationListener() {
                            @Override
                            public void done(Applied applied) {
                                pool.evict();
                            }
                        })
                        .build()
                        .upgradeToHead();
                assertThat(pool.failures()).isEmpty();
                System.out.printf("row 76: with it 0 of %d%n", CONNECTIONS);
            }
        }
    }
}
