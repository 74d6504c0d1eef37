package dev.aludel.maven;

import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.ResolutionScope;

/** Shows a revision. */
@Mojo(name = "show", requiresDependencyResolution = ResolutionScope.TEST, threadSafe = true)
public final class ShowMojo extends TargetMojo {}
