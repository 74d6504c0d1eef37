package dev.aludel.postgres;

import dev.aludel.core.dialect.Dialect;
import dev.aludel.core.tck.VersionTablesContract;
import dev.aludel.testing.TestDatabase;
import dev.aludel.testing.TestServer;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;

/** The half of the suite that is about version tables, on PostgreSQL. */
class PostgresVersionTablesContractTest extends VersionTablesContract {

    private final List<TestDatabase> databases = new ArrayList<>();

    @Override
    protected Dialect dialect() {
        return new PostgresDialect();
    }

    @Override
    protected DataSource emptyDatabase() {
        var database = TestServer.shared().database();
        databases.add(database);
        return database.dataSource();
    }

    @AfterEach
    void drop() {
        databases.forEach(TestDatabase::close);
    }
}
