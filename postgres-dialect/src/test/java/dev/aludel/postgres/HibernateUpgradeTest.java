package dev.aludel.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.aludel.core.Migrator;
import dev.aludel.diff.Autogen;
import dev.aludel.testing.TestDatabase;
import dev.aludel.testing.TestServer;
import jakarta.persistence.Basic;
import jakarta.persistence.Column;
import jakarta.persistence.DiscriminatorColumn;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinTable;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;
import org.hibernate.annotations.CreationTimestamp;
import org.junit.jupiter.api.Test;

/** The same entities after Hibernate was upgraded: what was created by 6.6 is not quite what 7.4 wants, and that is said. */
class HibernateUpgradeTest {

    @Entity(name = "Vehicle")
    @Table(name = "vehicle")
    static class Vehicle {
        @Id
        Long id;

        @Version
        Integer version;

        @CreationTimestamp
        Instant created;

        LocalTime opens;

        @ElementCollection
        Set<Tag> tags;

        @ElementCollection
        @OrderColumn(name = "position")
        List<String> notes;

        @OneToMany
        @JoinTable(name = "vehicle_wheel")
        Set<Wheel> wheels;
    }

    @Embeddable
    static class Tag {
        String word;
        String language;
    }

    @Entity(name = "Wheel")
    @Table(name = "wheel")
    static class Wheel {
        @Id
        Long id;

        // changed by hand, and so without a reason
        @Column(length = 40)
        String brand;
    }

    @Entity(name = "Kind")
    @Table(name = "kind")
    @DiscriminatorColumn(name = "kind")
    static class Kind {
        @Id
        Long id;
    }

    @Entity(name = "Bicycle")
    static class Bicycle extends Kind {
        @Basic(optional = false)
        String bell;
    }

    private static final Class<?>[] ENTITIES = {Vehicle.class, Wheel.class, Kind.class, Bicycle.class};

    @Test
    void tellsWhatAnotherHibernateWantsAndWhy() throws Exception {
        assumeTrue(org.hibernate.Version.getVersionString().startsWith("7.4"), "needs Hibernate 7.4 (-Phibernate-7.4)");
        try (TestDatabase database = TestServer.shared().database()) {
            try (var connection = database.dataSource().getConnection();
                    var statement = connection.createStatement();
                    var script = HibernateUpgradeTest.class.getResourceAsStream("/created-by-hibernate-6.6.sql")) {
                statement.execute(new String(script.readAllBytes(), StandardCharsets.UTF_8));
                statement.execute("alter table wheel alter column brand type varchar(20)");
            }
            var autogen = Autogen.builder()
                    .entities(ENTITIES)
                    .dataSource(database.dataSource())
                    .build();

            assertThat(autogen.diff().describe()).isEqualTo("""
                    - unique vehicle_wheel.vehicle_wheel_wheels_id_key (wheels_id)
                      because Hibernate 7 makes an element that has one owner the key of their table
                    - primary key vehicle_wheel.vehicle_wheel_pkey (vehicle_id, wheels_id)
                      because Hibernate 7 makes an element that has one owner the key of their table
                    ~ column vehicle.created timestamptz(6) -> timestamptz(6) not null
                      because Hibernate 7 makes generated timestamps not null
                    ~ column vehicle.opens time(6) -> time(0)
                      because Hibernate 7 gives time no fractions of a second
                    ~ column vehicle.version integer -> integer not null
                      because Hibernate 7 makes versions not null
                    ~ column wheel.brand varchar(20) -> varchar(40)
                    + primary key vehicle_wheel.vehicle_wheel_pkey (wheels_id)
                      because Hibernate 7 makes an element that has one owner the key of their table
                    + unique vehicle_tags.vehicle_tags_vehicle_id_language_word_key (vehicle_id, language, word)
                      because Hibernate 7 makes the elements of a set unique
                    + check kind.kind_check (kind <> 'Bicycle' or (bell is not null))
                      because Hibernate 7 checks what a subclass needs in the table of its root
                    + check kind.kind_kind_check (kind in ('Kind','Bicycle'))
                      because Hibernate 7 checks discriminators
                    + check vehicle_notes.vehicle_notes_position_check (position>=0)
                      because Hibernate 7 checks that positions in a list are not negative
                    """);

            Migrator.builder()
                    .dataSource(database.dataSource())
                    .build()
                    .apply(autogen.diff().upgrade());
            assertThat(autogen.diff().describe()).isEmpty();
        }
    }
}
