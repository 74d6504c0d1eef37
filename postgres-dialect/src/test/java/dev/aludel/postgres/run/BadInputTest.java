package dev.aludel.postgres.run;

import static dev.aludel.core.op.Definitions.column;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.aludel.core.Migrator;
import dev.aludel.core.MigratorBuilder;
import dev.aludel.core.error.DatabaseException;
import dev.aludel.core.error.RefusedException;
import dev.aludel.core.error.RevisionException;
import dev.aludel.core.error.StatementFailedException;
import dev.aludel.core.revision.RevisionInfo;
import dev.aludel.core.revision.RevisionScript;
import dev.aludel.core.revision.RevisionSource;
import dev.aludel.testing.TestRole;
import dev.aludel.testing.TestServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.postgresql.ds.PGSimpleDataSource;

/** Bad input gets a clear error of its kind, and nothing is touched. */
class BadInputTest {

    @TempDir
    private Path directory;

    /** A database, a role that may make tables in it and whose password nobody may tell, and a folder. */
    record Ground(Database database, TestRole role, Path directory) {

        MigratorBuilder builder() {
            return Migrator.builder().dataSource(database.itself().asRole(role)).lockWait(Duration.ofMillis(300));
        }

        Migrator with(RevisionScript... scripts) {
            return builder().revisions(Script.source(scripts)).build();
        }

        Migrator withClass(Class<?> type) {
            return builder().revisions(RevisionSource.ofClasses(List.of(type))).build();
        }

        Migrator withFile(String text) {
            return withFile(text.getBytes(StandardCharsets.UTF_8));
        }

        Migrator withFile(byte[] bytes) {
            try {
                Files.write(directory.resolve("cccc_file.sql"), bytes);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
            return builder().locations("file:" + directory).build();
        }

        String url(String change, String to) {
            return database.itself()
                    .url()
                    .replaceFirst("\\?.*", "?user=" + role.name() + "&password=" + role.password())
                    .replaceFirst(change, to);
        }

        /** Two revisions are there already. */
        void two() {
            with(Script.chain(2).toArray(RevisionScript[]::new)).upgradeToHead();
        }
    }

    interface Action {
        void run(Ground ground) throws Exception;
    }

    /**
     * Something that goes wrong.
     *
     * @param given  brings the database to where it is before
     * @param reason the exception's reason or SQLSTATE; empty for none
     * @param says   what its message says, among other things: what, where, and what to do
     */
    record Row(
            String name,
            Action given,
            Action action,
            Class<? extends Exception> type,
            String reason,
            List<String> says) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Row row(String name, Action action, Class<? extends Exception> type, String reason, String... says) {
        return new Row(name, ground -> {}, action, type, reason, List.of(says));
    }

    static Row after(
            String name, Action given, Action action, Class<? extends Exception> type, String reason, String... says) {
        return new Row(name, given, action, type, reason, List.of(says));
    }

    private static final Script A = Script.of("aaaa", "the first", op -> op.execute("CREATE TABLE a (id int)"));
    private static final Script B =
            Script.of("bbbb", "the second", op -> op.execute("CREATE TABLE b (id int)"), "aaaa");

    private static Script bad(String id, String sql) {
        return Script.of(id, "go wrong", op -> op.execute(sql));
    }

