package dev.aludel.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** What stands before or after every command. Written by picocli, read by {@link Project} and {@link Safety}. */
@Command(
        name = "aludel",
        description = "Migrates a PostgreSQL schema along a chain of revisions, generated from JPA entities.",
        synopsisSubcommandLabel = "COMMAND",
        sortOptions = false,
        versionProvider = Version.class,
        footer = {"", "Example:", "  DATABASE_URL=postgresql://app@localhost/shop aludel --package com.acme.shop check"
        })
final class Root {

    @Option(
            names = "--url",
            scope = ScopeType.INHERIT,
            paramLabel = "URL",
            description = "The database; better said by DATABASE_URL, which other users of the machine do not see.")
    @Nullable
    String url;

    @Option(
            names = "--package",
            scope = ScopeType.INHERIT,
            split = ",",
            paramLabel = "NAME",
            description = "Packages of entities.")
    List<String> packages = new ArrayList<>();

    @Option(
            names = "--persistence-unit",
            scope = ScopeType.INHERIT,
            paramLabel = "NAME",
            description = "The unit of persistence.xml that has the entities.")
    @Nullable
    String persistenceUnit;

    @Option(
            names = "--class-path",
            scope = ScopeType.INHERIT,
            paramLabel = "PATH",
            description = "Further folders and jars with classes.")
    @Nullable
    String classPath;

    @Option(
            names = "--schemas",
            scope = ScopeType.INHERIT,
            paramLabel = "NAMES",
            description = "The managed schemas, with commas; the first is what names without a schema mean.")
    @Nullable
    String schemas;

    @Option(
            names = "--version-schema",
            scope = ScopeType.INHERIT,
            paramLabel = "NAME",
            description = "Where the version tables are.")
    @Nullable
    String versionSchema;

    @Option(
            names = "--locations",
            scope = ScopeType.INHERIT,
            paramLabel = "PLACES",
            description = "Where revisions are: classpath:folder or file:folder, with commas.")
    @Nullable
    String locations;

    @Option(
            names = {"--directory", "--version-path"},
            scope = ScopeType.INHERIT,
            paramLabel = "PATH",
            description = "Where the source files of revisions are and new ones go.")
    @Nullable
    String directory;

    @Option(
            names = "--format",
            scope = ScopeType.INHERIT,
            paramLabel = "java|sql",
            description = "The language of new revisions.")
    @Nullable
    String format;

    @Option(
            names = "--file-template",
            scope = ScopeType.INHERIT,
            paramLabel = "TEMPLATE",
            description = "The names of new files, such as %%(year)d_%%(rev)s_%%(slug)s.")
    @Nullable
    String fileTemplate;

    @Option(names = "--json", scope = ScopeType.INHERIT, description = "One JSON document and nothing else.")
    boolean json;

    @Option(
            names = {"-q", "--quiet"},
            scope = ScopeType.INHERIT,
            description = "Nothing but the answer.")
    boolean quiet;

    @Option(
            names = "--no-color",
            scope = ScopeType.INHERIT,
            description = "No colours, as NO_COLOR=1 in the environment.")
    boolean noColor;

    @Option(names = "--stacktrace", scope = ScopeType.INHERIT, description = "With an error, where in the code.")
    boolean stacktrace;

    @Option(
            names = {"-y", "--yes"},
            scope = ScopeType.INHERIT,
            description = "Does not ask; protected environments are not impressed.")
    boolean yes;

    @Option(
            names = "--yes-i-mean",
            scope = ScopeType.INHERIT,
            paramLabel = "DATABASE",
            description = "The same, and for protected environments too.")
    @Nullable
    String yesIMean;

    @Option(
            names = {"-h", "--help"},
            scope = ScopeType.INHERIT,
            usageHelp = true,
            description = "What you are reading.")
    boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Which Aludel and Java this is.")
    boolean version;

    private final Surroundings surroundings;

    Root(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    Surroundings surroundings() {
        return surroundings;
    }

    Console console() {
        boolean colours = surroundings.terminal()
                && !noColor
                && surroundings.environment().getOrDefault("NO_COLOR", "").isEmpty();
        return new Console(surroundings, json, quiet, colours);
    }

    /** Names of settings and what options say about them. */
    Map<String, String> settings() {
        var said = new LinkedHashMap<String, String>();
        put(said, "aludel.database-url", url);
        put(said, "aludel.packages", packages.isEmpty() ? null : String.join(",", packages));
        put(said, "aludel.persistence-unit", persistenceUnit);
        put(said, "aludel.class-path", classPath);
        put(said, "aludel.schemas", schemas);
        put(said, "aludel.version-schema", versionSchema);
        put(said, "aludel.locations", locations);
        put(said, "aludel.directory", directory);
        put(said, "aludel.format", format);
        put(said, "aludel.file-template", fileTemplate);
        return said;
    }

    private static void put(Map<String, String> said, String name, @Nullable String value) {
        if (value != null) {
            said.put(name, value);
        }
    }
}
