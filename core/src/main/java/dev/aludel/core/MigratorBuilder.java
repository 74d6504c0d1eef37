package dev.aludel.core;

import dev.aludel.core.backup.BackupSettings;
import dev.aludel.core.dialect.Dialect;
import dev.aludel.core.dialect.Dialects;
import dev.aludel.core.error.RevisionException;
import dev.aludel.core.revision.GraphProblems;
import dev.aludel.core.revision.Migration;
import dev.aludel.core.revision.RevisionScript;
import dev.aludel.core.revision.RevisionSet;
import dev.aludel.core.revision.RevisionSource;
import dev.aludel.core.run.MigrationListener;
import dev.aludel.core.run.ModelProbe;
import dev.aludel.core.run.RunSettings;
import dev.aludel.core.run.Setup;
import dev.aludel.core.run.Validation;
import dev.aludel.core.run.Validator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Collects what a {@link Migrator} needs; only the database is mandatory. */
public final class MigratorBuilder {

    private @Nullable DataSource dataSource;
    private String url = "";
    private @Nullable Dialect dialect;
    private final List<String> locations = new ArrayList<>();
    private final List<RevisionSource> sources = new ArrayList<>();
    private List<String> schemas = List.of();
    private String versionSchema = "";
    private @Nullable Duration lockWait;
    private @Nullable Duration lockTimeout;
    private @Nullable Duration statementTimeout;
    private boolean singleTransaction;
    private @Nullable Boolean rollbackOnFail;
    private @Nullable DataSource directDataSource;
    private MigrationListener listener = MigrationListener.NONE;
    private @Nullable ClassLoader classLoader;
    private int offline;
    private @Nullable ModelProbe modelProbe;
    private @Nullable DataSource scratch;
    private @Nullable BackupSettings backups;
    private @Nullable Settings settings;
    private @Nullable Seed seed;

    MigratorBuilder() {}

    /**
     * What people say outside the program: the database, where revisions are, schemas, times, backups, as far as this builder is
     * not told itself; and all that {@link Migrator#onStartup} goes by.
     */
    public MigratorBuilder settings(Settings value) {
        settings = value;
        return this;
    }

    /** What fills the application's tables at the start, see {@link Migrator#onStartup}; only where {@code SEED_DATA} says so. */
    public MigratorBuilder seed(Seed value) {
        seed = value;
        return this;
    }

    /** The database, through the application's own pool. One connection is used at a time. */
    public MigratorBuilder dataSource(DataSource value) {
        dataSource = value;
        return this;
    }

    /**
     * Connections to the same database past the pooler, where {@link #dataSource} goes through one that gives a session
     * away after every transaction, such as pgbouncer. Only what runs outside a transaction needs them.
     */
    public MigratorBuilder directDataSource(DataSource value) {
        directDataSource = value;
        return this;
    }

    /** The database by its URL, e.g. {@code postgresql://user:password@host/database} or a JDBC one. */
    public MigratorBuilder url(String value) {
        url = value;
        return this;
    }

    /** Where revisions are: {@code classpath:db/revisions} when nothing is said, or {@code file:…}; several allowed. */
    public MigratorBuilder locations(String... values) {
        locations.addAll(List.of(values));
        return this;
    }

    /** Revisions that are objects already. */
    public MigratorBuilder revisions(Migration... migrations) {
        sources.add(RevisionSource.of(migrations));
        return this;
    }

    /** Revisions from anywhere else. */
    public MigratorBuilder revisions(RevisionSource source) {
        sources.add(source);
        return this;
    }

    /** The managed schemas; the first is what names without a schema mean. The connection's current one otherwise. */
    public MigratorBuilder schemas(String... values) {
        schemas = List.of(values);
        return this;
    }

    /** Where the version tables live; the first managed schema otherwise. */
    public MigratorBuilder versionSchema(String value) {
        versionSchema = value;
        return this;
    }

    /** How long to wait for other instances, and for locks on tables in all; 5 minutes when nothing is said. */
    public MigratorBuilder lockWait(Duration value) {
        lockWait = value;
        return this;
    }

    /** How long one try waits for the lock on a table before it lets others pass; 200 ms when nothing is said. */
    public MigratorBuilder lockTimeout(Duration value) {
        lockTimeout = value;
        return this;
    }

    /** How long one statement may run; no limit when nothing is said. */
    public MigratorBuilder statementTimeout(Duration value) {
        statementTimeout = value;
        return this;
    }

    /** All pending revisions in one transaction: all or nothing. */
    public MigratorBuilder singleTransaction() {
        singleTransaction = true;
        return this;
    }

    /**
     * When an upgrade fails part-way, go back to the revision that it began at, provided that no step on the way loses
     * anything; the failure says whether that was done, and if not, why.
     */
    public MigratorBuilder rollbackOnFail(boolean value) {
        rollbackOnFail = value;
        return this;
    }

    /** Is told what happens while it happens. */
    public MigratorBuilder listener(MigrationListener value) {
        listener = value;
        return this;
    }

    /** Where the class path is looked for; the thread's context class loader otherwise. */
    public MigratorBuilder classLoader(ClassLoader value) {
        classLoader = value;
        return this;
    }

