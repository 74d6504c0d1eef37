package dev.aludel.maven;

import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.ResolutionScope;

/** Backs up the database. */
@Mojo(name = "db-backup", requiresDependencyResolution = ResolutionScope.TEST, threadSafe = true)
public final class DbBackupMojo extends CommandMojo {}
