package dev.aludel.cli;

import dev.aludel.core.op.Operation;
import dev.aludel.core.revision.RevisionFile;
import java.util.LinkedHashMap;
import java.util.List;

/** A revision file that was just written. */
final class Written {

    private Written() {}

    static Answer answer(Project project, RevisionFile file) {
        return answer(project, file, List.of());
    }

    /**
     * @param operations what it does; empty when that is not of interest
     */
    static Answer answer(Project project, RevisionFile file, List<Operation> operations) {
        project.readAgain();
        var lines = operations.stream().map(Operation::describe).toList();
        var data = new LinkedHashMap<String, Object>();
        data.put("file", project.shown(file.path()));
        data.put("revision", file.info().id());
        data.put("revises", file.info().revises());
        data.put("message", file.info().message());
        data.put("operations", lines);
        var text = new StringBuilder("Generated ")
                .append(project.shown(file.path()))
                .append("\n");
        lines.forEach(line -> text.append(line).append("\n"));
        return Answer.done(text.toString(), data);
    }
}
