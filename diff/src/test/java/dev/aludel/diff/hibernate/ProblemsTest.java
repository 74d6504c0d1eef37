package dev.aludel.diff.hibernate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.aludel.core.error.ModelException;
import dev.aludel.core.schema.SchemaObject;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Converter;
import jakarta.persistence.Entity;
import jakarta.persistence.ForeignKey;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import java.util.List;
import org.hibernate.annotations.ColumnDefault;
import org.hibernate.annotations.GeneratedColumn;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.View;
import org.hibernate.boot.MetadataSources;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.type.SqlTypes;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is wrong with a mapping is said in one line, and what cannot be read is said too. */
class ProblemsTest {

    @Converter
    static class NullIsBad implements AttributeConverter<Boolean, String> {
        @Override
        public String convertToDatabaseColumn(Boolean value) {
            return value.booleanValue() ? "Y" : "N";
        }

        @Override
        public Boolean convertToEntityAttribute(String text) {
            return "Y".equals(text);
        }
    }

    @Entity(name = "Converted")
    static class Converted {
        @Id
        Long id;

        @Convert(converter = NullIsBad.class)
        Boolean flag;
    }

    @Entity(name = "Scaled")
    static class Scaled {
        @Id
        Long id;

        @Column(precision = 4, scale = 2)
        double price;
    }

    @Entity(name = "Keyless")
    static class Keyless {
        String name;
    }

    @Entity(name = "Astray")
    static class Astray {
        @Id
        Long id;

        @ManyToOne
        Shop.Account account;
    }

    @Entity(name = "Vectored")
    static class Vectored {
        @Id
        Long id;

        @JdbcTypeCode(SqlTypes.VECTOR)
        float[] embedding;
    }

    @Entity(name = "Twice")
    static class Twice {
        @Id
        Long id;

        @ColumnDefault("1")
        @GeneratedColumn("2")
        int number;
    }

    static class NotMapped {}

    static List<Arguments> rows() {
        return List.of(
                row("an attribute converter that fails", Converted.class, "Converted.flag", "NullIsBad", "null"),
                row(
                        "a scale of a floating point number",
                        Scaled.class,
                        "ProblemsTest$Scaled",
                        "scale",
                        "correct the mapping"),
                row("an entity with no identifier", Keyless.class, "Keyless", "identifier"),
                row("a reference to what is not an entity here", Astray.class, "Astray.account", "Account"),
                row("a type that nobody knows", Vectored.class, "column vectored.embedding", "Vectored.embedding"),
                row("a default of a generated column", Twice.class, "table twice", "only one of default"),
                row("a class with no annotation", NotMapped.class, "NotMapped", "is no @Entity"));
    }

    private static Arguments row(String name, Class<?> entity, String... parts) {
        return Arguments.of(Named.of(name, entity), parts);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void saysInOneLineWhatIsWrongWith(Class<?> entity, String[] parts) {
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(
                        () -> HibernateSource.builder().entities(entity).build().read())
                .satisfies(e -> assertThat(e.getMessage())
                        .contains(parts)
                        .doesNotContain("\n")
                        .isNotBlank());
    }

    @Test
    void wantsAnEntity() {
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> HibernateSource.builder().entities().build().read())
                .withMessageContaining("no entity");
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> HibernateSource.builder()
                        .packages("com.example.nothing")
                        .build()
                        .read())
                .withMessageContaining("com.example.nothing");
    }

    @Test
    void namesTheUnitsThatThereAre() {
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> HibernateSource.builder()
                        .persistenceUnit("nowhere")
                        .build()
                        .read())
                .withMessageContaining("\"nowhere\"");
    }

    @Test
    void refusesAMetamodelOfAnotherDatabase() {
        var registry = new StandardServiceRegistryBuilder()
                .applySetting("hibernate.boot.allow_jdbc_metadata_access", false)
                .applySetting("hibernate.dialect", "org.hibernate.dialect.H2Dialect")
                .build();
        var metadata = new MetadataSources(registry)
                .addAnnotatedClass(Shop.Account.class)
                .buildMetadata();

        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> HibernateSource.of(metadata).read())
                .withMessageContaining("H2Dialect");
    }

    @Entity(name = "Seen")
    @View(query = "select id from account")
    static class Seen {
        @Id
        Long id;
    }

    @Test
    void notesWhatIsNotModelled() {
        var source = HibernateSource.builder()
                .entities(Seen.class, Shop.Account.class, Shop.Housed.class)
                .build();

        assertThat(source.notes()).containsExactly("view seen is not read: views are not modelled yet");
        assertThat(source.read().tables()).hasSize(2);
    }

    @Entity(name = "Defining")
    static class Defining {
        @Id
        Long id;

        @ManyToOne
        @JoinColumn(
                name = "owner",
                foreignKey = @ForeignKey(name = "fk_owner", foreignKeyDefinition = "references Account"))
        Shop.Account owner;
    }

    @Test
    void notesAForeignKeyThatItDoesNotUnderstand() {
        var source = HibernateSource.builder()
                .entities(Defining.class, Shop.Account.class)
                .build();

        assertThat(source.notes()).singleElement().asString().contains("fk_owner", "references Account");
        assertThat(source.read().everything().values())
                .extracting(SchemaObject::describe)
                .contains("foreign key defining.fk_owner (owner) -> account (id)");
    }
}
