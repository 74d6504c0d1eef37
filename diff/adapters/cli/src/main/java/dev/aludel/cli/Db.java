package dev.aludel.cli;

import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine.Command;

/** Commands about the database as a whole. */
@Command(
        name = "db",
        description = "Makes, backs up, restores and resets the database.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "Example:", "  aludel db backup", "  aludel db list-backups"})
final class Db {

    static final List<Supplier<Verb>> ALL =
            List.of(DbCreate::new, DbBackup::new, DbListBackups::new, DbRestore::new, DbReset::new);
}
