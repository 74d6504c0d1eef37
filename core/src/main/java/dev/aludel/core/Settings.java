package dev.aludel.core;

import dev.aludel.core.revision.PostWriteHook;
import dev.aludel.core.revision.RevisionFormat;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What people say outside the program. Every setting has one name and several places; the later wins: {@code
 * aludel.properties} on the class path, the same in the working directory, the environment variable, the same with {@code
 * ALUDEL_} before it, the system property, {@link #with}. {@code WATCH_INTERVAL} in the environment is {@code
 * aludel.watch-interval} in a file and among system properties. Blank is as good as not there. Immutable; a value is
 * looked at when it is asked for, and no message repeats one that may hold a password.
 */
public final class Settings {

    private static final String FILE = "aludel.properties";

    private static final Set<String> YES = Set.of("true", "yes", "on", "1");
    private static final Set<String> NO = Set.of("false", "no", "off", "0");

    /** A value and, for people, where it was said. */
    private record Said(String text, String where) {}

    private final Map<String, Said> said;
    private final Optional<String> libpq;

    private Settings(Map<String, Said> said, Optional<String> libpq) {
        this.said = Map.copyOf(said);
        this.libpq = libpq;
    }

    /** Nothing is said. */
    public static Settings none() {
        return new Settings(Map.of(), Optional.empty());
    }

    /** What is said to this process. */
    public static Settings load() {
        ClassLoader loader = Objects.requireNonNullElse(
                Thread.currentThread().getContextClassLoader(), Settings.class.getClassLoader());
        return load(loader, Path.of(""), System.getenv(), System.getProperties());
    }

