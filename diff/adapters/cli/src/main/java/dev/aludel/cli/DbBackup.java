package dev.aludel.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "backup",
        description = {
            "Backs up the database: a full dump where there is a pg_dump that is as new as the server, else the rows of all"
                    + " tables. Says which."
        },
        footer = {"", "Example:", "  aludel db backup", "  aludel db backup --tables invoice,customer"})
final class DbBackup extends Verb {

    @Option(names = "--tables", split = ",", paramLabel = "NAMES", description = "The rows of these tables only.")
    private List<String> tables = new ArrayList<>();

    @Override
    Answer answer(Project project) {
        Place place = project.place();
        project.console().note(place.toString());
        var backup = project.migrator().backups().create(tables);
        var data = new LinkedHashMap<String, Object>();
        data.put("database", place.data());
        data.put("backup", Kept.data(project, backup));
        return Answer.done(
                "Backed up " + Kept.text(project, backup)
                        + Kept.notes(backup.manifest().notes()),
                data);
    }
}
