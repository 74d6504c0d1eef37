package dev.aludel.postgres.run;

import static dev.aludel.core.op.Definitions.asc;
import static dev.aludel.core.op.Definitions.check;
import static dev.aludel.core.op.Definitions.column;
import static dev.aludel.core.op.Definitions.comment;
import static dev.aludel.core.op.Definitions.desc;
import static dev.aludel.core.op.Definitions.expression;
import static dev.aludel.core.op.Definitions.foreignKey;
import static dev.aludel.core.op.Definitions.index;
import static dev.aludel.core.op.Definitions.primaryKey;
import static dev.aludel.core.op.Definitions.sequence;
import static dev.aludel.core.op.Definitions.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aludel.core.dialect.Dialect;
import dev.aludel.core.dialect.Scope;
import dev.aludel.core.dialect.Statement;
import dev.aludel.core.op.Backfill;
import dev.aludel.core.op.Irreversible;
import dev.aludel.core.op.Operation;
import dev.aludel.core.op.Operations;
import dev.aludel.core.revision.Migration;
import dev.aludel.core.revision.Revision;
import dev.aludel.core.revision.RevisionFile;
import dev.aludel.core.revision.RevisionFormat;
import dev.aludel.core.revision.RevisionInfo;
import dev.aludel.core.revision.RevisionScript;
import dev.aludel.core.revision.RevisionSource;
import dev.aludel.core.revision.RevisionWriter;
import dev.aludel.core.revision.Text;
import dev.aludel.core.schema.ForeignKey.Action;
import dev.aludel.core.schema.Name;
import dev.aludel.core.schema.ObjectId;
import dev.aludel.core.schema.SqlTokens;
import dev.aludel.postgres.PostgresDialect;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the writer writes is read back as what was meant, in both formats. */
class RevisionFilesTest {

    private static final Dialect DIALECT = new PostgresDialect();
    private static final int MAJOR = 18;

    /** A set-up property that code in a message would set. */
    private static final String CANARY = "aludel.canary";

    @TempDir
    private Path directory;

    /** Operations of one kind. */
    record Row(String name, Consumer<Operations> operations) {
        @Override
        public String toString() {
            return name;
        }

        List<Operation> upgrade() {
            var recording = new Operations(DIALECT::normalType);
            operations.accept(recording);
            return recording.recorded();
        }
    }

    static Row row(String name, Consumer<Operations> operations) {
        return new Row(name, operations);
    }

