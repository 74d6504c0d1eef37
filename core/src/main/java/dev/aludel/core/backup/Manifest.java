package dev.aludel.core.backup;

import dev.aludel.core.dialect.DatabaseIdentity;
import dev.aludel.core.dialect.Kept;
import dev.aludel.core.dialect.SequenceValue;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a backup says about itself.
 *
 * @param server     major version of the server
 * @param schemas    the managed schemas; the first is what names without a schema meant
 * @param revision   of the step; empty for what belongs to none
 * @param direction  of the step: {@code upgrade} or {@code downgrade}; empty for what belongs to none
 * @param heads      where the database was
 * @param headsAfter where it was to be after the step; the same for what belongs to none
 * @param notes      what is not in it, and why, one line each
 */
public record Manifest(
        Kind kind,
        Instant made,
        DatabaseIdentity database,
        int server,
        String library,
        List<String> schemas,
        String revision,
        String direction,
        Set<String> heads,
        Set<String> headsAfter,
        List<Part> parts,
        List<SequenceValue> sequences,
        List<String> notes) {

    /** What is in a backup. */
    public enum Kind {
        /** what a step destroys */
        STEP,
        /** all rows of some tables */
        TABLES,
        /** a full dump, made by the database's own program */
        DUMP
    }

    /**
     * A file of a backup.
     *
     * @param rows   what rows are in it; empty for a file of another kind
     * @param count  how many rows
     * @param length bytes before compression
     * @param size   bytes of the file
     */
    public record Part(String file, Optional<Kept> rows, long count, long length, long size, String sha256) {}

    public Manifest {
        schemas = List.copyOf(schemas);
        heads = Set.copyOf(heads);
        headsAfter = Set.copyOf(headsAfter);
        parts = List.copyOf(parts);
        sequences = List.copyOf(sequences);
        notes = List.copyOf(notes);
        var names = new HashSet<String>();
        for (Part part : parts) {
            if (!part.file().matches("[a-z]+(-[0-9]{4})?\\.(copy\\.gz|sql|dump)") || !names.add(part.file())) {
                throw new IllegalArgumentException("it lists a file that cannot be in a backup, or one twice");
            }
            if (part.count() < 0 || part.length() < 0 || part.size() < 0) {
                throw new IllegalArgumentException("it lists a file of less than nothing");
            }
        }
    }

    /** The same with more in it. */
    Manifest with(List<Part> moreParts, List<SequenceValue> moreSequences, List<String> moreNotes) {
        return new Manifest(
                kind,
                made,
                database,
                server,
                library,
                schemas,
                revision,
                direction,
                heads,
                headsAfter,
                joined(parts, moreParts),
                joined(sequences, moreSequences),
                joined(notes, moreNotes));
    }

    private static <T> List<T> joined(List<T> some, List<T> more) {
        var all = new java.util.ArrayList<>(some);
        all.addAll(more);
        return all;
    }

    /** How many rows there are in all of it. */
    public long rows() {
        return parts.stream().mapToLong(Part::count).sum();
    }

    /** The heads in words. */
    static String named(Set<String> heads) {
        return heads.isEmpty() ? "base" : String.join(", ", new TreeSet<>(heads));
    }
}
