package dev.aludel.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aludel.core.dialect.Scope;
import dev.aludel.core.schema.Column;
import dev.aludel.core.schema.ForeignKey;
import dev.aludel.core.schema.Name;
import dev.aludel.core.schema.Namespace;
import dev.aludel.core.schema.ObjectId;
import dev.aludel.core.schema.SchemaModel;
import dev.aludel.core.schema.SchemaObject;
import dev.aludel.core.schema.Setting;
import dev.aludel.core.schema.Table;
import dev.aludel.testing.TestDatabase;
import dev.aludel.testing.TestServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read of a catalog, what is left alone, and what reading does to the connection: nothing. */
class PostgresCatalogTest {

    private static final Pattern ADDRESS = Pattern.compile("//([^/:]+):([0-9]+)/");

    private static List<String> ids(SchemaModel model) {
        return model.objects().stream()
                .map(SchemaObject::id)
                .map(ObjectId::toString)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TEMP TABLE t (id bigserial PRIMARY KEY)",
                "CREATE TABLE t (id bigserial PRIMARY KEY); ALTER EXTENSION plpgsql ADD TABLE t",
                "CREATE TYPE e AS ENUM ('a'); ALTER EXTENSION plpgsql ADD TYPE e",
                "CREATE SEQUENCE s; ALTER EXTENSION plpgsql ADD SEQUENCE s",
                "CREATE TABLE skipped (id bigserial PRIMARY KEY, n int GENERATED ALWAYS AS IDENTITY UNIQUE CHECK (n > 0));"
                        + " CREATE INDEX ON skipped (n); COMMENT ON TABLE skipped IS 'x'; COMMENT ON COLUMN skipped.n IS 'x'",
                "CREATE SCHEMA other; CREATE TABLE other.t (id bigserial PRIMARY KEY); CREATE TYPE other.e AS ENUM ('a')",
                "CREATE VIEW v AS SELECT 1 AS x; ALTER EXTENSION plpgsql ADD VIEW v",
                "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'; ALTER EXTENSION plpgsql ADD FUNCTION f()",
                "CREATE DOMAIN d AS int; ALTER EXTENSION plpgsql ADD DOMAIN d",
                "CREATE TEMP VIEW v AS SELECT 1 AS x"
            })
    void leavesAloneWhatIsNobodysBusiness(String sql) throws Exception {
        try (var live = LiveSchema.create()) {
            live.run(sql);
            assertThat(live.dialect.read(live.connection(), live.scope, Set.of("skipped")))
                    .isEqualTo(SchemaModel.empty());
            live.run(
                    "DO $$ BEGIN ALTER EXTENSION plpgsql DROP TABLE app.t; EXCEPTION WHEN OTHERS THEN NULL; END $$;"
                            + "DO $$ BEGIN ALTER EXTENSION plpgsql DROP TYPE app.e; EXCEPTION WHEN OTHERS THEN NULL; END $$;"
                            + "DO $$ BEGIN ALTER EXTENSION plpgsql DROP VIEW app.v; EXCEPTION WHEN OTHERS THEN NULL; END $$;"
                            + "DO $$ BEGIN ALTER EXTENSION plpgsql DROP FUNCTION app.f(); EXCEPTION WHEN OTHERS THEN NULL; END $$;"
                            + "DO $$ BEGIN ALTER EXTENSION plpgsql DROP DOMAIN app.d; EXCEPTION WHEN OTHERS THEN NULL; END $$;"
                            + "DO $$ BEGIN ALTER EXTENSION plpgsql DROP SEQUENCE app.s; EXCEPTION WHEN OTHERS THEN NULL; END $$");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CREATE MATERIALIZED VIEW v AS SELECT 1 AS x | materialized view v",
                "CREATE TYPE pair AS (a int, b int) | composite type pair",
                "CREATE DOMAIN d AS int CHECK (VALUE > 0) | domain d",
                "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1' | function \"f()\"",
            })
    void readsWhatIsNoTable(String sql, String id) throws Exception {
        try (var live = LiveSchema.create()) {
            live.run(sql);
            assertThat(ids(live.read())).containsExactly(id);
        }
    }

    @Test
    void readsAPartitionedTableAndOfItsPartitionsOnlyWhatIsTheirs() throws Exception {
        try (var live = LiveSchema.create()) {
            live.run("CREATE TABLE p (id int PRIMARY KEY, n int CHECK (n > 0)) PARTITION BY RANGE (id);"
                    + " CREATE INDEX ON p (n); CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (0) TO (9);"
                    + " CREATE TABLE r (id int REFERENCES p); CREATE TABLE child () INHERITS (r)");
            var model = live.read();
            assertThat(ids(model)).containsExactly("table child", "table p", "table p1", "table r");
            assertThat(model.table(Name.of("p")).orElseThrow().members()).hasSize(6);
            assertThat(model.table(Name.of("p1")).orElseThrow().members()).hasSize(1);
            assertThat(model.table(Name.of("child")).orElseThrow().members()).hasSize(1);
            assertThat(model.table(Name.of("r")).orElseThrow().members(ForeignKey.class))
                    .containsExactly(
                            new ForeignKey(Name.of("r"), "r_id_fkey", List.of("id"), Name.of("p"), List.of("id")));
        }
    }

    @Test
    void knowsWhatForeignKeysPointAtOutsideTheManagedSchemas() throws Exception {
        try (var live = LiveSchema.create("app")) {
            live.run(
                    "CREATE SCHEMA other; CREATE TABLE other.t (a int, b int, gone int, \"C d\" int, PRIMARY KEY (b, a),"
                            + " UNIQUE (\"C d\", a, b)); ALTER TABLE other.t DROP COLUMN gone;"
                            + " CREATE TABLE skipped (id int PRIMARY KEY);"
                            + " CREATE TABLE r (x int, y int, z int REFERENCES skipped,"
                            + " CONSTRAINT f FOREIGN KEY (x, y, z) REFERENCES other.t (\"C d\", a, b))");
            var keys = live.dialect
                    .read(live.connection(), live.scope, Set.of("skipped"))
                    .table(Name.of("r"))
                    .orElseThrow()
                    .members(ForeignKey.class);
            Name r = Name.of("r");
            assertThat(keys)
                    .containsExactlyInAnyOrder(
                            new ForeignKey(
                                    r, "f", List.of("x", "y", "z"), Name.of("other", "t"), List.of("C d", "a", "b")),
                            new ForeignKey(r, "r_z_fkey", List.of("z"), Name.of("skipped"), List.of("id")));
        }
    }

    @Test
    void spellsNamesOfTheFirstManagedSchemaWithoutItAndAllOthersWithTheirs() throws Exception {
        try (var live = LiveSchema.create("app", "public", "billing")) {
            live.run("CREATE SCHEMA billing; CREATE TYPE billing.e AS ENUM ('a'); CREATE TYPE e AS ENUM ('a');"
                    + " CREATE SEQUENCE billing.s; CREATE SEQUENCE s;"
                    + " CREATE TABLE t (a e DEFAULT 'a', b billing.e DEFAULT 'a', c int DEFAULT nextval('s'),"
                    + " d int DEFAULT nextval('billing.s'))");
            live.run("SET search_path = billing");
            var columns = live.read().table(Name.of("t")).orElseThrow().columns();
            assertThat(columns)
                    .extracting(Column::details)
                    .containsExactly(
                            "e default 'a'::e",
                            "billing.e default 'a'::billing.e",
                            "integer default nextval('s'::regclass)",
                            "integer default nextval('billing.s'::regclass)");
            assertThat(live.read().all(Namespace.class))
                    .containsExactly(new Namespace("billing"), new Namespace("public"));
            assertThat(live.ask("SHOW search_path")).isEqualTo("billing");
        }
    }

    @Test
    void readsColumnsInTheOrderInWhichTheyStand() throws Exception {
        try (var live = LiveSchema.create()) {
            live.run(
                    "CREATE TABLE t (z int, y int, x int); ALTER TABLE t DROP COLUMN y; ALTER TABLE t ADD COLUMN a int");
            assertThat(live.read().table(Name.of("t")).orElseThrow().columns())
                    .extracting(Column::name)
                    .containsExactly("z", "x", "a");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void leavesAnIdleConnectionAsItWas(boolean autoCommit) throws Exception {
        try (var live = LiveSchema.create();
                var connection = LiveSchema.another()) {
            live.make(NounsTest.account());
            connection.setAutoCommit(autoCommit);
            var before = settings(connection, autoCommit);

            assertThat(live.dialect.read(connection, live.scope, Set.of()).tables())
                    .hasSize(1);

            assertThat(connection.getAutoCommit()).isEqualTo(autoCommit);
            assertThat(live.ask("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                            + " AND state LIKE 'idle in%'"))
                    .isEqualTo("0");
            assertThat(settings(connection, autoCommit)).isEqualTo(before);
        }
    }

    private static String settings(Connection connection, boolean autoCommit) throws SQLException {
        try (var statement = connection.createStatement();
                var row =
                        statement.executeQuery("SELECT string_agg(name || setting, ',' ORDER BY name) FROM pg_settings"
                                + " WHERE name IN ('search_path', 'transaction_isolation', 'transaction_read_only')")) {
            row.next();
            return row.getString(1);
        } finally {
            if (!autoCommit) {
                connection.rollback();
            }
        }
    }

    @Test
    void worksWithinTheHostsTransactionAndNeitherEndsNorChangesIt() throws Exception {
        try (var live = LiveSchema.create()) {
            var connection = live.connection();
            connection.setAutoCommit(false);
            live.run("CREATE TABLE t (id int); SET LOCAL lock_timeout = '7s'");

            assertThat(ids(live.read())).containsExactly("table t");

            assertThat(live.ask("SHOW lock_timeout")).isEqualTo("7s");
            assertThat(live.ask("SHOW search_path")).isEqualTo("app, pg_temp");
            live.run("INSERT INTO t VALUES (1)");
            connection.rollback();
            connection.setAutoCommit(true);
            assertThat(live.read()).isEqualTo(SchemaModel.empty());
        }
    }

    @Test
    void refusesATransactionThatHasFailed() throws Exception {
        try (var live = LiveSchema.create()) {
            live.connection().setAutoCommit(false);
            assertThatThrownBy(() -> live.run("SELECT 1 / 0")).isInstanceOf(SQLException.class);
            assertThatThrownBy(live::read).isInstanceOf(SQLException.class).hasMessageContaining("transaction");
            live.connection().rollback();
        }
    }

    @Test
    void needsASchemaToRead() throws Exception {
        try (var live = LiveSchema.create()) {
            assertThatThrownBy(() -> live.dialect.read(live.connection(), Scope.unqualified(18), Set.of()))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void readsAsARoleThatMayNothingElse() throws Exception {
        try (TestDatabase database = TestServer.shared().database();
                var connection = database.asRole(TestServer.shared().role()).getConnection()) {
            database.execute("CREATE SCHEMA app; CREATE TABLE app.t (id serial PRIMARY KEY CHECK (id > 0))");
            var model = new PostgresDialect().read(connection, new Scope(List.of("app"), LiveSchema.MAJOR), Set.of());
            assertThat(model.table(Name.of("t")).orElseThrow().members())
                    .hasSize(5)
                    .anyMatch(member -> member.id().equals(Setting.id(ObjectId.table(Name.of("t")), Setting.OWNER)));
        }
    }

    @Test
    void takesOneRoundTripHoweverManyTablesThereAre() throws Exception {
        try (TestDatabase database = TestServer.shared().database()) {
            var address = ADDRESS.matcher(database.url());
            assertThat(address.find()).isTrue();
            try (var trips = new RoundTrips(address.group(1), Integer.parseInt(address.group(2)));
                    var connection = DriverManager.getConnection(
                            database.url().replace(address.group(1) + ":" + address.group(2), trips.address())
                                    + "&sslmode=disable")) {
                database.execute("CREATE SCHEMA app");
                assertThat(taken(trips, connection, 0)).isEqualTo(1);
                for (int i = 0; i < 150; i++) {
                    database.execute(
                            "CREATE TABLE app.t" + i + " (id serial PRIMARY KEY, n varchar(9) UNIQUE CHECK (n <> ''),"
                                    + " p int REFERENCES app.t" + i + ", tags text[]); CREATE INDEX ON app.t" + i
                                    + " (lower(n));"
                                    + " COMMENT ON COLUMN app.t" + i + ".n IS 'n'");
                }
                assertThat(taken(trips, connection, 150)).isEqualTo(1);
            }
        }
    }

    private static int taken(RoundTrips trips, Connection connection, int tables) throws SQLException {
        trips.taken();
        var model = new PostgresDialect().read(connection, new Scope(List.of("app"), LiveSchema.MAJOR), Set.of());
        assertThat(model.tables()).hasSize(tables);
        return trips.taken();
    }

    @Test
    void readsASchemaThatChangesMeanwhile() throws Exception {
        try (var live = LiveSchema.create();
                var other = LiveSchema.another();
                var statement = other.createStatement()) {
            var stop = new AtomicBoolean();
            var changing = new Thread(() -> {
                try {
                    while (!stop.get()) {
                        statement.execute("CREATE TABLE app.t (a int DEFAULT 1, b text CHECK (b <> ''));"
                                + " CREATE INDEX i ON app.t (lower(b)) WHERE a > 0");
                        statement.execute("ALTER TABLE app.t RENAME COLUMN b TO c");
                        statement.execute("DROP TABLE app.t");
                        Thread.sleep(20);
                    }
                } catch (SQLException | InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
            changing.start();
            try {
                for (int i = 0; i < 200; i++) {
                    assertThat(live.read().tables()).hasSizeLessThanOrEqualTo(1);
                }
            } finally {
                stop.set(true);
                changing.join();
            }
        }
    }

    @Test
    void findsAllThatATableHas() throws Exception {
        try (var live = LiveSchema.create()) {
            live.run("CREATE TABLE t (id bigint GENERATED BY DEFAULT AS IDENTITY (START 5 CACHE 3) PRIMARY KEY,"
                    + " code varchar(9) COLLATE \"C\" NOT NULL DEFAULT 'x' UNIQUE, n numeric(8,2) CHECK (n >= 0 AND n < 9),"
                    + " s serial, double_n numeric GENERATED ALWAYS AS (n * 2) STORED);"
                    + " CREATE UNIQUE INDEX i ON t (lower(code), n DESC NULLS LAST) INCLUDE (id) WHERE ((n > 0))");
            Table table = live.read().table(Name.of("t")).orElseThrow();
            assertThat(table.members())
                    .extracting(SchemaObject::describe)
                    .containsExactlyInAnyOrder(
                            "column t.id bigint not null identity (bigint start 5 increment 1 cache 3)",
                            "column t.code varchar(9) collate \"C\" not null default 'x'::character varying",
                            "column t.n numeric(8,2)",
                            "column t.s integer not null default nextval('t_s_seq'::regclass)",
                            "column t.double_n numeric generated stored (n * (2)::numeric)",
                            "primary key t.t_pkey (id)",
                            "unique t.t_code_key (code)",
                            "check t.t_n_check ((n >= (0)::numeric) AND (n < (9)::numeric))",
                            "sequence owner t.t_s_seq column s",
                            "index t.i unique ((lower((code)::text)), n desc nulls last) include (id) where n > (0)::numeric");
        }
    }
}
