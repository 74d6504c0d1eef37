package dev.aludel.core.run;

import dev.aludel.core.dialect.VersionTables.Entry;
import dev.aludel.core.revision.RevisionInfo;
import dev.aludel.core.revision.Text;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The chain of revisions and what a database's journal says about each.
 *
 * @param lines  one for each revision, newest first
 * @param others what the journal says that is about none of them, oldest first: operations off the chain, stamps to base,
 *               revisions that this application does not have
 */
public record History(List<Line> lines, List<Entry> others) {

    public History {
        lines = List.copyOf(lines);
        others = List.copyOf(others);
    }

    /** What a revision is in the chain, or to the database. */
    public enum Mark {
        HEAD,
        BRANCHPOINT,
        MERGEPOINT,
        /** the database is there */
        CURRENT;

        String word() {
            return "(" + name().toLowerCase(Locale.ROOT) + ")";
        }
    }

    /**
     * @param applied  does it count as applied?
     * @param children the revisions that follow it
     * @param journal  what was done with it, oldest first
     */
    public record Line(
            RevisionInfo revision, boolean applied, Set<Mark> marks, List<String> children, List<Entry> journal) {

        public Line {
            marks = Set.copyOf(marks);
            children = List.copyOf(children);
            journal = List.copyOf(journal);
        }

        /** What made it count as applied, where the journal knows. */
        public Optional<Entry> appliedBy() {
            return applied ? Ledger.lastApplying(journal) : Optional.empty();
        }

        /** In one line, as Alembic has it, and when it was applied. */
        public String describe() {
            var text = new StringBuilder(revision.revises().isEmpty() ? "<base>" : join(revision.revises()));
            if (!revision.dependsOn().isEmpty()) {
                text.append(" (").append(join(revision.dependsOn())).append(")");
            }
            text.append(" -> ").append(revision.id());
            if (!revision.labels().isEmpty()) {
                text.append(" (").append(join(revision.labels())).append(")");
            }
            text.append(words());
            String message = Text.oneLine(revision.message());
            text.append(message.isEmpty() ? "" : ", " + message);
            appliedBy()
                    .ifPresent(entry -> text.append("  [")
                            .append(entry.direction().equals("stamp") ? "stamped " : "")
                            .append(JournalText.when(entry.at()))
                            .append(", ")
                            .append(JournalText.took(entry.took()))
                            .append(", by ")
                            .append(JournalText.by(entry))
                            .append("]"));
            return text.toString();
        }

        /** In several lines: all that is known. */
        public String verbose() {
            var text = new StringBuilder();
            text.append("Rev: ").append(revision.id()).append(words()).append("\n");
            text.append(revision.revises().size() > 1 ? "Merges: " : "Parent: ")
                    .append(revision.revises().isEmpty() ? "<base>" : join(revision.revises()))
                    .append("\n");
            fact(text, "Also depends on: ", join(revision.dependsOn()));
            fact(text, "Branches into: ", children.size() > 1 ? join(children) : "");
            fact(text, "Branch names: ", join(revision.labels()));
            fact(text, "Path: ", Text.oneLine(revision.source()));
            fact(text, "Created: ", revision.created() == null ? "" : JournalText.when(revision.created()));
            fact(text, "Applied: ", applied ? "yes" : "no");
            journal.forEach(entry -> fact(text, "Journal: ", JournalText.line(entry)));
            text.append("\n    ").append(Text.oneLine(revision.message())).append("\n");
            return text.toString();
        }

        private static void fact(StringBuilder text, String name, String value) {
            text.append(value.isEmpty() ? "" : name + value + "\n");
        }

        private String words() {
            return marks.stream().sorted().map(mark -> " " + mark.word()).collect(Collectors.joining());
        }

        private static String join(List<String> ids) {
            return String.join(", ", ids);
        }
    }

    /** One line for each revision, newest first, then what else the journal says. */
    public String describe() {
        return told(lines.stream().map(Line::describe).map(line -> line + "\n").collect(Collectors.joining()));
    }

    /** All that is known of each revision, newest first, then what else the journal says. */
    public String verbose() {
        return told(lines.stream().map(Line::verbose).collect(Collectors.joining("\n")));
    }

    private String told(String revisions) {
        return others.isEmpty()
                ? revisions
                : revisions + "\nAlso in the journal:\n"
                        + others.stream()
                                .map(entry -> "    " + Text.oneLine(entry.revision() + " " + entry.message()) + "  "
                                        + JournalText.line(entry) + "\n")
                                .collect(Collectors.joining());
    }

    @Override
    public String toString() {
        return describe();
    }
}