    static Stream<Row> connections() {
        return Stream.of(
                row(
                        "the server cannot be reached",
                        on -> Migrator.builder()
                                .url(on.url("localhost:\\d+", "localhost:1"))
                                .build()
                                .upgradeToHead(),
                        DatabaseException.class,
                        "08001",
                        "cannot connect to the database",
                        "localhost:1 refused",
                        "check host and port, and that the server is running"),
                row(
                        "the password is wrong",
                        on -> Migrator.builder()
                                .dataSource(on.database.itself().asRole(on.role.name(), on.role.password() + "x"))
                                .build()
                                .upgradeToHead(),
                        DatabaseException.class,
                        "28P01",
                        "password authentication failed for user",
                        "check user and password"),
                row(
                        "the database is not there",
                        on -> Migrator.builder()
                                .url(on.url("/aludel_\\w+", "/nowhere"))
                                .build()
                                .pending(),
                        DatabaseException.class,
                        "3D000",
                        "database \"nowhere\" does not exist",
                        "create the database, or correct its name"),
                row(
                        "the URL is of another database",
                        on -> Migrator.builder()
                                .url("jdbc:mysql://u:" + on.role.password() + "@localhost/x")
                                .build(),
                        IllegalArgumentException.class,
                        "",
                        "not a URL of PostgreSQL",
                        "expected postgresql://"),
                row(
                        "no database is given",
                        on -> Migrator.builder().build(),
                        IllegalArgumentException.class,
                        "",
                        "either a dataSource(…) or a url(…)"),
                after(
                        "the role may not create",
                        on -> on.database.run("REVOKE CREATE ON SCHEMA public FROM " + on.role.name() + ", public"),
                        on -> on.with(A, B).upgradeToHead(),
                        RefusedException.class,
                        "PRIVILEGES",
                        "cannot do all that is pending; nothing was changed",
                        "may not create in schema \"public\"",
                        "GRANT CREATE ON SCHEMA public TO"),
                after(
                        "the role may not create a schema",
                        on -> {},
                        on -> on.with(Script.of("aaaa", "", op -> op.createSchema("billing")))
                                .upgradeToHead(),
                        RefusedException.class,
                        "PRIVILEGES",
                        "may not create schema \"billing\"",
                        "GRANT CREATE ON DATABASE"),
                after(
                        "the role may not even look",
                        on -> on.database.run("REVOKE ALL ON SCHEMA public FROM " + on.role.name() + ", public"),
                        on -> on.builder()
                                .schemas("public")
                                .revisions(Script.source(A))
                                .build()
                                .upgradeToHead(),
                        RefusedException.class,
                        "PRIVILEGES",
                        "permission denied for schema public",
                        "grant that right, or run as a role that has it"),
                after(
                        "the search path leads nowhere",
                        on -> on.database.run("ALTER ROLE " + on.role.name() + " SET search_path = nowhere"),
                        on -> on.with(A).upgradeToHead(),
                        RefusedException.class,
                        "CONNECTION",
                        "search path leads to no schema",
                        ".schemas(…)"),
                after(
                        "the role writes nothing by default",
                        on -> on.database.run(
                                "ALTER ROLE " + on.role.name() + " SET default_transaction_read_only = on"),
                        on -> on.with(A).upgradeToHead(),
                        RefusedException.class,
                        "READ_ONLY",
                        "accepts no writes (default_transaction_read_only is on",
                        "Connect to the primary, or make the session writable"),
                row(
                        "the data source gives connections that are read-only",
                        on -> {
                            var source =
                                    (PGSimpleDataSource) on.database.itself().asRole(on.role);
                            source.setReadOnly(true);
                            Migrator.builder()
                                    .dataSource(source)
                                    .revisions(Script.source(A))
                                    .build()
                                    .upgradeToHead();
                        },
                        RefusedException.class,
                        "READ_ONLY",
                        "accepts no writes",
                        "make the session writable"),
                row(
                        "the connection is in somebody's transaction",
                        on -> {
                            try (var one =
                                    new OneConnection(on.database.itself().asRole(on.role))) {
                                one.inside().setAutoCommit(false);
                                try (var statement = one.inside().createStatement()) {
                                    statement.execute("CREATE TABLE theirs (id int)");
                                }
                                var failure = catchThrowable(() -> Migrator.builder()
                                        .dataSource(one)
                                        .revisions(Script.source(A))
                                        .build()
                                        .upgradeToHead());
                                one.inside().rollback();
                                throw (Exception) failure;
                            }
                        },
                        RefusedException.class,
                        "CONNECTION",
                        "inside a transaction that somebody else began; nothing was changed",
                        "Give a data source whose connections are free"),
                after(
                        "a table belongs to somebody else",
                        on -> on.database.run("CREATE TABLE theirs (id int)"),
                        on -> on.with(
                                        A,
                                        Script.of("bbbb", "", op -> op.addColumn("theirs", column("x", "int")), "aaaa"))
                                .upgradeToHead(),
                        RefusedException.class,
                        "PRIVILEGES",
                        "table theirs belongs to role postgres",
                        "run as that role, or GRANT postgres TO"),
                after(
                        "a table belongs to somebody else, and SQL says so",
                        on -> on.database.run("CREATE TABLE theirs (id int)"),
                        on -> on.with(bad("aaaa", "ALTER TABLE theirs ADD x int"))
                                .upgradeToHead(),
                        StatementFailedException.class,
                        "42501",
                        "must be owner of table theirs",
                        "nothing of this revision was applied"));
    }

