package dev.aludel.maven;

import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.ResolutionScope;

/** Any command: {@code mvn aludel:run -Daludel.args="history -v"}. */
@Mojo(name = "run", requiresDependencyResolution = ResolutionScope.TEST, threadSafe = true)
public final class RunMojo extends CommandMojo {

    @Override
    String command() {
        return "";
    }
}
