package dev.aludel.maven;

import java.util.List;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** A command that writes a revision. */
abstract class MessageMojo extends CommandMojo {

    /** What the revision is for. */
    @Parameter(property = "aludel.message")
    @Nullable
    String message;

    @Override
    List<String> operands() {
        return message == null ? List.of() : List.of("--message=" + message);
    }
}
