package dev.aludel.postgres.faults;

import dev.aludel.core.dialect.Dialect;
import dev.aludel.core.dialect.VersionTables;
import dev.aludel.postgres.PostgresDialect;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;

/** The dialect with one of its answers changed: to be impatient in tests, or to be wrong in a known way. */
final class Changed {

    private Changed() {}

    /** What takes the place of a method. */
    interface Answer {

        /**
         * @param arguments what the method was given
         * @param usual     what it would have answered
         */
        Object answer(Object[] arguments, Usual usual) throws Exception;
    }

    /** The unchanged method. */
    interface Usual {
        Object get() throws Exception;
    }

    static Dialect dialect(String method, Answer answer) {
        return with(Dialect.class, new PostgresDialect(), method, answer);
    }

    static Dialect versionTables(String method, Answer answer) {
        return dialect(
                "versionTables",
                (arguments, usual) -> with(VersionTables.class, (VersionTables) usual.get(), method, answer));
    }

    /** Connections on which whoever is idle in a transaction of a run for longer is done away with by the server. */
    static DataSource idle(DataSource source, Duration limit) {
        return with(
                DataSource.class,
                source,
                "getConnection",
                (none, connection) -> with(
                        Connection.class,
                        (Connection) connection.get(),
                        "createStatement",
                        (nothing, statement) -> impatient((Statement) statement.get(), limit)));
    }

    private static Statement impatient(Statement statement, Duration limit) {
        return (Statement) Proxy.newProxyInstance(
                Changed.class.getClassLoader(), new Class<?>[] {Statement.class}, (proxy, method, arguments) -> {
                    if (arguments != null && arguments[0] instanceof String sql) {
                        arguments[0] = sql.replaceAll(
                                "(SET LOCAL idle_in_transaction_session_timeout = )\\d+", "$1" + limit.toMillis());
                    }
                    return invoke(statement, method, arguments);
                });
    }

    private static Object invoke(Object on, Method method, Object[] arguments) throws Exception {
        try {
            return method.invoke(on, arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Exception cause) {
                throw cause;
            }
            throw (Error) e.getCause();
        }
    }

    static <T> T with(Class<T> type, T original, String name, Answer answer) {
        return type.cast(Proxy.newProxyInstance(
                Changed.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    Usual usual = () -> invoke(original, method, arguments);
                    return method.getName().equals(name) ? answer.answer(arguments, usual) : usual.get();
                }));
    }
}
