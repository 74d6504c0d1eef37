package dev.aludel.docs.snippets;

import static dev.aludel.junit.AludelAssertions.assertThat;

import dev.aludel.core.Migrator;
import dev.aludel.core.dialect.Hazard.Level;
import dev.aludel.diff.Autogen;
import dev.aludel.junit.AludelContract;
import dev.aludel.junit.AludelTest;
import dev.aludel.testing.TestDatabase;
import jakarta.persistence.EntityManagerFactory;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** What how-to/testing.md shows. Compiled, not run: the tests of aludel-junit do the same. */
final class Testing {

    private Testing() {}

    @AludelTest(packages = "com.acme.shop")
    class SchemaTest implements AludelContract {}

    @AludelTest(packages = "com.acme.shop")
    class AgreedSchemaTest implements AludelContract {

        @Override
        public String[] accepted() {
            return new String[] {"2e2c946f2c92"}; // drops a column: agreed
        }
    }

    @AludelTest(packages = "com.acme.shop", database = AludelTest.Database.PER_METHOD, migrate = false)
    class BackfillTest {

        @Test
        void oldInvoicesAreUnpaid(Migrator migrator, TestDatabase database, Autogen entities) {
            migrator.upgradeTo("ae10");
            database.execute("INSERT INTO invoice (id) VALUES (1)");
            migrator.upgradeToHead();
            assertThat(migrator).isInSyncWith(entities);
            migrator.downgradeTo("ae10");
        }
    }

    static void alone(EntityManagerFactory entityManagerFactory, DataSource dataSource) {
        assertThat(Autogen.diff(entityManagerFactory, dataSource)).isEmpty();
    }

    static void all(Migrator migrator) {
        assertThat(migrator).hasOneHead().isAtHead().isReversible().hasNoHazardsAbove(Level.WARN);
    }
}
