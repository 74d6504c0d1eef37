package dev.aludel.examples.quickstart.shop2;

import jakarta.persistence.Column;
import jakarta.persistence.DiscriminatorValue;
import jakarta.persistence.Entity;

@Entity
@DiscriminatorValue("TRANSFER")
public class BankTransfer extends Payment {

    @Column(length = 34)
    private String iban;
}
