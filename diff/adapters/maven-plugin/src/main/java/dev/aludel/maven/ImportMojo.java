package dev.aludel.maven;

import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.ResolutionScope;

/** Writes the first revision from what is in the database, which stays as it is. */
@Mojo(name = "import", requiresDependencyResolution = ResolutionScope.TEST, threadSafe = true)
public final class ImportMojo extends MessageMojo {}