    static Stream<Row> kinds() {
        String hostile = "it's \"quoted\" \\ \n -- x */ \ud83d\udca5 \\u000a $$ ; ?";
        return Stream.of(
                row("a schema", op -> op.createSchema("Odd \"one\"")),
                row("a schema's name", op -> op.renameSchema("a", "B")),
                row("no schema", op -> op.dropSchema("billing")),
                row(
                        "a table with everything",
                        op -> op.createTable(
                                "billing.\"Odd; \"\"one\"\"\"",
                                column("id", "bigint").identityAlways(),
                                column("other", "int")
                                        .identity(
                                                false,
                                                sequence("integer")
                                                        .startingAt(-5)
                                                        .incrementBy(-2)
                                                        .between(-50, 7)
                                                        .cache(3)
                                                        .cycle()),
                                column("big", "bigint")
                                        .identity(true, sequence().startingAt(5_000_000_000L)),
                                column("Name", "character varying(80)")
                                        .notNull()
                                        .collate("\"C\"")
                                        .comment(hostile),
                                column("text", "text").defaultValue(hostile),
                                column("n", "numeric(10,2)").defaultSql("0"),
                                column("g", "numeric").generatedAs("n * 2"),
                                column("v", "numeric").generatedVirtuallyAs("n * 3"),
                                column("at", "timestamp with time zone").defaultSql("now()"),
                                column("tags", "text[]"),
                                primaryKey("id", "other").named("pk_odd").comment(hostile),
                                unique("Name").named("uq").initiallyDeferred(),
                                unique("n").named("uq2").nullsNotDistinct(),
                                check("ck", "n > 0 AND text <> '\\'"),
                                foreignKey("n", "g")
                                        .references("public.other", "a", "b")
                                        .named("fk")
                                        .onDelete(Action.CASCADE)
                                        .onUpdate(Action.SET_NULL)
                                        .deferrable(),
                                index("ix", "n", "g")
                                        .unique()
                                        .include("text")
                                        .where("n > 0")
                                        .comment(hostile),
                                index(
                                                "ix2",
                                                asc("n"),
                                                desc("g").withNullsFirst(false),
                                                expression("lower(text)")
                                                        .withCollation(Name.parse("\"C\""))
                                                        .withOperatorClass(Name.parse("text_pattern_ops")))
                                        .using("btree"),
                                index("ix3", "tags").using("gin"),
                                comment(hostile))),
                row(
                        "no table",
                        op -> op.dropTable(
                                "t",
                                column("id", "bigint").notNull(),
                                primaryKey("id").named("t_pkey"))),
                row("a table's name", op -> op.renameTable("t", "\"T 2\"")),
                row(
                        "a column",
                        op -> op.addColumn(
                                "t",
                                column("c", "int4").notNull().defaultValue(true).comment(hostile))),
                row(
                        "no column",
                        op -> op.dropColumn("t", column("c", "varchar(3)").defaultValue("a'b"))),
                row(
                        "another column",
                        op -> op.alterColumn(
                                "t", column("c", "int"), column("c", "bigint").notNull())),
                row(
                        "another column, converted",
                        op -> op.alterColumn("t", column("c", "text"), column("c", "int"))
                                .using("c::int -- \n", "c::text")),
                row("a column's name", op -> op.renameColumn("t", "a\"b", "\u00fc\\")),
                row("a constraint", op -> op.addConstraint("t", check("c", "a > '; -- x' AND \"; */\" <> E'\\''"))),
                row(
                        "no constraint",
                        op -> op.dropConstraint(
                                "t", foreignKey("a").references("\"X y\"", "b").named("f"))),
                row("a constraint's name", op -> op.rename("unique", "t", "a", "b")),
                row("an index", op -> op.createIndex("t", index("i", expression("(a || '\"')")))),
                row("no index", op -> op.dropIndex("t", index("i", "a"))),
                row("an index's name", op -> op.rename("index", "billing.t", "a", "b")),
                row(
                        "a sequence",
                        op -> op.createSequence(
                                "s", sequence("smallint").incrementBy(3).startingAt(2))),
                row(
                        "another sequence",
                        op -> op.alterSequence(
                                "s", sequence(), sequence().cache(20).cycle())),
                row("no sequence", op -> op.dropSequence("billing.s", sequence())),
                row("a sequence's name", op -> op.renameSequence("s", "\"S\"")),
                row("a sequence's owner", op -> op.ownSequence("s", "t", "c")),
                row("a sequence's owner no more", op -> op.disownSequence("s", "t", "c")),
                row("an enum", op -> op.createEnum("mood", "happy", "it's", "\\", "\u00fc\ud83d\udca5")),
                row("an enum without values", op -> op.createEnum("mood")),
                row("no enum", op -> op.dropEnum("mood", "a")),
                row("an enum's name", op -> op.renameEnum("billing.mood", "billing.\"Mood\"")),
                row("an enum with one more", op -> op.alterEnum("mood", List.of("a"), List.of("a", "b"))),
                row(
                        "an enum with one less",
                        op -> op.alterEnum("mood", List.of("a", "b"), List.of("b"))
                                .comment(hostile)
                                .usedBy(
                                        "t",
                                        column("m", "mood")
                                                .defaultSql("'b'::mood")
                                                .comment(hostile),
                                        index("i", "m").comment("x"))
                                .usedBy("u", column("m", "mood"))
                                .usedBy("t", check("c", "m > 'a'"))),
                row("a table's comment", op -> op.commentOnTable("t", null, hostile)),
                row("a column's comment", op -> op.commentOnColumn("t", "c", "before", hostile)),
                row(
                        "a comment on anything",
                        op -> op.comment(new ObjectId("index", Name.parse("t"), "i"), hostile, null)),
                row(
                        "SQL",
                        op -> op.execute("SELECT '" + hostile.replace("'", "''") + "'")
                                .reversedBy("SELECT 2 -- x")),
                row("SQL that nothing undoes", op -> op.execute("SELECT 1; SELECT $a$ ; $a$")),
                row("a backfill", op -> op.backfill("t", "a = '" + hostile.replace("'", "''") + "'", "b IS NULL")),
                row("a backfill of all", op -> op.backfill("\"T\"", "a = 1", "")));
    }

    private static RevisionInfo info(String id, String message) {
        return new RevisionInfo(
                id,
                List.of("1a2b3c4d5e6f", "abcd"),
                List.of("other"),
                List.of("billing", "v1.2"),
                message,
                Instant.parse("2026-11-21T10:15:30Z"),
                "here");
    }

