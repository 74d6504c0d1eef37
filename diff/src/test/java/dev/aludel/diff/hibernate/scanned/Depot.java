package dev.aludel.diff.hibernate.scanned;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;

/** One mapped class of every kind. */
public final class Depot {

    private Depot() {}

    @MappedSuperclass
    static class Sent {
        @Id
        Long id;
    }

    @Entity(name = "Parcel")
    static class Parcel extends Sent {
        @Embedded
        Place place;

        Grams weight;
    }

    @Embeddable
    static class Place {
        String street;
    }

    record Grams(int count) {}

    @Converter(autoApply = true)
    static class GramsConverter implements AttributeConverter<Grams, String> {
        @Override
        public String convertToDatabaseColumn(Grams grams) {
            return grams == null ? null : grams.count() + " g";
        }

        @Override
        public Grams convertToEntityAttribute(String text) {
            return text == null ? null : new Grams(Integer.parseInt(text.replace(" g", "")));
        }
    }
}
