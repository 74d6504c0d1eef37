package dev.aludel.postgres.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aludel.core.Migrator;
import dev.aludel.core.revision.RevisionScript;
import dev.aludel.core.run.Validation;
import dev.aludel.core.run.Validation.Finding;
import dev.aludel.core.run.Validation.Level;
import dev.aludel.testing.TestServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is wrong with revisions, all of it, without changing anything. */
class ValidationTest {

    @TempDir
    private Path directory;

    private final Database database = new Database();

    @AfterEach
    void drop() {
        database.close();
    }

    /**
     * @param before   what happens first to a database that is at the head of {@link Script#chain} of three
     * @param scripts  the application's then
     * @param findings what each line begins with
     */
    record Row(String name, Consumer<Database> before, List<RevisionScript> scripts, List<String> findings) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static List<RevisionScript> with(int place, RevisionScript... scripts) {
        var all = new ArrayList<>(Script.chain(3));
        all.subList(place, Math.min(3, place + 1)).clear();
        all.addAll(List.of(scripts));
        return all;
    }

    static Stream<Row> rows() {
        var edited = Script.of(
                "r00003",
                "make t3",
                op -> op.execute("CREATE TABLE t3 (id int)").reversedBy("DROP TABLE t3"),
                "r00002");
        var respelled = Script.of(
                "r00003",
                "another message",
                op -> op.execute("CREATE  TABLE t_r00003 -- why not\n(id bigint)")
                        .reversedBy("DROP TABLE t_r00003"),
                "r00002");
        return Stream.of(
                new Row("nothing", on -> {}, Script.chain(3), List.of()),
                new Row(
                        "no revision at all",
                        on -> on.migrator(Script.chain(3)).downgradeTo("base"),
                        List.of(),
                        List.of()),
                new Row(
                        "an applied one was edited",
                        on -> {},
                        with(2, edited),
                        List.of(
                                "ERROR   revision r00003 (make t3) in r00003 was edited after it had been applied on ")),
                new Row("only spelling", on -> {}, with(2, respelled), List.of()),
                new Row(
                        "a pending one was edited",
                        on -> on.migrator(Script.chain(3)).downgradeTo("-1"),
                        with(2, edited),
                        List.of()),
                new Row(
                        "it was edited, undone and applied again",
                        on -> {
                            on.migrator(Script.chain(3)).downgradeTo("-1");
                            on.migrator(with(2, edited)).upgradeToHead();
                        },
                        with(2, edited),
                        List.of()),
                new Row(
                        "the last is lost",
                        on -> {},
                        Script.chain(2),
                        List.of("ERROR   revision r00003 (make t3) is applied, but no file has it; restore its file")),
                new Row(
                        "the last two are lost",
                        on -> {},
                        Script.chain(1),
                        List.of(
                                "ERROR   revision r00002 (make t2) is applied",
                                "ERROR   revision r00003 (make t3) is applied")),
                new Row(
                        "two heads",
                        on -> {},
                        with(3, Script.of("cccc", "other", op -> {}, "r00002")),
                        List.of(
                                "ERROR   multiple head revisions are present: cccc (other) and r00003 (make t3); merge them"
                                        + " with: merge cccc r00003")),
                new Row(
                        "two heads of branches with names",
                        on -> {},
                        with(
                                3,
                                new Script(
                                        Script.of("cccc", "", op -> {}, "r00002")
                                                .info()
                                                .withLabels(List.of("one")),
                                        op -> {},
                                        null),
                                new Script(
                                        Script.of("dddd", "", op -> {}, "r00003")
                                                .info()
                                                .withLabels(List.of("two")),
                                        op -> {},
                                        null)),
                        List.of(
                                "NOTE    multiple head revisions are present: cccc and dddd, each on a branch with a label of"
                                        + " its own; name one as label@head, or all as heads")),
                new Row(
                        "two heads of one branch",
                        on -> {},
                        with(
                                3,
                                new Script(
                                        Script.of("cccc", "", op -> {}, "r00003")
                                                .info()
                                                .withLabels(List.of("one")),
                                        op -> {},
                                        null),
                                Script.of("dddd", "", op -> {}, "cccc"),
                                Script.of("eeee", "", op -> {}, "cccc")),
                        List.of("ERROR   multiple head revisions are present: dddd and eeee; merge them")),
                new Row(
                        "a problem with semicolons of its own",
                        on -> {},
                        with(3, Script.of("cccc", "a; b", op -> op.execute("COMMIT"), "r00003")),
                        List.of("ERROR   revision cccc (a; b) in cccc: its upgrade says COMMIT")),
                new Row(
                        "a body that cannot be read",
                        on -> {},
                        with(3, Script.of("cccc", "bad", op -> op.execute("COMMIT"), "r00003")),
                        List.of("ERROR   revision cccc (bad) in cccc: its upgrade says COMMIT")),
                new Row(
                        "an upgrade that fails, before one that is not tried",
                        on -> {},
                        with(
                                3,
                                Script.of("cccc", "bad", op -> op.execute("SELECT 1/0"), "r00003"),
                                Script.of("dddd", "bad", op -> op.execute("SELECT 1/0"), "cccc")),
                        List.of(
                                "ERROR   revision cccc (bad): statement 1 of its upgrade failed (22012): division by zero")),
                new Row(
                        "a downgrade that leaves something",
                        on -> {},
                        with(
                                3,
                                Script.of(
                                        "cccc",
                                        "bad",
                                        op -> op.execute("CREATE TABLE a (n int); CREATE TABLE b (n int)")
                                                .reversedBy("DROP TABLE a"),
                                        "r00003")),
                        List.of(
                                "ERROR   the downgrade of revision cccc (bad) does not lead back to what was there before it:"
                                        + " + table b")),
                new Row(
                        "what cannot be undone",
                        on -> {},
                        with(3, Script.of("cccc", "one way", op -> op.irreversible("it is so"), "r00003")),
                        List.of("WARNING revision cccc (one way) cannot be undone: it is so; have a backup")));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void everythingIsTold(Row row) throws Exception {
        database.migrator(Script.chain(3)).upgradeToHead();
        row.before.accept(database);
        var facts = database.facts();
        var rows = database.ask("SELECT * FROM aludel_journal");
        Validation validation = database.migrator(row.scripts).validate();
        assertThat(validation.findings()).hasSameSizeAs(row.findings);
        for (int i = 0; i < row.findings.size(); i++) {
            assertThat(validation.findings().get(i).toString()).startsWith(row.findings.get(i));
        }
        assertThat(validation.isValid())
                .isEqualTo(row.findings.stream().noneMatch(finding -> finding.startsWith("ERROR")));
        assertThat(validation.describe()).isNotEmpty();
        assertThat(database.facts()).isEqualTo(facts);
        assertThat(database.ask("SELECT * FROM aludel_journal")).isEqualTo(rows);
    }

    @Test
    void problemAndRemedyAreTwoThings() {
        var bad = Script.of("cccc", "", op -> {
            throw new IllegalStateException("no; not; this");
        });
        assertThat(database.migrator(bad).validate().findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.what())
                        .isEqualTo("revision cccc in cccc: its upgrade cannot be read:"
                                + " java.lang.IllegalStateException: no; not; this"));
        var drops = Script.of("cccc", "", op -> op.execute("DO $$ BEGIN RAISE 'a; b; c'; END $$"));
        assertThat(database.migrator(drops).validate().findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.what() + "|" + finding.toDo())
                        .contains("a; b; c")
                        .endsWith("|correct its upgrade"));
    }

    @Test
    void oneRevisionCanBeLookedAtAlone() {
        var scripts = with(
                3,
                Script.of(
                        "cccc",
                        "bad",
                        op -> op.execute("CREATE TABLE a (n int)").reversedBy("SELECT 1"),
                        "r00003"),
                Script.of(
                        "dddd",
                        "bad",
                        op -> op.execute("CREATE TABLE b (n int)").reversedBy("SELECT 1"),
                        "cccc"));
        var migrator = database.migrator(scripts);
        assertThat(migrator.validate().findings()).extracting(Finding::revision).containsExactly("cccc", "dddd");
        assertThat(migrator.validate("dddd").findings())
                .extracting(Finding::revision)
                .containsExactly("dddd");
        assertThat(migrator.validate("r00002").isValid()).isTrue();
    }

    @Test
    void withoutADatabaseTheFilesAloneAreLookedAt() {
        var migrator = Migrator.builder()
                .offline(18)
                .revisions(() -> with(3, Script.of("cccc", "", op -> op.execute("BEGIN"), "r00003")))
                .build();
        assertThat(migrator.validate().findings()).extracting(Finding::level).containsExactly(Level.ERROR);
    }

    @Test
    void whoMayNotMakeASchemaIsToldThatReversibilityWasNotTried() {
        var role = TestServer.shared().role();
        database.run("REVOKE CREATE ON DATABASE " + database.itself().name() + " FROM public");
        var migrator = Migrator.builder()
                .dataSource(database.itself().asRole(role))
                .revisions(() -> Script.chain(1))
                .build();
        assertThat(migrator.validate().findings())
                .singleElement()
                .asString()
                .startsWith("WARNING reversibility could not be tried: rehearsing revisions: permission denied");
    }

    /** No migrator can be made of these. */
    @Test
    void everyProblemOfFilesIsToldAndNotOnlyTheFirst() throws Exception {
        write("a", "-- revision: aaaa\n");
        write("a2", "-- revision: aaaa\n");
        write("b", "-- revision: bbbb\n-- revises: nope\n");
        write("c", "-- revision: cccc\n-- revises: dddd\n");
        write("d", "-- revision: dddd\n-- revises: cccc\n");
        write("e", "-- revision: NO ID\n");
        write("f", "SELECT 1;\n");
        write("g", "-- revision: gggg\n-- labels: x\n-- revises: aaaa\n");
        write("h", "-- revision: hhhh\n-- labels: x\n-- revises: gggg\n");
        var validation = Migrator.builder()
                .dataSource(database.dataSource())
                .locations("file:" + directory)
                .validate();
        assertThat(validation.isValid()).isFalse();
        assertThat(validation.describe())
                .contains(
                        "two revisions have the id aaaa",
                        "revision bbbb in " + directory.resolve("b.sql") + " needs revision nope, which is not there",
                        "\"NO ID\" is not a revision id",
                        "f.sql",
                        "the label \"x\" of revision hhhh is taken by revision gggg",
                        "in a circle: cccc, dddd");
        assertThat(validation.findings()).hasSize(6);
    }

    private void write(String name, String header) throws Exception {
        Files.writeString(
                directory.resolve(name + ".sql"),
                header.startsWith("--") ? header + "\n-- upgrade\nSELECT 1;\n\n-- downgrade\nSELECT 1;\n" : header);
    }
}
