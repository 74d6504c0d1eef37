package dev.aludel.junit;

import dev.aludel.core.Migrator;
import dev.aludel.core.MigratorBuilder;
import dev.aludel.core.Settings;
import dev.aludel.core.revision.RevisionSource;
import dev.aludel.diff.Autogen;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** What a test class says, completed by the settings of the project. */
record Wanted(AludelTest said, Class<?> test, Settings settings) {

    private static final String DEFAULT_LOCATION = "classpath:db/revisions";

    static Wanted by(AludelTest said, Class<?> test) {
        return new Wanted(said, test, Settings.load());
    }

    MigratorBuilder migrator(DataSource database) {
        var builder = Migrator.builder()
                .dataSource(database)
                .revisions(revisions())
                .schemas(schemas().toArray(String[]::new));
        Optional.of(said.versionSchema())
                .filter(Predicate.not(String::isEmpty))
                .or(settings::versionSchema)
                .ifPresent(builder::versionSchema);
        return builder;
    }

    Autogen autogen(DataSource database) {
        var builder = Autogen.builder()
                .dataSource(database)
                .revisions(revisions())
                .schemas(schemas().toArray(String[]::new));
        if (said.entities().length > 0) {
            builder.entities(said.entities());
        }
        if (!said.persistenceUnit().isEmpty()) {
            builder.persistenceUnit(said.persistenceUnit());
        }
        if (said.packages().length > 0) {
            builder.packages(said.packages());
        }
        if (said.entities().length == 0 && said.persistenceUnit().isEmpty() && said.packages().length == 0) {
            if (!settings.packages().isEmpty()) {
                builder.packages(settings.packages().toArray(String[]::new));
            } else if (settings.persistenceUnit().isPresent()) {
                builder.persistenceUnit(settings.persistenceUnit().get());
            } else {
                builder.packages(test.getPackageName());
            }
        }
        return builder.build();
    }

    private List<String> schemas() {
        return said.schemas().length > 0 ? List.of(said.schemas()) : settings.schemas();
    }

    private RevisionSource revisions() {
        ClassLoader loader =
                Objects.requireNonNullElse(Thread.currentThread().getContextClassLoader(), test.getClassLoader());
        var locations = said.locations().length > 0 ? List.of(said.locations()) : settings.locations();
        var sources = locations.isEmpty()
                ? List.of(RevisionSource.atIfThere(DEFAULT_LOCATION, loader))
                : locations.stream()
                        .map(location -> RevisionSource.at(location, loader))
                        .toList();
        return () -> sources.stream().flatMap(source -> source.read().stream()).toList();
    }

    Stream<String> preparation() {
        return Stream.of(said.prepare());
    }
}
