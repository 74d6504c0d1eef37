package dev.aludel.examples.invoices;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/customers")
class CustomerController {

    record NewCustomer(String name, String email) {}

    record CustomerView(@Nullable Long id, String name, String email, LocalDate since) {

        static CustomerView of(Customer customer) {
            return new CustomerView(customer.getId(), customer.getName(), customer.getEmail(), customer.getSince());
        }
    }

    private final CustomerRepository customers;

    CustomerController(CustomerRepository customers) {
        this.customers = customers;
    }

    @GetMapping
    List<CustomerView> all() {
        return customers.findAll().stream().map(CustomerView::of).toList();
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    CustomerView create(@RequestBody NewCustomer body) {
        return CustomerView.of(customers.save(new Customer(body.name(), body.email(), LocalDate.now())));
    }
}
