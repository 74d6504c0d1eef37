package dev.aludel.core.run;

import dev.aludel.core.dialect.Hazard;
import dev.aludel.core.dialect.LockLevel;
import dev.aludel.core.dialect.Statement;
import dev.aludel.core.dialect.TableSize;
import dev.aludel.core.schema.Name;
import dev.aludel.core.schema.SchemaModel;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What would run, and what is known about it. Nothing has run.
 *
 * @param steps one for each revision, in order
 * @param sizes of tables that are locked, where the server knows
 * @param after the managed schemas as they will be; empty where nobody can tell, and where nothing would run
 */
public record Plan(List<PlannedStep> steps, Map<Name, TableSize> sizes, Optional<SchemaModel> after) {

    public Plan {
        steps = List.copyOf(steps);
        sizes = Map.copyOf(sizes);
    }

    /** One of which no more is known. */
    public Plan(List<PlannedStep> steps) {
        this(steps, Map.of(), Optional.empty());
    }

    /**
     * A revision and what it runs in one go; more than one segment where it cannot be one transaction.
     *
     * @param losses what of it takes rows or values away that nothing else holds, in one line each
     */
    public record PlannedStep(Step step, List<Segment> segments, List<String> losses) {

        public PlannedStep {
            segments = List.copyOf(segments);
            losses = List.copyOf(losses);
        }

        /** All statements in order. */
        public List<Statement> statements() {
            return segments.stream()
                    .flatMap(segment -> segment.statements().stream())
                    .toList();
        }
    }

    public boolean isEmpty() {
        return steps.isEmpty();
    }

    /** All statements of all revisions, in order. */
    public List<Statement> statements() {
        return steps.stream().flatMap(step -> step.statements().stream()).toList();
    }

    /** What takes rows or values away that nothing else holds, with the revision that does it, in one line each. */
    public List<String> losses() {
        return steps.stream()
                .flatMap(planned -> planned.losses().stream()
                        .map(line -> planned.step().revision().id() + ": " + line))
                .toList();
    }

    public List<Hazard> hazards() {
        return statements().stream()
                .flatMap(statement -> statement.hazards().stream())
                .toList();
    }

    /** What a statement of it has to read or write; empty where that is little, or nobody knows. */
    public Optional<Effort> effort(Statement statement) {
        return Effort.of(statement, sizes);
    }

    /** For people: each revision, its statements, their locks and hazards. */
    public String describe() {
        if (steps.isEmpty()) {
            return "nothing to do\n";
        }
        var text = new StringBuilder();
        for (PlannedStep planned : steps) {
            text.append(planned.step().direction().word())
                    .append(" ")
                    .append(planned.step().revision().title())
                    .append("\n");
            var circling = Circles.in(planned.step().operations());
            if (!circling.isEmpty()) {
                text.append("  point at each other, so that their foreign keys come after all of them: ")
                        .append(circling.stream().map(Name::toString).collect(Collectors.joining(", ")))
                        .append("\n");
            }
            int parts = planned.segments().size();
            for (int i = 0; i < parts; i++) {
                Segment segment = planned.segments().get(i);
                if (parts > 1) {
                    text.append("  part ").append(i + 1).append(" of ").append(parts);
                    text.append(
                            segment.isInBatches()
                                    ? ", in batches\n"
                                    : segment.transactional() ? ", in a transaction\n" : ", outside a transaction\n");
                }
                segment.statements().forEach(statement -> describe(statement, effort(statement), text));
            }
        }
        return text.toString();
    }

    private static void describe(Statement statement, Optional<Effort> effort, StringBuilder text) {
        text.append("  ").append(statement.sql().replace("\n", "\n  ")).append("\n");
        statement.locks().forEach((table, level) -> {
            if (level != LockLevel.NONE) {
                text.append("      locks ").append(table).append(": ");
                text.append(level.name().toLowerCase(Locale.ROOT).replace('_', ' '))
                        .append("\n");
            }
        });
        statement
                .hazards()
                .forEach(hazard -> text.append("      ")
                        .append(hazard.level())
                        .append(" ")
                        .append(hazard)
                        .append("\n"));
        effort.ifPresent(value -> text.append("      ").append(value).append("\n"));
    }

    @Override
    public String toString() {
        return describe();
    }
}
