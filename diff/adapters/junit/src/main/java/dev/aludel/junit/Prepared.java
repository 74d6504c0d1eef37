package dev.aludel.junit;

import dev.aludel.core.Migrator;
import dev.aludel.core.run.Plan;
import dev.aludel.diff.Autogen;
import dev.aludel.diff.SchemaDiff;
import dev.aludel.testing.TestDatabase;
import dev.aludel.testing.TestServer;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import javax.sql.DataSource;

/**
 * What a test is given. Closing it drops the databases.
 *
 * @param empty one that stays empty, to plan and rehearse revisions in
 */
record Prepared(Wanted wanted, TestDatabase database, TestDatabase empty) implements AutoCloseable {

    private static final Map<Class<?>, Function<Prepared, Object>> PARAMETERS = Map.of(
            DataSource.class, prepared -> prepared.database().dataSource(),
            TestDatabase.class, Prepared::database,
            Migrator.class, Prepared::migrator,
            Autogen.class, Prepared::autogen,
            SchemaDiff.class, prepared -> prepared.autogen().diff(),
            Plan.class, Prepared::plan);

    /** A database as the test class wants it. */
    static Prepared by(Wanted wanted) {
        TestServer server = TestServer.shared();
        var prepared = new Prepared(wanted, server.database(), server.database());
        try {
            wanted.preparation().forEach(sql -> {
                prepared.database.execute(sql);
                prepared.empty.execute(sql);
            });
            if (wanted.said().migrate()) {
                prepared.migrator().upgradeTo("heads");
            }
            return prepared;
        } catch (RuntimeException | Error e) {
            prepared.close();
            throw e;
        }
    }

    static boolean knows(Class<?> type) {
        return PARAMETERS.containsKey(type);
    }

    /** What a parameter of this type is for. */
    Object parameter(Class<?> type) {
        return Optional.ofNullable(PARAMETERS.get(type)).orElseThrow().apply(this);
    }

    private Migrator migrator() {
        return wanted.migrator(database.dataSource())
                .scratch(empty.dataSource())
                .build();
    }

    private Autogen autogen() {
        return wanted.autogen(database.dataSource());
    }

    private Plan plan() {
        return wanted.migrator(empty.dataSource()).build().plan("heads");
    }

    @Override
    public void close() {
        database.close();
        empty.close();
    }
}
