package dev.aludel.postgres.changes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aludel.core.Migrator;
import dev.aludel.core.error.ModelException;
import dev.aludel.core.revision.RevisionFile;
import dev.aludel.core.revision.RevisionFormat;
import dev.aludel.diff.Autogen;
import dev.aludel.diff.AutogenBuilder;
import dev.aludel.diff.Revisions;
import dev.aludel.testing.CatalogFacts;
import dev.aludel.testing.TestDatabase;
import dev.aludel.testing.TestServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** SQL beside entities over several revisions; and what cannot stand there. */
class BesideRevisionsTest {

    private static final String NAMES = "create view names as select name from account";
    private static final String IDS = "create view ids as select id from account";

    private final TestDatabase database = TestServer.shared().database();

    @TempDir
    Path directory;

    @AfterEach
    void drop() {
        database.close();
    }

    private Path revisions() {
        return directory.resolve("revisions");
    }

    private AutogenBuilder autogen() {
        return Autogen.builder()
                .entities(Entities.Account.class)
                .dataSource(database.dataSource())
                .schemas("public");
    }

    private Optional<RevisionFile> generate(RevisionFormat format, AutogenBuilder autogen) {
        return Revisions.builder()
                .autogen(autogen.build())
                .directory(revisions())
                .format(format)
                .versionSchema("aludel")
                .build()
                .generate("Next");
    }

    private Migrator migrator() {
        return Migrator.builder()
                .dataSource(database.dataSource())
                .schemas("public")
                .versionSchema("aludel")
                .revisions(Revisions.source(revisions()))
                .build();
    }

    private List<String> lines(AutogenBuilder autogen) {
        return autogen.revisions(Revisions.source(revisions()))
                .build()
                .diff()
                .describe()
                .lines()
                .toList();
    }

    private List<String> facts() throws SQLException {
        try (var connection = database.dataSource().getConnection()) {
            return CatalogFacts.read(connection, "public");
        }
    }

    @ParameterizedTest
    @EnumSource(RevisionFormat.class)
    void revisionsFollowTheFile(RevisionFormat format) throws Exception {
        database.execute("create view theirs as select 1 as one");
        Path file = directory.resolve("views.sql");
        Files.writeString(file, "\ufeff" + NAMES + ";\n" + IDS + "; -- both");
        var empty = facts();

        assertThat(generate(format, autogen().sqlFile(file))).isPresent();
        migrator().upgradeToHead();
        assertThat(generate(format, autogen().sqlFile(file))).isEmpty();
        assertThat(lines(autogen().sqlFile(file)))
                .containsExactly("= view theirs CREATE VIEW theirs AS\\n SELECT 1 AS one;  (not managed)");
        var both = facts();

        Files.writeString(file, NAMES.replace("name from", "id, name from"));
        assertThat(generate(format, autogen().sqlFile(file))).isPresent();
        migrator().upgradeToHead();
        assertThat(generate(format, autogen().sqlFile(file))).isEmpty();
        assertThat(facts())
                .noneMatch(fact -> fact.contains("ids"))
                .anyMatch(fact -> fact.contains("theirs"))
                .isNotEqualTo(both);

        migrator().downgradeTo("-1");
        assertThat(CatalogFacts.differences(both, facts())).isEmpty();
        migrator().downgradeTo("base");
        assertThat(CatalogFacts.differences(empty, facts())).isEmpty();
    }

    @Test
    void neverDropsWhatNobodySays() throws Exception {
        database.execute("create table account (id bigint primary key, name varchar(80));" + NAMES + ";" + IDS
                + "; create domain d as text; create function f() returns integer language sql return 1");
        assertThat(autogen().sql(IDS).build().diff().describe().lines())
                .hasSize(3)
                .allMatch(line -> line.startsWith("= ") && line.endsWith("(not managed)"));
        assertThat(autogen().sql(IDS).build().diff().isEmpty()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            create table t (id integer)                       | this is no object
            create index i on account (name)                  | this is no object
            drop view if exists names                         | this is no object
            create view                                       | it ends too early
            create function f(                                | it ends too early
            create trigger t before insert                    | it ends too early
            create domain d as text primary key               | a domain has a default
            create domain d                                   | a type is missing
            create type t as (a)                              | a type is missing
            create type t as enum (a)                         | is no value of an enum
            creat view v as select 1                          | this is no object
            create view ids as select 2                       | view ids is made twice
            comment on view nothing is 'x'                    | this is no object
            """)
    void refusesWhatIsNoSuchObject(String sql, String reason) throws Exception {
        var before = facts();
        assertThatThrownBy(() -> autogen().sql(IDS, sql).build().diff())
                .isInstanceOf(ModelException.class)
                .hasMessageContainingAll("SQL beside the entities, script 2: ", reason);
        assertThat(facts()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            create view v as selec 1                          | syntax error at or near "selec"
            create function f() returns integer langage sql   | syntax error at or near "langage"
            create view v as select 'x                        | unterminated quoted string
            create trigger t before insrt on account for each row execute function f() | syntax error at or near "insrt"
            """)
    void refusesWhatIsNoSql(String sql, String reason) {
        assertThatThrownBy(() -> autogen().sql(sql).build().diff())
                .isInstanceOf(ModelException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void refusesFilesThatCannotBeRead() throws Exception {
        Path none = directory.resolve("none.sql");
        assertThatThrownBy(() -> autogen().sqlFile(none).build().diff())
                .isInstanceOf(ModelException.class)
                .hasMessageContainingAll(none.toString(), "NoSuchFile");
        assertThatThrownBy(() -> autogen().sqlFile(directory).build().diff()).isInstanceOf(ModelException.class);
        Path latin = directory.resolve("latin.sql");
        Files.write(latin, "create view v as select 'ä'".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> autogen().sqlFile(latin).build().diff())
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("UTF-8");
    }

    @Test
    void refusesWhatIsSaidTwice() {
        assertThatThrownBy(() -> Autogen.builder()
                        .entities(Entities.AccountWithNamedMood.class)
                        .dataSource(database.dataSource())
                        .sql("create type mood as enum ('HAPPY')")
                        .build()
                        .diff())
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("enum mood is said twice");
    }
}
