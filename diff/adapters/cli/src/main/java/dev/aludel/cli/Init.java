package dev.aludel.cli;

import dev.aludel.core.revision.RevisionFormat;
import dev.aludel.core.revision.RevisionTemplate;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "init",
        description = "Writes aludel.properties, the directory of revisions, and a launcher. What is there stays.",
        footer = {"", "Example:", "  aludel init --package com.acme.shop --format sql", "  ./aludel check"})
final class Init extends Verb {

    @Option(names = "--templates", description = "Also the templates of new files, to be changed.")
    private boolean templates;

    @Override
    Answer answer(Project project) {
        var files = new LinkedHashMap<Path, String>();
        files.put(project.resolve(Path.of("aludel.properties")), properties(project));
        files.put(project.resolve(Path.of("aludel")), Launcher.TEXT);
        if (templates) {
            for (RevisionFormat format : RevisionFormat.values()) {
                files.put(project.template(format), RevisionTemplate.of(format).text());
            }
        }
        var lines = new ArrayList<String>();
        var written = new ArrayList<String>();
        try {
            if (!Files.isDirectory(project.directory())) {
                Files.createDirectories(project.directory());
                lines.add("Created " + project.shown(project.directory()) + File.separator);
                written.add(project.shown(project.directory()));
            }
            for (var file : files.entrySet()) {
                String name = project.shown(file.getKey());
                if (Files.exists(file.getKey())) {
                    lines.add("Left " + name + " as it is");
                } else {
                    Files.writeString(file.getKey(), file.getValue());
                    lines.add("Created " + name);
                    written.add(name);
                    if (file.getValue().equals(Launcher.TEXT)) {
                        Launcher.makeExecutable(file.getKey());
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write: " + e.getMessage(), e);
        }
        lines.add("Next: set DATABASE_URL, compile, then ./aludel generate \"first\" and ./aludel upgrade");
        return Answer.done(String.join("\n", lines) + "\n", Map.of("created", written));
    }

    /** Everything that was said, but where the database is: a file in version control is no place for a password. */
    private static String properties(Project project) {
        var settings = project.settings();
        var lines = new ArrayList<String>();
        lines.add("# Settings of Aludel. The database is said by DATABASE_URL in the environment.");
        line(lines, "aludel.packages", String.join(",", settings.packages()), "com.acme.shop");
        line(lines, "aludel.persistence-unit", settings.persistenceUnit().orElse(""), "shop");
        line(lines, "aludel.directory", slashes(project.shown(project.directory())), "");
        line(lines, "aludel.format", settings.format().name().toLowerCase(Locale.ROOT), "");
        line(
                lines,
                "aludel.file-template",
                settings.fileTemplate().orElse(""),
                "%(year)d_%(month).2d_%(rev)s_%(slug)s");
        line(lines, "aludel.schemas", String.join(",", settings.schemas()), "public,billing");
        return String.join("\n", lines) + "\n";
    }

    private static String slashes(String path) {
        return path.replace(File.separatorChar, '/');
    }

    /** What was not said stands there as an example. */
    private static void line(List<String> lines, String name, String value, String example) {
        lines.add(value.isEmpty() ? "# " + name + "=" + example : name + "=" + value);
    }
}
