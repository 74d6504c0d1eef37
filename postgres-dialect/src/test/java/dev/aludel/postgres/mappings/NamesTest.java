package dev.aludel.postgres.mappings;

import static dev.aludel.postgres.mappings.Mapping.mapping;

import jakarta.persistence.*;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.hibernate.boot.model.naming.Identifier;
import org.hibernate.boot.model.naming.ImplicitNamingStrategyComponentPathImpl;
import org.hibernate.boot.model.naming.ImplicitNamingStrategyLegacyHbmImpl;
import org.hibernate.boot.model.naming.ImplicitNamingStrategyLegacyJpaImpl;
import org.hibernate.boot.model.naming.PhysicalNamingStrategyStandardImpl;
import org.hibernate.engine.jdbc.env.spi.JdbcEnvironment;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What things are called, and where they live. */
class NamesTest {

    private static final String IMPLICIT = "hibernate.implicit_naming_strategy";
    private static final String CREATE_SCHEMAS = "jakarta.persistence.create-database-schemas";
    private static final String PHYSICAL = "hibernate.physical_naming_strategy";

    @TestFactory
    Stream<DynamicTest> holds() throws Exception {
        return Mappings.prove(rows());
    }

    static Mapping[] rows() {
        return new Mapping[] {
            mapping("names as JPA has them", all()),
            mapping("names of old", all()).with(IMPLICIT, ImplicitNamingStrategyLegacyJpaImpl.class.getName()),
            mapping("names of older", all()).with(IMPLICIT, ImplicitNamingStrategyLegacyHbmImpl.class.getName()),
            mapping("paths of components", all())
                    .with(IMPLICIT, ImplicitNamingStrategyComponentPathImpl.class.getName()),
            mapping("underscores, as Spring names things", all()).with(PHYSICAL, Underscores.class.getName()),
            mapping("prefixed and in capitals", all()).with(PHYSICAL, Prefixed.class.getName()),
            mapping("everything quoted", all()).with("hibernate.globally_quoted_identifiers", true),
            mapping("everything quoted but definitions", Defined.class)
                    .with("hibernate.globally_quoted_identifiers", true)
                    .with("hibernate.globally_quoted_identifiers_skip_column_definitions", true),
            mapping("everything quoted, with underscores", all())
                    .with("hibernate.globally_quoted_identifiers", true)
                    .with(PHYSICAL, Underscores.class.getName()),
            mapping("key words", KeyWords.class).with("hibernate.auto_quote_keyword", true),
            mapping("key words that only PostgreSQL has", Words.class)
                    .with("hibernate.auto_quote_keyword", true)
                    .with("hibernate.dialect", "org.hibernate.dialect.PostgreSQLDialect"),
            mapping("quoted by hand", ByHand.class).with(CREATE_SCHEMAS, false),
            mapping("classes within classes", Outer.Inner.class),
            mapping("a default schema", all())
                    .with("hibernate.default_schema", "app")
                    .with(CREATE_SCHEMAS, false)
                    .after("create schema app")
                    .schemas("app"),
            mapping("a default schema in capitals", all())
                    .with("hibernate.default_schema", "App")
                    .schemas("public", "app"),
            mapping("a default schema in quotes", all())
                    .with("hibernate.default_schema", "`My App`")
                    .schemas("public", "My App"),
            mapping("several schemas", Billing.class, Invoice.class, Home.class).schemas("public", "billing", "Other"),
            mapping("the schema that is there anyway, named", Named.class, Home.class)
                    .with(CREATE_SCHEMAS, false),
            mapping("catalogs are left out", Cataloged.class),
            mapping("the order of columns that the mapping has", all())
                    .with("hibernate.column_ordering_strategy", "legacy")
        };
    }

    private static Class<?>[] all() {
        return new Class<?>[] {WorkOrder.class, LineItem.class, BigSpender.class};
    }

    enum OrderState {
        NEW,
        DONE
    }

    @Embeddable
    static class PostalAddress {
        String streetName;

        @Column(name = "ZipCode")
        String zip;

        @ElementCollection
        List<String> doorBells;
    }

    @Entity
    @Table(
            indexes = @Index(columnList = "orderState, orderNumber desc"),
            uniqueConstraints = @UniqueConstraint(columnNames = {"orderNumber", "deliveryNote"}))
    static class WorkOrder {
        @Id
        @GeneratedValue
        Long orderId;

        @Column(unique = true)
        String orderNumber;

        @Enumerated(EnumType.STRING)
        OrderState orderState;

        @Column(name = "deliveryNote", length = 7)
        String note;

        PostalAddress postalAddress;

        @ManyToOne
        BigSpender shippedTo;

        @OneToMany(mappedBy = "workOrder")
        List<LineItem> lineItems;

        @ManyToMany
        Set<BigSpender> coPayers;

        @ElementCollection
        Map<String, Integer> itemCounts;
    }

    @Entity
    static class Defined {
        @Id
        Long id;

        @Column(columnDefinition = "varchar(7) default 'x' not null")
        String deliveryNote;
    }