    static Stream<Row> chains() {
        return Stream.of(
                row(
                        "nobody knows the target",
                        on -> on.with(A, B).upgradeTo("zzzz"),
                        RevisionException.class,
                        "UNKNOWN_REVISION",
                        "there is no revision \"zzzz\""),
                row(
                        "the target is misspelt",
                        on -> on.with(A, B).upgradeTo("aaab"),
                        RevisionException.class,
                        "UNKNOWN_REVISION",
                        "there is no revision \"aaab\"; near it: aaaa"),
                row(
                        "the target is the start of no id",
                        on -> on.with(A, B).upgradeTo("ab"),
                        RevisionException.class,
                        "UNKNOWN_REVISION",
                        "there is no revision \"ab\""),
                row(
                        "the target is empty",
                        on -> on.with(A, B).upgradeTo(" "),
                        RevisionException.class,
                        "UNKNOWN_REVISION",
                        "there is no revision \"\""),
                row(
                        "the target is no id at all",
                        on -> on.with(A, B).upgradeTo("a; DROP\nTABLE x"),
                        RevisionException.class,
                        "UNKNOWN_REVISION",
                        "there is no revision \"a; DROP TABLE x\""),
                row(
                        "the start of an id is the start of two",
                        on -> on.with(Script.of("abcd1", "", op -> {}), Script.of("abcd2", "", op -> {}, "abcd1"))
                                .upgradeTo("abcd"),
                        RevisionException.class,
                        "AMBIGUOUS",
                        "\"abcd\" is the start of several revisions: abcd1, abcd2",
                        "write more of it"),
                row(
                        "there are not so many ahead",
                        on -> on.with(A, B).upgradeTo("+3"),
                        RevisionException.class,
                        "UNKNOWN_REVISION",
                        "\"+3\" goes 3 revision(s) ahead, but there are only 2"),
                after(
                        "there are not so many behind",
                        Ground::two,
                        on -> on.with(Script.chain(2).toArray(RevisionScript[]::new))
                                .downgradeTo("-3"),
                        RevisionException.class,
                        "UNKNOWN_REVISION",
                        "\"-3\" goes 3 revision(s) back, but there are only 2"),
                row(
                        "there is nothing behind",
                        on -> on.with(A, B).downgradeTo("-1"),
                        RevisionException.class,
                        "UNKNOWN_REVISION",
                        "\"-1\" goes 1 revision(s) back, but there are only 0"),
                after(
                        "back to what lies ahead",
                        on -> on.with(Script.chain(1).toArray(RevisionScript[]::new))
                                .upgradeToHead(),
                        on -> on.with(Script.chain(2).toArray(RevisionScript[]::new))
                                .downgradeTo(Script.id(2)),
                        RevisionException.class,
                        "UNKNOWN_REVISION",
                        "cannot go back to r00002 (make t2): it is not applied; the database is at r00001"),
                after(
                        "the database is ahead of the application",
                        Ground::two,
                        on -> on.with(Script.chain(1).toArray(RevisionScript[]::new))
                                .upgradeToHead(),
                        RefusedException.class,
                        "UNKNOWN_REVISION",
                        "the database is at revision r00002, which this application does not have; nothing was changed",
                        "Run the one that has it"),
                after(
                        "the database is of another application",
                        Ground::two,
                        on -> on.with(A, B).downgradeTo("base"),
                        RefusedException.class,
                        "UNKNOWN_REVISION",
                        "the database is at revision r00002, which this application does not have"),
                row(
                        "two heads",
                        on -> on.with(A, B, Script.of("cccc", "the other", op -> {}, "aaaa"))
                                .upgradeToHead(),
                        RevisionException.class,
                        "MULTIPLE_HEADS",
                        "multiple head revisions are present: bbbb (the second) and cccc (the other)",
                        "merge them with: merge bbbb cccc"),
                after(
                        "one back from where two begin",
                        on -> on.with(A, B, Script.of("cccc", "", op -> {}, "aaaa"))
                                .upgradeTo("heads"),
                        on -> on.with(A, B, Script.of("cccc", "", op -> {}, "aaaa"))
                                .downgradeTo("-1"),
                        RevisionException.class,
                        "AMBIGUOUS",
                        "\"-1\" could start at any of the database's heads: bbbb, cccc",
                        "say from which with: downgrade bbbb@-1"),
                row(
                        "a parent is missing",
                        on -> on.with(B),
                        RevisionException.class,
                        "MISSING_PARENT",
                        "revision bbbb (the second) in bbbb needs revision aaaa, which is not there",
                        "restore its file or correct the reference"),
                row(
                        "a circle",
                        on -> on.with(Script.of("aaaa", "", op -> {}, "bbbb"), Script.of("bbbb", "", op -> {}, "aaaa")),
                        RevisionException.class,
                        "CYCLE",
                        "in a circle: aaaa, bbbb",
                        "correct what one of them revises"),
                row(
                        "a revision that follows itself",
                        on -> on.with(Script.of("aaaa", "", op -> {}, "aaaa")),
                        RevisionException.class,
                        "CYCLE",
                        "in a circle: aaaa"),
                row(
                        "a dependency in a circle",
                        on -> on.with(
                                new Script(
                                        new RevisionInfo("aaaa", List.of(), List.of("bbbb"), List.of(), "", null, "a"),
                                        op -> {},
                                        null),
                                B),
                        RevisionException.class,
                        "CYCLE",
                        "in a circle: aaaa, bbbb"),
                row(
                        "one id twice",
                        on -> on.with(A, Script.of("aaaa", "again", op -> {})),
                        RevisionException.class,
                        "DUPLICATE",
                        "two revisions have the id aaaa",
                        "give one of them another id"));
    }

