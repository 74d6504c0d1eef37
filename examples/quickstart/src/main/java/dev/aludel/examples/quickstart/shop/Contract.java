package dev.aludel.examples.quickstart.shop;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.ManyToOne;
import java.time.LocalDate;
import org.hibernate.annotations.Check;

@Entity
@Check(name = "ck_contract_dates", constraints = "valid_until is null or valid_until > valid_from")
public class Contract extends Document {

    @ManyToOne(optional = false)
    private Supplier supplier;

    @Column(nullable = false)
    private LocalDate validFrom;

    private LocalDate validUntil;
}
