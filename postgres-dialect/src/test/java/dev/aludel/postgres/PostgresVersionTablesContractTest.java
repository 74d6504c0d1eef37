package dev.aludel.postgres;

import dev.aludel.core.dialect.Dialect;
import dev.aludel.core.tck.VersionTablesContract;
import dev.aludel.testing.TestDatabase;
import dev.aludel.testing.TestServer;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;

/** The half of the suite that is about version tables, on PostgreSQL. */
class PostgresVersionTablesContractTest extends VersionTablesContract {

    private static final List<TestDatabase> DATABASES = new ArrayList<>();

    @Override
    protected Dialect dialect() {
        return new PostgresDialect();
    }

    @Override
    protected DataSource emptyDatabase() {
        var database = TestServer.shared().database();
        DATABASES.add(database);
        return database.dataSource();
    }

    /** Not before: the suite closes its connections after each test. */
    @AfterAll
    static void drop() {
        DATABASES.forEach(TestDatabase::close);
    }
}
