package dev.aludel.postgres.corpus;

import dev.aludel.testing.TestDatabase;
import dev.aludel.testing.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Two schemas in SQL.
 *
 * @param source  the file that it comes from, without its ending
 * @param loadsOn majors on which both are known to load unchanged
 */
record SchemaPair(String source, String name, String from, String to, Set<Integer> loadsOn) {

    private static final String CASES = """
            SELECT name, "old", "new", ARRAY(SELECT jsonb_array_elements_text(loads_on)::int)
            FROM jsonb_to_recordset(?::jsonb -> 'cases') AS c (name text, "old" text, "new" text, loads_on jsonb)
            """;

    /** All pairs of a folder's files; the server reads their JSON. */
    static List<SchemaPair> in(Path folder) throws IOException, SQLException {
        try (var files = Files.list(folder);
                TestDatabase database = TestServer.shared().database();
                Connection connection = database.dataSource().getConnection()) {
            var pairs = new ArrayList<SchemaPair>();
            for (Path file : files.filter(path -> path.toString().endsWith(".json"))
                    .sorted()
                    .toList()) {
                pairs.addAll(in(file, connection));
            }
            return pairs;
        }
    }

    private static List<SchemaPair> in(Path file, Connection connection) throws IOException, SQLException {
        try (var query = connection.prepareStatement(CASES)) {
            query.setString(1, Files.readString(file));
            var pairs = new ArrayList<SchemaPair>();
            try (var row = query.executeQuery()) {
                while (row.next()) {
                    var majors = (Integer[]) row.getArray(4).getArray();
                    String source = file.getFileName().toString().replace(".json", "");
                    pairs.add(new SchemaPair(
                            source, row.getString(1), row.getString(2), row.getString(3), Set.of(majors)));
                }
            }
            return pairs;
        }
    }

    /** Does one of the two say something about roles, which belong to no database? */
    boolean isAboutRoles() {
        return Roles.changedBy(from) || Roles.changedBy(to);
    }

    @Override
    public String toString() {
        return source + ":" + name;
    }
}
