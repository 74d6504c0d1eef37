package dev.aludel.examples.quickstart.shop2;

/** Stored by its name. */
public enum Availability {
    IN_STOCK,
    SOLD_OUT,
    DISCONTINUED,
    PREORDER
}
