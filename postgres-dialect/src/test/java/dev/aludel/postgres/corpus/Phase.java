package dev.aludel.postgres.corpus;

/** How far a pair came. */
enum Phase {
    LOAD,
    READ,
    DIFF,
    UPGRADE,
    CATALOG_AFTER_UPGRADE,
    SECOND_DIFF,
    DOWNGRADE,
    CATALOG_AFTER_DOWNGRADE;

    @Override
    public String toString() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
