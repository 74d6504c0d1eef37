package dev.aludel.maven;

import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.ResolutionScope;

/** Writes a new revision: an empty one, or with {@code --autogenerate} among the arguments what differs. */
@Mojo(name = "revision", requiresDependencyResolution = ResolutionScope.TEST, threadSafe = true)
public final class RevisionMojo extends MessageMojo {}
