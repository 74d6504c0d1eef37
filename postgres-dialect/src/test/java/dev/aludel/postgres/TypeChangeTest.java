package dev.aludel.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aludel.core.dialect.Hazard;
import dev.aludel.core.schema.Column;
import dev.aludel.core.schema.Name;
import dev.aludel.core.schema.SqlType;
import dev.aludel.core.schema.Table;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a change of type needs, and what it does to a table, as the server sees it. */
class TypeChangeTest {

    private static final Name T = Name.of("t");

    /** Types, each with a value. */
    private static final String[][] TYPES = {
        {"smallint", "1"},
        {"integer", "1"},
        {"bigint", "1"},
        {"numeric", "1"},
        {"numeric(10,2)", "1"},
        {"numeric(12,2)", "1"},
        {"numeric(12,4)", "1"},
        {"real", "1"},
        {"double precision", "1"},
        {"money", "1"},
        {"boolean", "true"},
        {"varchar", "'x'"},
        {"varchar(5)", "'x'"},
        {"varchar(9)", "'x'"},
        {"char(3)", "'x'"},
        {"bpchar", "'x'"},
        {"text", "'x'"},
        {"\"char\"", "'x'"},
        {"name", "'x'"},
        {"bytea", "'x'"},
        {"date", "'2020-01-01'"},
        {"time", "'10:00'"},
        {"time(3)", "'10:00'"},
        {"timetz", "'10:00'"},
        {"timestamp", "'2020-01-01'"},
        {"timestamp(3)", "'2020-01-01'"},
        {"timestamptz", "'2020-01-01'"},
        {"interval", "'1 day'"},
        {"interval(3)", "'1 day'"},
        {"interval second(6)", "'1 s'"},
        {"uuid", "'00000000-0000-0000-0000-000000000000'"},
        {"json", "'1'"},
        {"jsonb", "'1'"},
        {"xml", "'<a/>'"},
        {"inet", "'10.0.0.1'"},
        {"cidr", "'10.0.0.1'"},
        {"macaddr", "'08:00:2b:01:02:03'"},
        {"macaddr8", "'08:00:2b:01:02:03'"},
        {"bit(3)", "'101'"},
        {"varbit", "'101'"},
        {"varbit(7)", "'101'"},
        {"oid", "1"},
        {"mood", "'ok'"},
        {"temper", "'ok'"},
        {"int4range", "'[1,2)'"},
        {"integer[]", "'{1}'"},
        {"text[]", "'{a}'"},
        {"varchar(5)[]", "'{a}'"},
        {"mood[]", "'{ok}'"},
        {"boolean[]", "'{t}'"}
    };

    @Test
    void makesAStatementThatTheServerTakesForEveryPairOfTypes() throws Exception {
        var refused = new ArrayList<String>();
        try (var live = LiveSchema.create()) {
            live.run("CREATE TYPE mood AS ENUM ('sad', 'ok'); CREATE TYPE temper AS ENUM ('ok')");
            for (String[] from : TYPES) {
                for (String[] to : TYPES) {
                    var before = Column.of(T, "c", SqlType.of(from[0]));
                    var after = Column.of(T, "c", SqlType.of(to[0]));
                    if (from == to) {
                        continue;
                    }
                    live.run("DROP TABLE IF EXISTS t");
                    live.make(Table.of(T, before));
                    try {
                        live.change(before, after);
                    } catch (SQLException e) {
                        refused.add(from[0] + " -> " + to[0] + ": " + e.getMessage());
                    }
                }
            }
        }
        assertThat(refused).isEmpty();
    }

    @Test
    void saysSoWhenTheTableIsRewrittenOrAValueMayNotFit() throws Exception {
        var wrong = new ArrayList<String>();
        try (var live = LiveSchema.create()) {
            live.run("SET timezone = 'Europe/Berlin'");
            live.run("CREATE TYPE mood AS ENUM ('sad', 'ok'); CREATE TYPE temper AS ENUM ('ok')");
            for (String[] from : TYPES) {
                for (String[] to : TYPES) {
                    var change = new TypeChange(SqlType.of(from[0]), SqlType.of(to[0]));
                    if (from == to) {
                        continue;
                    }
                    live.run("DROP TABLE IF EXISTS t; CREATE TABLE t AS SELECT CAST(" + from[1] + " AS " + from[0]
                            + ") AS c");
                    String file = live.ask("SELECT pg_relation_filenode('t')");
                    var before = Column.of(T, "c", change.before());
                    try {
                        live.change(before, Column.of(T, "c", change.after()));
                    } catch (SQLException e) {
                        if (!change.mayFail()) {
                            wrong.add(from[0] + " -> " + to[0] + " does fail: " + e.getMessage());
                        }
                        continue;
                    }
                    boolean rewritten =
                            !live.ask("SELECT pg_relation_filenode('t')").equals(file);
                    if (rewritten != change.rewrites()) {
                        wrong.add(from[0] + " -> " + to[0] + (rewritten ? " does rewrite" : " does not rewrite"));
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    varchar(80)   | varchar(40)   | MAY_FAIL_ON_DATA
                    varchar(40)   | varchar(80)   |
                    varchar(40)   | text          |
                    text          | varchar(40)   | MAY_FAIL_ON_DATA
                    char(3)       | varchar(2)    | MAY_FAIL_ON_DATA
                    integer       | bigint        |
                    bigint        | integer       | MAY_FAIL_ON_DATA
                    integer       | numeric(9,2)  | MAY_FAIL_ON_DATA
                    integer       | numeric       |
                    numeric(10,2) | numeric(12,2) |
                    numeric(10,2) | numeric(12,4) |
                    numeric(10,2) | numeric(10,4) | MAY_FAIL_ON_DATA
                    numeric(10,4) | numeric(10,2) | LOSES_DATA
                    numeric       | integer       | LOSES_DATA,MAY_FAIL_ON_DATA
                    double precision | real       | LOSES_DATA,MAY_FAIL_ON_DATA
                    timestamp     | date          | LOSES_DATA
                    timestamp(6)  | timestamp(3)  | LOSES_DATA
                    timestamp     | timestamptz   |
                    text          | uuid          | MAY_FAIL_ON_DATA
                    integer       | boolean       | LOSES_DATA
                    boolean       | integer       |
                    json          | jsonb         | LOSES_DATA,MAY_FAIL_ON_DATA
                    numeric(10,4) | numeric(8,2)  | LOSES_DATA,MAY_FAIL_ON_DATA
                    smallint      | numeric(7,2)  |
                    integer       | bit(16)       | LOSES_DATA
                    integer       | bit(32)       |
                    bit(33)       | integer       | MAY_FAIL_ON_DATA
                    numeric[]     | integer[]     | LOSES_DATA,MAY_FAIL_ON_DATA
                    numeric       | integer[]     | MAY_FAIL_ON_DATA
                    """)
    void warnsOfWhatAChangeDoesToValues(String before, String after, String hazards) {
        var kinds = new TypeChange(SqlType.of(before), SqlType.of(after))
                .hazards("c").stream()
                        .map(Hazard::kind)
                        .filter(kind -> kind != Hazard.Kind.REWRITES_TABLE)
                        .map(Hazard.Kind::name)
                        .toList();
        assertThat(kinds).isEqualTo(hazards == null ? List.of() : List.of(hazards.split(",")));
    }
}
