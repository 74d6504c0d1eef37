package dev.aludel.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "quick",
        description = "Writes what differs as a new revision and applies it.",
        footer = {"", "Example:", "  aludel quick \"Add is_deleted to invoices\""})
final class Quick extends Verb {

    @Parameters(paramLabel = "MESSAGE", description = "What it is for.")
    private String message = "";

    @Mixin
    private DraftOptions draft = new DraftOptions();

    @Mixin
    private Autogenerate autogenerate = new Autogenerate();

    @Override
    Answer answer(Project project) {
        return autogenerate.answer(project, draft.draft(message), true);
    }
}
