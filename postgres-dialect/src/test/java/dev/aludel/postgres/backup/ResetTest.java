package dev.aludel.postgres.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.aludel.core.Migrator;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A reset drops what is ours, and nothing else. */
class ResetTest {

    @TempDir
    private Path directory;

    private Store store;

    @BeforeEach
    void fill() {
        store = new Store(directory);
    }

    @AfterEach
    void drop() {
        store.close();
    }

    private Migrator migrator() {
        return store.builder(
                        Store.written(
                                "aaaa",
                                "CREATE TABLE a (id int PRIMARY KEY); CREATE TYPE mood AS ENUM ('ok')",
                                "DROP TABLE a; DROP TYPE mood"),
                        Store.written(
                                "bbbb",
                                "CREATE TABLE b (id int PRIMARY KEY, a int REFERENCES a, m mood)",
                                "DROP TABLE b",
                                "aaaa"))
                .backups(store.settings().beforeMigrate(false))
                .build();
    }

    @Test
    void dropsAllAndAppliesAllAnew() throws Exception {
        migrator().upgradeToHead();
        var clean = store.facts();
        store.run("""
                INSERT INTO a VALUES (1); INSERT INTO b VALUES (1, 1, 'ok');
                ALTER TABLE a ADD b int REFERENCES b;
                CREATE VIEW v AS SELECT a.id FROM a JOIN b ON b.a = a.id;
                CREATE MATERIALIZED VIEW mv AS SELECT * FROM v;
                CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1';
                CREATE TABLE p (id int DEFAULT f()) PARTITION BY LIST (id);
                CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1);
                CREATE DOMAIN d AS int CHECK (VALUE > 0);
                CREATE TABLE e (x d, y mood, z serial);
                CREATE SCHEMA other;
                CREATE TABLE other.mine (id int); INSERT INTO other.mine VALUES (7);
                CREATE TABLE flyway_schema_history (installed_rank int); INSERT INTO flyway_schema_history VALUES (1)""");
        var result = migrator().reset();
        assertThat(result.revisions()).hasSize(2);
        assertThat(result.heads()).containsExactly("bbbb");
        assertThat(store.ask("SELECT id::text FROM other.mine")).containsExactly("7");
        assertThat(store.ask("SELECT installed_rank::text FROM flyway_schema_history"))
                .containsExactly("1");
        assertThat(store.ask("SELECT count(*)::text FROM b")).containsExactly("0");
        store.run("DROP SCHEMA other CASCADE; DROP TABLE flyway_schema_history");
        assertThat(store.facts()).isEqualTo(clean);
        assertThat(migrator().validate().findings()).isEmpty();
    }

    @Test
    void leavesExtensionsAndTheirTables() throws Exception {
        assumeThat(store.ask("SELECT name FROM pg_available_extensions WHERE name = 'hstore'"))
                .isNotEmpty();
        store.run("CREATE EXTENSION hstore; CREATE TABLE x (h hstore)");
        migrator().reset();
        assertThat(store.ask("SELECT extname FROM pg_extension WHERE extname = 'hstore'"))
                .hasSize(1);
        assertThat(store.ask("SELECT relname FROM pg_class WHERE relname IN ('a', 'b', 'x') ORDER BY 1"))
                .containsExactly("a", "b");
    }

    @Test
    void showsFirstWhatItWouldDrop() {
        store.run("CREATE TABLE x (id int)");
        assertThat(migrator().resetting()).extracting(Object::toString).hasSize(1);
        assertThat(migrator().resetting().get(0).describe()).startsWith("- table x");
    }

    @Test
    void isBackedUpWhereBackupsAreOn() throws Exception {
        var guarded = store.migrator(Store.written("aaaa", "CREATE TABLE IF NOT EXISTS x (id int PRIMARY KEY)", ""));
        store.run("CREATE TABLE x (id int PRIMARY KEY); INSERT INTO x VALUES (5)");
        guarded.reset();
        assertThat(store.ask("SELECT id::text FROM x")).isEmpty();
        assertThat(guarded.backups().list())
                .singleElement()
                .satisfies(one -> assertThat(one.manifest().rows()).isEqualTo(1));
        assertThat(List.of(guarded.status().state().name())).containsExactly("UP_TO_DATE");
    }
}
