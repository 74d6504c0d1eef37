package dev.aludel.maven;

import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.ResolutionScope;

/** Shows what could be put right in the version tables. */
@Mojo(name = "repair", requiresDependencyResolution = ResolutionScope.TEST, threadSafe = true)
public final class RepairMojo extends CommandMojo {}
