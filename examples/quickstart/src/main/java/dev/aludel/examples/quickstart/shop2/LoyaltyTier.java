package dev.aludel.examples.quickstart.shop2;

/** Stored by its position. */
public enum LoyaltyTier {
    NONE,
    SILVER,
    GOLD
}
