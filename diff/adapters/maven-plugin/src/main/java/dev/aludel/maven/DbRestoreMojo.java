package dev.aludel.maven;

import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.ResolutionScope;

/** Brings the backup back that {@code aludel.target} names. */
@Mojo(name = "db-restore", requiresDependencyResolution = ResolutionScope.TEST, threadSafe = true)
public final class DbRestoreMojo extends TargetMojo {}
