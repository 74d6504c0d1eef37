package dev.aludel.examples.invoices;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.data.jpa.test.autoconfigure.DataJpaTest;
import org.springframework.boot.jdbc.test.autoconfigure.AutoConfigureTestDatabase;
import org.springframework.boot.jdbc.test.autoconfigure.AutoConfigureTestDatabase.Replace;
import org.springframework.context.annotation.Import;

/** A test of the repositories alone migrates, too: nothing has to be said for it. */
@DataJpaTest
@AutoConfigureTestDatabase(replace = Replace.NONE)
@Import(LocalPostgres.class)
class InvoiceRepositoryTest {

    @Test
    void openInvoicesComeInTheOrderInWhichTheyAreDue(
            @Autowired CustomerRepository customers, @Autowired InvoiceRepository invoices) {
        var customer = customers.save(new Customer("Emmy Noether", "emmy@example.org", LocalDate.now()));
        invoices.save(new Invoice("later", customer, LocalDate.of(2027, 2, 1)));
        invoices.save(new Invoice("sooner", customer, LocalDate.of(2027, 1, 1)));
        var paid = new Invoice("paid", customer, LocalDate.of(2026, 1, 1));
        paid.pay(BigDecimal.ONE, LocalDate.of(2026, 1, 1));
        invoices.save(paid);
        assertThat(invoices.findByStatusOrderByDueOn(Invoice.Status.OPEN))
                .extracting(Invoice::getNumber)
                .containsExactly("sooner", "later");
    }
}
