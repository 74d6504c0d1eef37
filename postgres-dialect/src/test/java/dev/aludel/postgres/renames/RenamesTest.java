package dev.aludel.postgres.renames;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aludel.core.compare.RenameHints;
import dev.aludel.core.revision.RevisionFormat;
import dev.aludel.postgres.renames.Versions.BillOfClient;
import dev.aludel.postgres.renames.Versions.BillOfCustomer;
import dev.aludel.postgres.renames.Versions.Client;
import dev.aludel.postgres.renames.Versions.Customer;
import dev.aludel.postgres.renames.Versions.Day;
import dev.aludel.postgres.renames.Versions.DayOfFeeling;
import dev.aludel.postgres.renames.Versions.FirstAndLast;
import dev.aludel.postgres.renames.Versions.FullName;
import dev.aludel.postgres.renames.Versions.FullNameAndNick;
import dev.aludel.postgres.renames.Versions.Human;
import dev.aludel.postgres.renames.Versions.LongFullName;
import dev.aludel.postgres.renames.Versions.Member;
import dev.aludel.postgres.renames.Versions.OtherProperty;
import dev.aludel.postgres.renames.Versions.OtherPropertySameColumn;
import dev.aludel.postgres.renames.Versions.Pair;
import dev.aludel.postgres.renames.Versions.Person;
import dev.aludel.postgres.renames.Versions.Swapped;
import dev.aludel.postgres.renames.Versions.Ticket;
import dev.aludel.postgres.renames.Versions.TicketWithCounter;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two releases of an application, with rows in between. Of each row: the difference reads as expected; its revision keeps
 * the rows, and nothing is left to do; the way back restores the catalog exactly and keeps the rows, too. With revisions in
 * Java and in SQL.
 */
class RenamesTest {

    @TempDir
    Path directory;

    /** One row. */
    private record Row(
            String name,
            List<Class<?>> from,
            List<Class<?>> to,
            RenameHints hints,
            String insert,
            List<String> lines,
            String queryBefore,
            String queryAfter,
            List<String> answer) {

        static Row of(String name) {
            return new Row(name, List.of(), List.of(), RenameHints.none(), "", List.of(), "", "", List.of());
        }

        Row from(Class<?>... entities) {
            return new Row(name, List.of(entities), to, hints, insert, lines, queryBefore, queryAfter, answer);
        }

        Row to(Class<?>... entities) {
            return new Row(name, from, List.of(entities), hints, insert, lines, queryBefore, queryAfter, answer);
        }

        Row hints(RenameHints value) {
            return new Row(name, from, to, value, insert, lines, queryBefore, queryAfter, answer);
        }

        Row insert(String sql) {
            return new Row(name, from, to, hints, sql, lines, queryBefore, queryAfter, answer);
        }

        Row says(String... texts) {
            return new Row(name, from, to, hints, insert, List.of(texts), queryBefore, queryAfter, answer);
        }

        /** The same rows, before and after. */
        Row keeps(String before, String after, String... rows) {
            return new Row(name, from, to, hints, insert, lines, before, after, List.of(rows));
        }
    }

    private static final Row PERSON = Row.of("")
            .from(Person.class)
            .insert("insert into person (id, name, age) values (1, 'Ann', 30), (2, 'Bob', 40)");

    private static Row person(String name) {
        return new Row(name, PERSON.from, List.of(), PERSON.hints, PERSON.insert, List.of(), "", "", List.of());
    }

