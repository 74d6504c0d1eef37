package dev.aludel.core;

import dev.aludel.core.error.RefusedException;
import java.lang.reflect.Proxy;
import javax.sql.DataSource;

/** Stands where a database would, for a migrator that has none. */
final class NoDatabase {

    static final DataSource SOURCE = (DataSource) Proxy.newProxyInstance(
            NoDatabase.class.getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                throw new RefusedException(
                        RefusedException.Reason.CONNECTION,
                        "this needs a database, and the migrator was built offline(…), with none; build one with a"
                                + " dataSource(…) or a url(…)");
            });

    private NoDatabase() {}
}
