package dev.aludel.diff;

import dev.aludel.core.revision.RevisionInfo;
import dev.aludel.core.revision.Text;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Whether entities, revisions and database agree.
 *
 * @param heads   of the chain
 * @param current where the database is; empty at base, and where none was asked
 * @param behind  is the database somewhere else than at the heads? Then there is no difference to tell
 * @param diff    what entities have and the database has not, and the other way round; empty when it was not compared
 */
public record Check(List<RevisionInfo> heads, Set<String> current, boolean behind, Optional<SchemaDiff> diff) {

    public Check {
        heads = List.copyOf(heads);
        current = Set.copyOf(current);
    }

    /** One head at most, the database is there, and nothing differs. */
    public boolean inSync() {
        return heads.size() < 2 && !behind && diff.map(SchemaDiff::isEmpty).orElse(false);
    }

    /** For people, in Alembic's words. */
    public String describe() {
        var text = new StringBuilder();
        if (heads.size() > 1) {
            text.append("Multiple head revisions are present: ")
                    .append(heads.stream().map(RevisionInfo::title).collect(Collectors.joining(" and ")))
                    .append("; merge them with: merge ")
                    .append(heads.stream().map(RevisionInfo::id).collect(Collectors.joining(" ")))
                    .append("\n");
        }
        if (behind) {
            text.append("Target database is not up to date: it is at ")
                    .append(current.isEmpty() ? "base" : String.join(", ", new TreeSet<>(current)))
                    .append(", the revisions are at ")
                    .append(
                            heads.isEmpty()
                                    ? "base"
                                    : heads.stream().map(RevisionInfo::id).collect(Collectors.joining(", ")))
                    .append("; run upgrade head first\n");
        }
        diff.ifPresent(found -> text.append(
                found.isEmpty()
                        ? "No new upgrade operations detected.\n"
                        : "New upgrade operations detected: "
                                + found.describe()
                                        .lines()
                                        .filter(line -> !line.startsWith("="))
                                        .map(Text::oneLine)
                                        .collect(Collectors.joining("; "))
                                + "\n"));
        return text.toString();
    }

    @Override
    public String toString() {
        return describe();
    }
}
