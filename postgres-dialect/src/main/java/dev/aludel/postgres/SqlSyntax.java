package dev.aludel.postgres;

import dev.aludel.core.dialect.Dialect.Failure;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Asks the server's parser whether statements are SQL. None is run: each stands in a block where nothing gets to. */
final class SqlSyntax {

    private static final String SYNTAX_ERROR = "42601";

    /** PL/pgSQL reads all of a block before it runs it. */
    private static final String PARSE = """
            DECLARE
              said pg_catalog.text;
            BEGIN
              PERFORM pg_catalog.set_config('check_function_bodies', 'on', true);
              FOREACH said IN ARRAY ARRAY[%s]::pg_catalog.text[] LOOP
                BEGIN
                  EXECUTE pg_catalog.format('DO %%L', pg_catalog.concat('BEGIN IF false THEN ', said, E'\\n; END IF; END'));
                EXCEPTION WHEN syntax_error THEN
                  RAISE EXCEPTION USING ERRCODE = 'syntax_error', MESSAGE = pg_catalog.concat(SQLERRM, ': ', said);
                END;
              END LOOP;
            END""";

    private SqlSyntax() {}

    /** What is wrong with the first that is none; empty if all are SQL, or the server has no PL/pgSQL. One flight. */
    static Optional<String> error(Connection connection, List<String> statements) throws SQLException {
        if (statements.isEmpty()) {
            return Optional.empty();
        }
        Aside aside = Aside.on(connection);
        try (var statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            try {
                String block = "DO " + Sql.literal(PARSE.formatted(Sql.literals(statements)));
                statement.execute(aside.begin() + ";\n" + block + ";\n" + aside.end());
                return Optional.empty();
            } catch (SQLException e) {
                if (ServerProbe.classify(e) != Failure.STATEMENT) {
                    throw e;
                }
                return SYNTAX_ERROR.equals(e.getSQLState()) ? Optional.of(Planner.firstLine(e)) : Optional.empty();
            } finally {
                aside.recover(connection, statement);
            }
        }
    }
}
