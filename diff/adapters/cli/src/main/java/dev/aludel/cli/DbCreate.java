package dev.aludel.cli;

import dev.aludel.core.error.DatabaseException;
import dev.aludel.core.error.DialectException;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import picocli.CommandLine.Command;

@Command(
        name = "create",
        description = "Makes the database that the URL names, if it is not there.",
        footer = {"", "Example:", "  DATABASE_URL=postgresql://app@localhost/shop aludel db create"})
final class DbCreate extends Verb {

    @Override
    Answer answer(Project project) {
        var dialect = project.dialect();
        var safekeeping =
                dialect.safekeeping().orElseThrow(() -> new DialectException(dialect.name() + " makes no databases"));
        try {
            boolean made = safekeeping.create(project.url());
            Place place = project.place();
            var data = new LinkedHashMap<String, Object>();
            data.put("created", made);
            data.put("database", place.data());
            return Answer.done(made ? "Created " + place + "\n" : place + " is there already\n", data);
        } catch (SQLException e) {
            throw new DatabaseException(
                    "the database cannot be made: " + e.getMessage() + "; check host, user and password, and that the"
                            + " role may create databases",
                    e.getSQLState() == null ? "" : e.getSQLState(),
                    e);
        }
    }
}
