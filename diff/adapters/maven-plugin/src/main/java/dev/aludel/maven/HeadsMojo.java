package dev.aludel.maven;

import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.ResolutionScope;

/** Tells the revisions that nothing else follows. */
@Mojo(name = "heads", requiresDependencyResolution = ResolutionScope.TEST, threadSafe = true)
public final class HeadsMojo extends CommandMojo {}
