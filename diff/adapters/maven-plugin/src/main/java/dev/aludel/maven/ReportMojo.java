package dev.aludel.maven;

import java.io.File;
import java.util.List;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;

/** Writes a page about revisions, schema and plan. */
@Mojo(name = "report", requiresDependencyResolution = ResolutionScope.TEST, threadSafe = true)
public final class ReportMojo extends CommandMojo {

    /** The file that is written. */
    @Parameter(property = "aludel.output", defaultValue = "${project.build.directory}/aludel-report.html")
    File output = new File("aludel-report.html");

    @Override
    List<String> operands() {
        return List.of("-o", output.getPath());
    }
}
