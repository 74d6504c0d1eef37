package dev.aludel.core.run;

import java.util.Locale;

/** Which way along the chain. */
public enum Direction {
    UPGRADE,
    DOWNGRADE,
    /** nowhere: the database is only said to be somewhere, and nothing runs */
    STAMP;

    /** In lower case, as the journal has it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
