package dev.aludel.maven;

import java.util.ArrayList;
import java.util.List;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** A command about revisions. */
abstract class TargetMojo extends CommandMojo {

    /** Which: {@code head}, an id or the start of one, {@code +1}, {@code -1}, {@code base}; several with blanks. */
    @Parameter(property = "aludel.target")
    @Nullable
    String target;

    @Override
    List<String> operands() {
        var words = new ArrayList<>(words(target));
        // -1 is no option
        words.add(0, "--");
        return words;
    }
}
