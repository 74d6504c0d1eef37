package dev.aludel.diff.watch;

import dev.aludel.core.Migrator;
import dev.aludel.core.Settings;
import dev.aludel.core.backup.BackupSettings;
import dev.aludel.core.dialect.Dialect;
import dev.aludel.core.dialect.Dialects;
import dev.aludel.core.revision.FileTemplate;
import dev.aludel.core.revision.PostWriteHook;
import dev.aludel.core.revision.RevisionFormat;
import dev.aludel.core.run.MigrationListener;
import dev.aludel.diff.Autogen;
import dev.aludel.diff.AutogenBuilder;
import dev.aludel.diff.Revisions;
import dev.aludel.diff.RevisionsBuilder;
import dev.aludel.diff.watch.WatchEvent.Kind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Collects what a {@link Watcher} needs. What is not said here is as the settings say. */
public final class WatcherBuilder {

    private Settings settings = Settings.load();
    private @Nullable DataSource dataSource;
    private List<Path> classes = List.of();
    private List<Path> sources = List.of();
    private @Nullable Path directory;
    private @Nullable Supplier<RevisionsBuilder> revisions;
    private UnaryOperator<AutogenBuilder> autogen = builder -> builder;
    private @Nullable BackupSettings backups;
    private Path log = Path.of("aludel-watch.log");
    private WatchListener listener = Teller::log;

    WatcherBuilder() {}

    /** What is said outside the program; {@link Settings#load()} when nothing is said. */
    public WatcherBuilder settings(Settings value) {
        settings = value;
        return this;
    }

    /** The database; that of the settings when nothing is said. */
    public WatcherBuilder dataSource(DataSource value) {
        dataSource = value;
        return this;
    }

    /** The packages of the entities, with those below. */
    public WatcherBuilder packages(String... names) {
        settings = settings.with("aludel.packages", String.join(",", names), "packages(…)");
        return this;
    }

    /** Folders of classes; when nothing is said, all that this program runs with. Jars do not change. */
    public WatcherBuilder classes(Path... folders) {
        classes = List.of(folders);
        return this;
    }

    /** Folders of sources, such as {@code src/main/java}: they are compiled here, for comparing only, when they change. */
    public WatcherBuilder sources(Path... folders) {
        sources = List.of(folders);
        return this;
    }

    /** Where revisions are and new ones go. */
    public WatcherBuilder directory(Path value) {
        directory = value;
        return this;
    }

    /** All that can be said about how revisions are written; asked for before each comparison. */
    public WatcherBuilder revisions(Supplier<RevisionsBuilder> value) {
        revisions = value;
        return this;
    }

    /** More that can be said about comparing, such as SQL beside the entities: {@code autogen(a -> a.sqlFile(file))}. */
    public WatcherBuilder autogen(UnaryOperator<AutogenBuilder> value) {
        autogen = value;
        return this;
    }

    /** Where backups go; made before everything that is applied when nothing is said. */
    public WatcherBuilder backups(BackupSettings value) {
        backups = value;
        return this;
    }

    /** The file that everything is written to that is said; {@code aludel-watch.log} when nothing is said. */
    public WatcherBuilder log(Path value) {
        log = value;
        return this;
    }

    /** Is told what happens; it is logged by SLF4J when nothing is said. */
    public WatcherBuilder listener(WatchListener value) {
        listener = value;
        return this;
    }

    /**
     * @throws IllegalArgumentException if it is not said where the entities or the database are
     */
    public Watcher build() {
        if (settings.packages().isEmpty() == settings.persistenceUnit().isEmpty()) {
            throw new IllegalArgumentException("where are the entities? give a watcher either packages(…), or"
                    + " ALUDEL_PERSISTENCE_UNIT by its settings");
        }
        if (dataSource == null) {
            dataSource = Dialects.only()
                    .dataSource(settings.databaseUrl()
                            .orElseThrow(() -> new IllegalArgumentException(
                                    "which database? give a watcher a dataSource(…), or set DATABASE_URL")));
        }
        var loader = Objects.requireNonNullElse(
                Thread.currentThread().getContextClassLoader(), Watcher.class.getClassLoader());
        return new Watcher(
                this,
                new WatchedFiles(
                        classes.isEmpty() ? FreshClasses.folders(loader) : classes, sources, revisionsDirectory()));
    }

    private Path revisionsDirectory() {
        return Objects.requireNonNullElseGet(
                directory,
                () -> settings.directory()
                        .orElse(Path.of(
                                settings.format() == RevisionFormat.SQL
                                        ? "src/main/resources/db/revisions"
                                        : "src/main/java/db/revisions")));
    }

    Settings settings() {
        return settings;
    }

    Path log() {
        return log;
    }

    WatchListener listener() {
        return listener;
    }

    private DataSource dataSource() {
        return Objects.requireNonNull(dataSource);
    }

    Standing standing() {
        return Standing.of(dataSource(), dialect(), settings);
    }

    private Dialect dialect() {
        return Dialects.only();
    }

    Revisions revisions() {
        var builder = autogen.apply(Autogen.builder()
                .dataSource(dataSource())
                .schemas(settings.schemas().toArray(String[]::new)));
        settings.persistenceUnit().ifPresent(builder::persistenceUnit);
        if (!settings.packages().isEmpty()) {
            builder.packages(settings.packages().toArray(String[]::new));
        }
        return revisionsBuilder().autogen(builder.build()).build();
    }

    private RevisionsBuilder revisionsBuilder() {
        if (revisions != null) {
            return revisions.get();
        }
        var builder = Revisions.builder()
                .directory(revisionsDirectory())
                .format(settings.format())
                .locations(settings.locations().toArray(String[]::new))
                .hooks(settings.postWriteHooks().toArray(PostWriteHook[]::new));
        settings.fileTemplate().map(FileTemplate::of).ifPresent(builder::fileTemplate);
        settings.versionSchema().ifPresent(builder::versionSchema);
        return builder;
    }

    Migrator migrator(Teller teller) {
        var builder = Migrator.builder()
                .dataSource(dataSource())
                .revisions(revisionsBuilder().source())
                .schemas(settings.schemas().toArray(String[]::new))
                .lockWait(settings.lockWait())
                .lockTimeout(settings.lockTimeout())
                .backups(backups())
                .listener(new MigrationListener() {
                    @Override
                    public void waiting(String why, Duration waited) {
                        teller.tell(Kind.WAITING, why);
                    }
                });
        settings.versionSchema().ifPresent(builder::versionSchema);
        settings.statementTimeout().ifPresent(builder::statementTimeout);
        return builder.build();
    }

    private BackupSettings backups() {
        return Objects.requireNonNullElseGet(
                backups,
                () -> BackupSettings.in(settings.backupDirectory())
                        .keep(settings.backupKeep())
                        .beforeMigrate(settings.backupBeforeMigrate().orElse(true)));
    }

    String backupsSaid() {
        return backups().beforeMigrate() ? "in " + backups().directory() : "off";
    }
}
