package dev.aludel.postgres.drafts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aludel.core.Migrator;
import dev.aludel.core.error.RefusedException;
import dev.aludel.core.revision.RevisionFile;
import dev.aludel.core.revision.RevisionFormat;
import dev.aludel.core.revision.RevisionInfo;
import dev.aludel.core.revision.RevisionSet;
import dev.aludel.diff.Against;
import dev.aludel.diff.Autogen;
import dev.aludel.diff.Draft;
import dev.aludel.diff.OtherTool;
import dev.aludel.diff.Revisions;
import dev.aludel.diff.RevisionsBuilder;
import dev.aludel.testing.CatalogFacts;
import dev.aludel.testing.TestDatabase;
import dev.aludel.testing.TestServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Drafts that are squashed, a database that is imported, and what a check says on the way. */
class DevelopmentTest {

    private static final Class<?> ONE = Versions.One.Account.class;
    private static final Class<?> TWO = Versions.Two.Account.class;

    private final TestDatabase database = TestServer.shared().database();

    @TempDir
    private Path directory;

    @AfterEach
    void drop() {
        database.close();
    }

    private RevisionsBuilder builder(Class<?>... entities) {
        return Revisions.builder()
                .autogen(Autogen.builder()
                        .entities(entities)
                        .dataSource(database.dataSource())
                        .build())
                .directory(directory.resolve("revisions"));
    }

    private Migrator migrator() {
        return migrator(database);
    }

    private Migrator migrator(TestDatabase elsewhere) {
        return Migrator.builder()
                .dataSource(elsewhere.dataSource())
                .revisions(builder(ONE).build().source())
                .build();
    }

    private RevisionFile apply(String message, Class<?> entity) {
        var file = builder(entity).build().generate(message).orElseThrow();
        migrator().upgradeToHead();
        return file;
    }

    private List<String> facts() throws SQLException {
        try (var connection = database.dataSource().getConnection()) {
            return CatalogFacts.read(connection);
        }
    }

    private List<String> ids() {
        return RevisionSet.read(List.of(builder(ONE).build().source())).graph().all().stream()
                .map(RevisionInfo::id)
                .toList();
    }

    private long files() throws Exception {
        try (Stream<Path> files = Files.list(directory.resolve("revisions"))) {
            return files.count();
        }
    }

