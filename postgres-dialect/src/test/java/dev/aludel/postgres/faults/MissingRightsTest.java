package dev.aludel.postgres.faults;

import static dev.aludel.core.op.Definitions.column;
import static dev.aludel.core.op.Definitions.foreignKey;
import static dev.aludel.core.op.Definitions.index;
import static dev.aludel.core.op.Definitions.sequence;
import static dev.aludel.core.op.Definitions.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.aludel.core.error.RefusedException;
import dev.aludel.core.op.Operations;
import dev.aludel.postgres.run.Database;
import dev.aludel.postgres.run.Script;
import dev.aludel.testing.TestRole;
import dev.aludel.testing.TestServer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rows 38 and 39: all that a role may not do is told in one message, before the first statement that changes something. */
class MissingRightsTest {

    private static final Script GROUND = Script.of("aaaa", "ground", op -> op.execute("CREATE TABLE mine (id int)"));

    /** What is the administrator's, and the role may use. */
    private static final String THERE = "CREATE SCHEMA other; GRANT ALL ON SCHEMA other, public TO ROLE;"
            + " CREATE TABLE there (id int PRIMARY KEY, x int); GRANT ALL ON there TO ROLE;"
            + " CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';";

    /**
     * @param grant is taken away, and is what the message tells to give
     */
    record Lack(String grant, Consumer<Operations> needs) {
        @Override
        public String toString() {
            return grant;
        }
    }

    private static Lack lack(String grant, Consumer<Operations> needs) {
        return new Lack(grant, needs);
    }

    static Stream<Lack> lacks() {
        Consumer<Operations> anything = op -> op.execute("SELECT 1");
        Consumer<Operations> reference = op -> {
            op.createTable("child", column("there_id", "int"));
            op.addConstraint("child", foreignKey("there_id").references("there", "id"));
        };
        Consumer<Operations> trigger = op -> op.create(
                "trigger",
                "there",
                "t",
                "CREATE TRIGGER t BEFORE INSERT ON there FOR EACH ROW" + " EXECUTE FUNCTION touch()");
        return Stream.of(
                lack("CREATE ON SCHEMA public", op -> op.createTable("x", column("id", "int"))),
                lack("CREATE ON SCHEMA public", op -> op.createSequence("x", sequence())),
                lack("CREATE ON SCHEMA public", op -> op.createEnum("x", "A")),
                lack("CREATE ON SCHEMA public", op -> op.create("view", "x", "CREATE VIEW x AS SELECT 1 AS a")),
                lack("CREATE ON SCHEMA other", op -> op.createTable("other.x", column("id", "int"))),
                lack("CREATE ON SCHEMA other", op -> op.renameTable("mine", "other.mine")),
                lack("CREATE ON DATABASE", op -> op.createSchema("billing")),
                lack("USAGE ON SCHEMA other", op -> op.addColumn("other.here", column("y", "int"))),
                lack("SELECT ON public.aludel_head", anything),
                lack("INSERT ON public.aludel_head", anything),
                lack("INSERT ON public.aludel_journal", anything),
                lack("SELECT ON public.aludel_journal", anything),
                lack("REFERENCES ON there", reference),
                lack("UPDATE ON there", op -> op.backfill("there", "x = 1", "x IS NULL")),
                lack("SELECT ON there", op -> op.backfill("there", "x = 1", "x IS NULL")),
                lack("TRIGGER ON there", trigger));
    }

    private static void prepare(Database database, TestRole role) {
        database.run(("REVOKE ALL ON SCHEMA public FROM PUBLIC;" + THERE + " CREATE TABLE other.here (id int);"
                        + " ALTER TABLE other.here OWNER TO ROLE; GRANT ALL ON DATABASE \""
                        + database.itself().name()
                        + "\" TO ROLE")
                .replace("ROLE", role.name()));
    }

