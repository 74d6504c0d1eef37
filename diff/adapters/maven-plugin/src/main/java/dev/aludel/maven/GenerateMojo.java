package dev.aludel.maven;

import java.util.List;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;

/** Writes what differs between the entities and the database as a new revision. */
@Mojo(name = "generate", requiresDependencyResolution = ResolutionScope.TEST, threadSafe = true)
public final class GenerateMojo extends CommandMojo {

    /** What the revision is for. */
    @Parameter(property = "aludel.message", required = true)
    String message = "";

    @Override
    List<String> operands() {
        return List.of("--", message);
    }
}
