package dev.aludel.maven;

import java.util.ArrayList;
import java.util.List;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;

/** Replaces draft revisions by one, and proves that the same comes of it. */
@Mojo(name = "squash", requiresDependencyResolution = ResolutionScope.TEST, threadSafe = true)
public final class SquashMojo extends MessageMojo {

    /** {@code from:to}, the first and the last that are replaced. */
    @Parameter(property = "aludel.target", required = true)
    String target = "";

    @Override
    List<String> operands() {
        var words = new ArrayList<>(super.operands());
        words.addAll(words(target));
        return words;
    }
}