    /**
     * @throws IllegalArgumentException if a file cannot be read as properties or has a name in it that is none of ours
     */
    public static Settings load(
            ClassLoader loader, Path directory, Map<String, String> environment, Properties system) {
        var all = new LinkedHashMap<String, Said>();
        try (InputStream packaged = loader.getResourceAsStream(FILE)) {
            if (packaged != null) {
                file(packaged, FILE + " on the class path", all);
            }
            if (Files.isRegularFile(directory.resolve(FILE))) {
                try (InputStream local = Files.newInputStream(directory.resolve(FILE))) {
                    file(local, FILE + " in the working directory", all);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(FILE + " cannot be read", e);
        }
        for (SettingName name : SettingName.values()) {
            for (String variable : name.variables()) {
                put(all, name, environment.get(variable), "environment variable " + variable);
            }
            put(all, name, system.getProperty(name.property()), "system property " + name.property());
        }
        return new Settings(all, LibpqVariables.url(environment));
    }

    private static void file(InputStream file, String where, Map<String, Said> all) throws IOException {
        var properties = new Properties();
        try (Reader reader = new InputStreamReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(where + " has a \\u that four hexadecimal digits do not follow", e);
        }
        for (String property : new TreeSet<>(properties.stringPropertyNames())) {
            SettingName name = SettingName.of(property)
                    .orElseThrow(() -> new IllegalArgumentException(where + ": there is no setting \"" + property
                            + "\"; there are "
                            + Stream.of(SettingName.values())
                                    .map(SettingName::property)
                                    .sorted()
                                    .collect(Collectors.joining(", "))));
            put(all, name, properties.getProperty(property), where);
        }
    }

    private static void put(Map<String, Said> all, SettingName name, @Nullable String value, String where) {
        if (value != null && !value.isBlank()) {
            all.put(name.name(), new Said(value.strip(), where));
        }
    }

    /** The environment variables that are looked at, and the property that each stands for; for what says settings in its own way. */
    public static Map<String, String> variables() {
        var all = new TreeMap<String, String>();
        for (SettingName name : SettingName.values()) {
            name.variables().forEach(variable -> all.put(variable, name.property()));
        }
        return all;
    }

    /**
     * The same with one more thing said, which wins.
     *
     * @param property the name as in a file, such as {@code aludel.watch-interval}
     * @param where    for messages, such as {@code option --url}
     */
    public Settings with(String property, String value, String where) {
        SettingName name = SettingName.of(property)
                .orElseThrow(() -> new IllegalArgumentException("there is no setting \"" + property + "\""));
        var all = new LinkedHashMap<>(said);
        put(all, name, value, where);
        return new Settings(all, libpq);
    }

    /** The database's URL; without one, what {@code PGHOST} and the like say to libpq. It holds a password. */
    public Optional<String> databaseUrl() {
        return text("DATABASE_URL").or(() -> libpq);
    }

    /** An empty database to rehearse revisions in. */
    public Optional<String> scratchUrl() {
        return text("SCRATCH_URL");
    }

    /** Does {@code onStartup()} upgrade? True when nothing is said. */
    public boolean autoMigrate() {
        return flag("AUTO_MIGRATE", true);
    }

    /** Empty when nothing is said: then the watcher backs up and nothing else does. */
    public Optional<Boolean> backupBeforeMigrate() {
        return text("BACKUP_BEFORE_MIGRATE").map(text -> flag("BACKUP_BEFORE_MIGRATE", false));
    }

    public Path backupDirectory() {
        return path("BACKUP_DIR").orElse(Path.of("backups"));
    }

    /** How many backups stay; 10 when nothing is said. */
    public int backupKeep() {
        return value(
                        "BACKUP_KEEP",
                        "a number from 1 to 99999",
                        text -> text.matches("[1-9][0-9]{0,4}")
                                ? Optional.of(Integer.valueOf(text))
                                : Optional.<Integer>empty())
                .orElse(10);
    }

    public boolean rollbackOnFail() {
        return flag("ROLLBACK_ON_FAIL", false);
    }

    /** Where revisions are; empty for the default. */
    public List<String> locations() {
        return list("LOCATIONS");
    }

    /** The managed schemas; empty for the connection's current one. */
    public List<String> schemas() {
        return list("SCHEMAS");
    }

    /** Where the version tables are; empty for the first managed schema. */
    public Optional<String> versionSchema() {
        return text("VERSION_SCHEMA");
    }

    /** Packages of entities. */
    public List<String> packages() {
        return list("PACKAGES");
    }

    /** The unit of {@code persistence.xml} that has the entities. */
    public Optional<String> persistenceUnit() {
        return text("PERSISTENCE_UNIT");
    }

    /** Further folders and jars in which classes are. */
    public List<String> classPath() {
        return text("CLASS_PATH").map(text -> split(text, File.pathSeparator)).orElse(List.of());
    }

    /** Where new revision files go. */
    public Optional<Path> directory() {
        return path("DIRECTORY");
    }

    /** The language of new revisions; Java when nothing is said. */
    public RevisionFormat format() {
        return value(
                        "FORMAT",
                        "java or sql",
                        text -> Stream.of(RevisionFormat.values())
                                .filter(format -> format.name().equalsIgnoreCase(text))
                                .findFirst())
                .orElse(RevisionFormat.JAVA);
    }

    /** The name of new files; empty for the format's own. */
    public Optional<String> fileTemplate() {
        return text("FILE_TEMPLATE");
    }

    /** Programs that run after a revision file was written, such as {@code git add {file}}. */
    public List<PostWriteHook> postWriteHooks() {
        return value("POST_WRITE_HOOKS", "programs with ; between them and every quote closed", PostWriteHook::commands)
                .orElse(List.of());
    }

    /** How long to wait for other instances. */
    public Duration lockWait() {
        return duration("LOCK_WAIT", "").orElse(Duration.ofMinutes(5));
    }

    /** How long one try waits for a table's lock. */
    public Duration lockTimeout() {
        return duration("LOCK_TIMEOUT", "").orElse(Duration.ofMillis(200));
    }

    /** How long a statement may run; empty for as long as it takes. */
    public Optional<Duration> statementTimeout() {
        return duration("STATEMENT_TIMEOUT", "");
    }

    /** May an application start on a database that is ahead of it? */
    public boolean toleratesUnknownRevision() {
        return value(
                        "UNKNOWN_REVISION",
                        "fail or tolerate",
                        text -> Set.of("fail", "tolerate").contains(text)
                                ? Optional.of(text.equals("tolerate"))
                                : Optional.<Boolean>empty())
                .orElse(false);
    }

    public boolean watcher() {
        return flag("MIGRATION_WATCHER", false);
    }

    public boolean autoGenerate() {
        return flag("AUTO_GENERATE", true);
    }

    public boolean autoApply() {
        return flag("AUTO_APPLY", true);
    }

    /** How often the watcher looks; a number without a unit counts seconds. */
    public Duration watchInterval() {
        return duration("WATCH_INTERVAL", "s").orElse(Duration.ofSeconds(5));
    }

    /** What the database is for, such as {@code production}. */
    public Optional<String> environment() {
        return text("ENVIRONMENT");
    }

    /** Environments in which nothing is destroyed by mistake; {@code production} and {@code staging} when nothing is said. */
    public Set<String> protectedEnvironments() {
        return text("PROTECTED").isEmpty() ? Set.of("production", "staging") : Set.copyOf(list("PROTECTED"));
    }

    public boolean seedData() {
        return flag("SEED_DATA", false);
    }

    private Optional<String> text(String name) {
        return Optional.ofNullable(said.get(name)).map(Said::text);
    }

    private Optional<Path> path(String name) {
        return value(name, "a path", text -> {
            try {
                return Optional.of(Path.of(text));
            } catch (InvalidPathException e) {
                return Optional.<Path>empty();
            }
        });
    }

    private boolean flag(String name, boolean otherwise) {
        return value(name, "true or false", text -> {
                    String word = text.toLowerCase(Locale.ROOT);
                    return YES.contains(word)
                            ? Optional.of(true)
                            : NO.contains(word) ? Optional.of(false) : Optional.<Boolean>empty();
                })
                .orElse(otherwise);
    }

    private List<String> list(String name) {
        return text(name).map(text -> split(text, ",")).orElse(List.of());
    }

    private static List<String> split(String text, String separator) {
        return Stream.of(text.split(separator))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    private Optional<Duration> duration(String name, String unit) {
        return value(
                name,
                "a time with a unit of PostgreSQL's (us, ms, s, min, h, d), such as 200ms",
                text -> Durations.parse(text.matches("[0-9]+") ? text + unit : text));
    }

    private <T> Optional<T> value(String name, String expected, Function<String, Optional<T>> read) {
        Said given = said.get(name);
        if (given == null) {
            return Optional.empty();
        }
        var value = read.apply(given.text());
        if (value.isEmpty()) {
            throw new IllegalArgumentException(
                    given.where() + " is " + shown(given.text()) + "; it must be " + expected);
        }
        return value;
    }

    /** A value in a message, unless it could be a URL with a password that came to stand in the wrong place. */
    private static String shown(String text) {
        boolean plain = text.length() <= 60 && !text.contains("://") && !text.contains("@") && !text.contains("=");
        return plain ? "\"" + text + "\"" : "not shown, because it may hold a password";
    }

    /** What is said and where, one line each; no URL. */
    @Override
    public String toString() {
        var lines = new TreeMap<String, String>();
        said.forEach((name, value) -> lines.put(
                SettingName.valueOf(name).property(),
                (name.endsWith("_URL") ? "not shown" : shown(value.text())) + "  (" + value.where() + ")"));
        return lines.entrySet().stream()
                .map(line -> line.getKey() + " = " + line.getValue())
                .collect(Collectors.joining("\n"));
    }
}
