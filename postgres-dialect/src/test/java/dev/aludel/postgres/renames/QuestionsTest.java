package dev.aludel.postgres.renames;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aludel.core.compare.Question;
import dev.aludel.core.compare.RenameHints;
import dev.aludel.core.error.RefusedException;
import dev.aludel.core.revision.RevisionFormat;
import dev.aludel.core.schema.SchemaObject;
import dev.aludel.diff.SchemaDiff;
import dev.aludel.postgres.renames.Versions.BornNotNamed;
import dev.aludel.postgres.renames.Versions.FirstAndLast;
import dev.aludel.postgres.renames.Versions.Human;
import dev.aludel.postgres.renames.Versions.Member;
import dev.aludel.postgres.renames.Versions.OtherProperty;
import dev.aludel.postgres.renames.Versions.Person;
import dev.aludel.postgres.renames.Versions.Ticket;
import dev.aludel.postgres.renames.Versions.TicketWithCounter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where nobody can tell what was renamed, nothing is done about it, and the question has all its answers. */
class QuestionsTest {

    @TempDir
    Path directory;

    private Story story;

    @BeforeEach
    void open() {
        story = new Story(directory, RevisionFormat.SQL);
    }

    @AfterEach
    void close() {
        story.close();
    }

    private static List<String> names(List<? extends SchemaObject> objects) {
        return objects.stream().map(object -> object.id().toString()).toList();
    }

    @Test
    void asksWhichColumnItIsNow() {
        story.release(Person.class);

        SchemaDiff diff = story.diff(FirstAndLast.class);

        assertThat(diff.isEmpty()).isFalse();
        assertThat(diff.upgrade()).isEmpty();
        assertThat(diff.questions()).hasSize(1);
        Question question = diff.questions().get(0);
        assertThat(question.goes().id()).hasToString("column person.name");
        assertThat(names(question.comes())).containsExactly("column person.first", "column person.last");
        assertThat(question.renames())
                .containsExactly(
                        "h -> h.column(\"person\", \"name\", \"first\")",
                        "h -> h.column(\"person\", \"name\", \"last\")");
        assertThat(question.different())
                .isEqualTo("h -> h.different(d -> d.column(\"person\", \"name\", \"first\")"
                        + ".column(\"person\", \"name\", \"last\"))");
        assertThat(diff.describe()).isEqualTo(question + "\n");
    }

    @Test
    void writesNoRevisionUntilItIsAnswered() throws IOException {
        story.release(Person.class);

        assertThatThrownBy(() -> story.generate(OtherProperty.class))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("nothing was written")
                .hasMessageContaining("h -> h.column(\"person\", \"name\", \"full_name\")")
                .hasMessageContaining("h -> h.different(d -> d.column(\"person\", \"name\", \"full_name\"))")
                .satisfies(e -> {
                    var refused = (RefusedException) e;
                    assertThat(refused.reason()).isEqualTo(RefusedException.Reason.UNDECIDED);
                    assertThat(refused.details()).hasSize(1);
                });
        try (var files = Files.list(directory.resolve("sql"))) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void asksAboutTablesAndSequences() {
        story.release(Person.class, Ticket.class);

        SchemaDiff diff = story.diff(Member.class, TicketWithCounter.class);

        assertThat(diff.upgrade()).isEmpty();
        assertThat(diff.questions().stream().map(question -> question.renames().get(0)))
                .containsExactly("h -> h.table(\"person\", \"member\")", "h -> h.sequence(\"numbers\", \"counter\")");
    }

    @Test
    void asksNothingWhereNothingIsAlike() {
        story.release(Person.class);

        assertThat(story.lines(BornNotNamed.class))
                .containsExactly("+ column person.member boolean", "- column person.name varchar(80)");
        assertThat(story.diff(Ticket.class).questions()).isEmpty();
    }

    @Test
    void asksNothingAboutWhatNoRevisionMade() throws SQLException {
        story.release(Human.class);
        story.run("alter table human add full_name varchar(80);"
                + " create table theirs (id bigint primary key, name varchar(80), age integer)");

        assertThat(story.lines(Human.class, Person.class))
                .containsExactly(
                        "+ table person (3 columns)",
                        "= column human.full_name varchar(80)  (not managed)",
                        "= table theirs (3 columns)  (not managed)",
                        "= column theirs.id bigint not null  (not managed)",
                        "= column theirs.name varchar(80)  (not managed)",
                        "= column theirs.age integer  (not managed)",
                        "= primary key theirs.theirs_pkey (id)  (not managed)");
        assertThat(story.diff(Person.class).upgrade().stream().map(Object::toString))
                .noneMatch(line -> line.contains("theirs"));
    }

    @Test
    void asksWhereTheChainRemembersNothing() throws IOException {
        Path files = directory.resolve("sql");
        Files.createDirectories(files);
        Files.writeString(files.resolve("a1.sql"), """
                -- revision: a1

                -- upgrade
                CREATE TABLE person (id bigint NOT NULL PRIMARY KEY, name varchar(80), age integer);
                """);
        story.migrator().upgradeToHead();

        assertThat(story.diff(Versions.FullName.class).questions()).hasSize(1);
        story.hints(RenameHints.none().column("person", "name", "full_name"));
        story.release(Versions.FullName.class);
    }

    @Test
    void whatAHandWrittenTableRenameTookAlongIsStillOurs() throws IOException {
        story.release(Person.class);
        String first = story.migrator().status().current().iterator().next();
        Files.writeString(directory.resolve("sql/b2.sql"), """
                -- revision: b2
                -- revises: %s

                -- upgrade
                ALTER TABLE person RENAME TO human;

                -- downgrade
                ALTER TABLE human RENAME TO person;
                """.formatted(first));
        story.migrator().upgradeToHead();

        assertThat(story.lines(Versions.HumanWithoutAge.class)).containsExactly("- column human.age integer");
    }
}
