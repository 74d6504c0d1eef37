package dev.aludel.postgres;

/** A catalog changed while it was read: one query saw what another no longer did. Reading again helps. */
final class TornCatalog extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TornCatalog(String missing) {
        super("the schema changed while it was read: " + missing + " is gone");
    }
}
