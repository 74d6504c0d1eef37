package dev.aludel.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "generate",
        description = "Writes what differs between the entities and the database as a new revision.",
        footer = {"", "Example:", "  aludel generate \"Add is_deleted to invoices\""})
final class Generate extends Verb {

    @Parameters(paramLabel = "MESSAGE", description = "What it is for.")
    private String message = "";

    @Option(names = "--apply", description = "Applies it at once.")
    private boolean apply;

    @Option(names = "--empty", description = "Compares nothing and writes one that does nothing yet.")
    private boolean empty;

    @Mixin
    private DraftOptions draft = new DraftOptions();

    @Mixin
    private Autogenerate autogenerate = new Autogenerate();

    @Override
    Answer answer(Project project) {
        if (empty && apply) {
            throw new IllegalArgumentException("an empty revision is not applied; leave --apply or --empty out");
        }
        return empty
                ? Written.answer(project, project.drafts().empty(draft.draft(message)))
                : autogenerate.answer(project, draft.draft(message), apply);
    }
}
