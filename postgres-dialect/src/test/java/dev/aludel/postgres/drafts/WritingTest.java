package dev.aludel.postgres.drafts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aludel.core.error.RevisionException;
import dev.aludel.core.op.Create;
import dev.aludel.core.op.RunSql;
import dev.aludel.core.revision.FileTemplate;
import dev.aludel.core.revision.PostWriteHook;
import dev.aludel.core.revision.RevisionFormat;
import dev.aludel.core.revision.RevisionInfo;
import dev.aludel.core.revision.RevisionSet;
import dev.aludel.core.revision.RevisionTemplate;
import dev.aludel.diff.Draft;
import dev.aludel.diff.Rewriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Templates, hooks and rewriters; comparing with a chain where no database is. */
class WritingTest {

    private static final Class<?> ONE = Versions.One.Account.class;

    @TempDir
    private Path directory;

    private Drafts java;
    private Drafts sql;

    @BeforeEach
    void set() {
        java = new Drafts(directory.resolve("java"), RevisionFormat.JAVA);
        sql = new Drafts(directory.resolve("sql"), RevisionFormat.SQL);
    }

    @ParameterizedTest
    @EnumSource(RevisionFormat.class)
    void aTemplateMakesNamesAndFoldersAndAllAreFoundAgain(RevisionFormat format) {
        var drafts = format == RevisionFormat.JAVA ? java : sql;
        var revisions = drafts.builder(ONE)
                .fileTemplate(FileTemplate.of("%(year)d/V%(month).2d-%(rev)s_%(slug)s"))
                .build();
        var file = revisions.empty(Draft.of("Hello, World").id("abc1"));
        revisions.empty(Draft.of("More").id("abc2"));
        String path = drafts.directory().relativize(file.path()).toString().replace('\\', '/');
        assertThat(path)
                .matches(
                        format == RevisionFormat.JAVA
                                ? "_20\\d\\d/V\\d\\d_abc1_hello_world\\.java"
                                : "20\\d\\d/V\\d\\d-abc1_hello_world\\.sql");
        assertThat(RevisionSet.read(List.of(revisions.source())).graph().all())
                .extracting(RevisionInfo::id)
                .containsExactly("abc1", "abc2");
    }

    @Test
    void aTemplateIsTheUsersAndAMessageInItIsNoCode() throws Exception {
        var template = new RevisionTemplate(
                RevisionFormat.JAVA,
                RevisionTemplate.JAVA
                        .text()
                        .replace("public final class", "/* ${message} by us */\npublic final class"));
        String message = "*/ static { System.exit(1); } /* \\u002a\\u002f ${class} ${upgrade} \n \ud83d\udca5";
        var file = java.builder(ONE)
                .template(template)
                .build()
                .empty(Draft.of(message).id("abc1"));
        assertThat(Files.readString(file.path())).contains("by us */");
        assertThat(java.graph().get("abc1").message()).isEqualTo(message);
    }

    @Test
    void aTemplateForSqlMayRunMoreButNeverTheMessage() {
        var text = RevisionTemplate.SQL.text().replace("-- upgrade\n", "-- upgrade\nSET ROLE owner;\n");
        var good = sql.builder(ONE)
                .template(new RevisionTemplate(RevisionFormat.SQL, text))
                .build();
        assertThat(good.generate("Make; DROP TABLE x"))
                .get()
                .satisfies(file -> assertThat(file.text()).contains("SET ROLE owner;\nCREATE TABLE"));
        var bad = text.replace("SET ROLE owner", "SELECT '${message}'");
        assertThatThrownBy(() -> sql.builder(ONE)
                        .template(new RevisionTemplate(RevisionFormat.SQL, bad))
                        .build()
                        .empty("x'; DROP TABLE y; --"))
                .hasMessageContaining("would not be read back as it is");
        assertThat(sql.graph().all()).hasSize(1);
    }

    @Test
    void aTemplateThatDoesNotCompileWritesNothing() {
        var template = new RevisionTemplate(RevisionFormat.JAVA, RevisionTemplate.JAVA.text() + "oops");
        assertThatThrownBy(() -> java.builder(ONE).template(template).build().empty("x"))
                .isInstanceOf(RevisionException.class)
                .hasMessageContaining("do not compile");
        assertThat(java.directory()).doesNotExist();
    }

    @Test
    void hooksRunInTheirOrderAndAFailureKeepsTheFile() throws Exception {
        var done = new ArrayList<String>();
        Path odd = Files.createDirectories(directory.resolve("o d$(x);'d"));
        var hooked = new Drafts(odd, RevisionFormat.SQL)
                .builder(ONE)
                .hooks(
                        file -> done.add(file.info().id()),
                        PostWriteHook.command(
                                "cp", "{file}", directory.resolve("copy.sql").toString()));
        var file = hooked.build().empty(Draft.of("x").id("abc1"));
        assertThat(done).containsExactly("abc1");
        assertThat(directory.resolve("copy.sql")).hasSameTextualContentAs(file.path());
        hooked.hooks(PostWriteHook.command("ls", "{file}.nowhere"), later -> done.add("never"));
        assertThatThrownBy(() -> hooked.build().empty(Draft.of("y").id("abc2")))
                .isInstanceOf(RevisionException.class)
                .hasMessageContaining("abc2_y.sql was written and stays, but a hook failed after it")
                .hasMessageContaining("exited with")
                .hasMessageContaining("abc2_y.sql.nowhere");
        assertThat(done).containsExactly("abc1", "abc1".replace('1', '2'));
        assertThat(odd.resolve("abc2_y.sql")).exists();
    }

    @Test
    void rewritersHaveTheirSayOneAfterTheOther() {
        var none = java.builder(ONE)
                .rewrite(Rewriter.without(Create.class::isInstance))
                .build();
        assertThat(none.generate("Nothing")).isEmpty();
        var more = java.builder(ONE)
                .rewrite(Rewriter.each(operation -> List.of(operation, new RunSql("SELECT 1", "SELECT 2"))))
                .rewrite(Rewriter.without(RunSql.class::isInstance).andThen(list -> {
                    var copy = new ArrayList<>(list);
                    copy.add(new RunSql("GRANT SELECT ON account TO PUBLIC", "SELECT 3"));
                    return copy;
                }))
                .build();
        assertThat(more.generate("Make"))
                .get()
                .satisfies(file -> assertThat(file.text())
                        .contains("op.createTable(", "GRANT SELECT", "SELECT 3")
                        .doesNotContain("SELECT 1"));
    }

    @Test
    void theChainAloneTellsWhatIsNew() {
        assertThat(java.generate("One", ONE)).isPresent();
        assertThat(java.generate("One again", ONE)).isEmpty();
        assertThat(java.generate("Two", Versions.Two.Account.class))
                .get()
                .satisfies(file -> assertThat(file.text()).contains("addColumn"));
        assertThat(java.generate("Two again", Versions.Two.Account.class)).isEmpty();
        var three = java.builder(Versions.Three.Account.class).build();
        assertThat(three.check().inSync()).isFalse();
        assertThat(three.check().describe()).startsWith("New upgrade operations detected: ");
        assertThat(three.generate("Three"))
                .get()
                .satisfies(file -> assertThat(file.text()).contains("'GONE'"));
        assertThat(three.check().describe()).isEqualTo("No new upgrade operations detected.\n");
        assertThat(three.check().inSync()).isTrue();
        assertThatThrownBy(() -> java.generate("Moody", Versions.Moody.Account.class))
                .hasMessageContaining("there is no database to ask");
    }
}
