package dev.aludel.examples.invoices;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aludel.core.Migrator;
import dev.aludel.testing.TestServer;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** On a platform that says where the database is in its own way. */
class PlatformDatabaseTest {

    @Test
    void startsOnTheUrlThatThePlatformHandsOver() {
        try (var database = TestServer.shared().database()) {
            String url = database.url().replace("jdbc:postgresql:", "postgres:");
            try (var application = new SpringApplicationBuilder(InvoicesApplication.class)
                    .web(WebApplicationType.NONE)
                    .run("--DATABASE_URL=" + url)) {
                assertThat(application.getBean(Migrator.class).pending()).isEmpty();
                assertThat(application.getBean(CustomerRepository.class).count())
                        .isZero();
            }
        }
    }
}
