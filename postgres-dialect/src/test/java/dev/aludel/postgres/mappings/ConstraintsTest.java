package dev.aludel.postgres.mappings;

import static dev.aludel.postgres.mappings.Mapping.mapping;

import jakarta.persistence.*;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.stream.Stream;
import org.hibernate.annotations.Check;
import org.hibernate.annotations.Checks;
import org.hibernate.annotations.ColumnDefault;
import org.hibernate.annotations.ColumnTransformer;
import org.hibernate.annotations.Comment;
import org.hibernate.annotations.CreationTimestamp;
import org.hibernate.annotations.CurrentTimestamp;
import org.hibernate.annotations.DialectOverride;
import org.hibernate.annotations.Generated;
import org.hibernate.annotations.GeneratedColumn;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.SoftDelete;
import org.hibernate.annotations.SoftDeleteType;
import org.hibernate.annotations.SourceType;
import org.hibernate.annotations.UpdateTimestamp;
import org.hibernate.dialect.PostgreSQLDialect;
import org.hibernate.generator.EventType;
import org.hibernate.type.YesNoConverter;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Keys, checks, indexes, defaults, comments, computed columns: what else a table can say. */
class ConstraintsTest {

    @TestFactory
    Stream<DynamicTest> holds() throws Exception {
        return Mappings.prove(rows());
    }

    static Mapping[] rows() {
        return new Mapping[] {
            mapping("unique in every way", Unique.class),
            mapping("unique over references", Referring.class, Unique.class),
            mapping("indexes", Indexed.class),
            mapping("indexes over expressions", Expressed.class),
            mapping("indexes with hashed names that are long", LongNames.class, LongNamesToo.class),
            mapping("checks", Checked.class),
            mapping("checks of PostgreSQL only", Overridden.class),
            mapping("defaults", Defaulted.class),
            mapping("definitions of columns by hand", Defined.class),
            mapping("generated columns", Computed.class),
            mapping("timestamps", Stamped.class),
            mapping("comments", Commented.class),
            mapping("soft deletion", Deleted.class, Active.class, Dated.class, Yes.class, Reversed.class),
            mapping("soft deletion in a hierarchy", DeletedRoot.class, DeletedBranch.class),
            mapping("read and written through expressions", Transformed.class),
            mapping("references with unique constraints of their own", Exclusive.class, Unique.class)
        };
    }

    @Entity(name = "Uniq")
    @Table(
            uniqueConstraints = {
                @UniqueConstraint(columnNames = {"last", "first"}),
                @UniqueConstraint(
                        name = "named",
                        columnNames = {"first", "email"}),
                @UniqueConstraint(name = "one_that_is_named", columnNames = "nick"),
                @UniqueConstraint(columnNames = "code"),
                @UniqueConstraint(name = "lost", columnNames = "email"),
                @UniqueConstraint(
                        name = "over_the_key",
                        columnNames = {"id", "first"})
            },
            indexes = {
                @Index(name = "becomes_constraint", columnList = "code, nick", unique = true),
                @Index(columnList = "last, nick", unique = true)
            })
    static class Unique {
        @Id
        Long id;

        String first;
        String last;
        String nick;
        String code;

        @Column(unique = true)
        String email;

        @Column(name = "`Mixed Case`", unique = true)
        String mixed;

        @Column(unique = true, nullable = false)
        int number;
    }

    @Entity(name = "Referring")
    @Table(uniqueConstraints = @UniqueConstraint(columnNames = {"label", "target_id"}))
    static class Referring {
        @Id
        Long id;

        String label;

        @ManyToOne
        Unique target;

        @ManyToOne
        @JoinColumn(unique = true)
        Unique only;
    }

    @Entity(name = "Indexed")
    @Table(
            name = "indexed",
            indexes = {
                @Index(columnList = "a"),
                @Index(columnList = "a, b desc"),
                @Index(name = "three", columnList = "c asc, a DESC,b"),
                @Index(name = "\"Quoted\"", columnList = "\"Select\""),
                @Index(name = "attribute", columnList = "longAttribute"),
                @Index(name = "column_of_attribute", columnList = "other_name"),
                @Index(name = "alone", columnList = "b", unique = true)
            })
    static class Indexed {
        @Id
        Long id;

        int a;
        String b;
        Instant c;

        @Column(name = "`Select`")
        String select;

        String longAttribute;

        @Column(name = "other_name")
        String named;
    }

    @Entity(name = "Expressed")
    @Table(
            indexes = {
                @Index(name = "lowered", columnList = "(lower(b))"),
                @Index(name = "once_lowered", columnList = "(lower(b)), a", unique = true),
                @Index(name = "summed", columnList = "(a + 1) desc, b")
            })
    static class Expressed {
        @Id
        Long id;

