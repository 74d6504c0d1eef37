package dev.aludel.diff.hibernate;

import org.hibernate.dialect.Dialect;

/** Something that a metamodel can be had from. */
interface Input {

    /**
     * @throws RuntimeException whatever Hibernate throws
     */
    Boot open(OfflineSettings settings);

    /** The same, with Hibernate's dialect for PostgreSQL where another one is configured, as for tests on H2. */
    default Boot openForPostgres(OfflineSettings settings) {
        Boot boot = open(settings);
        if (boot.isPostgres()) {
            return boot;
        }
        Dialect dialect = boot.dialect();
        boot.close();
        return open(settings.withOwnDialect())
                .withNote("the configured " + OfflineSettings.DIALECT + ", "
                        + dialect.getClass().getName()
                        + ", is not one for PostgreSQL; the entities were read with Hibernate's own for PostgreSQL");
    }
}
