package dev.aludel.core.revision;

import java.nio.file.Path;

/**
 * A revision file as it is or will be written.
 *
 * @param path where, under the directory of revisions
 */
public record RevisionFile(RevisionInfo info, Path path, RevisionFormat format, String text) {}
