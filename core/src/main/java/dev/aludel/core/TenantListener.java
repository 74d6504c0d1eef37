package dev.aludel.core;

/** Is told how far many schemas are, on the threads that work on them. Exceptions that it throws stop nothing. */
public interface TenantListener {

    TenantListener NONE = new TenantListener() {};

    /** A schema is looked at now. */
    default void starting(String schema) {}

    /**
     * A schema is done with, well or not.
     *
     * @param finished how many are
     * @param all      how many there are
     */
    default void finished(Tenant tenant, int finished, int all) {}
}