    static Stream<Row> classes() {
        return Stream.of(
                row(
                        "an id with capitals and spaces",
                        on -> on.withClass(Broken.BadId.class),
                        RevisionException.class,
                        "UNREADABLE",
                        "Broken$BadId",
                        "\"Not An Id\" is not a revision id",
                        "0-9 a-z _"),
                row(
                        "a label of two words",
                        on -> on.withClass(Broken.BadLabel.class),
                        RevisionException.class,
                        "UNREADABLE",
                        "Broken$BadLabel",
                        "\"two words\" is not a label"),
                row(
                        "a time that is none",
                        on -> on.withClass(Broken.BadCreated.class),
                        RevisionException.class,
                        "UNREADABLE",
                        "Broken$BadCreated",
                        "created = \"yesterday\" is not an instant such as 2026-11-21T10:15:30Z"),
                row(
                        "a constructor that throws",
                        on -> on.withClass(Broken.Constructor.class).upgradeToHead(),
                        RevisionException.class,
                        "UNREADABLE",
                        "Broken$Constructor: cannot be made: java.lang.IllegalStateException: no luck today"),
                row(
                        "an upgrade that throws",
                        on -> on.withClass(Broken.Upgrade.class).upgradeToHead(),
                        RevisionException.class,
                        "UNREADABLE",
                        "revision cccc (throws when asked) in ",
                        "Broken$Upgrade: its upgrade cannot be read: java.lang.IllegalStateException: no luck today",
                        "nothing was changed"),
                row(
                        "an upgrade that fails an assertion",
                        on -> on.withClass(Broken.Assertion.class).upgradeToHead(),
                        RevisionException.class,
                        "UNREADABLE",
                        "its upgrade cannot be read: java.lang.AssertionError: no luck today"),
                row(
                        "a class that cannot be initialised",
                        on -> on.withClass(Broken.Initialiser.class).upgradeToHead(),
                        RevisionException.class,
                        "UNREADABLE",
                        "Broken$Initialiser: cannot be made: java.lang.NumberFormatException"),
                row(
                        "a class that is not public",
                        on -> on.withClass(Broken.hidden()).upgradeToHead(),
                        RevisionException.class,
                        "UNREADABLE",
                        "Broken$Hidden: cannot be made",
                        "a revision is a public class with a public constructor without parameters"),
                row(
                        "a class that is no migration",
                        on -> on.withClass(Broken.NoMigration.class),
                        RevisionException.class,
                        "UNREADABLE",
                        "Broken$NoMigration: a revision class needs @Revision and implements Migration"),
                row(
                        "an object without the annotation",
                        on -> on.builder().revisions(new Broken.NoAnnotation()).build(),
                        RevisionException.class,
                        "UNREADABLE",
                        "Broken$NoAnnotation: a revision class needs @Revision and implements Migration"));
    }

