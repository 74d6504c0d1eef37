package dev.aludel.postgres.run;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** Counts the connections of a data source: all that were opened, and how many were open at once. */
final class Counted {

    private final DataSource dataSource;
    private final AtomicInteger opened = new AtomicInteger();
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    Counted(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    int opened() {
        return opened.get();
    }

    int most() {
        return most.get();
    }

    DataSource dataSource() {
        return (DataSource) Proxy.newProxyInstance(
                Counted.class.getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    try {
                        Object result = method.invoke(dataSource, arguments);
                        return result instanceof Connection connection ? counted(connection) : result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private Connection counted(Connection connection) {
        opened.incrementAndGet();
        most.accumulateAndGet(open.incrementAndGet(), Math::max);
        var closed = new AtomicBoolean();
        return (Connection) Proxy.newProxyInstance(
                Counted.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("close") && closed.compareAndSet(false, true)) {
                        open.decrementAndGet();
                    }
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
