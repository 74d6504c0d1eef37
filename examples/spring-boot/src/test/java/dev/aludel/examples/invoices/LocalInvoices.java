package dev.aludel.examples.invoices;

import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;

/** The application on a database of its own, with somebody to write invoices to. */
public class LocalInvoices {

    public static void main(String[] args) {
        SpringApplication.from(InvoicesApplication::main)
                .with(LocalPostgres.class)
                .run(Stream.concat(Stream.of("--aludel.seed-data=true"), Stream.of(args))
                        .toArray(String[]::new));
    }
}
