package dev.aludel.cli;

import java.util.LinkedHashMap;
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

    @Override
    Answer answer(Project project) {
        var migrator = project.migrator();
        var validation = revision == null ? migrator.validate() : migrator.validate(revision);
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
}
