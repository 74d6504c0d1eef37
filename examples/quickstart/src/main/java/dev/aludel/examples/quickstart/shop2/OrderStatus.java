package dev.aludel.examples.quickstart.shop2;

/** Stored as a value of a PostgreSQL enum type. */
public enum OrderStatus {
    PLACED,
    PAID,
    SHIPPED,
    RETURNED
}
