package dev.aludel.cli;

import dev.aludel.core.Migrator;
import dev.aludel.core.MigratorBuilder;
import dev.aludel.core.Settings;
import dev.aludel.core.backup.BackupSettings;
import dev.aludel.core.backup.Backups;
import dev.aludel.core.compare.RenameHints;
import dev.aludel.core.dialect.Dialect;
import dev.aludel.core.dialect.Dialects;
import dev.aludel.core.revision.FileTemplate;
import dev.aludel.core.revision.PostWriteHook;
import dev.aludel.core.revision.RevisionFormat;
import dev.aludel.core.revision.RevisionGraph;
import dev.aludel.core.revision.RevisionScript;
import dev.aludel.core.revision.RevisionSet;
import dev.aludel.core.revision.RevisionSource;
import dev.aludel.core.revision.RevisionTemplate;
import dev.aludel.diff.Against;
import dev.aludel.diff.Autogen;
import dev.aludel.diff.AutogenBuilder;
import dev.aludel.diff.Revisions;
import dev.aludel.diff.RevisionsBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** An application, its revisions and its database, as settings and options tell. */
final class Project implements AutoCloseable {

    private static final String DEFAULT_FOLDER = "db/revisions";

    private final Root options;
    private final Settings settings;
    private final Console console;
    private final URLClassLoader loader;
    private @Nullable List<RevisionScript> scripts;

    private Project(Root options, Settings settings, URLClassLoader loader) {
        this.options = options;
        this.settings = settings;
        this.console = options.console();
        this.loader = loader;
    }

    static Project open(Root options) {
        var around = options.surroundings();
        ClassLoader parent = Objects.requireNonNullElse(
                Thread.currentThread().getContextClassLoader(), Project.class.getClassLoader());
        Settings settings =
                with(options, Settings.load(parent, around.directory(), around.environment(), around.system()));
        URL[] urls = settings.classPath().stream()
                .map(place -> url(around.directory().resolve(place)))
                .toArray(URL[]::new);
        return new Project(options, settings, new URLClassLoader(urls, parent));
    }

    private static Settings with(Root options, Settings settings) {
        Settings all = settings;
        for (var said : options.settings().entrySet()) {
            all = all.with(said.getKey(), said.getValue(), "the option");
        }
        return all;
    }

    private static URL url(Path place) {
        try {
            if (!Files.exists(place)) {
                throw new IllegalArgumentException("the class path has \"" + place.getFileName()
                        + "\", which is not there; compile first, or correct --class-path");
            }
            return place.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new UncheckedIOException(e);
        }
    }

    Root options() {
        return options;
    }

    Settings settings() {
        return settings;
    }

    Console console() {
        return console;
    }

    ClassLoader loader() {
        return loader;
    }

    Path resolve(Path path) {
        return options.surroundings().directory().resolve(path);
    }

    /** Where source files of revisions are and new ones go. */
    Path directory() {
        return resolve(settings.directory()
                .orElse(Path.of(
                        settings.format() == RevisionFormat.SQL
                                ? "src/main/resources/" + DEFAULT_FOLDER
                                : "src/main/java/" + DEFAULT_FOLDER)));
    }

    Dialect dialect() {
        return Dialects.only();
    }

    DataSource dataSource() {
        return dialect().dataSource(url());
    }

    /** It holds a password. */
    String url() {
        return settings.databaseUrl().orElseThrow(Project::noDatabase);
    }

    private static IllegalArgumentException noDatabase() {
        return new IllegalArgumentException("which database? set DATABASE_URL, as in"
                + " DATABASE_URL=postgresql://user@localhost/shop, or PGHOST and the like, or give --url");
    }

    Path backupDirectory() {
        return resolve(settings.backupDirectory());
    }

    BackupSettings backupSettings() {
        return BackupSettings.in(backupDirectory())
                .keep(settings.backupKeep())
                .beforeMigrate(settings.backupBeforeMigrate().orElse(false));
    }

    /** What is in the directory, for which no database is needed. */
    Backups backups() {
        return migrator(new Offline()).backups();
    }

    /** One that backs up nothing. */
    Migrator migratorWithoutBackups() {
        return migratorBuilder()
                .backups(backupSettings().beforeMigrate(false))
                .dataSource(dataSource())
                .build();
    }

    Place place() {
        return Place.of(dialect(), dataSource(), settings);
    }

    /** Files of the directory, read and compiled once, and what the locations have besides. */
    RevisionSource source() {
        return () -> {
            if (scripts == null) {
                scripts = locations().source().read();
            }
            return scripts;
        };
    }

    private RevisionsBuilder locations() {
        var builder = Revisions.builder().directory(directory());
        boolean packaged = loader.getResource(DEFAULT_FOLDER) != null;
        return settings.locations().isEmpty()
                ? packaged ? builder.locations("classpath:" + DEFAULT_FOLDER) : builder
                : builder.locations(settings.locations().toArray(String[]::new));
    }