    private static List<Operation> back(List<Operation> upgrade) {
        return Operations.reverse(upgrade);
    }

    private RevisionFile write(RevisionFormat format, RevisionInfo info, List<Operation> up, List<Operation> down) {
        return RevisionWriter.write(
                new RevisionWriter(directory, format, "db.revisions").render(info, up, down, DIALECT, MAJOR));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void javaCompilesAndIsReadBackEqual(Row row) throws Exception {
        var up = row.upgrade();
        write(RevisionFormat.JAVA, info("cafe", "m"), up, back(up));
        RevisionScript script = compiled().get("cafe");
        assertThat(script.upgrade(DIALECT::normalType)).isEqualTo(up);
        assertThat(script.downgrade(DIALECT::normalType).stream().map(RevisionFilesTest::told))
                .isEqualTo(back(up).stream()
                        .filter(operation -> !(operation instanceof Backfill))
                        .map(RevisionFilesTest::told)
                        .toList());
    }

    /** Java has words for why there is no way back, but not for what there is no way back from. */
    private static Operation told(Operation operation) {
        return operation instanceof Irreversible irreversible ? new Irreversible(irreversible.why(), null) : operation;
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void sqlIsReadBackAsTheSameStatements(Row row) {
        var up = row.upgrade();
        var down = back(up).stream()
                .filter(operation -> !(operation instanceof Irreversible))
                .toList();
        var file = write(RevisionFormat.SQL, info("cafe", "m"), up, down);
        var script = RevisionSource.at("file:" + directory, getClass().getClassLoader())
                .read()
                .get(0);
        assertThat(tokens(script.upgrade(DIALECT::normalType))).isEqualTo(tokens(up));
        assertThat(tokens(script.downgrade(DIALECT::normalType))).isEqualTo(tokens(down));
        assertThat(script.info())
                .isEqualTo(new RevisionInfo(
                        "cafe",
                        file.info().revises(),
                        file.info().dependsOn(),
                        file.info().labels(),
                        "m",
                        file.info().created(),
                        directory.resolve("cafe_m.sql").toString()));
    }

    private static List<String> tokens(List<Operation> operations) {
        return operations.stream()
                .flatMap(operation -> operation.sql(DIALECT, Scope.unqualified(MAJOR)).stream())
                .map(Statement::sql)
                .map(sql -> SqlTokens.meaningful(sql).stream()
                        .map(SqlTokens.Token::text)
                        .collect(Collectors.joining(" ")))
                .toList();
    }

    private Map<String, RevisionScript> compiled() throws Exception {
        var compiler = ToolProvider.getSystemJavaCompiler();
        Path classes = Files.createDirectories(directory.resolve("classes"));
        var said = new StringWriter();
        try (var files = compiler.getStandardFileManager(null, null, null);
                var sources = Files.list(directory)) {
            String classPath = Stream.of(Revision.class, Operations.class, org.jspecify.annotations.Nullable.class)
                    .map(type -> type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .getPath())
                    .distinct()
                    .collect(Collectors.joining(java.io.File.pathSeparator));
            boolean done = compiler.getTask(
                            said,
                            files,
                            null,
                            List.of(
                                    "-d",
                                    classes.toString(),
                                    "-cp",
                                    classPath,
                                    "-proc:none",
                                    "-Xlint:all",
                                    "-Werror",
                                    "--release",
                                    "17",
                                    "-encoding",
                                    "US-ASCII"),
                            null,
                            files.getJavaFileObjectsFromPaths(
                                    sources.filter(path -> path.toString().endsWith(".java"))
                                            .toList()))
                    .call();
            assertThat(done).describedAs(said.toString()).isTrue();
        }
        var loader = new URLClassLoader(
                new URL[] {classes.toUri().toURL()}, getClass().getClassLoader());
        return RevisionSource.at("classpath:db/revisions", loader).read().stream()
                .collect(Collectors.toMap(script -> script.info().id(), script -> script));
    }

    static List<String> hostileMessages() {
        var messages = new ArrayList<String>(List.of(
                "it's \"quoted\"",
                "two\nlines",
                "two\r\nlines",
                "old Mac\rline",
                "*/ } static { System.setProperty(\"" + CANARY + "\", \"1\"); } /*",
                "\\u000a } static { System.setProperty(\"" + CANARY + "\", \"1\"); } //",
                "\\\\u000a x",
                "\\u0022, id = \\u0022other",
                "\"\"\"",
                "\\",
                "\\\\",
                "-- downgrade",
                "x\n-- downgrade\nDROP TABLE y;\n",
                "x\r-- upgrade\rDROP TABLE y;\r",
                "x\n\\! touch /tmp/x\n",
                "x\u2028-- downgrade\u2029DROP\u0085TABLE\u000by\u000c",
                "*/ DROP TABLE y; /*",
                "$$; DROP TABLE y; $$",
                "\ud83d\udca5 emoji \ud83d\ude00",
                "half \ud83d of a pair",
                "\u0000 nul",
                "\u202e reversed",
                "../../../etc/passwd",
                "C:\\windows\\con",
                "a/b\\c:d*e?f|g<h>i",
                "revision: other",
                "   ",
                "",
                "\t\t",
                "x".repeat(5_000)));
        var random = new Random(20261121);
        String evil =
                "\n\r\t\\\"'`*/-;$:{}()@#%&<>!u0aU+\u0000\u0085\u2028\u2029\u00a0\u202e\ufeff\ud83d\udca5 abcZ09_é漢";
        for (int i = 0; i < 1_000; i++) {
            var text = new StringBuilder();
            for (int length = random.nextInt(40); length > 0; length--) {
                text.append(evil.charAt(random.nextInt(evil.length())));
            }
            messages.add(text.toString());
        }
        return messages;
    }

    @Test
    void aMessageIsNeverCodeInJavaAndComesBackEqual() throws Exception {
        var messages = hostileMessages();
        var up = new Row("", op -> op.execute("SELECT 1")).upgrade();
        for (int i = 0; i < messages.size(); i++) {
            var file = write(RevisionFormat.JAVA, RevisionInfo.of("m" + i, messages.get(i)), up, List.of());
            assertThat(file.path().toAbsolutePath().normalize().getParent()).isEqualTo(directory.toAbsolutePath());
            assertThat(file.path().getFileName().toString())
                    .matches("R[0-9a-z_]+\\.java")
                    .hasSizeLessThan(120);
        }
        var scripts = compiled();
        assertThat(scripts).hasSize(messages.size());
        for (int i = 0; i < messages.size(); i++) {
            RevisionScript script = scripts.get("m" + i);
            assertThat(script.info().message()).isEqualTo(messages.get(i));
            assertThat(script.upgrade(DIALECT::normalType)).isEqualTo(up);
            assertThat(script.downgrade(DIALECT::normalType)).isEmpty();
        }
        assertThat(System.getProperty(CANARY)).isNull();
    }

    @Test
    void aMessageIsNeverCodeInSqlAndComesBackAsOneLine() throws Exception {
        var messages = hostileMessages();
        var up = new Row("", op -> op.execute("SELECT 1")).upgrade();
        for (int i = 0; i < messages.size(); i++) {
            var file = write(RevisionFormat.SQL, RevisionInfo.of("m" + i, messages.get(i)), up, List.of());
            assertThat(file.path().toAbsolutePath().normalize().getParent()).isEqualTo(directory.toAbsolutePath());
            assertThat(file.path().getFileName().toString())
                    .matches("[0-9a-z_]+\\.sql")
                    .hasSizeLessThan(120);
            assertThat(file.text().lines().filter(line -> !line.startsWith("--") && !line.isBlank()))
                    .containsExactly("SELECT 1;");
        }
        var read = RevisionSource.at("file:" + directory, getClass().getClassLoader())
                .read();
        assertThat(read).hasSize(messages.size());
        for (RevisionScript script : read) {
            String message = messages.get(Integer.parseInt(script.info().id().substring(1)));
            assertThat(script.info().message()).isEqualTo(Text.oneLine(message));
            assertThat(script.upgrade(DIALECT::normalType)).isEqualTo(up);
            assertThat(script.downgrade(DIALECT::normalType)).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 1 -- note",
                "SELECT 1 /* note */",
                "-- downgrade\nSELECT 1",
                "--downgrade:\r\nSELECT 1",
                "SELECT 1,\n  -- UPGRADE\n 2",
                "SELECT '\n-- downgrade\n'",
                "SELECT $$\n-- downgrade\n$$",
                "SELECT \"\n-- downgrade\n\"",
                "/*\n-- downgrade\n*/ SELECT 1",
                "SELECT 1 -- downgrade",
                "SELECT 1 -- x\r, 2",
                "SELECT 1;;; SELECT 2;",
                "SELECT E'\\'; -- '",
            })
    void whatAStatementSaysInItsCommentsAndStringsBeginsNoSection(String sql) {
        var up = new Row("", op -> {
                    op.execute(sql);
                    op.execute("SELECT 'next'");
                })
                .upgrade();
        write(RevisionFormat.SQL, RevisionInfo.of("cafe", "m"), up, up);
        var script = RevisionSource.at("file:" + directory, getClass().getClassLoader())
                .read()
                .get(0);
        assertThat(tokens(script.upgrade(DIALECT::normalType))).isEqualTo(tokens(up));
        assertThat(tokens(script.downgrade(DIALECT::normalType))).isEqualTo(tokens(up));
    }

    @Test
    void whatSqlCannotSayIsRefusedWhenItIsWritten() {
        var rows = List.of(
                row("cannot say that it is irreversible (gone)", op -> op.irreversible("gone")),
                row("cannot run code (\"fill\")", op -> op.run("fill", 1, connection -> {})),
                row("a quote that is not closed", op -> op.execute("SELECT 'open")),
                row("a quote that is not closed", op -> op.execute("SELECT 1 /* open")));
        for (Row row : rows) {
            assertThatThrownBy(() -> write(RevisionFormat.SQL, RevisionInfo.of("cafe", "m"), row.upgrade(), List.of()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(row.name)
                    .hasMessageContaining("use Java");
        }
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void aFileThatIsThereIsNeverWrittenOver() throws Exception {
        var up = new Row("", op -> op.execute("SELECT 1")).upgrade();
        var file = write(RevisionFormat.SQL, RevisionInfo.of("cafe", "m"), up, up);
        Files.writeString(file.path(), "mine");
        assertThatThrownBy(() -> write(RevisionFormat.SQL, RevisionInfo.of("cafe", "m"), up, up))
                .hasMessageContaining("cannot write " + file.path());
        assertThat(Files.readString(file.path())).isEqualTo("mine");
    }

    /** Left here so that a revision can be written next to it and compared by eye. */
    @Test
    void aWrittenRevisionReadsLikeOneWrittenByHand() {
        var up = new Row(
                        "",
                        op -> op.addColumn(
                                "invoices",
                                column("is_deleted", "boolean").notNull().defaultValue(false)))
                .upgrade();
        var info = new RevisionInfo(
                "2e2c946f2c92",
                List.of("1a2b3c4d5e6f"),
                List.of(),
                List.of(),
                "Add is_deleted to invoices",
                Instant.parse("2026-11-21T10:15:30Z"),
                "");
        assertThat(new RevisionWriter(directory, RevisionFormat.JAVA, "db.revisions")
                        .render(info, up, back(up), DIALECT, MAJOR)
                        .text())
                .isEqualTo("""
                        package db.revisions;

                        import static dev.aludel.core.op.Definitions.column;

                        import dev.aludel.core.op.Operations;
                        import dev.aludel.core.revision.Migration;
                        import dev.aludel.core.revision.Revision;

                        @Revision(
                                id = "2e2c946f2c92",
                                revises = "1a2b3c4d5e6f",
                                message = "Add is_deleted to invoices",
                                created = "2026-11-21T10:15:30Z")
                        public final class R2e2c946f2c92_add_is_deleted_to_invoices implements Migration {

                            @Override
                            public void upgrade(Operations op) {
                                op.addColumn("invoices", column("is_deleted", "boolean").notNull().defaultSql("false"));
                            }

                            @Override
                            public void downgrade(Operations op) {
                                op.dropColumn("invoices", column("is_deleted", "boolean").notNull().defaultSql("false"));
                            }
                        }
                        """);
        assertThat(new RevisionWriter(directory, RevisionFormat.SQL, "")
                        .render(info, up, back(up), DIALECT, MAJOR)
                        .text())
                .isEqualTo("""
                        -- revision: 2e2c946f2c92
                        -- revises: 1a2b3c4d5e6f
                        -- created: 2026-11-21T10:15:30Z
                        -- message: Add is_deleted to invoices

                        -- upgrade
                        ALTER TABLE invoices ADD COLUMN is_deleted boolean DEFAULT false NOT NULL;

                        -- downgrade
                        ALTER TABLE invoices DROP COLUMN is_deleted;
                        """);
    }

    @Test
    void aMigrationWithoutADowngradeGoesBackByItself() {
        @Revision(id = "cafe")
        final class Up implements Migration {
            @Override
            public void upgrade(Operations op) {
                op.createSchema("a");
                op.createEnum("e", "x");
            }
        }
        var script = RevisionSource.of(new Up()).read().get(0);
        assertThat(script.downgrade(type -> type)).isEqualTo(back(script.upgrade(type -> type)));
    }
}
