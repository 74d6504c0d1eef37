package dev.aludel.junit;

import static dev.aludel.junit.AludelAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.aludel.core.Migrator;
import dev.aludel.core.run.Plan;
import dev.aludel.diff.Autogen;
import dev.aludel.diff.SchemaDiff;
import dev.aludel.junit.AludelTest.Database;
import dev.aludel.junit.shop.Invoice;
import dev.aludel.testing.TestDatabase;
import dev.aludel.testing.TestServer;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** What a test class gets from the annotation, and what happens where something is wrong. */
class AludelTestTest {

    private static final List<String> SEEN = new ArrayList<>();

    @AludelTest(packages = "dev.aludel.junit.shop", locations = "classpath:chains/agreeing")
    static class EverythingAtOnce {

        @BeforeAll
        static void alsoBeforeAll(TestDatabase database) {
            database.execute("INSERT INTO invoice VALUES (1, true)");
        }

        @Test
        void gives(
                DataSource source,
                TestDatabase database,
                Migrator migrator,
                Autogen entities,
                SchemaDiff diff,
                Plan plan) {
            assertThat(diff).isEmpty();
            assertThat(migrator).hasOneHead().isAtHead().isInSyncWith(entities).isReversible();
            assertThat(plan.steps()).hasSize(2);
            database.execute("INSERT INTO invoice VALUES (2, false)");
            SEEN.add(database.name());
        }

        @Nested
        class Inside {

            @Test
            void hasTheDatabaseAround(TestDatabase database) {
                SEEN.add(database.name());
            }
        }

        @Nested
        @AludelTest(migrate = false, entities = Invoice.class, locations = "classpath:chains/agreeing")
        class OfItsOwn {

            @Test
            void isAtBase(Migrator migrator, TestDatabase database, SchemaDiff diff) {
                assertThat(migrator.pending()).hasSize(2);
                assertThat(diff).isNotEmpty();
                SEEN.add(database.name());
            }
        }
    }

    @AludelTest(
            locations = "classpath:chains/agreeing",
            entities = Invoice.class,
            prepare = "CREATE SCHEMA billing",
            schemas = "billing",
            database = Database.PER_METHOD)
    static class OneEach {

        @BeforeEach
        void alsoBeforeEach(TestDatabase database) {
            database.execute("INSERT INTO billing.invoice VALUES (1, true)");
        }

        @Test
        void first(TestDatabase database, Migrator migrator) {
            assertThat(migrator).isReversible();
            SEEN.add(database.name());
        }

        @Test
        void second(TestDatabase database) {
            SEEN.add(database.name());
        }
    }

    @Test
    void aClassSharesADatabaseThatIsGoneAfterwards() throws SQLException {
        SEEN.clear();
        assertThat(failures(EverythingAtOnce.class)).isEmpty();
        assertThat(SEEN).hasSize(3);
        assertThat(SEEN.stream().distinct()).hasSize(2);
        assertThat(databases()).doesNotContainAnyElementsOf(SEEN);
    }

    @Test
    void everyMethodHasItsOwnWhereThatIsSaid() throws SQLException {
        SEEN.clear();
        assertThat(failures(OneEach.class)).isEmpty();
        assertThat(SEEN).hasSize(2).doesNotHaveDuplicates();
        assertThat(databases()).doesNotContainAnyElementsOf(SEEN);
    }

    @AludelTest(database = Database.PER_METHOD)
    static class TooEarly {

        @BeforeAll
        static void before(DataSource source) {}

        @Test
        void never() {}
    }

    @Test
    void saysWhyThereIsNoDatabaseYet() {
        assertThat(failures(TooEarly.class))
                .singleElement()
                .asString()
                .endsWith(
                        "there is no database yet for the parameter of type DataSource: every test has its own here; take"
                                + " it in the test itself or in @BeforeEach, or say @AludelTest(database = PER_CLASS)");
    }

    @AludelTest(locations = "classpath:chains/nowhere")
    static class Nowhere {

        @Test
        void never() {}
    }

    @Test
    void failsOnceWhereTheRevisionsCannotBeApplied() {
        assertThat(failures(Nowhere.class)).singleElement().asString().contains("chains/nowhere");
    }

    @AludelTest(migrate = false)
    @ExtendWith(Others.class)
    static class WithOthers {

        @Test
        void theirsIsTheirs(@Theirs TestDatabase database, DataSource ours) {
            assertThat(database).isNull();
            assertThat(ours).isNotNull();
        }
    }

    @Retention(RetentionPolicy.RUNTIME)
    @interface Theirs {}

    static final class Others implements ParameterResolver {

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.isAnnotated(Theirs.class);
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return null;
        }
    }

    @Test
    void parametersWithAnAnnotationAreLeftToOthers() {
        assertThat(failures(WithOthers.class)).isEmpty();
    }

    private static List<String> databases() throws SQLException {
        try (var database = TestServer.shared().database();
                var connection = database.dataSource().getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT datname FROM pg_database")) {
            var names = new ArrayList<String>();
            while (rows.next()) {
                names.add(rows.getString(1));
            }
            return names;
        }
    }

    /** What fails in a class of which something runs, with the message. */
    static List<String> failures(Class<?> test) {
        var results = EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(test))
                .execute();
        assertThat(results.containerEvents().started().count()).isPositive();
        return results.allEvents().failed().stream()
                .map(AludelTestTest::message)
                .toList();
    }

    private static String message(Event event) {
        return event.getTestDescriptor().getDisplayName() + ": "
                + event.getRequiredPayload(TestExecutionResult.class)
                        .getThrowable()
                        .map(Throwable::getMessage)
                        .orElse("");
    }
}
