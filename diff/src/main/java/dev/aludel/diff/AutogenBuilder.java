package dev.aludel.diff;

import dev.aludel.core.compare.ObjectFilter;
import dev.aludel.core.compare.RenameHints;
import dev.aludel.core.dialect.Dialect;
import dev.aludel.core.dialect.Dialects;
import dev.aludel.core.revision.RevisionSet;
import dev.aludel.core.revision.RevisionSource;
import dev.aludel.diff.hibernate.HibernateSource;
import dev.aludel.diff.hibernate.MetadataInput;
import jakarta.persistence.EntityManagerFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Collects what an {@link Autogen} needs: entities in one of five ways, and a database. */
public final class AutogenBuilder extends MetadataInput<AutogenBuilder> {

    private final List<Consumer<HibernateSource.Builder>> inputs = new ArrayList<>();
    private final Map<String, Object> hibernateSettings = new LinkedHashMap<>();
    private final List<RevisionSource> sources = new ArrayList<>();
    private @Nullable DataSource dataSource;
    private String url = "";
    private int offlineVersion;
    private List<String> schemas = List.of();
    private ObjectFilter filter = ObjectFilter.ALL;
    private RenameHints renames = RenameHints.none();
    private Scripts sql = new Scripts(List.of());
    private boolean hasEntities = true;
    private boolean emptyDatabase;

    AutogenBuilder() {}

    /**
     * The entity classes, with mapped superclasses and converters that apply by themselves. None for what compares with no
     * entities, such as {@link Revisions#merge} and {@link Revisions#baseline}.
     */
    public AutogenBuilder entities(Class<?>... types) {
        hasEntities = types.length > 0;
        return input(source -> source.entities(types));
    }

    /** All entity classes in these packages and those below them. */
    public AutogenBuilder packages(String... names) {
        return input(source -> source.packages(names));
    }

    /** The entities of a unit in {@code persistence.xml}. */
    public AutogenBuilder persistenceUnit(String name) {
        return input(source -> source.persistenceUnit(name));
    }

    /** The entities of a running application. */
    public AutogenBuilder entityManagerFactory(EntityManagerFactory factory) {
        return input(source -> source.entityManagerFactory(factory));
    }

    @Override
    protected AutogenBuilder input(Consumer<HibernateSource.Builder> input) {
        inputs.add(input);
        return this;
    }

    /** A setting of Hibernate's that shapes the schema, such as a naming strategy. */
    public AutogenBuilder hibernateSetting(String key, Object value) {
        hibernateSettings.put(key, value);
        return this;
    }

    /**
     * What entities cannot say, in SQL: scripts of {@code CREATE VIEW}, {@code FUNCTION}, {@code TRIGGER}, {@code POLICY},
     * {@code EXTENSION}, {@code DOMAIN} and the like, and comments on them. It is wanted as the entities are; an entity may be
     * mapped to a view that is made here. Names without a schema mean the first managed one.
     */
    public AutogenBuilder sql(String... scripts) {
        sql = sql.with(scripts);
        return this;
    }

    /** The same in files, in UTF-8. They are read anew for every comparison. */
    public AutogenBuilder sqlFile(Path... files) {
        sql = sql.with(files);
        return this;
    }

    public AutogenBuilder dataSource(DataSource value) {
        dataSource = value;
        return this;
    }

    /** The database by its URL. */
    public AutogenBuilder url(String value) {
        url = value;
        return this;
    }

    /**
     * The server's major version, for what is asked of no database: comparing with the chain alone. A database need not be
     * given then; names without a schema mean {@code public} where no schemas are.
     */
    public AutogenBuilder offline(int majorVersion) {
        offlineVersion = majorVersion;
        return this;
    }

    /**
     * The database is an empty one that is there for nothing but {@link Against#SCRATCH}: the revisions are run in the managed
     * schemas themselves, so that they may name them, and nothing stays.
     */
    public AutogenBuilder inEmptyDatabase() {
        emptyDatabase = true;
        return this;
    }

    /** The managed schemas; the first is what names without a schema mean. Schemas of entities are added. */
    public AutogenBuilder schemas(String... values) {
        schemas = List.of(values);
        return this;
    }

    /** What the comparison is about; everything when nothing is said. */
    public AutogenBuilder include(ObjectFilter value) {
        filter = filter.and(value);
        return this;
    }

    /** What was renamed. */
    public AutogenBuilder renames(RenameHints value) {
        renames = value;
        return this;
    }

    /** What was renamed, besides what was said before: {@code renames(h -> h.table("client", "customer"))}. */
    public AutogenBuilder renames(UnaryOperator<RenameHints> more) {
        renames = more.apply(renames);
        return this;
    }

    /** The chain of revisions, so that what none of them made is left alone. */
    public AutogenBuilder revisions(RevisionSource source) {
        sources.add(source);
        return this;
    }

    /**
     * @throws IllegalArgumentException if there is not exactly one way to the entities and one to the database
     */
    public Autogen build() {
        if (inputs.size() != 1) {
            throw new IllegalArgumentException("say in exactly one way where the entities are: entities, packages,"
                    + " persistenceUnit, entityManagerFactory or metadata; got " + inputs.size());
        }
        if (dataSource != null && !url.isEmpty() || dataSource == null && url.isEmpty() && offlineVersion == 0) {
            throw new IllegalArgumentException("give either a dataSource(…) or a url(…)");
        }
        if (dataSource == null && url.isEmpty()) {
            return new Autogen(this, null, Dialects.only());
        }
        Dialect dialect = dataSource != null ? Dialects.of(dataSource) : Dialects.only();
        return new Autogen(this, dataSource != null ? dataSource : dialect.dataSource(url), dialect);
    }

    HibernateSource entities(int serverMajorVersion, Dialect dialect) {
        var source = HibernateSource.builder()
                .serverVersion(serverMajorVersion, 0)
                .settings(hibernateSettings)
                .dialect(dialect);
        inputs.get(0).accept(source);
        return source.build();
    }

    int offlineVersion() {
        return offlineVersion;
    }

    boolean isEmptyDatabase() {
        return emptyDatabase;
    }

    boolean hasEntities() {
        return hasEntities;
    }

    Scripts sql() {
        return sql;
    }

    List<String> schemas() {
        return schemas;
    }

    ObjectFilter filter() {
        return filter;
    }

    RenameHints renames() {
        return renames;
    }

    @Nullable
    RevisionSet revisions() {
        return sources.isEmpty() ? null : RevisionSet.read(sources);
    }
}
