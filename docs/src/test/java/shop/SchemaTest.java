package shop;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aludel.core.Migrator;
import dev.aludel.diff.Autogen;
import dev.aludel.diff.SchemaDiff;
import dev.aludel.testing.TestDatabase;
import dev.aludel.testing.TestServer;
import org.junit.jupiter.api.Test;

class SchemaTest {
    @Test
    void entitiesAndRevisionsAgree() {
        try (TestDatabase database = TestServer.shared().database()) {
            Migrator.builder().dataSource(database.dataSource()).build().upgradeToHead();
            SchemaDiff diff = Autogen.builder()
                    .packages("shop")
                    .dataSource(database.dataSource())
                    .build()
                    .diff();
            assertTrue(diff.isEmpty(), diff::describe);
        }
    }
}
