package dev.aludel.examples.quickstart.shop;

/** Stored by its position. */
public enum LoyaltyTier {
    NONE,
    SILVER,
    GOLD
}
