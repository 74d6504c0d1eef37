package dev.aludel.diff;

import dev.aludel.core.revision.RevisionInfo;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What is said of a new revision before it is written.
 *
 * @param heads     what it follows: ids or the start of one, {@code billing@head}, {@code heads}; {@code base} begins a new
 *                  chain. None for the one head that there is
 * @param splice    may follow a revision that is no head, and so begin a branch there
 * @param labels    names for the branch that starts with it
 * @param dependsOn revisions, parts of ids or labels, that must have been applied before without being followed
 * @param id        empty for one that is made up
 * @param directory where the file goes; empty for the directory of what it follows
 * @param hooks     are programs run after it was written, if there are some?
 */
public record Draft(
        String message,
        List<String> heads,
        boolean splice,
        List<String> labels,
        List<String> dependsOn,
        String id,
        Optional<Path> directory,
        boolean hooks) {

    /**
     * @throws IllegalArgumentException if a text cannot be stored, or the id or a label is none
     */
    public Draft {
        heads = List.copyOf(heads);
        labels = List.copyOf(labels);
        dependsOn = List.copyOf(dependsOn);
        if (message.indexOf('\0') >= 0 || !message.equals(whole(message))) {
            throw new IllegalArgumentException(
                    "a message cannot hold the character 0 or half of a surrogate pair; take it out");
        }
        RevisionInfo.of(id.isEmpty() ? "x" : id, message).withLabels(labels);
    }

    private static String whole(String text) {
        return text.codePoints()
                .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    public static Draft of(String message) {
        return new Draft(message, List.of(), false, List.of(), List.of(), "", Optional.empty(), true);
    }

    public Draft head(String... values) {
        return new Draft(message, List.of(values), splice, labels, dependsOn, id, directory, hooks);
    }

    public Draft splice(boolean value) {
        return new Draft(message, heads, value, labels, dependsOn, id, directory, hooks);
    }

    public Draft labels(String... values) {
        return new Draft(message, heads, splice, List.of(values), dependsOn, id, directory, hooks);
    }

    public Draft dependsOn(String... values) {
        return new Draft(message, heads, splice, labels, List.of(values), id, directory, hooks);
    }

    public Draft id(String value) {
        return new Draft(message, heads, splice, labels, dependsOn, value, directory, hooks);
    }

    public Draft directory(Path value) {
        return new Draft(message, heads, splice, labels, dependsOn, id, Optional.of(value), hooks);
    }

    public Draft hooks(boolean value) {
        return new Draft(message, heads, splice, labels, dependsOn, id, directory, value);
    }
}