    static Stream<Row> files() {
        String header = "-- revision: cccc\n";
        return Stream.of(
                row(
                        "a file without a header",
                        on -> on.withFile("CREATE TABLE x (id int);"),
                        RevisionException.class,
                        "UNREADABLE",
                        "cccc_file.sql: no line \"-- revision: id\" in the header"),
                row(
                        "an empty file",
                        on -> on.withFile(""),
                        RevisionException.class,
                        "UNREADABLE",
                        "cccc_file.sql: no line \"-- revision: id\" in the header"),
                row(
                        "a file with two upgrades",
                        on -> on.withFile(header + "-- upgrade\nSELECT 1;\n-- downgrade\n-- upgrade\nSELECT 2;")
                                .upgradeToHead(),
                        RevisionException.class,
                        "UNREADABLE",
                        "cccc_file.sql: two sections \"-- upgrade\"; join them"),
                row(
                        "a file with no upgrade",
                        on -> on.withFile(header).upgradeToHead(),
                        RevisionException.class,
                        "UNREADABLE",
                        "cccc_file.sql: no section \"-- upgrade\""),
                row(
                        "SQL before the first section",
                        on -> on.withFile(header + "CREATE TABLE x (id int);\n-- upgrade\n"),
                        RevisionException.class,
                        "UNREADABLE",
                        "cccc_file.sql: SQL before the first section, at: CREATE"),
                row(
                        "a header that says the same twice",
                        on -> on.withFile(header + "-- revises: aaaa\n-- Revises: bbbb\n-- upgrade\n"),
                        RevisionException.class,
                        "UNREADABLE",
                        "cccc_file.sql: the header says \"revises:\" twice"),
                row(
                        "a file in Latin-1",
                        on -> on.withFile((header + "-- message: caf\u00e9\n").getBytes(StandardCharsets.ISO_8859_1)),
                        RevisionException.class,
                        "UNREADABLE",
                        "cccc_file.sql is not UTF-8"),
                row(
                        "a file made yesterday",
                        on -> on.withFile(header + "-- created: yesterday\n"),
                        RevisionException.class,
                        "UNREADABLE",
                        "cccc_file.sql: created: \"yesterday\" is not an instant such as"),
                row(
                        "a file with a bad id",
                        on -> on.withFile("-- revision: ../../etc\n"),
                        RevisionException.class,
                        "UNREADABLE",
                        "cccc_file.sql: \"../../etc\" is not a revision id"),
                row(
                        "a file that ends its transaction",
                        on -> on.withFile(header + "-- upgrade\nCREATE TABLE x (id int);\nCOMMIT;\n")
                                .upgradeToHead(),
                        RevisionException.class,
                        "UNREADABLE",
                        "cccc_file.sql: its upgrade says COMMIT, but every revision runs in a transaction of its own",
                        "take it out"),
                row(
                        "a folder that is not there",
                        on -> on.builder().locations("file:/no/such/folder").build(),
                        RevisionException.class,
                        "UNREADABLE",
                        "there is no folder /no/such/folder"),
                row(
                        "a package that is not there",
                        on -> on.builder().locations("classpath:no/such/folder").build(),
                        RevisionException.class,
                        "UNREADABLE",
                        "classpath:no/such/folder: there is no such folder or package on the class path"),
                row(
                        "a location of no known kind",
                        on -> on.builder().locations("s3:bucket").build(),
                        IllegalArgumentException.class,
                        "",
                        "\"s3:bucket\" is not a location: expected classpath:folder or file:folder"));
    }

