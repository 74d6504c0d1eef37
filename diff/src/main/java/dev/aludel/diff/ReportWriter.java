package dev.aludel.diff;

import java.io.IOException;
import java.io.Writer;
import java.util.ServiceLoader;

/** Shows people where a project and its database stand. Found by {@link ServiceLoader}, because nobody needs one to migrate. */
@FunctionalInterface
public interface ReportWriter {

    /** Writes a whole document; closes nothing. */
    void write(ReportInput input, Writer to) throws IOException;

    /**
     * The one that is on the class path.
     *
     * @throws IllegalArgumentException if there is none; the message gives the dependency
     */
    static ReportWriter find() {
        return ServiceLoader.load(ReportWriter.class, ReportWriter.class.getClassLoader())
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("nothing on the class path writes reports; add the dependency"
                                + " <groupId>dev.aludel</groupId><artifactId>aludel-report</artifactId>"));
    }
}
