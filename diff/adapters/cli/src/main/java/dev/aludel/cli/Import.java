package dev.aludel.cli;

import dev.aludel.diff.OtherTool;
import java.util.LinkedHashMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "import",
        description = "Writes the first revision from what is in the database, which stays as it is.",
        footer = {"", "Example:", "  aludel --package com.acme.shop import -m \"What is there\"", "  aludel stamp head"
        })
final class Import extends Verb {

    @Option(
            names = {"-m", "--message"},
            paramLabel = "TEXT",
            description = "What it is for.")
    private String message = "import";

    @Mixin
    private DraftOptions draft = new DraftOptions();

    @Override
    Answer answer(Project project) {
        project.console().note(project.place().toString());
        var baseline = project.revisionsBuilder()
                .autogen(project.entitiesIfAny())
                .build()
                .baseline(draft.draft(message));
        Answer written = Written.answer(project, baseline.file());
        var text = new StringBuilder(written.text());
        for (OtherTool tool : baseline.otherTools()) {
            text.append("Found a history of ").append(tool).append("; it stays as it is\n");
        }
        text.append("Next: aludel stamp head\n");
        var data = new LinkedHashMap<String, Object>(written.data());
        data.put(
                "otherTools",
                baseline.otherTools().stream().map(OtherTool::toString).toList());
        return Answer.done(text.toString(), data);
    }
}
