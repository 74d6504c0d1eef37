package dev.aludel.postgres;

import static dev.aludel.postgres.NormalizerTest.column;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aludel.core.dialect.Normalized;
import dev.aludel.core.schema.CheckConstraint;
import dev.aludel.core.schema.Column;
import dev.aludel.core.schema.Name;
import dev.aludel.core.schema.SchemaModel;
import dev.aludel.core.schema.SchemaObject;
import dev.aludel.core.schema.SqlType;
import dev.aludel.core.schema.Table;
import dev.aludel.testing.TestServer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Comparing leaves the connection as it was, needs no right, and takes as many round trips for much as for little. */
class BystanderTest {

    private static final Name T = Name.of("t");

    private Scratch database;

    @BeforeEach
    void create() throws SQLException {
        database = new Scratch();
    }

    @AfterEach
    void drop() throws SQLException {
        database.close();
    }

    private Normalized normalize(SchemaModel wanted) throws SQLException {
        return Normalizer.normalize(database.connection, wanted, database.read(), database.scope);
    }

    @Test
    void aTransactionThatIsOpenStaysAsItWas() throws SQLException {
        var connection = database.connection;
        connection.setAutoCommit(false);
        database.run("CREATE TABLE t (a integer, b text); SET LOCAL search_path = app, public");
        for (String check : List.of("a>0", "nonsense(a)")) {
            var wanted = SchemaModel.of(Table.of(
                    T, column("a", "integer"), column("b", "type_of_nobody"), new CheckConstraint(T, "k", check)));
            var live = database.read().with(new CheckConstraint(T, "k", "(a > 0)"));
            Normalizer.normalize(connection, wanted, live, database.scope);
            assertThat(database.ask("SHOW search_path")).isEqualTo("app, public");
        }
        database.run("INSERT INTO t VALUES (1)");
        connection.rollback();
        connection.setAutoCommit(true);
        assertThat(database.ask("SELECT to_regclass('t') IS NULL")).isEqualTo("t");
    }

    @Test
    void noTransactionIsLeftOpen() throws SQLException {
        database.run("CREATE TABLE t (a integer, b text, CONSTRAINT k CHECK (a > 0))");
        for (boolean autoCommit : List.of(true, false)) {
            database.connection.setAutoCommit(autoCommit);
            for (String check : List.of("a>0", "nonsense(a)")) {
                normalize(SchemaModel.of(Table.of(
                        T, column("a", "integer"), column("b", "nothing"), new CheckConstraint(T, "k", check))));
                assertThat(Aside.on(database.connection).end()).isEqualTo("ROLLBACK");
                assertThat(database.connection.getAutoCommit()).isEqualTo(autoCommit);
            }
        }
    }

    @Test
    void aRoleWithoutAnyRightCanCompare() throws Exception {
        var server = TestServer.shared();
        var role = server.role();
        try (var other = server.database()) {
            other.execute("REVOKE TEMP ON DATABASE \"" + other.name() + "\" FROM PUBLIC; CREATE SCHEMA app;"
                    + " CREATE TABLE app.t (a integer CONSTRAINT k CHECK (a > 0))");
            SchemaModel live;
            try (var superuser = other.dataSource().getConnection()) {
                live = PostgresCatalog.read(superuser, database.scope, Set.of());
            }
            var wanted = SchemaModel.of(Table.of(T, column("a", "integer"), new CheckConstraint(T, "k", "a>0")));
            try (var poor = other.asRole(role).getConnection()) {
                assertThat(Normalizer.normalize(poor, wanted, live, database.scope)
                                .model())
                        .isEqualTo(live);
            }
        }
    }

    @Test
    void theNumberOfFlightsDoesNotGrowWithTheModel() throws Exception {
        for (int tables : List.of(1, 100)) {
            var objects = new ArrayList<SchemaObject>();
            for (int i = 0; i < tables; i++) {
                database.run("CREATE TABLE t" + tables + "_" + i + " (a integer DEFAULT 1+1 CHECK (a > 0), b xml)");
                Name name = Name.of("t" + tables + "_" + i);
                objects.add(Table.of(
                        name,
                        Column.of(name, "a", SqlType.of("integer default 2 check (a>0)")),
                        Column.of(name, "b", SqlType.of("unknown_" + i))));
            }
            var live = database.read();
            try (var counted = new CountedConnection(database.database)) {
                long start = System.nanoTime();
                Normalizer.normalize(counted.connection, SchemaModel.of(objects), live, database.scope);
                System.out.println(tables + " tables: " + (System.nanoTime() - start) / 1_000_000 + " ms");
                assertThat(counted.taken()).isEqualTo(2);
            }
        }
    }

    @Test
    void nothingToAskIsNotAsked() throws Exception {
        database.run("CREATE TABLE t (a integer DEFAULT 1, CONSTRAINT k CHECK (a > 0))");
        var live = database.read();
        try (var counted = new CountedConnection(database.database)) {
            assertThat(Normalizer.normalize(counted.connection, live, live, database.scope)
                            .model())
                    .isEqualTo(live);
            assertThat(counted.taken()).isZero();
        }
    }
}
