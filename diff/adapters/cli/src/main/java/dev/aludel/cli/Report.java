package dev.aludel.cli;

import dev.aludel.diff.ReportInput;
import dev.aludel.diff.ReportWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "report",
        description =
                "One page for a browser: revisions, schema, plan and history as pictures; loads nothing, writes no database.",
        footer = {"", "Example:", "  aludel report -o report.html"})
final class Report extends Verb {

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            defaultValue = "report.html",
            description = "Where the page goes; ${DEFAULT-VALUE} when none is said.")
    private Path output = Path.of("report.html");

    @Override
    Answer answer(Project project) {
        var writer = ReportWriter.find();
        ReportInput input = new Findings(project).input();
        Path file = project.resolve(output);
        write(writer, input, file, project);
        var text = new StringBuilder("Wrote " + project.shown(file) + "\n");
        input.missing()
                .forEach(line -> text.append("  not in it: ").append(line).append("\n"));
        var data = new LinkedHashMap<String, Object>();
        data.put("file", project.shown(file));
        data.put("missing", input.missing());
        return Answer.done(text.toString(), data);
    }

    private static void write(ReportWriter writer, ReportInput input, Path file, Project project) {
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            try (var to = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
                writer.write(input, to);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + project.shown(file), e);
        }
    }
}