    @Test
    void aCheckSaysWhatIsWrongAndWritesNothing() throws Exception {
        var one = builder(ONE).build();
        assertThat(one.check().describe()).startsWith("New upgrade operations detected: + table account");
        var first = one.generate("One").orElseThrow();
        assertThat(one.check().behind()).isTrue();
        assertThat(one.check().describe())
                .isEqualTo("Target database is not up to date: it is at base, the revisions are at "
                        + first.info().id() + "; run upgrade head first\n");
        migrator().upgradeToHead();
        database.execute("ALTER DATABASE \"" + database.name() + "\" SET default_transaction_read_only = on");
        var facts = facts();
        assertThat(one.check().inSync()).isTrue();
        assertThat(one.check().describe()).isEqualTo("No new upgrade operations detected.\n");
        var two = builder(TWO).build().check();
        assertThat(two.inSync()).isFalse();
        assertThat(two.describe()).contains("New upgrade operations detected: ", "+ column account.visits");
        one.empty(Draft.of("x").id("aaaa"));
        one.empty(Draft.of("y").id("bbbb").head(first.info().id()).splice(true));
        assertThat(one.check().describe()).contains("Multiple head revisions are present", "merge aaaa bbbb");
        assertThat(facts()).isEqualTo(facts);
        assertThat(files()).isEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource(Against.class)
    void whateverItIsComparedWithTheSameIsNew(Against against) {
        var autogen = Autogen.builder()
                .entities(TWO)
                .dataSource(database.dataSource())
                .offline(TestServer.shared().major());
        apply("One", ONE);
        var file = builder(TWO)
                .autogen(autogen.build())
                .against(against)
                .build()
                .generate("Two")
                .orElseThrow();
        assertThat(file.text()).contains("\"visits\"", "\"state\"").doesNotContain("createTable");
        migrator().upgradeToHead();
        assertThat(builder(TWO).build().check().inSync()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(RevisionFormat.class)
    void draftsBecomeOneRevisionThatMakesTheSame(RevisionFormat format) throws Exception {
        var builder = builder(ONE).format(format);
        builder.build().generate("One").orElseThrow();
        migrator().upgradeToHead();
        var before = facts();
        var two = builder(TWO).format(format).build();
        var first = two.generate("Two").orElseThrow();
        migrator().upgradeToHead();
        var second = builder(Versions.Three.Account.class)
                .format(format)
                .build()
                .generate("Three")
                .orElseThrow();
        migrator().upgradeToHead();
        var after = facts();
        migrator().downgradeTo("-2");
        assertThat(facts()).isEqualTo(before);

        String range = first.info().id() + ":" + second.info().id();
        assertThatThrownBy(() -> two.squash(range, Draft.of("x").id(first.info().id())))
                .hasMessageContaining("is that of a draft before the last; take another one");
        var squashed = two.squash(range, Draft.of("All of it").id("whole"));
        assertThat(first.path()).doesNotExist();
        assertThat(second.path()).doesNotExist();
        assertThat(squashed.info().revises()).isEqualTo(first.info().revises());
        assertThat(two.source().read())
                .filteredOn(script -> script.info().id().equals("whole"))
                .singleElement()
                .satisfies(script -> assertThat(script.info().replaces())
                        .containsExactly(first.info().id(), second.info().id()));
        assertThat(ids()).hasSize(2).endsWith("whole");
        migrator().upgradeToHead();
        assertThat(facts()).isEqualTo(after);
        assertThat(builder(Versions.Three.Account.class).build().check().inSync())
                .isTrue();
        migrator().downgradeTo("-1");
        assertThat(facts()).isEqualTo(before);
    }

    @Test
    void aDatabaseElsewhereGoesOnAsIfItHadBeenSquashedToo() throws Exception {
        var one = apply("One", ONE);
        var two = apply("Two", TWO);
        try (TestDatabase elsewhere = TestServer.shared().database()) {
            migrator(elsewhere).upgradeToHead();
            builder(TWO)
                    .build()
                    .squash(
                            one.info().id() + ":" + two.info().id(),
                            Draft.of("Whole").id("whole"));
            builder(TWO).build().empty("Three");
            assertThat(migrator(elsewhere).upgradeToHead().revisions())
                    .extracting(applied -> applied.revision().message())
                    .containsExactly("Three");
        }
    }

    @Test
    void aDatabaseThatHasAllOfThemGoesAlongUnlessItIsProtected() throws Exception {
        var one = apply("One", ONE);
        var two = apply("Two", TWO);
        String range = one.info().id() + ":" + two.info().id();
        assertThatThrownBy(() -> builder(TWO).protectedDatabase(true).build().squash(range, Draft.of("x")))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("is protected and has applied 2 of the 2 revisions");
        assertThat(one.path()).exists();
        var all = builder(TWO).build().squash(range, Draft.of("Whole").id("whole"));
        assertThat(all.text()).containsOnlyOnce("createTable").doesNotContain("addColumn");
        assertThat(builder(TWO).build().check().inSync()).isTrue();
        assertThat(migrator().upgradeToHead().revisions()).isEmpty();
        migrator().downgradeTo("base");
        assertThat(facts()).noneMatch(fact -> fact.contains("account"));
    }

    @Test
    void whatCannotBeSquashedStays() throws Exception {
        var one = apply("One", ONE);
        var two = builder(TWO).build().generate("Two").orElseThrow();
        var three = builder(TWO).build().empty("Three");
        var revisions = builder(TWO).build();
        String a = one.info().id();
        String b = two.info().id();
        String c = three.info().id();
        assertThatThrownBy(() -> revisions.squash(a + ":" + c, Draft.of("x")))
                .hasMessageContaining("has applied 1 of the 3 revisions")
                .hasMessageContaining("nothing was changed");
        assertThatThrownBy(() -> revisions.squash(a + ":" + b, Draft.of("x")))
                .hasMessageContaining("is followed by others");
        assertThatThrownBy(() -> revisions.squash(c + ":" + b, Draft.of("x"))).hasMessageContaining("swap the two");
        assertThatThrownBy(() -> revisions.squash(b, Draft.of("x"))).hasMessageContaining("is not a range");
        assertThatThrownBy(() -> revisions.squash(c + ":" + c, Draft.of("x"))).hasMessageContaining("fewer than two");
        assertThat(ids()).containsExactly(a, b, c);
    }

    @Test
    void dataStatementsKeepTheirPlaces() throws Exception {
        Path folder = Files.createDirectories(directory.resolve("revisions"));
        String imports = "package db.revisions; import static dev.aludel.core.op.Definitions.column;"
                + " import dev.aludel.core.op.*; import dev.aludel.core.revision.*;\n";
        Files.writeString(folder.resolve("R1.java"), imports + """
                @Revision(id = "r1") public final class R1 implements Migration {
                    @Override public void upgrade(Operations op) {
                        op.createTable("t", column("id", "bigint"), column("old", "text"));
                        op.execute("INSERT INTO t VALUES (1, 'x')").reversedBy("DELETE FROM t");
                    }
                }
                """);
        Files.writeString(folder.resolve("R2.java"), imports + """
                @Revision(id = "r2", revises = "r1") public final class R2 implements Migration {
                    @Override public void upgrade(Operations op) {
                        op.addColumn("t", column("fresh", "text"));
                        op.backfill("t", "fresh = old", "");
                        op.dropColumn("t", column("old", "text"));
                        op.alterColumn("t", column("fresh", "text"), column("fresh", "text").notNull());
                    }
                }
                """);
        var file = builder(ONE).build().squash("r1:r2", Draft.of("Both").id("both"));
        assertThat(file.text())
                .containsSubsequence("createTable", "INSERT INTO t", "addColumn", "backfill", "dropColumn");
        migrator().upgradeToHead();
        try (var connection = database.dataSource().getConnection();
                var row = connection.createStatement().executeQuery("SELECT fresh FROM t")) {
            assertThat(row.next()).isTrue();
            assertThat(row.getString(1)).isEqualTo("x");
        }
    }

    @ParameterizedTest
    @EnumSource(RevisionFormat.class)
    void aLiveDatabaseIsImportedAndOtherHistoriesAreLeftAlone(RevisionFormat format) throws Exception {
        database.execute(
                "CREATE TABLE account (id bigint PRIMARY KEY, name varchar(255));CREATE TABLE flyway_schema_history"
                        + " (installed_rank int PRIMARY KEY, version text, description text, success boolean); INSERT INTO"
                        + " flyway_schema_history VALUES (1, '1', 'a', true), (2, '2.1', 'b', true), (3, '3', 'c',"
                        + " false);CREATE TABLE databasechangelog (id text, orderexecuted int); INSERT INTO"
                        + " databasechangelog VALUES ('first', 1), ('second', 2); CREATE VIEW names AS SELECT name FROM"
                        + " account");
        var facts = facts();
        var revisions = builder(ONE).format(format).build();
        var imported = revisions.baseline(Draft.of("Import").id("first"));
        assertThat(imported.otherTools())
                .extracting(OtherTool::toString)
                .containsExactly(
                        "Flyway (public.flyway_schema_history), at 2.1",
                        "Liquibase (public.databasechangelog), at second");
        assertThat(facts()).isEqualTo(facts);
        assertThat(imported.file().text()).contains("account", "names").doesNotContain("flyway", "changelog");
        assertThatThrownBy(() -> revisions.baseline(Draft.of("Again")))
                .hasMessageContaining("there are revisions already");
        try (var other = TestServer.shared().database()) {
            Migrator.builder()
                    .dataSource(other.dataSource())
                    .revisions(revisions.source())
                    .build()
                    .upgradeToHead();
            try (var connection = other.dataSource().getConnection()) {
                assertThat(CatalogFacts.read(connection)).anyMatch(fact -> fact.contains("account"));
            }
            assertThat(Autogen.builder()
                            .entities(ONE)
                            .dataSource(other.dataSource())
                            .revisions(revisions.source())
                            .build()
                            .diff()
                            .upgrade())
                    .isEmpty();
            Migrator.builder()
                    .dataSource(other.dataSource())
                    .revisions(revisions.source())
                    .build()
                    .downgradeTo("base");
            try (var connection = other.dataSource().getConnection()) {
                assertThat(CatalogFacts.read(connection)).noneMatch(fact -> fact.contains("account"));
            }
        }
    }
}
