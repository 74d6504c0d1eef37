package dev.aludel.core.backup;

import java.nio.file.Path;

/**
 * A backup that is there.
 *
 * @param path its directory
 * @param size bytes of all its files
 */
public record Backup(Path path, Manifest manifest, long size) {

    public String name() {
        return String.valueOf(path.getFileName());
    }
}
