package dev.aludel.postgres.corpus;

import dev.aludel.core.op.Alter;
import dev.aludel.core.op.Create;
import dev.aludel.core.op.Drop;
import dev.aludel.core.op.Operation;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;

/** Failures without what is particular to a case, so that those of one cause read alike. */
final class Reasons {

    private static final int LONGEST = 160;

    private Reasons() {}

    static String of(Throwable failure) {
        String state = failure instanceof SQLException e && e.getSQLState() != null
                ? e.getSQLState()
                : failure.getClass().getSimpleName();
        return state + " " + normal(String.valueOf(failure.getMessage()));
    }

    /** The first line, without names and numbers. */
    static String normal(String message) {
        String text = message.lines()
                .findFirst()
                .orElse("")
                .replaceFirst("^ERROR: ", "")
                .replaceAll("\"(?:[^\"]|\"\")*\"", "…")
                .replaceAll("'(?:[^']|'')*'", "…")
                .replaceAll("\\b[\\w…]+(\\.[\\w…]+)+(?=[\\s(,:;]|$)", "…")
                .replaceAll("\\b(function|type|relation|schema|table|view|column|index) \\w+", "$1 …")
                .replaceAll("\\b\\d+\\b", "#")
                .replaceAll("\\([^()]*\\)", "(…)");
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    }

    /** Verbs and nouns, each once. */
    static String of(List<Operation> operations) {
        return operations.stream().map(Reasons::kind).distinct().sorted().collect(Collectors.joining(", "));
    }

    private static String kind(Operation operation) {
        if (operation instanceof Create create) {
            return "+ " + create.object().id().kind();
        }
        if (operation instanceof Drop drop) {
            return "- " + drop.object().id().kind();
        }
        if (operation instanceof Alter alter) {
            return "~ " + alter.before().id().kind();
        }
        return operation.getClass().getSimpleName();
    }
}