    static Stream<Row> statements() {
        return Stream.of(
                after(
                        "a revision that fails half-way",
                        Ground::two,
                        on -> {
                            var scripts = new ArrayList<>(Script.chain(2));
                            scripts.add(Script.of(
                                    "r3",
                                    "go wrong",
                                    op -> {
                                        op.createTable("half", column("id", "bigint"));
                                        op.execute("INSERT INTO half VALUES (1); UPDATE half\n SET id = id / 0");
                                        op.createTable("other_half", column("id", "bigint"));
                                    },
                                    Script.id(2)));
                            on.with(scripts.toArray(RevisionScript[]::new)).upgradeToHead();
                        },
                        StatementFailedException.class,
                        "22012",
                        "revision r3 (go wrong): statement 3 of its upgrade failed (22012): division by zero",
                        "nothing of this revision was applied",
                        "Statement: UPDATE half  SET id = id / 0"),
                after(
                        "what is there already",
                        on -> on.database.run("CREATE TABLE t_r00001 (id int)"),
                        on -> on.with(Script.chain(1).toArray(RevisionScript[]::new))
                                .upgradeToHead(),
                        StatementFailedException.class,
                        "42P07",
                        "relation \"t_r00001\" already exists",
                        "drop it, or mark the revision done with: stamp r00001"),
                row(
                        "a constraint that is checked at commit",
                        on -> on.with(Script.of(
                                        "aaaa",
                                        "late",
                                        op -> op.execute("CREATE TABLE x (id int PRIMARY KEY, y int REFERENCES x"
                                                + " INITIALLY DEFERRED); INSERT INTO x VALUES (1, 2)")))
                                .upgradeToHead(),
                        StatementFailedException.class,
                        "23503",
                        "revision aaaa (late): its transaction of its upgrade failed (23503): insert or update on table",
                        "Key (y)=(2) is not present in table \"x\"",
                        "nothing of this revision was applied"),
                row(
                        "code that throws",
                        on -> on.with(Script.of("aaaa", "code", op -> {
                                    op.execute("CREATE TABLE x (id int)");
                                    op.run("fill", 1, connection -> {
                                        throw new IOException("disk on fire");
                                    });
                                }))
                                .upgradeToHead(),
                        StatementFailedException.class,
                        "",
                        "revision aaaa (code): code \"fill\" failed: java.io.IOException: disk on fire",
                        "nothing of this revision was applied"),
                row(
                        "code that throws an error",
                        on -> on.with(Script.of(
                                        "aaaa",
                                        "code",
                                        op -> op.run("fill", 1, connection -> {
                                            throw new Error("broken");
                                        })))
                                .upgradeToHead(),
                        StatementFailedException.class,
                        "",
                        "code \"fill\" failed: java.lang.Error: broken"),
                row(
                        "code that calls itself for ever",
                        on -> on.with(Script.of("aaaa", "code", op -> op.run("fill", 1, connection -> forever(1))))
                                .upgradeToHead(),
                        StatementFailedException.class,
                        "",
                        "code \"fill\" failed: java.lang.StackOverflowError"),
                row(
                        "code whose SQL fails",
                        on -> on.with(Script.of(
                                        "aaaa",
                                        "code",
                                        op -> op.run("fill", 1, connection -> {
                                            try (var statement = connection.createStatement()) {
                                                statement.execute("SELECT * FROM nowhere");
                                            }
                                        })))
                                .upgradeToHead(),
                        StatementFailedException.class,
                        "42P01",
                        "code \"fill\" failed: relation \"nowhere\" does not exist"),
                row(
                        "code that commits",
                        on -> on.with(Script.of("aaaa", "code", op -> {
                                    op.execute("CREATE TABLE x (id int)");
                                    op.run("fill", 1, connection -> connection.commit());
                                }))
                                .upgradeToHead(),
                        StatementFailedException.class,
                        "2D000",
                        "must not call commit(); take the call out"),
                after(
                        "a downgrade that cannot be",
                        on -> on.with(oneWay()).upgradeToHead(),
                        on -> on.with(oneWay()).downgradeTo("base"),
                        RefusedException.class,
                        "IRREVERSIBLE",
                        "revision aaaa (one way) cannot be undone: it was thrown away; nothing was changed",
                        "Restore a backup instead, or write its downgrade"),
                after(
                        "SQL that nothing undoes",
                        on -> on.with(A, bad("bbbb", "SELECT 1")).upgradeTo("bbbb"),
                        on -> on.with(A, bad("bbbb", "SELECT 1")).downgradeTo("base"),
                        RefusedException.class,
                        "IRREVERSIBLE",
                        "revision bbbb (go wrong) cannot be undone: no SQL was given that undoes: SELECT 1"));
    }

