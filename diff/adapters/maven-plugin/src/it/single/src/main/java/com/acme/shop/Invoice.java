package com.acme.shop;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

@Entity
public class Invoice {

    @Id
    Long id;
}
