package dev.aludel.cli;

import dev.aludel.core.revision.RevisionInfo;
import java.util.LinkedHashMap;
import picocli.CommandLine.Command;

@Command(
        name = "status",
        description = "Where the database stands, at a glance; writes nothing.",
        footer = {"", "Example:", "  aludel status --json"})
final class Status extends Verb {

    @Override
    Answer answer(Project project) {
        var status = project.migrator().status();
        var data = new LinkedHashMap<String, Object>();
        data.put("state", status.state());
        data.put("database", project.place().data());
        data.put("current", Done.sorted(status.current()));
        data.put("heads", status.heads().stream().map(RevisionInfo::id).toList());
        data.put("pending", status.pending().stream().map(RevisionInfo::id).toList());
        return Answer.done(status.describe(), data);
    }
}
