package dev.aludel.diff.hibernate;

import java.util.Objects;
import java.util.function.Consumer;
import org.hibernate.boot.Metadata;

/**
 * The part of a builder that takes a type of Hibernate's, so that no other package has to name one.
 *
 * @param <B> the builder
 */
public abstract class MetadataInput<B> {

    protected MetadataInput() {}

    /** Hibernate's boot metamodel; it is not changed. */
    public final B metadata(Metadata metadata) {
        Objects.requireNonNull(metadata);
        return input(source -> source.metadata(metadata));
    }

    /** Remembers where the entities are. */
    protected abstract B input(Consumer<HibernateSource.Builder> input);
}
