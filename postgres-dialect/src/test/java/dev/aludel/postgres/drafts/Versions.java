package dev.aludel.postgres.drafts;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import org.hibernate.annotations.ColumnDefault;

/** One entity as it grows. */
final class Versions {

    private Versions() {}

    static final class One {
        @Entity(name = "Account")
        static class Account {
            @Id
            long id;

            String name;
        }
    }

    static final class Two {
        @Entity(name = "Account")
        static class Account {
            enum State {
                NEW,
                OLD
            }

            @Id
            long id;

            String name;

            @Enumerated(EnumType.STRING)
            State state;

            @ColumnDefault("0")
            int visits;
        }
    }

    static final class Three {
        @Entity(name = "Account")
        static class Account {
            enum State {
                NEW,
                OLD,
                GONE
            }

            @Id
            long id;

            @Column(nullable = false)
            String name;

            @Enumerated(EnumType.STRING)
            State state;

            @ColumnDefault("1")
            int visits;
        }
    }

    static final class Moody {
        @Entity(name = "Account")
        static class Account {
            @Id
            long id;

            String name;

            @ColumnDefault("length('abc')")
            int visits;
        }
    }
}
