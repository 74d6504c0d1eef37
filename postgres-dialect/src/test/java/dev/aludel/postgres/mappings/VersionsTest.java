package dev.aludel.postgres.mappings;

import static dev.aludel.postgres.mappings.Mapping.mapping;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What only some versions of Hibernate have; as text, because one version's compiler cannot take it all. */
class VersionsTest {

    @TestFactory
    Stream<DynamicTest> holds() throws Exception {
        return Mappings.prove(rows());
    }

    static Mapping[] rows() {
        return new Mapping[] {
            mapping("what version 6 had besides JPA").in(Versions.SIX).text("Old", """
                                import jakarta.persistence.*;
                                import java.util.*;
                                import org.hibernate.annotations.LazyCollection;
                                @Entity
                                @org.hibernate.annotations.Table(
                                    appliesTo = "Old",
                                    comment = "of old",
                                    checkConstraint = "n > 0",
                                    indexes = @org.hibernate.annotations.Index(name = "by_n", columnNames = {"n", "text"}))
                                @org.hibernate.annotations.Where(clause = "n > 1")
                                public class Old {
                                    @Id Long id;
                                    int n;
                                    @org.hibernate.annotations.Index(name = "by_text") String text;
                                    @ManyToOne @org.hibernate.annotations.ForeignKey(name = "old_parent") Old parent;
                                    @ElementCollection @org.hibernate.annotations.IndexColumn(name = "place") List<String> words;
                                    @org.hibernate.annotations.Target(Inner.class) Object inner;
                                    @Embeddable public static class Inner { int x; }
                                }
                                """),
            mapping("what JPA 3.2 says")
                    .in(Versions.SEVEN)
                    .noting("table newtable: its options are not read: with (fillfactor = 70)")
                    .leavingOut("fillfactor")
                    .text("NewTable", """
                                import jakarta.persistence.*;
                                import java.time.Instant;
                                import java.util.*;
                                @Entity
                                @Table(
                                    comment = "a table",
                                    options = "with (fillfactor = 70)",
                                    check = {@CheckConstraint(name = "positive_n", constraint = "n > 0"),
                                             @CheckConstraint(constraint = "n < 100")},
                                    uniqueConstraints = @UniqueConstraint(columnNames = {"n", "text"}, options = "deferrable"),
                                    indexes = {
                                        @Index(columnList = "n", options = "include (text) where n > 1"),
                                        @Index(name = "ops", columnList = "text", options = "where text is not null")})
                                @SequenceGenerator(name = "ids", sequenceName = "new_ids", options = "maxvalue 100000 cache 20 cycle")
                                public class NewTable {
                                    @Id @GeneratedValue(generator = "ids") Long id;
                                    @Column(comment = "a number", check = @CheckConstraint(name = "odd", constraint = "n % 2 = 1")) int n;
                                    @Column(length = 20, options = "collate \\"C\\"", check = @CheckConstraint(constraint = "text <> ''")) String text;
                                    @Column(secondPrecision = 2) Instant at;
                                    @Enumerated(EnumType.STRING) Kind kind;
                                    Kind implied;
                                    Number number;
                                    @ManyToOne @JoinColumn(name = "parent_id", comment = "above",
                                        foreignKey = @ForeignKey(name = "above", options = "on delete cascade deferrable initially deferred"))
                                    NewTable parent;
                                    @ElementCollection
                                    @CollectionTable(name = "new_words")
                                    Set<String> words;
                                    enum Kind { A, B; }
                                    enum Number { ONE(1), TEN(10); @EnumeratedValue final int value; Number(int value) { this.value = value; } }
                                }
                                """),
            mapping("what version 7 has besides JPA").in(Versions.SEVEN).text("Newer", """
                                import jakarta.persistence.*;
                                import java.time.Instant;
                                import java.util.*;
                                import org.hibernate.annotations.*;
                                @Entity
                                @SoftDelete(strategy = SoftDeleteType.TIMESTAMP)
                                @SecondaryTable(name = "newer_place")
                                public class Newer {
                                    @Id @GeneratedValue @NativeGenerator Long id;
                                    @Column(unique = true) String code;
                                    @ManyToOne @PropertyRef("code") @JoinColumn(name = "other_code") Newer other;
                                    @EmbeddedColumnNaming("home_%s") Place home;
                                    @EmbeddedColumnNaming("work_%s") @EmbeddedTable("newer_place") Place work;
                                    @Embedded @TargetEmbeddable(Place.class) @AttributeOverride(name = "street", column = @Column(name = "third")) Located third;
                                    interface Located {}
                                    @Embeddable public static class Place implements Located { String street; }
                                }
                                """),
            temporal("SINGLE_TABLE"),
            temporal("HISTORY_TABLE"),
            mapping("audited by version 7.4 itself").in(Versions.from("7.4")).text("Audits", """
                                import jakarta.persistence.*;
                                import java.util.*;
                                import org.hibernate.annotations.*;
                                @Entity
                                @Audited
                                public class Audits {
                                    @Id Long id;
                                    @Column(nullable = false, unique = true) String text;
                                    @Audited.Excluded String secret;
                                    @ManyToOne Audits parent;
                                    @ElementCollection Set<String> words;
                                }
                                """)
        };
    }

    private static Mapping temporal(String strategy) {
        return mapping("temporal by version 7.4 itself, " + strategy)
                .in(Versions.from("7.4"))
                .with("hibernate.temporal.table_strategy", strategy)
                .text("Temporary", """
                        import jakarta.persistence.*;
                        import java.util.*;
                        import org.hibernate.annotations.Temporal;
                        @Entity
                        @Temporal(rowStart = "valid_from", rowEnd = "valid_to", secondPrecision = 3)
                        public class Temporary {
                            @Id Long id;
                            @Column(nullable = false) String text;
                            @Temporal.Excluded String current;
                        }
                        """);
    }
}
