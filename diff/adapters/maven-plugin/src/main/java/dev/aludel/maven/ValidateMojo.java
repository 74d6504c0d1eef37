package dev.aludel.maven;

import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.ResolutionScope;

/** Tries every revision there and back, and looks for what is wrong. */
@Mojo(name = "validate", requiresDependencyResolution = ResolutionScope.TEST, threadSafe = true)
public final class ValidateMojo extends CommandMojo {}