    private static RefusedException refused(Database database, TestRole role, Consumer<Operations> needs)
            throws Exception {
        var second = Script.of(
                "bbbb",
                "needs it",
                op -> {
                    op.createTable("first", column("id", "int"));
                    needs.accept(op);
                },
                "aaaa");
        var before = database.facts();
        var migrator = database.builder(List.of(GROUND, second))
                .dataSource(database.itself().asRole(role))
                .schemas("public")
                .build();
        var failure = catchThrowableOfType(RefusedException.class, migrator::upgradeToHead);
        assertThat(failure).isNotNull();
        assertThat(failure.reason()).isEqualTo(RefusedException.Reason.PRIVILEGES);
        assertThat(database.facts()).isEqualTo(before);
        assertThat(database.ask("SELECT max(seq) FROM aludel_journal")).containsExactly("1");
        return failure;
    }

    @ParameterizedTest
    @MethodSource("lacks")
    void aMissingGrantIsFoundBeforeAnythingRuns(Lack lack) throws Exception {
        TestRole role = TestServer.shared().role();
        try (Database database = new Database()) {
            prepare(database, role);
            // the administrator began, as a role that owns the version tables can lack no right on them
            database.migrator(GROUND).upgradeToHead();
            database.run("ALTER TABLE mine OWNER TO ROLE; GRANT ALL ON aludel_head, aludel_journal TO ROLE"
                    .replace("ROLE", role.name()));
            String what = lack.grant.equals("CREATE ON DATABASE")
                    ? "CREATE ON DATABASE " + database.itself().name()
                    : lack.grant;
            database.run("REVOKE " + what + " FROM " + role.name());
            if (lack.grant.contains("SELECT ON public.aludel_head")) {
                // the very first look at the database is what needs it
                assertThat(refused(database, role, lack.needs)).hasMessageContaining("permission denied");
                return;
            }
            var failure = refused(database, role, lack.needs);
            assertThat(failure.getMessage()).contains("cannot do all that is pending; nothing was changed. Missing: ");
            assertThat(failure.details()).anyMatch(line -> line.endsWith("GRANT " + what + " TO " + role.name()));
            // what the message says is what has to be done
            for (String line : failure.details()) {
                database.run(line.substring(line.indexOf("GRANT ")));
            }
            var migrator = database.builder(List.of(GROUND, Script.of("bbbb", "needs it", lack.needs::accept, "aaaa")))
                    .dataSource(database.itself().asRole(role))
                    .schemas("public")
                    .build();
            assertThat(migrator.upgradeToHead().revisions()).hasSize(1);
        }
    }

    @Test
    void allThatIsMissingIsOneMessage() throws Exception {
        TestRole role = TestServer.shared().role();
        try (Database database = new Database()) {
            prepare(database, role);
            database.migrator(GROUND).upgradeToHead();
            database.run(
                    "REVOKE ALL ON SCHEMA other FROM ROLE; REVOKE ALL ON there FROM ROLE; REVOKE CREATE ON SCHEMA public FROM ROLE;"
                                    .replace("ROLE", role.name())
                            + "GRANT ALL ON aludel_head TO " + role.name());
            var failure = refused(
                    database, role, op -> lacks().map(Lack::needs).distinct().forEach(needs -> needs.accept(op)));
            assertThat(failure.details())
                    .hasSizeGreaterThanOrEqualTo(9)
                    .allMatch(line -> failure.getMessage().contains(line));
        }
    }

    /** What belongs to somebody else, and what is done to it. */
    record Foreign(String made, String owned, Consumer<Operations> touch) {
        @Override
        public String toString() {
            return owned;
        }
    }

    private static Foreign foreign(String made, String owned, Consumer<Operations> touch) {
        return new Foreign(made, owned, touch);
    }

