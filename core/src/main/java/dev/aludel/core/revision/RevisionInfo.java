package dev.aludel.core.revision;

import dev.aludel.core.error.RevisionException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A revision's header.
 *
 * @param id        1 to 64 of {@code 0-9 a-z _}
 * @param revises   the revisions that this one follows; none for the first, several for a merge
 * @param dependsOn revisions, or labels of branches, that must have been applied before without being followed
 * @param labels    names for the branch that starts here; 1 to 64 of {@code 0-9 a-z A-Z _ . -}
 * @param replaces  the revisions that were squashed into this one, the first of them first; a database that stands at the
 *                  last of them counts as being at this one
 * @param created   null when unknown
 * @param source    where it was found, for people: a file or class
 */
public record RevisionInfo(
        String id,
        List<String> revises,
        List<String> dependsOn,
        List<String> labels,
        List<String> replaces,
        String message,
        @Nullable Instant created,
        String source) {

    private static final Pattern ID = Pattern.compile("[0-9a-z_]{1,64}");
    private static final Pattern LABEL = Pattern.compile("[0-9a-zA-Z_.-]{1,64}");

    public RevisionInfo {
        revises = List.copyOf(revises);
        dependsOn = List.copyOf(dependsOn);
        labels = List.copyOf(labels);
        replaces = List.copyOf(replaces);
        requireId(id, source);
        revises.forEach(parent -> requireId(parent, source));
        dependsOn.forEach(other -> requireLabel(other, source));
        labels.forEach(label -> requireLabel(label, source));
        replaces.forEach(replaced -> requireId(replaced, source));
    }

    /** One that replaces none. */
    public RevisionInfo(
            String id,
            List<String> revises,
            List<String> dependsOn,
            List<String> labels,
            String message,
            @Nullable Instant created,
            String source) {
        this(id, revises, dependsOn, labels, List.of(), message, created, source);
    }

    /** A header with only what a chain needs. */
    public static RevisionInfo of(String id, String message, String... revises) {
        return new RevisionInfo(id, List.of(revises), List.of(), List.of(), message, null, id);
    }

    /** The same on a branch that is called so, besides what it was called. */
    public RevisionInfo withLabels(List<String> more) {
        var all = new ArrayList<>(labels);
        all.addAll(more);
        return new RevisionInfo(id, revises, dependsOn, all, replaces, message, created, source);
    }

    /** The same in the place of others. */
    public RevisionInfo withReplaces(List<String> replaced) {
        return new RevisionInfo(id, revises, dependsOn, labels, replaced, message, created, source);
    }

    /** The same after others. */
    RevisionInfo after(List<String> parents, List<String> needed) {
        return new RevisionInfo(id, parents, needed, labels, replaces, message, created, source);
    }

    private static void requireId(String id, String source) {
        if (!ID.matcher(id).matches()) {
            throw new RevisionException(
                    RevisionException.Reason.UNREADABLE,
                    source + ": \"" + Text.oneLine(id) + "\" is not a revision id",
                    "use 1 to 64 of the characters 0-9 a-z _",
                    List.of());
        }
    }

    private static void requireLabel(String label, String source) {
        if (!LABEL.matcher(label).matches()) {
            throw new RevisionException(
                    RevisionException.Reason.UNREADABLE,
                    source + ": \"" + Text.oneLine(label) + "\" is not a label",
                    "use 1 to 64 of the characters 0-9 a-z A-Z _ . -",
                    List.of());
        }
    }

    /** For messages, e.g. {@code 8f3a (add invoice total)}. */
    public String title() {
        return message.isEmpty() ? id : id + " (" + Text.oneLine(message) + ")";
    }

    @Override
    public String toString() {
        return title();
    }
}
