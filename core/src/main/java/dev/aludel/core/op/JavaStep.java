package dev.aludel.core.op;

import java.sql.Connection;

/** Code that works on the live connection, inside the revision's transaction. It must not commit or roll back. */
@FunctionalInterface
public interface JavaStep {

    void run(Connection connection) throws Exception;
}
