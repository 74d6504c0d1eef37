package dev.aludel.core.run;

import java.nio.file.Path;
import java.util.List;

/**
 * What was kept before something went.
 *
 * @param backups those made by this run, oldest first
 * @param notes   what was not kept, and why, one line each
 */
public record BackedUp(List<Path> backups, List<String> notes) {

    public static final BackedUp NOTHING = new BackedUp(List.of(), List.of());

    public BackedUp {
        backups = List.copyOf(backups);
        notes = List.copyOf(notes);
    }
}
