package dev.aludel.report;

import dev.aludel.diff.ReportInput;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Statements and differences that say of something that it gets another name. Without one of them nothing is taken for renamed. */
record RenameEvidence(List<String> lines) {

    static final RenameEvidence NONE = new RenameEvidence(List.of());

    static RenameEvidence in(ReportInput input) {
        var statements = input.plan().stream()
                .flatMap(plan -> plan.statements().stream())
                .map(statement -> statement.sql())
                .filter(sql -> sql.toUpperCase(Locale.ROOT).contains("RENAME"));
        var differences = input.differences().stream().flatMap(List::stream).filter(line -> line.startsWith(">"));
        return new RenameEvidence(Stream.concat(statements, differences).toList());
    }

    boolean tells(String from, String to) {
        return lines.stream().anyMatch(line -> line.contains(from) && line.contains(to));
    }
}
