package dev.aludel.examples.quickstart.shop;

/** Stored by its name. */
public enum Availability {
    IN_STOCK,
    SOLD_OUT,
    DISCONTINUED
}
