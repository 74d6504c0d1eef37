package dev.aludel.examples.invoices;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

@RestController
@RequestMapping("/invoices")
@Transactional
class InvoiceController {

    record NewLine(String what, int quantity, BigDecimal unitPrice) {}

    record NewInvoice(
            String number, Long customer, @Nullable LocalDate dueOn, List<NewLine> lines) {}

    record NewPayment(BigDecimal amount) {}

    record InvoiceView(
            String number, String customer, Invoice.Status status, LocalDate dueOn, BigDecimal total, BigDecimal paid) {

        static InvoiceView of(Invoice invoice) {
            return new InvoiceView(
                    invoice.getNumber(),
                    invoice.getCustomer().getName(),
                    invoice.getStatus(),
                    invoice.getDueOn(),
                    invoice.total(),
                    invoice.paid());
        }
    }

    private final InvoiceRepository invoices;
    private final CustomerRepository customers;

    InvoiceController(InvoiceRepository invoices, CustomerRepository customers) {
        this.invoices = invoices;
        this.customers = customers;
    }

    @GetMapping
    List<InvoiceView> all(@RequestParam(defaultValue = "OPEN") Invoice.Status status) {
        return invoices.findByStatusOrderByDueOn(status).stream()
                .map(InvoiceView::of)
                .toList();
    }

    @GetMapping("/{number}")
    InvoiceView one(@PathVariable String number) {
        return InvoiceView.of(require(number));
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    InvoiceView create(@RequestBody NewInvoice body) {
        var customer = customers
                .findById(body.customer())
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.BAD_REQUEST, "there is no such customer"));
        var dueOn = body.dueOn() != null ? body.dueOn() : LocalDate.now().plusDays(customer.getDaysToPay());
        var invoice = new Invoice(body.number(), customer, dueOn);
        body.lines().forEach(line -> invoice.add(line.what(), line.quantity(), line.unitPrice()));
        return InvoiceView.of(invoices.save(invoice));
    }

    @PostMapping("/{number}/payments")
    InvoiceView pay(@PathVariable String number, @RequestBody NewPayment body) {
        var invoice = require(number);
        invoice.pay(body.amount(), LocalDate.now());
        return InvoiceView.of(invoice);
    }

    private Invoice require(String number) {
        return invoices.findByNumber(number)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "there is no such invoice"));
    }
}
