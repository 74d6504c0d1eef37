package dev.aludel.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "merge",
        description =
                "Writes a revision that follows several others, so that there is one head again. Asks no database.",
        footer = {"", "Example:", "  aludel merge -m \"Merge billing\" heads"})
final class Merge extends Verb {

    @Parameters(
            arity = "1..*",
            paramLabel = "REVISION",
            description = "Ids or the starts of some, label@head, or heads.")
    private List<String> revisions = new ArrayList<>();

    @Option(
            names = {"-m", "--message"},
            paramLabel = "TEXT",
            description = "What it is for.")
    private String message = "";

    @Mixin
    private DraftOptions draft = new DraftOptions();

    @Override
    Answer answer(Project project) {
        return Written.answer(project, project.drafts().merge(draft.draft(message), revisions.toArray(String[]::new)));
    }
}
