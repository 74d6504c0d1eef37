package dev.aludel.postgres.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aludel.core.Migrator;
import dev.aludel.core.error.RefusedException;
import dev.aludel.diff.Revisions;
import dev.aludel.diff.watch.WatchEvent;
import dev.aludel.diff.watch.WatchEvent.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/** What a developer sees who edits entities while the watcher runs. */
class WatcherTest {

    private static final String INVOICE = "@Id public Long id; @Column(length = 40) public String number;";
    private static final Duration QUIET = Duration.ofMillis(500);

    @TempDir
    Path directory;

    private Workplace place;

    @BeforeEach
    void anEntity() {
        place = new Workplace(directory).entity("Invoice", INVOICE);
    }

    @AfterEach
    void drop() {
        place.close();
    }

    /** The watcher has made the first revision. */
    private Workplace working() throws InterruptedException {
        place.watch();
        place.next(Kind.STARTED);
        assertThat(place.next(Kind.APPLIED).text()).contains("  Create invoice  (1 operation, ");
        return place;
    }

    @Test
    void appliesAChangeWithinTheIntervalAndTwoSeconds() throws Exception {
        place.with("WATCH_INTERVAL", "1");
        working();
        var took = new ArrayList<Long>();
        String fields = INVOICE;
        for (int i = 1; i <= 2; i++) {
            fields += " public Integer n" + i + ";";
            place.entity("Invoice", fields);
            long begin = System.nanoTime();
            WatchEvent event = place.next(Kind.APPLIED);
            took.add(Duration.ofNanos(System.nanoTime() - begin).toMillis());
            assertThat(event.describe())
                    .matches("✓ Migration applied  [0-9a-f]{12}  Add n" + i
                            + " to invoice  \\(1 operation, [0-9]+ ms\\)\n");
            assertThat(place.columns("invoice")).contains("n" + i);
            assertThat(place.revisions()).hasSize(1 + i);
        }
        System.out.println("recompiled -> applied, looking every 1,000 ms: " + took + " ms");
        assertThat(took).allMatch(millis -> millis < 3000);
        assertThat(place.log())
                .contains("✓ Migration applied  ", "Z ○ Watching for ", "generate on, apply on, backups in ");
    }

    @Test
    void aBuildThatChangesNothingMakesNothing() throws Exception {
        working();
        for (String time : new String[] {"1999-01-01T00:00:00Z", "2099-01-01T00:00:00Z"}) {
            place.entity("Invoice", INVOICE);
            Files.setLastModifiedTime(
                    place.classes().resolve("shop/Invoice.class"), FileTime.from(Instant.parse(time)));
        }
        // another class file, the same table
        place.entity("Invoice", INVOICE + " public String text() { return number; }");
        place.silent(QUIET);
        assertThat(place.revisions()).hasSize(1);
        // a build that deletes first, and takes long
        deleteClasses();
        place.next(Kind.WAITING);
        place.compile(place.classes());
        place.next(Kind.IN_SYNC);
        assertThat(place.revisions()).hasSize(1);
    }

