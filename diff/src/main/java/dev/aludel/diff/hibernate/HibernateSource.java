package dev.aludel.diff.hibernate;

import dev.aludel.core.compare.Origins;
import dev.aludel.core.dialect.Dialect;
import dev.aludel.core.dialect.Dialects;
import dev.aludel.core.error.ModelException;
import dev.aludel.core.op.Operation;
import dev.aludel.core.schema.ObjectId;
import dev.aludel.core.schema.Renaming;
import dev.aludel.core.schema.SchemaModel;
import dev.aludel.core.schema.SchemaSource;
import dev.aludel.diff.hibernate.ModelReader.Reading;
import jakarta.persistence.EntityManagerFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.hibernate.boot.Metadata;
import org.jspecify.annotations.Nullable;

/**
 * Reads the schema that entities stand for, as Hibernate would create it on PostgreSQL. Works with Hibernate 6.6 to 7.4;
 * the same entities may stand for another schema in another version of Hibernate, and then the models differ.
 *
 * <p>Names that nobody chose (of unnamed keys and checks, Hibernate's hashed names) are {@linkplain
 * SchemaModel#isNegotiable negotiable}. Types, defaults and expressions are in the words of the mapping. Views and
 * auxiliary database objects are what their SQL makes, where the dialect can read it. Not modelled: composite types, the two
 * casts that come with a named enum, and the rows that a table generator starts with; see {@link #notes()}.
 *
 * <p>No connection is opened, no session factory is built and nothing of a host's metamodel is changed. Building a
 * metamodel does run code of the application: Hibernate calls attribute converters.
 */
public final class HibernateSource implements SchemaSource {

    private final Once<Reading> reading;

    private HibernateSource(Input input, OfflineSettings settings, Optional<Dialect> dialect) {
        this.reading = new Once<>(() -> read(input, settings, dialect));
    }

    /**
     * A metamodel that the application has built. What Bean Validation says about columns is in it only after its session
     * factory was built.
     */
    public static HibernateSource of(Metadata metadata) {
        return builder().metadata(metadata).build();
    }

    public static Builder builder() {
        return new Builder();
    }

    /**
     * Reads the schema; the first call does the work, later ones return the same.
     *
     * @throws ModelException Hibernate rejects the mapping, there is no entity, or this Hibernate is not one of 6.6 to 7.4
     */
    @Override
    public SchemaModel read() {
        return reading.get().model();
    }

    /**
     * What the mapping says but the model does not have, a line each; empty when everything was read. Reads the schema if
     * that has not happened yet, and fails as {@link #read()} does.
     */
    public List<String> notes() {
        return reading.get().notes();
    }

    /** Which entity each table comes from, and which property each column. Reads and fails as {@link #read()} does. */
    public Origins origins() {
        return reading.get().origins();
    }

    /**
     * What was renamed, as {@code @RenamedFrom} says it, in the order in which it applies. Names are as in {@link #read()},
     * and this fails as that does.
     */
    public List<Renaming> renamings() {
        return reading.get().renamings();
    }

    /**
     * Tables and columns that are to be left alone, as {@code @Unmanaged} says it; the model has them nonetheless. Names are
     * as in {@link #read()}, and this fails as that does.
     */
    public Set<ObjectId> unmanaged() {
        return reading.get().unmanaged();
    }

    /**
     * Why an operation leads to these entities although nobody has changed them: {@code because Hibernate 7 …}. Empty for
     * any other operation, and with Hibernate 6. Reads the schema as {@link #read()} does.
     */
    public Optional<String> because(Operation operation) {
        return reading.get().changes().because(operation);
    }

    private static Reading read(Input input, OfflineSettings settings, Optional<Dialect> dialect) {
        Versions.requireSupported();
        try (Boot boot = input.openForPostgres(settings)) {
            if (boot.metadata().getEntityBindings().isEmpty()) {
                throw new ModelException("there is no entity to read; name classes annotated @Entity", null);
            }
            Reading found = new ModelReader(boot.metadata(), dialect).read();
            var notes = new ArrayList<>(boot.notes());
            notes.addAll(found.notes());
            return new Reading(
                    found.model(),
                    List.copyOf(notes),
                    found.origins(),
                    found.renamings(),
                    found.unmanaged(),
                    found.changes());
        } catch (RuntimeException | LinkageError e) {
            throw MappingProblem.of(e, List.of(), Optional.empty());
        }
    }

