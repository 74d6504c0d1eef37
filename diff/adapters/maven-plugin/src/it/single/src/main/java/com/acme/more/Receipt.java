package com.acme.more;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

@Entity
public class Receipt {

    @Id
    Long id;
}