    /** The dialect, where it is not to be found by itself. */
    public MigratorBuilder dialect(Dialect value) {
        dialect = value;
        return this;
    }

    /**
     * No database: only what needs none can be asked for, such as {@link Migrator#sql}. Names without a schema then mean the
     * one that is a new database's, e.g. {@code public}, unless {@link #schemas} says otherwise.
     *
     * @param serverMajorVersion which server scripts are written for, e.g. 18
     */
    public MigratorBuilder offline(int serverMajorVersion) {
        if (serverMajorVersion < 1) {
            throw new IllegalArgumentException(serverMajorVersion + " is not a major version of a server, such as 18");
        }
        offline = serverMajorVersion;
        return this;
    }

    /**
     * An empty database, in which revisions are rehearsed that name schemas; nothing stays there. Without one they are
     * rehearsed in a schema of their own in the database, where they can name none.
     */
    public MigratorBuilder scratch(DataSource value) {
        scratch = value;
        return this;
    }

    /** Who knows what the entities want, for {@link Migrator#status}; found by itself where there is one and none is given. */
    public MigratorBuilder modelProbe(ModelProbe value) {
        modelProbe = value;
        return this;
    }

    /** Where backups go, and whether what a step destroys is kept before it goes; not when nothing is said. */
    public MigratorBuilder backups(BackupSettings value) {
        backups = value;
        return this;
    }

    RunSettings runSettings() {
        return told().runSettings(said());
    }

    private Told told() {
        return new Told(
                schemas,
                versionSchema,
                Optional.ofNullable(lockWait),
                Optional.ofNullable(lockTimeout),
                Optional.ofNullable(statementTimeout),
                singleTransaction,
                Optional.ofNullable(rollbackOnFail),
                Optional.ofNullable(backups));
    }

    private Settings said() {
        return settings != null ? settings : Settings.none();
    }

    /**
     * Reads the headers of the revisions; does not touch the database.
     *
     * @throws IllegalArgumentException                    if no database was given, or both forms of one
     * @throws dev.aludel.core.error.RevisionException if the revisions do not form a chain
     */
    public Migrator build() {
        Dialect speaks = speaks();
        return migrator(speaks, RevisionSet.read(sources()));
    }

    private Migrator migrator(Dialect speaks, RevisionSet revisions) {
        return new Migrator(setup(speaks, revisions), listener, beginning());
    }

    private Beginning beginning() {
        return new Beginning(told(), Optional.ofNullable(settings), Optional.ofNullable(seed));
    }

    private Setup setup(Dialect speaks, RevisionSet revisions) {
        var probe = Optional.ofNullable(modelProbe)
                .or(() -> ServiceLoader.load(ModelProbe.class, ModelProbe.class.getClassLoader())
                        .findFirst());
        return new Setup(
                database(speaks),
                Optional.ofNullable(directDataSource),
                speaks,
                runSettings(),
                revisions,
                offline,
                Optional.ofNullable(scratch),
                probe);
    }

    /**
     * As {@link Migrator#validate()}, also for revisions that form no chain, of which no migrator can be made: tells all that
     * is wrong with them.
     */
    public Validation validate() {
        Dialect speaks = speaks();
        var problems = new ArrayList<RevisionException>();
        var scripts = new ArrayList<RevisionScript>();
        sources().forEach(source -> scripts.addAll(source.read(problems::add)));
        problems.addAll(
                GraphProblems.of(scripts.stream().map(RevisionScript::info).toList()));
        return problems.isEmpty()
                ? migrator(speaks, RevisionSet.read(List.of(() -> scripts))).validate()
                : Validator.unreadable(problems);
    }

    /** Migrators for one schema each, which has its own version tables; the revisions are read once. */
    Function<String, Migrator> perSchema() {
        Setup all = setup(speaks(), RevisionSet.read(sources()));
        Beginning beginning = beginning();
        return schema -> new Migrator(all.in(schema), listener, beginning);
    }

    private Dialect speaks() {
        boolean given = dataSource != null || !url().isEmpty();
        if (dataSource != null && !url.isEmpty() || given == offline > 0) {
            throw new IllegalArgumentException(
                    "give a migrator either a dataSource(…) or a url(…), or say offline(…) and give none");
        }
        return dialect != null ? dialect : dataSource != null ? Dialects.of(dataSource) : Dialects.only();
    }

    private DataSource database(Dialect speaks) {
        return dataSource != null ? dataSource : offline > 0 ? NoDatabase.SOURCE : speaks.dataSource(url());
    }

    private String url() {
        return !url.isEmpty() || offline > 0 ? url : said().databaseUrl().orElse("");
    }

    private List<RevisionSource> sources() {
        var all = new ArrayList<>(sources);
        ClassLoader loader = classLoader != null ? classLoader : contextLoader();
        var places = all.isEmpty() && locations.isEmpty() ? said().locations() : locations;
        places.forEach(place -> all.add(RevisionSource.at(place, loader)));
        if (all.isEmpty()) {
            all.add(RevisionSource.atIfThere("classpath:db/revisions", loader));
        }
        return all;
    }

    private static ClassLoader contextLoader() {
        return Objects.requireNonNullElse(
                Thread.currentThread().getContextClassLoader(), Migrator.class.getClassLoader());
    }
}