    private static Script[] oneWay() {
        return new Script[] {
            Script.of("aaaa", "one way", op -> op.irreversible("it was thrown away")),
            Script.of("bbbb", "", op -> op.createTable("b", column("id", "int")), "aaaa")
        };
    }

    private static int forever(int depth) {
        return forever(depth + 1) + 1;
    }

    static Stream<Row> rows() {
        return Stream.of(connections(), chains(), classes(), files(), statements())
                .flatMap(rows -> rows);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void isToldClearlyAndTouchesNothing(Row row) throws Exception {
        try (Database database = new Database()) {
            TestRole role = TestServer.shared().role();
            database.run("GRANT CREATE ON SCHEMA public TO " + role.name());
            var ground = new Ground(database, role, directory);
            row.given.run(ground);
            var before = database.facts();
            var heads = database.tables().isEmpty() ? List.of() : headsOf(database);
            Throwable failure;
            String logged;
            try (var log = new Logged()) {
                failure = catchThrowable(() -> row.action.run(ground));
                logged = log.text();
            }
            assertThat(failure).isExactlyInstanceOf(row.type);
            assertThat(reason(failure)).isEqualTo(row.reason);
            assertThat(failure.getMessage()).contains(row.says).doesNotContain("\n", "null");
            assertThat(everything(failure) + logged).doesNotContain(role.password());
            assertThat(database.facts()).isEqualTo(before);
            assertThat(heads.isEmpty() ? List.of() : headsOf(database)).isEqualTo(heads);
            assertThat(database.ask("SELECT count(*) FROM pg_locks l JOIN pg_database d ON d.oid = l.database"
                            + " WHERE locktype = 'advisory' AND datname = current_database()"))
                    .containsExactly("0");
        }
    }

    private static List<String> headsOf(Database database) throws SQLException {
        return database.ask("SELECT count(*) FROM pg_class WHERE relname = 'aludel_head'")
                        .equals(List.of("1"))
                ? database.heads()
                : List.of();
    }

    private static String reason(Throwable failure) {
        if (failure instanceof DatabaseException database) {
            return database.sqlState();
        } else if (failure instanceof RefusedException refused) {
            return refused.reason().name();
        } else if (failure instanceof RevisionException revision) {
            return revision.reason().name();
        } else if (failure instanceof StatementFailedException statement) {
            return statement.sqlState();
        }
        return "";
    }

    /** What anybody could print of an exception. */
    static String everything(Throwable failure) {
        var text = new StringBuilder();
        for (Throwable at = failure; at != null; at = at.getCause()) {
            text.append(at).append('\n').append(at.getMessage()).append('\n');
            for (Throwable suppressed : at.getSuppressed()) {
                text.append(everything(suppressed));
            }
        }
        return text.toString();
    }
}
