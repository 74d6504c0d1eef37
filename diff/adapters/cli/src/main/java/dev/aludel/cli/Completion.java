package dev.aludel.cli;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "completion",
        description = "Writes the script with which bash and zsh complete commands and options.",
        footer = {"", "Example:", "  source <(aludel completion)"})
final class Completion extends Verb {

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    Answer answer(Project project) {
        if (spec == null) {
            throw new IllegalStateException("a command is part of a program");
        }
        String script = AutoComplete.bash("aludel", spec.root().commandLine());
        return Answer.done(script, Map.of("script", script));
    }
}
