package dev.aludel.postgres.changes;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.ForeignKey;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import jakarta.persistence.UniqueConstraint;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Check;
import org.hibernate.annotations.ColumnDefault;
import org.hibernate.annotations.Comment;
import org.hibernate.annotations.GeneratedColumn;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.OnDelete;
import org.hibernate.annotations.OnDeleteAction;
import org.hibernate.type.SqlTypes;

/** Entities for {@link EntitiesTest}: one table as several wanted schemas see it, and a few others. */
@SuppressWarnings("deprecation") // some annotations, in Hibernate 7
final class Entities {

    private Entities() {}

    enum Mood {
        SAD,
        OK
    }

    @Entity
    @Table(name = "account")
    static class Account {
        @Id
        Long id;

        @Column(length = 80)
        String name;
    }

    @Entity
    @Table(name = "account")
    static class AccountWithShortName {
        @Id
        Long id;

        @Column(length = 40)
        String name;
    }

    @Entity
    @Table(name = "account")
    static class AccountWithState {
        @Id
        Long id;

        @Column(length = 80)
        String name;

        @Column(length = 20, nullable = false)
        @ColumnDefault("'new'")
        String state;

        Instant seen;
    }

    @Entity
    @Table(name = "account")
    static class AccountWithFlag {
        @Id
        Long id;

        @Column(length = 80)
        String name;

        boolean flag;
    }

    @Entity
    @Table(name = "account")
    static class AccountWithUuid {
        @Id
        Long id;

        UUID name;
    }

    @Entity
    @Table(name = "account")
    static class AccountWithDefinition {
        @Id
        Long id;

        @Column(columnDefinition = "character varying(80) DEFAULT 'x' NOT NULL")
        String name;

        @Column(columnDefinition = "jsonb default '{}'")
        String doc;
    }

    @Entity
    @Table(name = "account")
    static class AccountWithDefaults {
        @Id
        Long id;

        @ColumnDefault("now()")
        Instant at;

        @ColumnDefault("0")
        Integer n;

        @Column(columnDefinition = "text[]")
        @ColumnDefault("array[]::text[]")
        String[] tags;
    }

    @Entity
    @Table(name = "account")
    static class AccountWithGenerated {
        @Id
        Long id;

        Integer a;

        @GeneratedColumn("a * 2")
        Integer twice;
    }

    @Entity
    @Table(name = "account")
    static class AccountWithIdentity {
        @Id
        @GeneratedValue(strategy = GenerationType.IDENTITY)
        Long id;

        @Column(length = 80)
        String name;
    }

    @Entity
    @Table(name = "account")
    static class AccountWithSequence {
        @Id
        @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "ids")
        @SequenceGenerator(name = "ids", sequenceName = "account_ids")
        Long id;

        @Column(length = 80)
        String name;
    }

    @Entity
    @Table(
            name = "account",
            indexes = {
                @Index(name = "by_name", columnList = "name desc, id"),
                @Index(name = "once", columnList = "id, name", unique = true)
            },
            uniqueConstraints = @UniqueConstraint(name = "uk", columnNames = "name"))
    static class AccountWithIndexes {
        @Id
        Long id;

        @Column(length = 80)
        String name;
    }

    @Entity
    @Table(name = "account")
    static class AccountWithUnique {
        @Id
        Long id;

        @Column(length = 80, unique = true)
        String name;
    }

    @Entity
    @Table(name = "account")
    @Check(name = "named", constraints = "length(name) > 1")
    static class AccountWithCheck {
        @Id
        Long id;

        @Column(length = 80)
        String name;
    }

    @Entity
    @Table(name = "account")
    static class AccountWithMood {
        @Id
        Long id;

        @Enumerated(EnumType.STRING)
        Mood mood;
    }

    @Entity
    @Table(name = "account")
    static class AccountWithNamedMood {
        @Id
        Long id;

        @JdbcTypeCode(SqlTypes.NAMED_ENUM)
        Mood mood;
    }

    @Entity
    @Table(name = "account")
    @Comment("it's an account")
    static class AccountWithComments {
        @Id
        Long id;

        @Column(length = 80)
        @Comment("first\nlast")
        String name;
    }

    @Entity
    @Table(name = "invoice")
    static class Invoice {
        @Id
        Long id;

        @ManyToOne
        @JoinColumn(name = "account_id", foreignKey = @ForeignKey(name = "fk_account"))
        @OnDelete(action = OnDeleteAction.CASCADE)
        Account account;
    }

    @Entity
    @Table(name = "hen")
    static class Hen {
        @Id
        Long id;

        @ManyToOne
        @JoinColumn(name = "egg_id", foreignKey = @ForeignKey(name = "fk_egg"))
        Egg egg;
    }

    @Entity
    @Table(name = "egg")
    static class Egg {
        @Id
        Long id;

        @ManyToOne
        @JoinColumn(name = "hen_id", foreignKey = @ForeignKey(name = "fk_hen"))
        Hen hen;
    }

    @Entity
    @Table(name = "account", schema = "billing")
    static class BillingAccount {
        @Id
        Long id;
    }

    @Entity
    @Table(name = "`Order`")
    static class Order {
        @Id
        @Column(name = "`user`")
        Long id;

        @Column(name = "`Group By`")
        Integer group;
    }
}
