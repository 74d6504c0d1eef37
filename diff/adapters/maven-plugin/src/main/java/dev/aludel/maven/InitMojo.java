package dev.aludel.maven;

import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.ResolutionScope;

/** Makes a directory for revisions, a file of settings and a launcher. */
@Mojo(name = "init", requiresDependencyResolution = ResolutionScope.TEST, threadSafe = true)
public final class InitMojo extends CommandMojo {}
