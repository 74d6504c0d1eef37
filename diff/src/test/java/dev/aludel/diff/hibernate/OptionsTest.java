package dev.aludel.diff.hibernate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.aludel.core.schema.ForeignKey;
import dev.aludel.core.schema.Index;
import dev.aludel.core.schema.Name;
import dev.aludel.core.schema.Timing;
import java.util.Map;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.MetadataSources;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.mapping.Table;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The {@code options} that JPA 3.2 has for annotations. The tests compile against 3.1, so they are set from behind. */
class OptionsTest {

    private final Metadata metadata = new MetadataSources(new StandardServiceRegistryBuilder()
                    .applySettings(new OfflineSettings(Map.of(), 18, 0).all())
                    .build())
            .addAnnotatedClass(Shop.Indexed.class)
            .addAnnotatedClass(Shop.Person.class)
            .addAnnotatedClass(Shop.Account.class)
            .buildMetadata();

    @BeforeEach
    void needsHibernate7() {
        assumeTrue(Versions.isAtLeast(7, 0));
    }

    private Table table(String name) {
        return metadata.collectTableMappings().stream()
                .filter(table -> table.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static void options(Object mapped, String options) throws ReflectiveOperationException {
        mapped.getClass().getMethod("setOptions", String.class).invoke(mapped, options);
    }

    @Test
    void readsWhatAnIndexHasBesides() throws ReflectiveOperationException {
        options(table("Indexed").getIndex("ix_expression"), "include (a) where (a > 0)");

        var model = HibernateSource.of(metadata).read();

        assertThat(model.table(Name.of("indexed")).orElseThrow().members(Index.class))
                .extracting(Index::details)
                .contains("((lower(b))) include (a) where a > 0");
    }

    @Test
    void readsWhenAForeignKeyIsChecked() throws ReflectiveOperationException {
        for (var key : Versions.foreignKeys(table("Person"))) {
            options(key, "deferrable initially deferred");
        }

        var model = HibernateSource.of(metadata).read();

        assertThat(model.table(Name.of("person")).orElseThrow().members(ForeignKey.class))
                .extracting(ForeignKey::timing)
                .containsExactly(Timing.INITIALLY_DEFERRED);
    }

    @Test
    void notesWhatItCannotRead() throws ReflectiveOperationException {
        options(table("Indexed"), "with (fillfactor = 70)");

        assertThat(HibernateSource.of(metadata).notes())
                .containsExactly("table indexed: its options are not read: with (fillfactor = 70)");
    }
}
