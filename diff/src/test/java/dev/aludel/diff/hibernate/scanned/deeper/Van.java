package dev.aludel.diff.hibernate.scanned.deeper;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

@Entity(name = "Van")
public class Van {

    @Id
    Long id;
}