    @Entity(name = "line")
    @Table(name = "LINE_ITEM")
    static class LineItem {
        @Id
        @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "LineIds")
        @SequenceGenerator(name = "LineIds", sequenceName = "LineItemIds")
        Long id;

        @ManyToOne
        WorkOrder workOrder;

        @Column(name = "URLOfItem2Show")
        String url;
    }

    @Entity
    @Inheritance(strategy = InheritanceType.JOINED)
    static class BigSpender {
        @Id
        @GeneratedValue(strategy = GenerationType.IDENTITY)
        Integer id;

        @OneToOne
        BigSpender bestFriend;
    }

    /** As Spring Boot does it by default. */
    public static class Underscores extends PhysicalNamingStrategyStandardImpl {
        private static final long serialVersionUID = 1L;

        @Override
        public Identifier toPhysicalTableName(Identifier name, JdbcEnvironment environment) {
            return underscored(name, environment);
        }

        @Override
        public Identifier toPhysicalColumnName(Identifier name, JdbcEnvironment environment) {
            return underscored(name, environment);
        }

        @Override
        public Identifier toPhysicalSequenceName(Identifier name, JdbcEnvironment environment) {
            return underscored(name, environment);
        }

        @Override
        public Identifier toPhysicalSchemaName(Identifier name, JdbcEnvironment environment) {
            return underscored(name, environment);
        }

        private static Identifier underscored(Identifier name, JdbcEnvironment environment) {
            if (name == null) {
                return null;
            }
            String text = name.getText()
                    .replace('.', '_')
                    .replaceAll("([a-z])([A-Z])", "$1_$2")
                    .toLowerCase(Locale.ROOT);
            return new Identifier(text, name.isQuoted());
        }
    }

    /** Capitals without quotes. */
    public static class Prefixed extends PhysicalNamingStrategyStandardImpl {
        private static final long serialVersionUID = 1L;

        @Override
        public Identifier toPhysicalTableName(Identifier name, JdbcEnvironment environment) {
            return Identifier.toIdentifier(
                    "T_" + name.getText().replace("$", "_").toUpperCase(Locale.ROOT), name.isQuoted());
        }
    }

    @Entity
    @Table(name = "user")
    static class KeyWords {
        @Id
        @Column(name = "select")
        Long id;

        @Column(name = "order")
        int order;

        @Column(name = "Group", unique = true)
        String group;

        int window;
        String offset;
        String value;

        @ManyToOne
        KeyWords table;

        @ElementCollection
        @OrderColumn(name = "limit")
        @CollectionTable(name = "end")
        List<String> values;
    }

    @Entity(name = "Policy")
    static class Words {
        @Id
        @GeneratedValue
        @Column(name = "Limit")
        Long id;

        @Column(name = "Comment")
        String comment;

        @Column(name = "Nowait")
        String nowait;

        @Column(name = "Name")
        String name;

        @Column(name = "Path")
        String path;

        @ManyToOne
        @JoinColumn(name = "Template")
        Words template;
    }

    @Entity
    @Table(
            name = "\"Mixed Case\"",
            schema = "`public`",
            indexes = @Index(name = "`TheIndex`", columnList = "`A B`, `Select` desc"),
            uniqueConstraints =
                    @UniqueConstraint(
                            name = "\"The Key\"",
                            columnNames = {"`Select`", "plain"}))
    static class ByHand {
        @Id
        @GeneratedValue
        @SequenceGenerator(name = "by_hand", sequenceName = "`The Ids`")
        @Column(name = "`Id`")
        Long id;

        @Column(name = "`A B`", unique = true)
        String a;

        @Column(name = "`Select`")
        String select;

        String plain;

        @ManyToOne
        @JoinColumn(name = "\"Parent Id\"", foreignKey = @ForeignKey(name = "`The Parent`"))
        ByHand parent;

        @ManyToMany
        @JoinTable(name = "`Of Both`", joinColumns = @JoinColumn(name = "`Left`"))
        Set<ByHand> others;
    }

    static class Outer {
        @Entity
        static class Inner {
            @Id
            @GeneratedValue
            Long id;

            @ManyToOne
            Inner next;

            @ElementCollection
            Set<String> words;
        }
    }

    @Entity
    @Table(name = "account", schema = "billing")
    static class Billing {
        @Id
        @GeneratedValue
        @SequenceGenerator(name = "ids", schema = "`Other`", sequenceName = "account_ids")
        Long id;

        @ManyToOne
        Home home;
    }

    @Entity
    @Table(name = "account", schema = "`Other`")
    static class Invoice {
        @Id
        Long id;

        @ManyToOne
        Billing account;

        @ElementCollection
        @CollectionTable(name = "lines", schema = "billing")
        List<String> lines;
    }

    @Entity
    @Table(name = "home")
    static class Home {
        @Id
        Long id;
    }

    @Entity
    @Table(name = "named", schema = "public")
    static class Named {
        @Id
        @GeneratedValue
        Long id;

        @ManyToOne
        Home home;
    }

    @Entity
    @Table(name = "cataloged", catalog = "somewhere")
    static class Cataloged {
        @Id
        Long id;
    }
}
