package dev.aludel.postgres.changes;

import dev.aludel.core.dialect.Hazard;
import dev.aludel.core.dialect.Scope;
import dev.aludel.core.dialect.Statement;
import dev.aludel.core.op.Alter;
import dev.aludel.core.schema.Column;
import dev.aludel.core.schema.Name;
import dev.aludel.core.schema.SqlType;
import dev.aludel.postgres.changes.TypePair.Found;
import dev.aludel.postgres.changes.TypePair.Said;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Changes the type of a column with values on a server, there and back, for many pairs in one statement. */
final class TypeBench {

    private static final List<String> SCHEMAS = List.of("public");

    /** Each tries in a transaction of its own within the one around; {@code refused} changes nothing. */
    private static final String FUNCTIONS = """
            CREATE FUNCTION refused(command text) RETURNS text LANGUAGE plpgsql AS $$
            BEGIN
              EXECUTE command;
              RAISE EXCEPTION SQLSTATE 'UNDO1';
            EXCEPTION
              WHEN SQLSTATE 'UNDO1' THEN RETURN '';
              WHEN OTHERS THEN RETURN SQLERRM;
            END $$;
            CREATE FUNCTION failed(command text) RETURNS text LANGUAGE plpgsql AS $$
            BEGIN
              EXECUTE command;
              RETURN '';
            EXCEPTION WHEN OTHERS THEN RETURN SQLERRM;
            END $$;
            CREATE FUNCTION zoned(zone text, command text) RETURNS text LANGUAGE plpgsql AS $$
            DECLARE here text := current_setting('TimeZone');
              answer text;
            BEGIN
              PERFORM set_config('TimeZone', zone, true);
              answer := failed(command);
              PERFORM set_config('TimeZone', here, true);
              RETURN answer;
            END $$;
            CREATE FUNCTION first(one text, other text) RETURNS text LANGUAGE sql AS
              $$ SELECT CASE one WHEN '' THEN other ELSE one END $$""";

    /**
     * Tables: {@code s0} has the samples of the first type, {@code c0} is an empty table of that type; {@code t} is the one
     * that is changed. Numbers are compared as such, all else as text.
     */
    private static final String MEASURE = """
            CREATE FUNCTION measure(f int, had text, g int, gets text, up text, down text, there text, back text,
              OUT plain text, OUT refused text, OUT stopped text, OUT rewritten bool, OUT scanned bool, OUT fitting int,
              OUT failing text, OUT lost text, OUT zoned text, OUT restored text) LANGUAGE plpgsql AS $$
            DECLARE n int;
              value text;
              answer text;
              file oid;
              scans bigint;
              spelled text := CASE WHEN had ~ '^(numeric|real|double)' THEN '' ELSE '::text' END;
            BEGIN
              failing := ''; lost := ''; zoned := ''; fitting := 0;
              EXECUTE format('CREATE TABLE t (n int, v %s)', had);
              plain := refused(format('ALTER TABLE t ALTER v TYPE %s', gets));
              refused := refused(up);
              FOR n, value IN EXECUTE format('SELECT n, v::text FROM s%s ORDER BY n', f) LOOP
                answer := failed(format('INSERT INTO c%s SELECT n, %s FROM s%s WHERE n = %s', g, there, f, n));
                IF answer <> '' THEN
                  failing := first(failing, value || ': ' || answer);
                ELSE
                  fitting := fitting + 1;
                  EXECUTE format('INSERT INTO t SELECT * FROM s%s WHERE n = %s', f, n);
                  answer := zoned('America/New_York',
                    format('INSERT INTO c%s SELECT -n, %s FROM s%s WHERE n = %s', g, there, f, n));
                  IF answer <> '' THEN
                    zoned := first(zoned, value || ': ' || answer);
                  END IF;
                  answer := failed(format('INSERT INTO c%s SELECT n, %s FROM c%s WHERE n = %s', f, back, g, n));
                  IF answer <> '' THEN
                    lost := first(lost, value || ' cannot come back: ' || answer);
                  END IF;
                END IF;
              END LOOP;
              EXECUTE format('SELECT s.v::text || '' comes back as '' || c.v::text FROM s%s s JOIN c%s c USING (n)'
                || ' WHERE s.v%s IS DISTINCT FROM c.v%3$s ORDER BY n', f, f, spelled) INTO answer;
              lost := first(lost, coalesce(answer, ''));
              EXECUTE format('SELECT here.v::text || '' or '' || there.v::text FROM c%s here JOIN c%1$s there ON there.n = -here.n'
                || ' WHERE here.v::text <> there.v::text ORDER BY here.n', g) INTO answer;
              zoned := first(zoned, coalesce(answer, ''));
              file := pg_relation_filenode('t');
              scans := pg_stat_get_xact_numscans('t'::regclass);
              stopped := failed(up);
              rewritten := file <> pg_relation_filenode('t');
              scanned := scans <> pg_stat_get_xact_numscans('t'::regclass);
              EXECUTE format('SELECT t.v::text || '' is not '' || c.v::text FROM t JOIN c%s c USING (n)'
                || ' WHERE t.v::text <> c.v::text', g) INTO answer;
              stopped := first(stopped, coalesce(answer, ''));
              EXECUTE format('DELETE FROM t WHERE n NOT IN (SELECT n FROM c%s)', f);
              stopped := first(stopped, failed(down));
              SELECT string_agg(DISTINCT format_type(atttypid, atttypmod), ' is not ') INTO restored FROM pg_attribute
                WHERE attrelid IN ('t'::regclass, ('s' || f)::regclass) AND attname = 'v';
              RAISE EXCEPTION SQLSTATE 'UNDO1';
            EXCEPTION WHEN SQLSTATE 'UNDO1' THEN NULL;
            END $$""";

