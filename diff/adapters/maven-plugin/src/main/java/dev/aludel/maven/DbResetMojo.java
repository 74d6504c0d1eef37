package dev.aludel.maven;

import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.ResolutionScope;

/** Drops everything in the managed schemas and applies all revisions anew. */
@Mojo(name = "db-reset", requiresDependencyResolution = ResolutionScope.TEST, threadSafe = true)
public final class DbResetMojo extends CommandMojo {}
