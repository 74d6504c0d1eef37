package dev.aludel.maven;

import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.ResolutionScope;

/** Makes the database that the URL names, if it is not there. */
@Mojo(name = "db-create", requiresDependencyResolution = ResolutionScope.TEST, threadSafe = true)
public final class DbCreateMojo extends CommandMojo {}