    static Stream<Foreign> foreigners() {
        String view = "CREATE VIEW theirs AS SELECT 1 AS a";
        String materialized = "CREATE MATERIALIZED VIEW theirs AS SELECT 1 AS a";
        String function = "CREATE FUNCTION theirs(a integer, text) RETURNS int LANGUAGE sql AS 'SELECT 1'";
        String procedure = "CREATE PROCEDURE theirs() LANGUAGE sql AS 'SELECT 1'";
        String foreignTable = "CREATE FOREIGN TABLE theirs (a int) SERVER s";
        return Stream.of(
                foreign(
                        "CREATE TABLE theirs (id int)",
                        "TABLE theirs",
                        op -> op.addColumn("theirs", column("x", "int"))),
                foreign(
                        "CREATE TABLE theirs (id int)",
                        "TABLE theirs",
                        op -> op.dropTable("theirs", column("id", "int"))),
                foreign("CREATE TABLE theirs (id int)", "TABLE theirs", op -> op.commentOnTable("theirs", null, "x")),
                foreign("CREATE TABLE theirs (id int)", "TABLE theirs", op -> op.renameTable("theirs", "ours")),
                foreign("CREATE TABLE theirs (id int)", "TABLE theirs", op -> op.addConstraint("theirs", unique("id"))),
                foreign("CREATE SEQUENCE theirs", "SEQUENCE theirs", op -> op.renameSequence("theirs", "ours")),
                foreign("CREATE TYPE theirs AS ENUM ('A')", "TYPE theirs", op -> op.dropEnum("theirs", "A")),
                foreign("CREATE DOMAIN theirs AS int", "DOMAIN theirs", op -> op.renameDomain("theirs", "ours")),
                foreign("CREATE TYPE theirs AS (a int)", "TYPE theirs", op -> op.renameCompositeType("theirs", "ours")),
                foreign("CREATE SCHEMA theirs", "SCHEMA theirs", op -> op.dropSchema("theirs")),
                foreign(view, "VIEW theirs", op -> op.drop("view", "theirs", view)),
                foreign(
                        materialized,
                        "MATERIALIZED VIEW theirs",
                        op -> op.drop("materialized view", "theirs", materialized)),
                foreign(
                        function,
                        "FUNCTION theirs(integer, text)",
                        op -> op.drop("function", "\"theirs(integer, text)\"", function)),
                foreign(procedure, "PROCEDURE theirs()", op -> op.drop("procedure", "\"theirs()\"", procedure)),
                foreign(
                        "CREATE FOREIGN DATA WRAPPER w; CREATE SERVER s FOREIGN DATA WRAPPER w; " + foreignTable,
                        "FOREIGN TABLE theirs",
                        op -> op.drop("foreign table", "theirs", foreignTable)),
                foreign(
                        "CREATE TABLE theirs (id int); CREATE INDEX i ON theirs (id)",
                        "TABLE theirs",
                        op -> op.dropIndex("theirs", index("i", "id"))));
    }

    @ParameterizedTest
    @MethodSource("foreigners")
    void aForeignOwnerIsFoundBeforeAnythingRuns(Foreign foreign) throws Exception {
        TestRole role = TestServer.shared().role();
        TestRole other = TestServer.shared().role();
        try (Database database = new Database()) {
            prepare(database, role);
            database.run(foreign.made + "; ALTER " + foreign.owned + " OWNER TO " + other.name());
            database.builder(List.of(GROUND))
                    .dataSource(database.itself().asRole(role))
                    .schemas("public")
                    .build()
                    .upgradeToHead();
            var failure = refused(database, role, foreign.touch);
            assertThat(failure.details())
                    .singleElement()
                    .asString()
                    .contains("theirs")
                    .endsWith(" belongs to role " + other.name() + ": run as that role, or GRANT " + other.name()
                            + " TO " + role.name());
        }
    }

    @Test
    void figures() {
        var grants = new ArrayList<>(lacks().map(Lack::grant).distinct().toList());
        System.out.printf(
                "row 38: %d missing grants in %d revisions, all found before the first DDL%n",
                grants.size(), lacks().count());
        System.out.printf(
                "row 39: %d foreign owners, all found before the first DDL%n",
                foreigners().count());
        assertThat(lacks().count()).isGreaterThanOrEqualTo(15);
        assertThat(foreigners().count()).isGreaterThanOrEqualTo(10);
    }
}
