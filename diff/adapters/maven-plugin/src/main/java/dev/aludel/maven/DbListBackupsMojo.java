package dev.aludel.maven;

import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.ResolutionScope;

/** Tells which backups there are. */
@Mojo(name = "db-list-backups", requiresDependencyResolution = ResolutionScope.TEST, threadSafe = true)
public final class DbListBackupsMojo extends CommandMojo {}