    private static final String ASK = """
            SELECT coalesce((SELECT castcontext::text FROM pg_cast
                WHERE castsource = had::regtype AND casttarget = gets::regtype), '') AS cast, measured.*
            FROM unnest(?::int[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
                WITH ORDINALITY AS pair(g, gets, up, down, there, back, number),
              (SELECT ?::int, ?::text) AS before(f, had),
              LATERAL measure(f, had, g, gets, up, down, there, back) AS measured
            ORDER BY number""";

    private final Side side;
    private final List<TypeSamples> types;

    TypeBench(Side side, List<TypeSamples> types) throws SQLException {
        this.side = side;
        this.types = types;
        side.load(SCHEMAS, List.of(TypeSamples.MADE, FUNCTIONS, MEASURE));
        for (int i = 0; i < types.size(); i++) {
            String type = types.get(i).type();
            String rows = types.get(i).values().stream()
                    .map(value -> "('" + value.replace("'", "''") + "')")
                    .collect(Collectors.joining(", "));
            side.run(
                    "CREATE TABLE s%d (n int GENERATED ALWAYS AS IDENTITY, v %s); INSERT INTO s%1$d (v) VALUES %s; CREATE TABLE c%1$d (n int, v %2$s)"
                            .formatted(i, type, rows));
        }
    }

    /** The pairs of the type with all others. */
    List<TypePair> measure(TypeSamples from) throws SQLException {
        int f = types.indexOf(from);
        var others = new ArrayList<>(types);
        others.remove(from);
        var said = others.stream().map(to -> said(from.type(), to.type())).toList();
        try (var statement = side.connection().prepareStatement(ASK)) {
            ask(statement, 1, "int", others.stream().map(types::indexOf));
            ask(statement, 2, "text", others.stream().map(TypeSamples::type));
            ask(statement, 3, "text", said.stream().map(Said::up));
            ask(statement, 4, "text", said.stream().map(Said::down));
            ask(statement, 5, "text", said.stream().map(words -> expression(words.up())));
            ask(statement, 6, "text", said.stream().map(words -> expression(words.down())));
            statement.setInt(7, f);
            statement.setString(8, from.type());
            var pairs = new ArrayList<TypePair>();
            try (var row = statement.executeQuery()) {
                for (int i = 0; row.next(); i++) {
                    pairs.add(new TypePair(from.type(), others.get(i).type(), said.get(i), found(row)));
                }
            }
            return pairs;
        }
    }

    private static void ask(PreparedStatement statement, int number, String type, Stream<?> values)
            throws SQLException {
        statement.setArray(number, statement.getConnection().createArrayOf(type, values.toArray()));
    }

    private static String expression(String statement) {
        String using = Said.using(statement);
        return using.isEmpty() ? "v" : using;
    }

    private static Found found(ResultSet row) throws SQLException {
        return new Found(
                row.getString("cast"),
                row.getString("plain"),
                row.getString("refused"),
                row.getString("stopped"),
                row.getBoolean("rewritten"),
                row.getBoolean("scanned"),
                row.getInt("fitting"),
                row.getString("failing"),
                row.getString("lost"),
                row.getString("zoned"),
                row.getString("restored"));
    }

    Said said(String from, String to) {
        var table = Name.of("t");
        var alter = new Alter(Column.of(table, "v", SqlType.of(from)), Column.of(table, "v", SqlType.of(to)));
        Statement up = statement(alter);
        return new Said(
                up.sql(),
                statement(alter.reverse()).sql(),
                up.hazards().stream().map(Hazard::kind).collect(Collectors.toSet()),
                !alter.losesData());
    }

    private Statement statement(Alter alter) {
        var statements = alter.sql(side.dialect, new Scope(SCHEMAS, Side.major()));
        if (statements.size() != 1) {
            throw new AssertionError(alter + " is not one statement: " + statements);
        }
        return statements.get(0);
    }
}
