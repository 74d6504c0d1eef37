package dev.aludel.postgres.mappings;

import dev.aludel.core.Migrator;
import dev.aludel.diff.Autogen;
import dev.aludel.diff.SchemaDiff;
import dev.aludel.testing.CatalogFacts;
import dev.aludel.testing.TestDatabase;
import dev.aludel.testing.TestServer;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/** A database for entities that say something with Aludel's own annotations. */
abstract class Marked {

    final TestDatabase database = TestServer.shared().database();

    @AfterEach
    void drop() {
        database.close();
    }

    SchemaDiff diff(Class<?>... entities) {
        return Autogen.builder()
                .entities(entities)
                .dataSource(database.dataSource())
                .build()
                .diff();
    }

    Migrator migrator() {
        return Migrator.builder()
                .dataSource(database.dataSource())
                .versionSchema("aludel")
                .revisions()
                .build();
    }

    List<String> facts() throws SQLException {
        return facts(database);
    }

    static List<String> facts(TestDatabase database) throws SQLException {
        try (var connection = database.dataSource().getConnection()) {
            return CatalogFacts.read(connection, "public");
        }
    }
}
