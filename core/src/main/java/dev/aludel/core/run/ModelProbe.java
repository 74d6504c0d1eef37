package dev.aludel.core.run;

import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Knows whether a database is what the application's entities want. Found by {@link java.util.ServiceLoader} where it is not
 * given, because reading entities is no part of an application in production.
 */
@FunctionalInterface
public interface ModelProbe {

    /**
     * Writes nothing.
     *
     * @param schemas the managed ones
     * @return a line for each difference; empty when it cannot tell, for want of entities
     */
    Optional<List<String>> differences(DataSource database, List<String> schemas);
}
