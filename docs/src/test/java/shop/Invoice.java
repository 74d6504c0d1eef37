package shop;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;

@Entity
public class Invoice {
    @Id
    @GeneratedValue
    Long id;

    @Column(nullable = false, length = 40)
    String number;
}
