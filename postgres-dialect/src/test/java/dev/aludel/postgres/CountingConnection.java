package dev.aludel.postgres;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts the flights of a connection: executions, commits, rollbacks. */
final class CountingConnection {

    private final AtomicInteger flights = new AtomicInteger();
    private final Connection connection;

    CountingConnection(Connection real) {
        connection = counting(Connection.class, real);
    }

    Connection connection() {
        return connection;
    }

    /** The flights since the last call. */
    int flights() {
        return flights.getAndSet(0);
    }

    private <T> T counting(Class<T> type, T real) {
        return type.cast(Proxy.newProxyInstance(
                CountingConnection.class.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> call(real, method, arguments)));
    }

    private Object call(Object real, Method method, Object[] arguments) throws Throwable {
        if (method.getName().startsWith("execute") || method.getName().matches("commit|rollback")) {
            flights.incrementAndGet();
        }
        try {
            Object result = method.invoke(real, arguments);
            if (result instanceof PreparedStatement prepared) {
                return counting(PreparedStatement.class, prepared);
            }
            return result instanceof Statement statement ? counting(Statement.class, statement) : result;
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
