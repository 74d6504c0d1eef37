package dev.aludel.cli;

import dev.aludel.core.Migrator;
import dev.aludel.core.error.RevisionException;
import dev.aludel.core.run.Validation;
import dev.aludel.core.run.Validation.Finding;
import dev.aludel.core.run.Validation.Level;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "validate",
        description = "Are files, chain and journal sound, and can every revision be undone? Ends with 2 when not.",
        footer = {"", "Example:", "  aludel validate", "  aludel validate --revision ae10"})
final class Validate extends Verb {

    @Option(names = "--revision", paramLabel = "REV", description = "Only this one.")
    private @Nullable String revision;

    @Option(
            names = "--scratch-url",
            paramLabel = "URL",
            description =
                    "An empty database to try revisions in, so that they may name schemas; also ALUDEL_SCRATCH_URL.")
    private @Nullable String scratchUrl;

    @Override
    Answer answer(Project project) {
        var validation = validation(project);
        var data = new LinkedHashMap<String, Object>();
        data.put("valid", validation.isValid());
        data.put(
                "findings",
                validation.findings().stream()
                        .map(finding -> {
                            var one = new LinkedHashMap<String, Object>();
                            one.put("level", finding.level());
                            one.put("revision", finding.revision());
                            one.put("what", finding.what());
                            one.put("toDo", finding.toDo());
                            return one;
                        })
                        .toList());
        return new Answer(validation.isValid() ? Exit.DONE : Exit.DIFFERENT, validation.describe(), data);
    }

    /** Without a database nothing is known of a journal, and all else can be told where there is an empty one. */
    private Migrator migrator(Project project) {
        var empty = project.scratch(scratchUrl);
        var builder = project.migratorBuilder();
        empty.ifPresent(builder::scratch);
        return empty.isPresent() && project.settings().databaseUrl().isEmpty()
                ? builder.offline(Offline.MAJOR).build()
                : builder.dataSource(project.dataSource()).build();
    }

    /** Revisions that form no chain are a finding, too. */
    private Validation validation(Project project) {
        try {
            project.graph();
        } catch (RevisionException e) {
            return new Validation(List.of(new Finding(
                    Level.ERROR,
                    String.join(", ", e.revisions()),
                    e.problem(),
                    e.remedy().isEmpty() ? "nothing else was looked at" : e.remedy())));
        }
        var migrator = migrator(project);
        return revision == null ? migrator.validate() : migrator.validate(revision);
    }
}
