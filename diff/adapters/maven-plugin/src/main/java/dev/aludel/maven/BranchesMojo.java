package dev.aludel.maven;

import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.ResolutionScope;

/** Tells the revisions that several others follow. */
@Mojo(name = "branches", requiresDependencyResolution = ResolutionScope.TEST, threadSafe = true)
public final class BranchesMojo extends CommandMojo {}