    RevisionSet revisions() {
        return RevisionSet.read(List.of(source()));
    }

    RevisionGraph graph() {
        return revisions().graph();
    }

    MigratorBuilder migratorBuilder() {
        return Migrator.builder()
                .settings(settings.with("aludel.backup-dir", backupDirectory().toString(), "the working directory"))
                .revisions(source())
                .classLoader(loader)
                .listener(new Telling(console));
    }

    Migrator migrator() {
        return migratorBuilder().dataSource(dataSource()).build();
    }

    /** One that needs no database, if it is to write scripts without one. */
    Migrator migrator(Offline offline) {
        return offline.major() > 0 || settings.databaseUrl().isEmpty()
                ? migratorBuilder()
                        .offline(offline.major() > 0 ? offline.major() : Offline.MAJOR)
                        .build()
                : migrator();
    }

    /**
     * The entities and the database, or the chain in its place.
     *
     * @param hints what was renamed
     */
    Autogen autogen(RenameHints hints, Offline offline) {
        return autogen(hints, offline, Optional.empty());
    }

    /**
     * @param empty a database to rehearse the chain in, in the place of the one that is migrated
     */
    Autogen autogen(RenameHints hints, Offline offline, Optional<DataSource> empty) {
        if (settings.packages().isEmpty() == settings.persistenceUnit().isEmpty()) {
            throw new IllegalArgumentException("where are the entities? give either --package com.acme.shop or"
                    + " --persistence-unit shop, or set ALUDEL_PACKAGES or ALUDEL_PERSISTENCE_UNIT");
        }
        var builder = empty.map(database -> builder(hints).dataSource(database).inEmptyDatabase())
                .orElseGet(() -> builder(hints, offline.major()));
        settings.persistenceUnit().ifPresent(builder::persistenceUnit);
        return settings.packages().isEmpty()
                ? builder.build()
                : builder.packages(settings.packages().toArray(String[]::new)).build();
    }

    boolean hasEntities() {
        return !settings.packages().isEmpty() || settings.persistenceUnit().isPresent();
    }

    /** For what looks at entities only where there are some. */
    Autogen entitiesIfAny() {
        return !hasEntities() ? anyEntities(RenameHints.none()) : autogen(RenameHints.none(), new Offline());
    }

    /** For what does not look at entities. */
    Autogen anyEntities(RenameHints hints) {
        int offline = settings.databaseUrl().isEmpty() ? Offline.MAJOR : 0;
        return builder(hints, offline).entities().build();
    }

    private AutogenBuilder builder(RenameHints hints, int offline) {
        return offline > 0 ? builder(hints).offline(offline) : builder(hints).dataSource(dataSource());
    }

    private AutogenBuilder builder(RenameHints hints) {
        return Autogen.builder()
                .schemas(settings.schemas().toArray(String[]::new))
                .renames(hints)
                .revisions(source());
    }

    /**
     * An empty database to rehearse revisions in.
     *
     * @param url as an option says; null for what the settings say
     */
    Optional<DataSource> scratch(@Nullable String url) {
        return Optional.ofNullable(url).or(settings::scratchUrl).map(dialect()::dataSource);
    }

    /** Writes revisions that do not, and asks no database. */
    Revisions drafts() {
        return revisionsBuilder()
                .autogen(builder(RenameHints.none(), Offline.MAJOR).entities().build())
                .against(Against.CHAIN)
                .build();
    }

    RevisionsBuilder revisionsBuilder() {
        var builder = locations().format(settings.format());
        settings.versionSchema().ifPresent(builder::versionSchema);
        builder.hooks(settings.postWriteHooks().toArray(PostWriteHook[]::new));
        settings.fileTemplate().ifPresent(template -> builder.fileTemplate(FileTemplate.of(template)));
        Path template = template(settings.format());
        try {
            return Files.isRegularFile(template)
                    ? builder.template(new RevisionTemplate(settings.format(), Files.readString(template)))
                    : builder;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + shown(template), e);
        }
    }

    /** A template of the user's own, if it is there. */
    Path template(RevisionFormat format) {
        return directory().resolve("revision." + format.name().toLowerCase(Locale.ROOT) + ".template");
    }

    /** After a file was written. */
    void readAgain() {
        scripts = null;
    }

    /** A path as people know it: from where they are. */
    String shown(Path path) {
        Path here = resolve(Path.of("")).toAbsolutePath().normalize();
        Path there = path.toAbsolutePath().normalize();
        return (there.startsWith(here) ? here.relativize(there) : there).toString();
    }

    @Override
    public void close() {
        try {
            loader.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
