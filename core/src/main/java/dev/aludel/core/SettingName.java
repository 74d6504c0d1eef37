package dev.aludel.core;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Every setting there is, with what counts when nothing is said. {@code docs/reference/settings.md} is written from these
 * constants and their comments.
 */
public enum SettingName {
    /** The database: {@code postgresql://user:password@host:port/database}, or {@code jdbc:postgresql://…}; else what {@code PGHOST} and the like say. */
    DATABASE_URL(true, ""),
    /** Does {@code onStartup()} upgrade? Otherwise it only checks, and refuses when something is pending. */
    AUTO_MIGRATE(true, "true"),
    /** Is what a step destroys kept before it goes? The watcher does that when nothing is said. */
    BACKUP_BEFORE_MIGRATE(true, ""),
    /** Where backups go. */
    BACKUP_DIR(true, "backups"),
    /** How many backups stay. */
    BACKUP_KEEP(true, "10"),
    /** After a run that failed part-way: back to the revision that it started from, if no step on the way loses data? */
    ROLLBACK_ON_FAIL(true, "false"),
    /** Does the development watcher run? */
    MIGRATION_WATCHER(true, "false"),
    /** Does the watcher write revisions? */
    AUTO_GENERATE(true, "true"),
    /** Does the watcher apply what it has written? */
    AUTO_APPLY(true, "true"),
    /** How often the watcher looks; a number without a unit counts seconds. */
    WATCH_INTERVAL(true, "5s"),
    /** Does the application's seed run after a successful {@code onStartup()}? */
    SEED_DATA(true, "false"),
    /** Where revisions are: {@code classpath:folder} or {@code file:folder}, with commas; {@code classpath:db/revisions} when nothing is said. */
    LOCATIONS(false, ""),
    /** The managed schemas, with commas; the first is what names without a schema mean. The connection's current one when nothing is said. */
    SCHEMAS(false, ""),
    /** Where the version tables are; the first managed schema when nothing is said. */
    VERSION_SCHEMA(false, ""),
    /** Packages of entities, with commas. */
    PACKAGES(false, ""),
    /** The unit of {@code persistence.xml} that has the entities. */
    PERSISTENCE_UNIT(false, ""),
    /** Further folders and jars with classes, separated as in {@code CLASSPATH}. */
    CLASS_PATH(false, ""),
    /** Where the source files of revisions are and new ones go; {@code src/main/java/db/revisions}, or {@code src/main/resources/db/revisions} for SQL, when nothing is said. */
    DIRECTORY(false, ""),
    /** The language of new revisions: {@code java} or {@code sql}. */
    FORMAT(false, "java"),
    /** The names of new files, such as {@code %(year)d_%(rev)s_%(slug)s}; the format's own when nothing is said. */
    FILE_TEMPLATE(false, ""),
    /** Programs that run after a revision file was written, with {@code ;} between them, such as {@code git add {file}}. */
    POST_WRITE_HOOKS(false, ""),
    /** An empty database to rehearse revisions in. */
    SCRATCH_URL(false, ""),
    /** How long to wait for other instances. */
    LOCK_WAIT(false, "5min"),
    /** How long one try waits for the lock of a table; it is tried again. */
    LOCK_TIMEOUT(false, "200ms"),
    /** How long a statement may run; as long as it takes when nothing is said. */
    STATEMENT_TIMEOUT(false, ""),
    /** {@code tolerate}: an older application starts on a newer database. {@code fail}: it refuses. */
    UNKNOWN_REVISION(false, "fail"),
    /** What the database is for, such as {@code production}. */
    ENVIRONMENT(false, ""),
    /** Environments, with commas, in which nothing is destroyed unless the database's name is typed. */
    PROTECTED(false, "production,staging");

    private static final String PREFIX = "ALUDEL_";

    private final boolean bare;
    private final String otherwise;

    SettingName(boolean bare, String otherwise) {
        this.bare = bare;
        this.otherwise = otherwise;
    }

    /** {@code aludel.watch-interval} for {@link #WATCH_INTERVAL}: in files and among system properties. */
    public String property() {
        return "aludel." + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** In the environment; the later wins. Names that only Aludel uses are not looked for without the prefix. */
    public List<String> variables() {
        return bare ? List.of(name(), PREFIX + name()) : List.of(PREFIX + name());
    }

    /** What counts when nothing is said, as one would say it; empty where no single value does. */
    public String otherwise() {
        return otherwise;
    }

    static Optional<SettingName> of(String property) {
        return Stream.of(values())
                .filter(name -> name.property().equals(property))
                .findFirst();
    }
}
