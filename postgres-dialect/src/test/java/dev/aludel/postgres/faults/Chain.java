package dev.aludel.postgres.faults;

import dev.aludel.core.revision.RevisionScript;
import dev.aludel.postgres.run.Script;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Revisions that leave a trace: each makes a table that points at the one before it, with an index and a comment, and adds a
 * row to {@code trace}, so that what is applied twice or by halves shows.
 */
final class Chain {

    private Chain() {}

    static List<RevisionScript> of(int length) {
        var scripts = new ArrayList<RevisionScript>();
        for (int i = 1; i <= length; i++) {
            scripts.add(revision(i));
        }
        return List.copyOf(scripts);
    }

    /** The same and one revision more, which builds an index outside of any transaction, between two statements that are inside of one. */
    static List<RevisionScript> andIndex(List<RevisionScript> chain) {
        String id = Script.id(chain.size() + 1);
        var scripts = new ArrayList<>(chain);
        scripts.add(Script.of(
                id,
                "build an index",
                op -> {
                    op.execute("CREATE TABLE f_" + id + " (id bigint)").reversedBy("DROP TABLE f_" + id);
                    op.execute("CREATE INDEX CONCURRENTLY f_" + id + "_id ON f_" + id + " (id)")
                            .reversedBy("DROP INDEX CONCURRENTLY f_" + id + "_id");
                    op.execute("INSERT INTO trace VALUES ('" + id + "')")
                            .reversedBy("DELETE FROM trace WHERE revision = '" + id + "'");
                },
                Script.id(chain.size())));
        return List.copyOf(scripts);
    }

    /** The same and one revision more, which runs code between two statements. */
    static List<RevisionScript> andCode(List<RevisionScript> chain, Runnable code) {
        int number = chain.size() + 1;
        var scripts = new ArrayList<>(chain);
        scripts.add(Script.of(
                Script.id(number),
                "run code",
                op -> {
                    op.execute("INSERT INTO trace VALUES ('" + Script.id(number) + "')");
                    op.run("code", 1, connection -> {
                        code.run();
                        try (var statement = connection.createStatement()) {
                            statement.execute("CREATE TABLE f_" + Script.id(number) + " ()");
                        }
                    });
                },
                Script.id(chain.size())));
        return List.copyOf(scripts);
    }

    static List<String> ids(int length) {
        return IntStream.rangeClosed(1, length).mapToObj(Script::id).toList();
    }

    private static RevisionScript revision(int i) {
        String id = Script.id(i);
        String up = i == 1 ? "bigint" : "bigint REFERENCES f_" + Script.id(i - 1);
        return Script.of(
                id,
                "make f" + i,
                op -> {
                    if (i == 1) {
                        op.execute("CREATE TABLE trace (revision text)").reversedBy("DROP TABLE trace");
                    }
                    op.execute("CREATE TABLE f_" + id + " (id bigint PRIMARY KEY, v text CHECK (v <> ''), up " + up
                                    + ")")
                            .reversedBy("DROP TABLE f_" + id);
                    op.execute("CREATE INDEX f_" + id + "_v ON f_" + id + " (lower(v))")
                            .reversedBy("DROP INDEX f_" + id + "_v");
                    op.execute("COMMENT ON TABLE f_" + id + " IS 'number " + i + "'")
                            .reversedBy("COMMENT ON TABLE f_" + id + " IS NULL");
                    op.execute("INSERT INTO trace VALUES ('" + id + "')")
                            .reversedBy("DELETE FROM trace WHERE revision = '" + id + "'");
                },
                i == 1 ? new String[0] : new String[] {Script.id(i - 1)});
    }
}
