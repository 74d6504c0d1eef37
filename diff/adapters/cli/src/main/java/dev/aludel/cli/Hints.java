package dev.aludel.cli;

import dev.aludel.core.compare.Question;
import dev.aludel.core.compare.RenameHints;
import dev.aludel.core.schema.Column;
import dev.aludel.core.schema.EnumType;
import dev.aludel.core.schema.ObjectId;
import dev.aludel.core.schema.SchemaObject;
import dev.aludel.core.schema.Sequence;
import dev.aludel.core.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** What was renamed, as options say it and as questions are answered. */
final class Hints {

    private static final Pattern HINT = Pattern.compile("(?:(column|table|enum|sequence):)?([^=]+)=([^=]+)");

    @Option(
            names = "--rename",
            paramLabel = "FROM=TO",
            description =
                    "What was renamed: customer.fax=email a column, client=customer a table; also table:, enum: and"
                            + " sequence: before names with a schema.")
    private List<String> renames = new ArrayList<>();

    @Option(names = "--different", paramLabel = "FROM=TO", description = "What was not: the one goes, the other comes.")
    private List<String> different = new ArrayList<>();

    RenameHints given() {
        RenameHints hints = RenameHints.none();
        for (String rename : renames) {
            hints = hint("--rename", rename).apply(hints);
        }
        for (String pair : different) {
            hints = hints.different(hint("--different", pair));
        }
        return hints;
    }

    private static UnaryOperator<RenameHints> hint(String option, String text) {
        Matcher matcher = HINT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(option + " " + text
                    + " is no hint; write customer.fax=email for a column," + " client=customer for a table");
        }
        String from = matcher.group(2).strip();
        String to = matcher.group(3).strip();
        int dot = from.lastIndexOf('.');
        String kind = matcher.group(1) != null ? matcher.group(1) : dot < 0 ? "table" : "column";
        if (kind.equals("column") && dot < 0) {
            throw new IllegalArgumentException(option + " " + text + " names no table; write table.column=column");
        }
        return switch (kind) {
            case "column" -> hints -> hints.column(from.substring(0, dot), from.substring(dot + 1), to);
            case "table" -> hints -> hints.table(from, to);
            case "enum" -> hints -> hints.enumType(from, to);
            default -> hints -> hints.sequence(from, to);
        };
    }

    /** {@code customer.fax=email}. */
    private static String text(ObjectId from, ObjectId to) {
        String name = from.name().toString();
        boolean schema = name.contains(".");
        return switch (from.kind()) {
            case Column.KIND -> name + "." + from.member() + "=" + to.member();
            case Table.KIND -> (schema ? "table:" : "") + name + "=" + to.name();
            case EnumType.KIND -> "enum:" + name + "=" + to.name();
            case Sequence.KIND -> "sequence:" + name + "=" + to.name();
            default -> throw new IllegalArgumentException("nobody asks about a " + from.kind());
        };
    }

    /** Asks a person each question. */
    static RenameHints asked(Console console, List<Question> questions) {
        RenameHints hints = RenameHints.none();
        for (Question question : questions) {
            SchemaObject goes = question.goes();
            var answers = new ArrayList<>(question.comes().stream()
                    .map(to -> "it was renamed: it is " + to.describe() + " now")
                    .toList());
            answers.add("it is dropped, with what is in it");
            int answer = console.choose(goes.describe() + " is no longer wanted. What became of it?", answers);
            hints = answer < question.comes().size()
                    ? hint(
                                    "--rename",
                                    text(goes.id(), question.comes().get(answer).id()))
                            .apply(hints)
                    : dropped(hints, question);
        }
        return hints;
    }

    private static RenameHints dropped(RenameHints hints, Question question) {
        RenameHints all = hints;
        for (SchemaObject to : question.comes()) {
            all = all.different(hint("--different", text(question.goes().id(), to.id())));
        }
        return all;
    }

    /** The options to choose from. */
    static Refusal refusal(List<Question> questions) {
        return new Refusal(
                "cannot tell whether something was renamed or is dropped; nothing was written. Answer each with an option:",
                questions.stream().map(Hints::line).toList());
    }

    private static String line(Question question) {
        var goes = question.goes().id();
        String renamed = question.comes().stream()
                .map(to -> "--rename " + text(goes, to.id()))
                .collect(Collectors.joining(" or "));
        String dropped = question.comes().stream()
                .map(to -> "--different " + text(goes, to.id()))
                .collect(Collectors.joining(" "));
        return question.goes().describe() + ": if it was renamed, " + renamed + "; if it is dropped, " + dropped;
    }
}
