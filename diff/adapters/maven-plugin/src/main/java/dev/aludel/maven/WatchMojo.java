package dev.aludel.maven;

import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.ResolutionScope;

/** Watches the compiled classes, writes revisions and applies them, until it is stopped. For development. */
@Mojo(name = "watch", requiresDependencyResolution = ResolutionScope.TEST, threadSafe = true)
public final class WatchMojo extends CommandMojo {}