    private void deleteClasses() throws IOException {
        try (Stream<Path> files = Files.walk(place.classes())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.delete(file);
            }
        }
    }

    @Test
    void aStormOfWritesIsOneRevision() throws Exception {
        place.with("WATCH_INTERVAL", "500ms");
        working();
        byte[] first = compiled(INVOICE + " public Integer first;");
        byte[] last = compiled(INVOICE + " public Integer last;");
        for (int i = 1; i <= 20; i++) {
            Files.write(place.classes().resolve("shop/Invoice.class"), i % 2 == 0 ? last : first);
            Thread.sleep(20);
        }
        assertThat(place.next(Kind.APPLIED).text()).contains("Add last to invoice");
        place.silent(QUIET);
        assertThat(place.revisions()).hasSize(2);
        assertThat(place.columns("invoice")).containsExactly("id", "number", "last");
    }

    private byte[] compiled(String body) throws IOException {
        Path elsewhere = place.path("elsewhere");
        place.source("Invoice", body).compile(elsewhere);
        return Files.readAllBytes(elsewhere.resolve("shop/Invoice.class"));
    }

    @Test
    void waitsForTheRestOfAClass() throws Exception {
        working();
        byte[] whole = compiled(INVOICE + " public Integer total;");
        Path file = place.classes().resolve("shop/Invoice.class");
        Files.write(file, Arrays.copyOf(whole, whole.length - 1));
        assertThat(place.next(Kind.WAITING).text()).isEqualTo("Waiting for the rest of " + file);
        place.silent(QUIET);
        assertThat(place.revisions()).hasSize(1);
        Files.write(file, whole);
        place.next(Kind.APPLIED);
        assertThat(place.columns("invoice")).contains("total");
    }

    @Test
    void holdsBackWhatDestroysAndTakesItBackWhenItIsUndone() throws Exception {
        working();
        place.database().execute("INSERT INTO invoice VALUES (1, 'A-1')");
        place.entity("Invoice", "@Id public Long id;");
        WatchEvent held = place.next(Kind.HELD_BACK);
        String id = held.revision().orElseThrow();
        Path file = place.revisions().stream()
                .filter(path -> path.toString().contains(id))
                .findFirst()
                .orElseThrow();
        assertThat(held.text())
                .isEqualTo("Held back  " + id + "  Drop number from invoice  (data may go; not applied)");
        assertThat(held.details())
                .contains(
                        "- column invoice.number varchar(40)",
                        "to read it:  " + file,
                        "to apply it: aludel upgrade " + id);
        assertThat(place.query("SELECT number FROM invoice")).containsExactly("A-1");
        // a build copies it, and the developer goes on
        Path copy = place.classes().resolve("db/revisions/" + file.getFileName());
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
        place.entity("Invoice", "@Id public Long id; public Integer total;");
        WatchEvent both = place.next(Kind.HELD_BACK);
        assertThat(both.text()).contains("Add total to invoice, drop number from invoice");
        assertThat(place.revisions()).hasSize(2).doesNotContain(file);
        assertThat(copy).doesNotExist();
        place.entity("Invoice", INVOICE);
        assertThat(place.next(Kind.IN_SYNC).details()).anyMatch(line -> line.startsWith("taken back: "));
        assertThat(place.revisions()).hasSize(1);
        assertThat(place.heads()).hasSize(1);
    }

    @Test
    void goesOnWhenAPersonHasAppliedWhatWasHeldBack() throws Exception {
        working();
        place.entity("Invoice", INVOICE.replace("40", "20"));
        WatchEvent held = place.next(Kind.HELD_BACK);
        assertThat(held.details()).contains("~ column invoice.number varchar(40) -> varchar(20)");
        migrator(place.path("src/main/resources/db/revisions")).upgradeToHead();
        place.next(Kind.IN_SYNC);
        place.entity("Invoice", INVOICE.replace("40", "20") + " public Integer total;");
        place.next(Kind.APPLIED);
    }

    /** An upgrade had read the revision before it was taken back. */
    @Test
    void bringsBackWhatWasAppliedAllTheSame() throws Exception {
        working();
        place.entity("Invoice", "@Id public Long id;");
        place.next(Kind.HELD_BACK);
        Path read = Files.createDirectories(place.path("read"));
        for (Path file : place.revisions()) {
            Files.copy(file, read.resolve(file.getFileName()));
        }
        place.entity("Invoice", INVOICE);
        place.next(Kind.IN_SYNC);
        assertThat(place.revisions()).hasSize(1);
        migrator(read).upgradeToHead();
        assertThat(place.next(Kind.APPLIED).text()).contains("Add number to invoice");
        assertThat(place.revisions()).hasSize(3);
    }

    private Migrator migrator(Path revisions) {
        return Migrator.builder()
                .dataSource(place.database().dataSource())
                .revisions(Revisions.source(revisions))
                .build();
    }

    @Test
    void leavesWhatSomebodyHasEdited() throws Exception {
        working();
        place.entity("Invoice", "@Id public Long id;");
        String id = place.next(Kind.HELD_BACK).revision().orElseThrow();
        Path file = place.revisions().stream()
                .filter(path -> path.toString().contains(id))
                .findFirst()
                .orElseThrow();
        Files.writeString(file, Files.readString(file) + "\n-- by hand\n");
        assertThat(place.next(Kind.WAITING).text())
                .contains("Target database is not up to date", "run upgrade head first");
        place.entity("Invoice", INVOICE + " public Integer total;");
        place.silent(QUIET);
        assertThat(file).exists();
        Files.delete(file);
        place.next(Kind.APPLIED);
        assertThat(place.columns("invoice")).containsExactly("id", "number", "total");
    }

    @Test
    void asksWhatWasRenamed() throws Exception {
        working();
        place.entity("Invoice", INVOICE.replace("number", "label"));
        WatchEvent asking = place.next(Kind.ASKING);
        assertThat(asking.text()).contains("Was it renamed, or is it dropped?");
        assertThat(asking.details())
                .anyMatch(line -> line.contains("column invoice.number") && line.contains("invoice.label"));
        place.silent(QUIET);
        assertThat(place.revisions()).hasSize(1);
        // the same property under another name is no question
        place.entity("Invoice", INVOICE.replace("length", "name = \"code\", length"));
        assertThat(place.next(Kind.APPLIED).text()).contains("Rename invoice.number to code");
    }

    @Test
    void aRevisionThatFailsIsMadeAnewWhenItIsMended() throws Exception {
        working();
        place.database().execute("INSERT INTO invoice VALUES (1, 'A-1')");
        place.entity("Invoice", INVOICE + " @Column(nullable = false) public Integer total;");
        WatchEvent failed = place.next(Kind.FAILED);
        assertThat(failed.text()).startsWith("Not applied  ");
        assertThat(failed.details().get(0)).contains("23502");
        place.silent(QUIET);
        place.entity(
                "Invoice",
                INVOICE + " @Column(nullable = false, columnDefinition = \"integer default 7\") public Integer total;");
        place.next(Kind.APPLIED);
        assertThat(place.revisions()).hasSize(2);
        assertThat(place.query("SELECT total FROM invoice")).containsExactly("7");
    }

    @Test
    void compilesSourcesItself() throws Exception {
        place.watch(place.builder().sources(place.path("src/main/java")));
        place.next(Kind.STARTED);
        place.next(Kind.APPLIED);
        place.source("Invoice", INVOICE + " public Integer total");
        assertThat(place.next(Kind.FAILED).text()).contains("sources do not compile", "Invoice.java", "';' expected");
        place.silent(QUIET);
        place.source("Invoice", INVOICE + " public Status status; public enum Status { NEW }");
        assertThat(place.next(Kind.APPLIED).text()).contains("Add status to invoice");
        assertThat(place.classes().resolve("shop/Invoice$Status.class")).doesNotExist();
    }

    @Test
    void waitsForALostDatabase() throws Exception {
        var lost = new AtomicBoolean(true);
        DataSource real = place.database().dataSource();
        var weak = new PGSimpleDataSource() {
            private static final long serialVersionUID = 1L;

            @Override
            public Connection getConnection() throws SQLException {
                if (lost.get()) {
                    throw new SQLException("no route to host", "08001");
                }
                return real.getConnection();
            }
        };
        place.watch(place.builder().dataSource(weak));
        assertThat(place.next(Kind.WAITING).text()).contains("Waiting for the database: ", "no route to host");
        place.silent(QUIET);
        lost.set(false);
        place.next(Kind.STARTED);
        place.next(Kind.APPLIED);
        lost.set(true);
        place.next(Kind.WAITING);
        place.entity("Invoice", INVOICE + " public Integer total;");
        lost.set(false);
        place.next(Kind.APPLIED);
    }

    @Test
    void endsWithinTwoSecondsAndLeavesNothingHalfDone() throws Exception {
        working();
        try (Connection other = place.database().dataSource().getConnection()) {
            other.setAutoCommit(false);
            other.createStatement().execute("SELECT * FROM invoice");
            place.entity("Invoice", INVOICE + " public Integer total;");
            while (place.query(
                            "SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()")
                    .isEmpty()) {
                Thread.sleep(20);
            }
            long begin = System.nanoTime();
            place.watcher().close();
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(2));
            place.next(Kind.STOPPED);
        }
        assertThat(place.revisions()).hasSize(1);
        assertThat(place.columns("invoice")).containsExactly("id", "number");
    }

    @Test
    void onlyGeneratesOrOnlyTellsWhereThatIsSaid() throws Exception {
        place.with("AUTO_APPLY", "false").watch();
        place.next(Kind.STARTED);
        assertThat(place.next(Kind.DIFFERS).text()).startsWith("Generated  ");
        assertThat(place.revisions()).hasSize(1);
        place.watcher().close();
        place.next(Kind.STOPPED);
        Files.delete(place.revisions().get(0));
        place.with("AUTO_GENERATE", "false").watch();
        place.next(Kind.STARTED);
        WatchEvent differs = place.next(Kind.DIFFERS);
        assertThat(differs.details()).contains("to generate it: aludel generate \"Create invoice\" --apply");
        assertThat(place.revisions()).isEmpty();
    }

    @Test
    void worksOnlyWhereItIsWanted() throws Exception {
        place.with("MIGRATION_WATCHER", "false").watch();
        place.silent(QUIET);
        assertThat(place.path("aludel-watch.log")).doesNotExist();
        place.with("ALUDEL_ENVIRONMENT", "production");
        assertThatThrownBy(() -> place.builder().build().run())
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.reason()).isEqualTo(RefusedException.Reason.PROTECTED))
                .hasMessageContaining("the watcher is for development, and ")
                .hasMessageContaining(" is protected; nothing was changed");
        assertThat(place.revisions()).isEmpty();
    }

    @Test
    void twoDoNotWorkAtOnce() throws Exception {
        working();
        assertThatThrownBy(() -> place.builder().build().run())
                .hasMessageContaining("another watcher is at work here: it writes " + place.path("aludel-watch.log"));
    }

    @Test
    void doesNotBeginOnTablesThatNobodyMade() throws Exception {
        place.database().execute("CREATE TABLE invoice (id bigint PRIMARY KEY, number varchar(40) NOT NULL)");
        place.watch();
        place.next(Kind.STARTED);
        assertThat(place.next(Kind.WAITING).details()).anyMatch(line -> line.contains("aludel import"));
        assertThat(place.revisions()).isEmpty();
    }
}
