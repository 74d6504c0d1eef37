package dev.aludel.postgres.mappings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.aludel.annotations.Indexed;
import dev.aludel.annotations.RenamedFrom;
import dev.aludel.annotations.Unmanaged;
import dev.aludel.core.error.ModelException;
import dev.aludel.diff.SchemaDiff;
import dev.aludel.diff.hibernate.HibernateSource;
import dev.aludel.testing.CatalogFacts;
import dev.aludel.testing.TestServer;
import jakarta.persistence.*;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.junit.jupiter.api.Test;

/** What entities say with Aludel's own annotations. */
class MarksTest extends Marked {

    @MappedSuperclass
    static class Named {
        @RenamedFrom("label")
        String name;
    }

    @Embeddable
    static class Place {
        @RenamedFrom("\"Street\"")
        String street;

        int number;
    }

    @Entity(name = "Client")
    @RenamedFrom("customer")
    static class Client extends Named {
        @Id
        @RenamedFrom("customer_id")
        Long id;

        Place place;

        @ManyToOne
        @RenamedFrom("parent_id")
        Client boss;

        @ElementCollection
        @RenamedFrom("customer_tags")
        List<String> tags;
    }

    @Test
    void renamesWhatItIsTold() throws SQLException {
        database.execute("""
                create table customer (customer_id bigint primary key, label varchar(255), "Street" varchar(255),
                  number integer, parent_id bigint,
                  constraint fk_parent foreign key (parent_id) references customer);
                create table customer_tags (Client_id bigint not null references customer, tags varchar(255));
                insert into customer values (1, 'Ann', 'Main', 5)""");

        SchemaDiff diff = diff(Client.class);

        assertThat(diff.upgrade()).allMatch(operation -> operation.describe().startsWith(">"));
        assertThat(diff.upgrade())
                .extracting(operation -> operation.describe())
                .containsExactlyInAnyOrder(
                        "> table customer -> client",
                        "> table customer_tags -> client_tags",
                        "> column client.customer_id -> id",
                        "> column client.label -> name",
                        "> column client.\"Street\" -> street",
                        "> column client.parent_id -> boss_id");
        migrator().apply(diff.upgrade());
        assertThat(diff(Client.class).describe()).isEmpty();
        try (var connection = database.dataSource().getConnection();
                var rows = connection.createStatement().executeQuery("select name, street from client where id = 1")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString("name") + rows.getString("street")).isEqualTo("AnnMain");
        }
    }

    @Test
    void doesNothingWhereNothingHasTheNameFromBefore() {
        SchemaDiff diff = diff(Client.class);
        assertThat(diff.upgrade()).noneMatch(operation -> operation.describe().startsWith(">"));
        migrator().apply(diff.upgrade());
        assertThat(diff(Client.class).describe()).isEmpty();
    }

    @Entity(name = "Legacy")
    @Unmanaged
    static class Legacy {
        @Id
        Long id;

        @Column(nullable = false, unique = true)
        String name;
    }

    @Entity(name = "Mixed")
    static class Mixed {
        @Id
        Long id;

        @Unmanaged
        @Column(columnDefinition = "geometry")
        String shape;

        @Unmanaged
        @ElementCollection
        Set<String> words;

        @ManyToOne
        Legacy legacy;
    }

    @Test
    void leavesAlone() throws SQLException {
        database.execute("""
                create table legacy (id bigint primary key, what text check (what <> ''), old integer);
                create index by_what on legacy (what);
                comment on column legacy.what is 'why';
                create table mixed (id bigint primary key, shape polygon default '(0,0)', legacy_id bigint,
                  constraint fk foreign key (legacy_id) references legacy);
                comment on column mixed.shape is 'round';
                create table mixed_words (more integer)""");
        var before = facts();

        SchemaDiff diff = diff(Mixed.class, Legacy.class);

        assertThat(diff.describe()).isEmpty();
        assertThat(facts()).isEqualTo(before);
    }

    @Test
    void makesNothingThatIsLeftAlone() throws SQLException {
        database.execute("create table legacy (id bigint primary key)");

        SchemaDiff diff = diff(Mixed.class, Legacy.class);

        migrator().apply(diff.upgrade());
        assertThat(facts()).noneMatch(fact -> fact.contains("shape") || fact.contains("mixed_words"));
        assertThat(diff(Mixed.class, Legacy.class).describe()).isEmpty();
    }

    @Entity(name = "Article")
    @Indexed(
            name = "by_title",
            keys = {"lower(title) text_pattern_ops", "price desc nulls last"},
            where = "price > 0")
    @Indexed(keys = "body", method = "hash")
    @Indexed(
            name = "covering",
            keys = "price",
            include = {"title", "authorName"})
    @Indexed(
            keys = {"authorName", "title collate \"C\""},
            unique = true)
    static class Article {
        @Id
        Long id;

        String title;
        String body;
        int price;

        @Column(name = "author")
        String authorName;

        @JdbcTypeCode(SqlTypes.JSON)
        @Indexed(method = "gin")
        @Indexed(name = "paths", method = "gin", keys = "document jsonb_path_ops")
        String document;

        @Indexed(name = "ranged", method = "brin")
        java.time.Instant at;
    }

    @Test
    void makesIndexesThatJpaCannotSay() throws SQLException {
        migrator().apply(diff(Article.class).upgrade());

        assertThat(diff(Article.class).describe()).isEmpty();
        try (var wanted = TestServer.shared().database()) {
            wanted.execute("""
                    create table article (id bigint primary key, title varchar(255), body varchar(255), price integer not null,
                      author varchar(255), document jsonb, at timestamp(6) with time zone);
                    create index by_title on article (lower(title) text_pattern_ops, price desc nulls last) where price > 0;
                    create index on article using hash (body);
                    create index covering on article (price) include (title, author);
                    create unique index on article (author, title collate "C");
                    create index on article using gin (document);
                    create index paths on article using gin (document jsonb_path_ops);
                    create index ranged on article using brin (at)""");
            assertThat(CatalogFacts.differences(facts(wanted), facts())).isEmpty();
        }
    }

    @Entity(name = "Nulls")
    static class Nulls {
        @Id
        Long id;

        @Indexed(unique = true, nullsNotDistinct = true)
        String code;
    }

    @Test
    void countsNullsAsOne() throws SQLException {
        assumeTrue(TestServer.shared().major() >= 15, "needs PostgreSQL 15");
        migrator().apply(diff(Nulls.class).upgrade());
        assertThat(diff(Nulls.class).describe()).isEmpty();
        assertThat(facts())
                .anyMatch(fact ->
                        fact.contains("nulls_code_idx") && fact.toLowerCase().contains("nulls not"));
    }

    @Entity(name = "Wrong")
    @Indexed(keys = "nothing")
    static class Wrong {
        @Id
        Long id;
    }

    @Entity(name = "Base")
    static class Base {
        @Id
        Long id;
    }

    @Entity(name = "Branch")
    @RenamedFrom("twig")
    static class Branch extends Base {
        @Embedded
        @RenamedFrom("there")
        Place place;
    }

    @Test
    void refusesAndNotes() {
        assertThatThrownBy(() -> source(Wrong.class).read())
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("\"nothing\", which is neither a column nor an attribute");
        assertThat(source(Base.class, Branch.class).notes())
                .containsExactlyInAnyOrder(
                        Branch.class.getName()
                                + " has no table of its own: @RenamedFrom and @Unmanaged say nothing there",
                        Branch.class.getName() + ".place has 2 columns: @RenamedFrom cannot tell which one is meant");
    }

    private static HibernateSource source(Class<?>... entities) {
        return HibernateSource.builder().entities(entities).build();
    }
}
