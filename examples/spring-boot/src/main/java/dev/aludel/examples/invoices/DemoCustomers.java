package dev.aludel.examples.invoices;

import dev.aludel.core.Seed;
import java.sql.Connection;
import java.sql.SQLException;
import org.springframework.stereotype.Component;

/** Somebody to write invoices to, where {@code aludel.seed-data=true}. It runs at every start: what is there stays. */
@Component
class DemoCustomers implements Seed {

    @Override
    public void seed(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("""
                    INSERT INTO customer (name, email, since)
                    VALUES ('Ada Lovelace', 'ada@example.org', current_date),
                           ('Grace Hopper', 'grace@example.org', current_date)
                    ON CONFLICT (email) DO NOTHING
                    """);
        }
    }
}
