package dev.aludel.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "revision",
        description = "Writes a new revision: an empty one, or what differs.",
        footer = {
            "",
            "Example:",
            "  aludel revision --autogenerate -m \"Add is_deleted to invoices\"",
            "  aludel revision -m \"Fill the rates\" --head billing@head"
        })
final class Revision extends Verb {

    @Option(
            names = {"-m", "--message"},
            paramLabel = "TEXT",
            description = "What it is for.")
    private String message = "";

    @Option(names = "--autogenerate", description = "Compares the entities with the database and writes what differs.")
    private boolean autogenerates;

    @Option(names = "--apply", description = "Applies it at once.")
    private boolean apply;

    @Mixin
    private DraftOptions draft = new DraftOptions();

    @Mixin
    private Autogenerate autogenerate = new Autogenerate();

    @Override
    Answer answer(Project project) {
        if (autogenerates) {
            return autogenerate.answer(project, draft.draft(message), apply);
        }
        if (apply) {
            throw new IllegalArgumentException("an empty revision is not applied; use --apply with --autogenerate");
        }
        return Written.answer(project, project.drafts().empty(draft.draft(message)));
    }
}
