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

    @Mixin
    private DraftOptions draft = new DraftOptions();

    @Mixin
    private Autogenerate autogenerate = new Autogenerate();

    @Override
    Answer answer(Project project) {
        return autogenerate.answer(project, draft.draft(message), apply);
    }
}
