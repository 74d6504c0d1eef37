package dev.aludel.maven;

import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.ResolutionScope;

/** Tells where the database is. */
@Mojo(name = "current", requiresDependencyResolution = ResolutionScope.TEST, threadSafe = true)
public final class CurrentMojo extends CommandMojo {}
