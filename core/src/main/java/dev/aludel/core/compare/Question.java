package dev.aludel.core.compare;

import dev.aludel.core.schema.Column;
import dev.aludel.core.schema.EnumType;
import dev.aludel.core.schema.Name;
import dev.aludel.core.schema.ObjectId;
import dev.aludel.core.schema.OneLine;
import dev.aludel.core.schema.SchemaObject;
import dev.aludel.core.schema.Sequence;
import dev.aludel.core.schema.Table;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Something goes and something like it comes: was it renamed, or is it dropped? Only a developer can tell. Nothing is done
 * about any of them until then.
 *
 * @param goes  what is there and no longer wanted, and holds data
 * @param comes what it may have become; never empty
 */
public record Question(SchemaObject goes, List<SchemaObject> comes) {

    public Question {
        comes = List.copyOf(comes);
    }

    /** The answers that keep the data, one for each of {@link #comes()}: what to say to {@link RenameHints}. */
    public List<String> renames() {
        return comes.stream().map(to -> "h -> h." + hint(goes.id(), to.id())).toList();
    }

    /** The answer that drops the one and makes the other anew. */
    public String different() {
        return comes.stream()
                .map(to -> "." + hint(goes.id(), to.id()))
                .collect(Collectors.joining("", "h -> h.different(d -> d", ")"));
    }

    private static String hint(ObjectId from, ObjectId to) {
        return switch (from.kind()) {
            case Column.KIND ->
                "column(" + text(from.name()) + ", " + quoted(from.member()) + ", " + quoted(to.member()) + ")";
            case Table.KIND -> "table(" + text(from.name()) + ", " + text(to.name()) + ")";
            case EnumType.KIND -> "enumType(" + text(from.name()) + ", " + text(to.name()) + ")";
            case Sequence.KIND -> "sequence(" + text(from.name()) + ", " + text(to.name()) + ")";
            default -> throw new IllegalArgumentException("nobody asks about a " + from.kind());
        };
    }

    private static String text(Name name) {
        return quoted(name.toString());
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** For people: what is the question, and each answer as it is written. */
    @Override
    public String toString() {
        String names = comes.stream().map(SchemaObject::describe).collect(Collectors.joining(" or "));
        String renames = renames().stream().map(Question::said).collect(Collectors.joining(" or "));
        return OneLine.of("? " + goes.describe() + ": is it now " + names + "? if so, say " + renames + "; if not, say "
                + said(different()));
    }

    private static String said(String answer) {
        return ".renames(" + answer + ")";
    }
}
