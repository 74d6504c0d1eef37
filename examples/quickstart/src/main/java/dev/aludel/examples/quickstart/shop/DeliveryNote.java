package dev.aludel.examples.quickstart.shop;

import jakarta.persistence.Entity;
import jakarta.persistence.ManyToOne;
import java.time.OffsetDateTime;

@Entity
public class DeliveryNote extends Document {

    @ManyToOne(optional = false)
    private CustomerOrder order;

    private OffsetDateTime handedOverAt;
}
