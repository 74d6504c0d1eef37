package dev.aludel.core.run;

import java.time.Duration;
import java.util.List;

/**
 * How a run behaves.
 *
 * @param schemas           managed schemas; empty for the connection's current one
 * @param versionSchema     where the version tables live; empty for the first managed one
 * @param lockWait          how long to wait for other instances, and to try again for a table's lock
 * @param lockTimeout       for a table's lock, at each try
 * @param statementTimeout  for a statement; zero for none
 * @param singleTransaction all revisions in one transaction instead of one for each
 * @param rollbackOnFail    when a run fails part-way, go back to where it began
 */
public record RunSettings(
        List<String> schemas,
        String versionSchema,
        Duration lockWait,
        Duration lockTimeout,
        Duration statementTimeout,
        boolean singleTransaction,
        boolean rollbackOnFail) {

    public RunSettings {
        schemas = List.copyOf(schemas);
        if (schemas.contains("")) {
            throw new IllegalArgumentException(
                    "a managed schema has no name; leave .schemas(…) out for the current one");
        }
    }

    /** The same, but all revisions in one transaction. */
    RunSettings inOneTransaction() {
        return new RunSettings(schemas, versionSchema, lockWait, lockTimeout, statementTimeout, true, false);
    }

    /** The same in one schema, which has the version tables, too. */
    public RunSettings in(String schema) {
        return new RunSettings(
                List.of(schema), schema, lockWait, lockTimeout, statementTimeout, singleTransaction, rollbackOnFail);
    }

    /** Empty for the connection's current schema. */
    String configuredVersionSchema() {
        return !versionSchema.isEmpty() ? versionSchema : schemas.isEmpty() ? "" : schemas.get(0);
    }
}
