package dev.aludel.maven;

import java.util.ArrayList;
import java.util.List;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;

/** Writes a revision that follows several others, so that there is one head again. */
@Mojo(name = "merge", requiresDependencyResolution = ResolutionScope.TEST, threadSafe = true)
public final class MergeMojo extends MessageMojo {

    /** {@code heads}, or ids with blanks between them. */
    @Parameter(property = "aludel.target", required = true)
    String target = "";

    @Override
    List<String> operands() {
        var words = new ArrayList<>(super.operands());
        words.addAll(words(target));
        return words;
    }
}
