package dev.aludel.core.run;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;

/**
 * The connection as a revision's code sees it. The transaction is the revision's: code that could end it would leave half
 * of the revision behind, and let other instances in.
 */
final class CodeConnection {

    private static final Set<String> ENDING = Set.of("abort", "commit", "setAutoCommit", "setTransactionIsolation");

    private CodeConnection() {}

    static Connection over(Connection connection) {
        return (Connection) Proxy.newProxyInstance(
                CodeConnection.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> {
                    if (ends(method)) {
                        // 2D000 is invalid_transaction_termination
                        throw new SQLException(
                                "code of a revision runs in the revision's transaction and must not call "
                                        + method.getName() + "(); take the call out",
                                "2D000");
                    }
                    if (method.getName().equals("close")) {
                        return null;
                    }
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getTargetException();
                    }
                });
    }

    private static boolean ends(Method method) {
        boolean rollsBackAll = method.getName().equals("rollback") && method.getParameterCount() == 0;
        return rollsBackAll || ENDING.contains(method.getName());
    }
}