        int a;
        String b;
    }

    @Entity(name = "LongNames")
    @Table(name = "a_table_whose_name_is_so_long_that_its_keys_need_to_be_cut_down")
    static class LongNames {
        @Id
        Long id;

        @Column(name = "a_column_whose_name_is_so_long_that_it_is_cut_down_as_well", unique = true)
        @Check(constraints = "a_column_whose_name_is_so_long_that_it_is_cut_down_as_well > 0")
        int first;

        @Column(unique = true)
        int second;
    }

    @Entity(name = "LongNamesToo")
    @Table(
            name = "another_table_whose_name_is_so_long_that_its_keys_need_to_be_cut",
            indexes =
                    @Index(
                            name = "an_index_whose_name_is_longer_than_what_postgresql_keeps_of_a_name",
                            columnList = "n"))
    static class LongNamesToo {
        @Id
        Long id;

        int n;

        @Column(name = "spalte_mit_ganz_vielen_äöüß_die_mehr_als_dreiundsechzig_bytes_hat_ä")
        int umlaut;
    }

    @Entity(name = "Checked")
    @Checks({
        @Check(name = "ordered", constraints = "low < high"),
        @Check(constraints = "low + high < 1000"),
        @Check(name = "\"Quoted check\"", constraints = "high <> 13")
    })
    static class Checked {
        @Id
        Long id;

        @Check(constraints = "low > 0")
        int low;

        @Check(name = "high_enough", constraints = "high > 10")
        @Check(constraints = "high % 2 = 0")
        @Check(constraints = "high < 900")
        int high;

        @Check(constraints = "text in ('it''s', 'a;b', 'c:d')")
        String text;

        @Check(constraints = "amount between 0 and 100 or amount is null")
        BigDecimal amount;

        @Column(columnDefinition = "integer check (defined > 0) constraint named_there check (defined < 10)")
        Integer defined;
    }

    @Entity(name = "Overridden")
    static class Overridden {
        @Id
        Long id;

        @ColumnDefault("1")
        @DialectOverride.ColumnDefault(dialect = PostgreSQLDialect.class, override = @ColumnDefault("2"))
        int n;

        @Check(constraints = "m > 1")
        @DialectOverride.Check(dialect = PostgreSQLDialect.class, override = @Check(constraints = "m > 2"))
        int m;

        @GeneratedColumn("n")
        @DialectOverride.GeneratedColumn(dialect = PostgreSQLDialect.class, override = @GeneratedColumn("n + 1"))
        int computed;
    }

    @Entity(name = "Defaulted")
    static class Defaulted {
        @Id
        Long id;

        @ColumnDefault("'new'")
        String text;

        @ColumnDefault("0")
        int number;

        @ColumnDefault("now()")
        Instant at;

        @ColumnDefault("gen_random_uuid()")
        java.util.UUID token;

        @ColumnDefault("true")
        boolean flag;

        @ColumnDefault("'it''s'")
        String quoted;

        @ColumnDefault("-1.50")
        BigDecimal amount;

        @ColumnDefault("null")
        String nothing;

        @Generated
        @ColumnDefault("current_date")
        java.time.LocalDate day;

        @Column(columnDefinition = "varchar(10) default 'a' || 'b' not null")
        String concatenated;

        @Column(columnDefinition = "serial")
        Integer counted;

        @Column(columnDefinition = "bigint generated by default as identity (start with 5 increment by 2)")
        Long identity;

        @Column(columnDefinition = "integer unique")
        Integer once;

        @Column(columnDefinition = "integer references Defaulted")
        Integer other;

        @Column(columnDefinition = "varchar(5) COLLATE \"C\" NOT NULL DEFAULT 'x'::varchar", nullable = false)
        String collated;
    }

    @Entity(name = "Defined")
    static class Defined {
        @Id
        @Column(columnDefinition = "BIGINT /* the key */")
        Long id;

        @Column(columnDefinition = "Varchar(9) Default ('a;b') -- why not\n Not Null")
        String commented;

        @Column(columnDefinition = "double   precision default 1e3")
        Double spaced;

        @Column(columnDefinition = "timestamp(3) with time zone default (now() at time zone 'utc')")
        Instant zoned;

        @Column(columnDefinition = "text[][] not null default array[]::text[]")
        String items;

        @Column(columnDefinition = "character varying(20)[] default '{a,b}'::character varying[]")
        String several;

        @Column(
                columnDefinition =
                        "integer constraint first_check check (bounded > 0) check (bounded < 100 and id > 0)")
        Integer bounded;

        @Column(columnDefinition = "integer default 0 constraint one_only unique", nullable = false)
        Integer once;