    private static final List<Row> ROWS = List.of(
            person("the column of a property")
                    .to(FullName.class)
                    .says("> column person.name -> full_name")
                    .keeps(
                            "select name from person order by id",
                            "select full_name from person order by id",
                            "Ann",
                            "Bob"),
            person("columns, and their types")
                    .to(LongFullName.class)
                    .says(
                            "> column person.age -> years",
                            "> column person.name -> full_name",
                            "~ column person.full_name varchar(80) -> varchar(200)",
                            "~ column person.years integer -> bigint")
                    .keeps(
                            "select name, age from person order by id",
                            "select full_name, years from person order by id",
                            "Ann,30",
                            "Bob,40"),
            person("a column whose name something else gets")
                    .to(FullNameAndNick.class)
                    .says("> column person.name -> full_name", "+ column person.name varchar(80)")
                    .keeps(
                            "select name from person order by id",
                            "select full_name from person order by id",
                            "Ann",
                            "Bob"),
            person("a column whose property has another name, with a hint")
                    .hints(RenameHints.none().column("person", "name", "full_name"))
                    .to(OtherProperty.class)
                    .says("> column person.name -> full_name")
                    .keeps(
                            "select name from person order by id",
                            "select full_name from person order by id",
                            "Ann",
                            "Bob"),
            person("a column that goes where another comes, with a hint")
                    .hints(RenameHints.none().different(h -> h.column("person", "name", "full_name")))
                    .to(OtherProperty.class)
                    .says("+ column person.full_name varchar(80)", "- column person.name varchar(80)")
                    .keeps("select age from person order by id", "select age from person order by id", "30", "40"),
            person("one column of which two come, with a hint")
                    .hints(RenameHints.none().column("person", "name", "first"))
                    .to(FirstAndLast.class)
                    .says(
                            "> column person.name -> first",
                            "+ column person.last varchar(80)",
                            "+ index person.by_first (first)")
                    .keeps("select name from person order by id", "select first from person order by id", "Ann", "Bob"),
            Row.of("columns that change places")
                    .from(Pair.class)
                    .insert("insert into pair (id, a, b) values (1, 10, 20)")
                    .to(Swapped.class)
                    .says(
                            "> column pair.b -> aside1_b",
                            "> column pair.a -> b",
                            "> column pair.aside1_b -> a",
                            "- index pair.by_a (b)",
                            "+ index pair.by_a (a)")
                    .keeps("select a, b from pair", "select b, a from pair", "10,20"),
            Row.of("a table, and all that goes with it")
                    .from(Client.class, BillOfClient.class)
                    .insert(
                            "insert into client (id, name, email, city) values (nextval('client_seq'), 'Ann', 'a@b', 'Rome');"
                                    + " insert into client_tag (client_id, tag) values (1, 'x');"
                                    + " insert into bill (id, client_id) values (7, 1)")
                    .to(Customer.class, BillOfCustomer.class)
                    .says(
                            "> table client -> customer",
                            "> table client_tag -> customer_tag",
                            "> sequence client_seq -> customer_seq",
                            "> column bill.client_id -> customer_id",
                            "> column customer.city -> town",
                            "> column customer_tag.client_id -> customer_id",
                            "> column customer_tag.tag -> label",
                            "+ column customer.since integer")
                    .keeps(
                            "select c.id, name, email, city, tag, b.id, s.last_value from client c, client_tag t, bill b,"
                                    + " client_seq s where t.client_id = c.id and b.client_id = c.id",
                            "select c.id, name, email, town, label, b.id, s.last_value from customer c, customer_tag t,"
                                    + " bill b, customer_seq s where t.customer_id = c.id and b.customer_id = c.id",
                            "1,Ann,a@b,Rome,x,7,1"),
            person("a table whose entity has another name, and that nothing else looks like")
                    .to(Human.class)
                    .says("> table person -> human")
                    .keeps(
                            "select name, age from person order by id",
                            "select name, age from human order by id",
                            "Ann,30",
                            "Bob,40"),
            person("a table whose entity has another name, and a column, with hints")
                    .hints(RenameHints.none().table("person", "member").column("member", "age", "joined"))
                    .to(Member.class)
                    .says("> table person -> member", "> column member.age -> joined")
                    .keeps(
                            "select name, age from person order by id",
                            "select name, joined from member order by id",
                            "Ann,30",
                            "Bob,40"),
            Row.of("an enum that nothing else looks like")
                    .from(Day.class)
                    .insert("insert into day (id, mood) values (1, 'OK')")
                    .to(DayOfFeeling.class)
                    .says(
                            "- cast \"(varchar AS mood)\" CREATE CAST (character varying AS mood) WITH INOUT AS IMPLICIT",
                            "- cast \"(mood AS varchar)\" CREATE CAST (mood AS character varying) WITH INOUT AS IMPLICIT",
                            "> enum mood -> feeling",
                            "+ cast \"(feeling AS varchar)\" create cast (Feeling as varchar) with inout as implicit",
                            "+ cast \"(varchar AS feeling)\" create cast (varchar as Feeling) with inout as implicit")
                    .keeps("select mood from day", "select mood from day", "OK"),
            Row.of("a sequence, with a hint")
                    .from(Ticket.class)
                    .insert("select nextval('numbers')")
                    .hints(RenameHints.none().sequence("numbers", "counter"))
                    .to(TicketWithCounter.class)
                    .says(
                            "> sequence numbers -> counter",
                            "~ sequence counter bigint start 1 increment 50 -> bigint start 1 increment 10")
                    .keeps("select last_value from numbers", "select last_value from counter", "1"));

    @TestFactory
    Stream<DynamicTest> keepsTheData() {
        var tests = new ArrayList<DynamicTest>();
        for (RevisionFormat format : RevisionFormat.values()) {
            for (Row row : ROWS) {
                tests.add(DynamicTest.dynamicTest(row.name + ", in " + format, () -> prove(row, format, tests.size())));
            }
        }
        return tests.stream();
    }

    private void prove(Row row, RevisionFormat format, int number) throws SQLException {
        try (var story = new Story(directory.resolve(row.name.replace(' ', '_') + number), format)) {
            story.release(row.from.toArray(Class<?>[]::new));
            story.run(row.insert);
            List<String> before = story.facts();
            Class<?>[] next = row.to.toArray(Class<?>[]::new);
            story.hints(row.hints);
            assertThat(String.join("\n", story.lines(next))).isEqualTo(String.join("\n", row.lines));
            story.release(next);
            assertThat(story.ask(row.queryAfter)).isEqualTo(row.answer);
            story.thereAndBack(
                    before, () -> assertThat(story.ask(row.queryBefore)).isEqualTo(row.answer));
            assertThat(story.ask(row.queryAfter)).isEqualTo(row.answer);
        }
    }

    @TestFactory
    Stream<DynamicTest> remembersAcrossReleases() {
        return Stream.of(RevisionFormat.values())
                .map(format -> DynamicTest.dynamicTest("in " + format, () -> {
                    try (var story = new Story(directory.resolve("releases"), format)) {
                        story.release(Person.class);
                        story.run("insert into person (id, name, age) values (1, 'Ann', 30)");
                        story.release(FullName.class);
                        // the property moves to another name while the column is what it was
                        story.hints(RenameHints.none().column("person", "full_name", "name"));
                        story.release(OtherPropertySameColumn.class);
                        story.hints(RenameHints.none());
                        assertThat(story.lines(OtherProperty.class))
                                .containsExactly(
                                        "> column person.name -> full_name", "~ column person.age bigint -> integer");
                        story.release(OtherProperty.class);
                        assertThat(story.ask("select full_name, age from person"))
                                .containsExactly("Ann,30");
                    }
                }));
    }
}