    /** Says what to read. Exactly one kind of input; settings and version are optional. */
    public static final class Builder {

        private static final int NEWEST = 18;

        private final List<Function<Builder, HibernateSource>> inputs = new ArrayList<>();
        private final List<String> files = new ArrayList<>();
        private final Map<String, Object> settings = new LinkedHashMap<>();
        private int majorVersion = NEWEST;
        private int minorVersion;
        private boolean versionGiven;
        private @Nullable Dialect dialect;

        private Builder() {}

        /**
         * Entities, with the mapped superclasses and the converters that apply themselves; what else they need is found by
         * reference.
         */
        public Builder entities(Class<?>... classes) {
            List<Class<?>> all = List.of(classes);
            return input(builder ->
                    builder.source(settings -> builder.boot(OfflineBoot.of(all)).open(settings)));
        }

        /** All that is mapped in these packages and the ones below, {@code package-info} too. */
        public Builder packages(String... names) {
            var all = List.of(names);
            return input(builder -> builder.source(settings ->
                    builder.boot(OfflineBoot.of(PackageScan.of(all))).open(settings)));
        }

        /**
         * Mappings in XML, {@code orm.xml} or {@code hbm.xml}, as resources of the class path; alone, or beside {@link
         * #entities} or {@link #packages}. A persistence unit names its own.
         */
        public Builder mappingFiles(String... resources) {
            files.addAll(List.of(resources));
            return this;
        }

        /** A unit of a {@code META-INF/persistence.xml} on the class path. */
        public Builder persistenceUnit(String name) {
            return input(builder -> builder.source(new PersistenceUnit(name)));
        }

        /**
         * The entities of a running application. If this library was on the class path when the factory was built, its own
         * metamodel is read; else one is built again from its classes, which is less exact, and {@link #notes()} says so.
         */
        public Builder entityManagerFactory(EntityManagerFactory factory) {
            Objects.requireNonNull(factory);
            return input(builder -> builder.source(new RunningFactory(factory, builder.versionGiven)));
        }

        /** A metamodel that the application has built; see {@link HibernateSource#of}. */
        public Builder metadata(Metadata metadata) {
            Objects.requireNonNull(metadata);
            return input(builder -> builder.source(settings -> Boot.host(metadata)));
        }

        /**
         * A setting of Hibernate that shapes the schema: a naming strategy, a default schema. What opens connections or
         * changes databases is left out. Of no use with {@link #metadata}, which has its settings already.
         */
        public Builder setting(String key, Object value) {
            settings.put(Objects.requireNonNull(key), Objects.requireNonNull(value));
            return this;
        }

        /** Several settings, as {@link #setting}. */
        public Builder settings(Map<String, ?> all) {
            all.forEach(this::setting);
            return this;
        }

        /**
         * The version of the server that the schema is for; 18.0 unless said, and for a running factory the version that
         * it has found. It decides what Hibernate makes of generated columns.
         */
        public Builder serverVersion(int major, int minor) {
            majorVersion = major;
            minorVersion = minor;
            versionGiven = true;
            return this;
        }

        /**
         * What reads the SQL of views and auxiliary database objects; if nothing is said, the only dialect on the class path.
         * Without one they are in {@link #notes()}.
         */
        public Builder dialect(Dialect value) {
            dialect = Objects.requireNonNull(value);
            return this;
        }

        /**
         * @throws IllegalArgumentException if there is no input, or more than one kind
         * @throws ModelException           if this Hibernate is not one of 6.6 to 7.4
         */
        public HibernateSource build() {
            if (inputs.isEmpty() && !files.isEmpty()) {
                entities();
            }
            if (inputs.size() != 1) {
                throw new IllegalArgumentException("name exactly one of entities, packages, persistenceUnit,"
                        + " entityManagerFactory and metadata; got " + inputs.size());
            }
            Versions.requireSupported();
            return inputs.get(0).apply(this);
        }

        private Builder input(Function<Builder, HibernateSource> input) {
            inputs.add(input);
            return this;
        }

        private OfflineBoot boot(OfflineBoot classes) {
            return classes.with(files);
        }

        private HibernateSource source(Input input) {
            return new HibernateSource(
                    input,
                    new OfflineSettings(settings, majorVersion, minorVersion),
                    dialect == null ? Dialects.ifOnly() : Optional.of(dialect));
        }
    }
}