        @Column(
                columnDefinition =
                        "bigint constraint to_itself references Defined (id) on delete set null on update cascade"
                                + " deferrable initially deferred")
        Long toItself;

        @Column(columnDefinition = "smallserial")
        Short small;

        @Column(columnDefinition = "BIGSERIAL NOT NULL")
        Long big;

        @Column(
                columnDefinition =
                        "integer generated always as identity (minvalue -5 start with -3 maxvalue 1000 cache 5 cycle)")
        Integer counted;

        @Column(columnDefinition = "text generated always as (lower(commented)) stored")
        String lower;

        @Column(columnDefinition = "interval year to month null default '1 year'")
        String lasting;

        @Column(columnDefinition = "pg_catalog.int4 default null")
        Integer qualified;

        @Column(columnDefinition = "jsonb default jsonb_build_object('a', 1, 'b', array[1, 2])")
        String json;

        @Column(columnDefinition = "char default 'x'")
        String one;

        @Column(columnDefinition = "bit(3) default b'101'")
        String bits;

        @Column(columnDefinition = "time without time zone default localtime(0)")
        String clock;
    }

    @Entity(name = "Computed")
    static class Computed {
        @Id
        Long id;

        @Column(nullable = false)
        int net;

        String first;
        String last;

        @GeneratedColumn("net * 2")
        int gross;

        @GeneratedColumn("coalesce(first, '') || ' ' || coalesce(last, '')")
        String name;

        @GeneratedColumn("(net > 100)")
        @Column(nullable = false)
        Boolean dear;

        @Column(columnDefinition = "integer generated always as (net + 1) stored")
        @Generated(event = {EventType.INSERT, EventType.UPDATE})
        Integer defined;
    }

    @Entity(name = "Stamped")
    static class Stamped {
        @Id
        Long id;

        @CreationTimestamp
        Instant created;

        @UpdateTimestamp
        Instant updated;

        @CurrentTimestamp
        Instant always;

        @CurrentTimestamp(event = EventType.INSERT, source = SourceType.VM)
        java.time.LocalDateTime inserted;

        @CurrentTimestamp(event = EventType.UPDATE)
        Instant later;

        @CreationTimestamp(source = SourceType.DB)
        @Column(nullable = false)
        java.util.Date byDatabase;

        Instant none;

        @CreationTimestamp
        java.time.LocalDate getDay() {
            return null;
        }

        void setDay(java.time.LocalDate day) {}
    }

    @Entity(name = "Commented")
    @Comment("of the table")
    @Table(indexes = @Index(name = "c_index", columnList = "text"))
    static class Commented {
        @Id
        @Comment("the key")
        Long id;

        @Comment("it''s\na comment with \"quotes\", a \\ and ünicode")
        String text;

        @Comment("on a reference")
        @ManyToOne
        Commented parent;

        @ElementCollection
        @Comment("on a collection")
        java.util.List<String> words;
    }

    @Entity(name = "Deleted")
    @SoftDelete
    static class Deleted {
        @Id
        Long id;

        @ElementCollection
        @SoftDelete(columnName = "gone")
        java.util.List<String> words;

        @ManyToMany
        @SoftDelete
        java.util.Set<Deleted> others;
    }

    @Entity(name = "Active")
    @SoftDelete(strategy = SoftDeleteType.ACTIVE, columnName = "is_active")
    static class Active {
        @Id
        Long id;
    }

    @Entity(name = "Dated")
    @SoftDelete(columnName = "removed")
    static class Dated {
        @Id
        Long id;
    }

    @Entity(name = "Yes")
    @SoftDelete(converter = YesNoConverter.class)
    static class Yes {
        @Id
        Long id;
    }

    @Entity(name = "Reversed")
    @SoftDelete(converter = org.hibernate.type.NumericBooleanConverter.class, strategy = SoftDeleteType.ACTIVE)
    static class Reversed {
        @Id
        Long id;
    }

    @Entity(name = "DeletedRoot")
    @Inheritance(strategy = InheritanceType.JOINED)
    @SoftDelete
    static class DeletedRoot {
        @Id
        Long id;
    }

    @Entity(name = "DeletedBranch")
    static class DeletedBranch extends DeletedRoot {
        String text;
    }

    @Entity(name = "Transformed")
    @Immutable
    static class Transformed {
        @Id
        Long id;

        @ColumnTransformer(read = "upper(text)", write = "lower(?)")
        String text;
    }

    @Entity(name = "Exclusive")
    static class Exclusive {
        @Id
        Long id;

        @OneToOne
        Unique one;

        @OneToOne(optional = false)
        @JoinColumn(name = "two", referencedColumnName = "number")
        Unique two;
    }
}
