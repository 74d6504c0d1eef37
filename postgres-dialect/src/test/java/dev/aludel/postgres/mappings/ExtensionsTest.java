package dev.aludel.postgres.mappings;

import static dev.aludel.postgres.mappings.Mapping.mapping;

import jakarta.persistence.*;
import jakarta.validation.Valid;
import jakarta.validation.constraints.*;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.hibernate.annotations.Filter;
import org.hibernate.annotations.FilterDef;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.ParamDef;
import org.hibernate.annotations.Subselect;
import org.hibernate.annotations.Synchronize;
import org.hibernate.envers.AuditJoinTable;
import org.hibernate.envers.AuditTable;
import org.hibernate.envers.Audited;
import org.hibernate.envers.NotAudited;
import org.hibernate.envers.RelationTargetAuditMode;
import org.hibernate.envers.RevisionEntity;
import org.hibernate.envers.RevisionListener;
import org.hibernate.envers.RevisionNumber;
import org.hibernate.envers.RevisionTimestamp;
import org.hibernate.validator.constraints.Length;
import org.hibernate.validator.constraints.Range;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What comes beside tables, and what others add to a mapping: Envers, Bean Validation. */
class ExtensionsTest {

    @TestFactory
    Stream<DynamicTest> holds() throws Exception {
        return Mappings.prove(rows());
    }

    static Mapping[] rows() {
        return new Mapping[] {
            mapping("audited entities", Author.class, Book.class, Publisher.class, Novel.class),
            mapping("audited entities with other names", Author.class, Book.class, Publisher.class)
                    .with("org.hibernate.envers.audit_table_suffix", "_history")
                    .with("org.hibernate.envers.audit_table_prefix", "x_")
                    .with("org.hibernate.envers.revision_field_name", "at_revision")
                    .with("org.hibernate.envers.revision_type_field_name", "what_kind")
                    .with("org.hibernate.envers.store_data_at_delete", true)
                    .with("org.hibernate.envers.global_with_modified_flag", true)
                    .with("org.hibernate.envers.default_schema", "history")
                    .schemas("public", "history"),
            mapping("audited entities with ends", Author.class, Book.class, Publisher.class)
                    .with("org.hibernate.envers.audit_strategy", "org.hibernate.envers.strategy.ValidityAuditStrategy")
                    .with("org.hibernate.envers.audit_strategy_validity_store_revend_timestamp", true),
            mapping("revisions of one's own", Author.class, Book.class, Publisher.class, Change.class),
            mapping("no audit", Author.class, Book.class, Publisher.class)
                    .with("hibernate.integration.envers.enabled", false),
            mapping("validated", Validated.class, Part.class),
            mapping("validated in callbacks only", Validated.class, Part.class)
                    .with("jakarta.persistence.validation.mode", "callback"),
            mapping("not validated", Validated.class, Part.class).with("jakarta.persistence.validation.mode", "none"),
            mapping("validated, but not by the database", Validated.class, Part.class)
                    .with("hibernate.validator.apply_to_ddl", false),
            mapping("validated in hierarchies", ValidRoot.class, ValidBranch.class),
            mapping("queries that pass for tables", Counted.class, Publisher.class),
            mapping("filters", Filtered.class)
        };
    }

    @Entity(name = "Author")
    @Audited
    static class Author {
        @Id
        @GeneratedValue
        Long id;

        @Column(nullable = false, unique = true)
        String name;

        @NotAudited
        String secret;

        @ElementCollection
        Set<String> aliases;

        @OneToMany
        @JoinColumn(name = "author_id")
        @AuditJoinTable(name = "author_books")
        List<Book> books;
    }

    @Entity(name = "Book")
    @Audited(withModifiedFlag = true)
    @AuditTable("book_log")
    @Inheritance(strategy = InheritanceType.JOINED)
    static class Book {
        @Id
        @GeneratedValue(strategy = GenerationType.IDENTITY)
        Long id;

        @Lob
        String text;

        @Enumerated(EnumType.STRING)
        Kind kind;

        @ManyToOne
        @Audited(targetAuditMode = RelationTargetAuditMode.NOT_AUDITED)
        Publisher publisher;

        @ManyToMany
        Set<Author> authors;
    }

    @Entity(name = "Novel")
    @Audited
    static class Novel extends Book {
        @Column(nullable = false)
        String genre;
    }

    enum Kind {
        PAPER,
        FILE
    }

    @Entity(name = "Publisher")
    static class Publisher {
        @Id
        Long id;

        String name;
    }

    public static class Listener implements RevisionListener {
        @Override
        public void newRevision(Object revision) {}
    }

    @Entity(name = "Change")
    @Table(name = "change_log")
    @RevisionEntity(Listener.class)
    static class Change {
        @Id
        @GeneratedValue
        @RevisionNumber
        Long number;

        @RevisionTimestamp
        Instant at;

        String who;
    }

    @Entity(name = "Validated")
    static class Validated {
        @Id
        Long id;

        @NotNull
        String required;

        @NotBlank
        @Size(max = 30)
        String sized;

        @NotEmpty
        List<@NotBlank String> names;

        @Length(max = 17)
        String length;

        @Min(3)
        @Max(9)
        int bounded;

        @Range(min = 1, max = 5)
        Integer ranged;

        @Positive
        Integer positive;

        @Digits(integer = 6, fraction = 3)
        BigDecimal digits;

        @DecimalMin("0.5")
        BigDecimal decimal;

        @NotNull(groups = Later.class)
        String later;

        @Valid
        Part part;

        @NotNull
        @Embedded
        @AttributeOverride(name = "code", column = @Column(name = "other_code"))
        @AttributeOverride(name = "optional", column = @Column(name = "other_optional"))
        Part required2;

        @NotNull
        @ManyToOne
        Validated parent;

        @ElementCollection
        List<Part> parts;
    }

    interface Later {}

    @Embeddable
    static class Part {
        @NotNull
        @Size(max = 4)
        String code;

        String optional;
    }

    @Entity(name = "ValidRoot")
    static class ValidRoot {
        @Id
        Long id;

        @NotNull
        String root;
    }

    @Entity(name = "ValidBranch")
    static class ValidBranch extends ValidRoot {
        @NotNull
        @Size(max = 12)
        String branch;
    }

    @Entity(name = "Counted")
    @Immutable
    @Subselect("select p.id as id, p.name as name, 1 as one from Publisher p")
    @Synchronize("Publisher")
    static class Counted {
        @Id
        Long id;

        String name;
        int one;

        @ManyToOne
        @JoinColumn(name = "id", insertable = false, updatable = false)
        Publisher publisher;
    }

    @Entity(name = "Filtered")
    @FilterDef(name = "recent", parameters = @ParamDef(name = "since", type = Instant.class))
    @Filter(name = "recent", condition = "created > :since")
    static class Filtered {
        @Id
        Long id;

        Instant created;
    }
}
