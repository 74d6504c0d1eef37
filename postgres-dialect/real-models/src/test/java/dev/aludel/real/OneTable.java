package dev.aludel.real;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;

/** The smallest model that has a type and an expression to ask the server about. */
@Entity
class OneTable {

    enum Kind {
        RED,
        GREEN
    }

    @Id
    long id;

    @Column(unique = true)
    String name;

    @Enumerated(EnumType.STRING)
    Kind kind;
}
