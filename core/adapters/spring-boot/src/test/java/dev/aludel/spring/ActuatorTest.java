package dev.aludel.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aludel.core.Migrator;
import dev.aludel.spring.Applications.Said;
import dev.aludel.testing.TestDatabase;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What operations sees. */
class ActuatorTest {

    private static final String EXPOSED = "management.endpoints.web.exposure.include=aludel";

    private final TestDatabase database = Applications.database();

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void theEndpointTellsWhereTheDatabaseStands() {
        Applications.on(database).withPropertyValues(EXPOSED).run(application -> {
            assertThat(application).hasNotFailed().hasSingleBean(AludelEndpoint.class);
            var all = application.getBean(AludelEndpoint.class).aludel();
            var one = map(map(all.get("migrators")).get("migrator"));
            assertThat(one)
                    .containsEntry("state", "UP_TO_DATE")
                    .containsEntry("current", List.of("aaaa1111"))
                    .containsEntry("heads", List.of("aaaa1111"))
                    .containsEntry("pending", List.of());
            assertThat(map(one.get("database"))).containsEntry("name", database.name());
            var line = map(((List<?>) one.get("history")).get(0));
            assertThat(line)
                    .containsEntry("revision", "aaaa1111")
                    .containsEntry("message", "Create customers")
                    .containsEntry("applied", true);
            assertThat(map(((List<?>) line.get("journal")).get(0)))
                    .containsEntry("direction", "upgrade")
                    .containsEntry("state", "done")
                    .containsKeys("at", "millis", "role", "client");
        });
    }

    @Test
    void theEndpointTellsWhatIsPending() {
        Applications.on(database).withPropertyValues(EXPOSED).run(application -> {
            database.execute("DROP TABLE aludel_head, aludel_journal; DROP TABLE customer");
            var one = map(map(application.getBean(AludelEndpoint.class).aludel().get("migrators"))
                    .get("migrator"));
            assertThat(one)
                    .containsEntry("state", "EMPTY")
                    .containsEntry("pending", List.of(Map.of("revision", "aaaa1111", "message", "Create customers")));
        });
    }

    @Test
    void theEndpointIsThereWhenItIsExposedOnly() {
        Applications.on(database)
                .run(application -> assertThat(application).hasNotFailed().doesNotHaveBean(AludelEndpoint.class));
    }

    @Test
    void aDatabaseThatIsAsItShouldBeIsUp() {
        Applications.on(database).run(application -> {
            var said = Said.by(application);
            assertThat(said.status()).isEqualTo("UP");
            assertThat(said.details())
                    .containsEntry("database", "connected to " + database.name())
                    .containsEntry("revisions", "valid, at aaaa1111")
                    .containsKeys("tables", "model");
        });
    }

    @Test
    void aDatabaseThatIsGoneIsDown() {
        Applications.on(database)
                .withPropertyValues("spring.datasource.hikari.connection-timeout=1000")
                .run(application -> {
                    database.close();
                    assertThat(Said.by(application).status()).isEqualTo("DOWN");
                });
    }

    @Test
    void aTableThatIsGoneIsDown() {
        Applications.on(database).run(application -> {
            database.execute("DROP TABLE customer");
            var said = Said.by(application);
            assertThat(said.status()).isEqualTo("DOWN");
            assertThat(said.details().get("tables").toString()).contains("customer");
        });
    }

    @Test
    void aDatabaseThatANewerVersionHasMigratedIsUp() {
        Applications.on(database).run(application -> {
            Migrator.builder()
                    .dataSource(database.dataSource())
                    .locations("classpath:db/revisions", "classpath:db/newer")
                    .build()
                    .upgradeToHead();
            var said = Said.by(application);
            assertThat(said.status()).isEqualTo("UP");
            assertThat(said.details().get("revisions").toString()).contains("ahead", "dddd1111");
        });
    }

    @Test
    void theIndicatorCanBeTurnedOff() {
        Applications.on(database)
                .withPropertyValues("management.health.aludel.enabled=false")
                .run(application -> assertThat(application).hasNotFailed().doesNotHaveBean("aludelHealthIndicator"));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }
}
