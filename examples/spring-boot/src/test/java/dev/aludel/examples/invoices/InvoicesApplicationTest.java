package dev.aludel.examples.invoices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aludel.diff.Autogen;
import jakarta.persistence.EntityManagerFactory;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;

/** The whole application on a PostgreSQL. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "aludel.seed-data=true")
@Import(LocalPostgres.class)
class InvoicesApplicationTest {

    @Value("${local.server.port}")
    private int port;

    @Test
    void entitiesAndRevisionsAreInSync(@Autowired EntityManagerFactory entities, @Autowired DataSource database) {
        var diff = Autogen.diff(entities, database);
        assertThat(diff.isEmpty()).as(diff.describe()).isTrue();
    }

    @Test
    void anInvoiceIsWrittenAndPaid() {
        var customer = post("/customers", Map.of("name", "Alan Turing", "email", "alan@example.org"));
        var invoice = post(
                "/invoices",
                Map.of(
                        "number", "2026-0001",
                        "customer", customer.get("id"),
                        "lines",
                                List.of(
                                        Map.of("what", "Paper tape", "quantity", 3, "unitPrice", "4.50"),
                                        Map.of("what", "Delivery", "quantity", 1, "unitPrice", "6.50"))));
        assertThat(invoice)
                .containsEntry("status", "OPEN")
                .containsEntry("total", 20.0)
                .containsEntry("dueOn", LocalDate.now().plusDays(14).toString());

        assertThat(post("/invoices/2026-0001/payments", Map.of("amount", "19.99")))
                .containsEntry("status", "OPEN");
        assertThat(post("/invoices/2026-0001/payments", Map.of("amount", "0.01")))
                .containsEntry("status", "PAID")
                .containsEntry("customer", "Alan Turing");
        assertThat(get("/invoices/2026-0001", Map.class).get("paid")).isEqualTo(20.0);
    }

    @Test
    void anInvoiceThatIsNotThereIsNotFound() {
        assertThatThrownBy(() -> get("/invoices/none", Map.class))
                .isInstanceOf(HttpClientErrorException.NotFound.class);
    }

    @Test
    void demoCustomersAreThere() {
        assertThat(get("/customers", List.class).toString()).contains("ada@example.org", "grace@example.org");
    }

    @Test
    void operationsSeeWhereTheDatabaseStands() {
        var aludel = get("/actuator/aludel", Map.class).toString();
        assertThat(aludel).contains("state=UP_TO_DATE", "pending=[]", "Create the tables");
        var health = (Map<?, ?>) get("/actuator/health", Map.class).get("components");
        assertThat(((Map<?, ?>) health.get("aludel")).get("status")).isEqualTo("UP");
    }

    private <T> T get(String path, Class<T> type) {
        return client().get().uri(path).retrieve().body(type);
    }

    private Map<String, Object> post(String path, Object body) {
        return client().post().uri(path).body(body).retrieve().body(new ParameterizedTypeReference<>() {});
    }

    private RestClient client() {
        return RestClient.create("http://localhost:" + port);
    }
}
