package dev.aludel.core.run;

import java.util.Locale;

/** Which way along the chain. */
public enum Direction {
    UPGRADE,
    DOWNGRADE;

    /** In lower case, as the journal has it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
