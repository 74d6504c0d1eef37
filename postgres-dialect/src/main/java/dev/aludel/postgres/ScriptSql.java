package dev.aludel.postgres;

import dev.aludel.core.dialect.VersionTables.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The parts of a script that see to the version tables without anybody at the other end. */
final class ScriptSql {

    /** What {@link VersionSql#replace} takes for an epoch that nobody knows yet. */
    static final long ANY_EPOCH = -1;

    /** SQLSTATE of a script whose database is not where it begins. */
    static final String ELSEWHERE = "AL003";

    private ScriptSql() {}

    /**
     * The lock is tried and not waited for, and a snapshot kept from before it would show the heads of before. The table is
     * read by a command in a string, because it may not be there.
     */
    static List<String> guard(String schema, long key, Set<String> heads, Entry next) {
        String expected = heads.isEmpty() ? "base" : String.join(", ", new TreeSet<>(heads));
        String block = """
                DECLARE
                  found pg_catalog.text[] := '{}';
                  half_done pg_catalog.text;
                BEGIN
                  IF NOT pg_catalog.pg_try_advisory_xact_lock((%d)::pg_catalog.int8) THEN
                    RAISE EXCEPTION USING ERRCODE = '55P03',
                      MESSAGE = 'another process is migrating this database; run this script again later';
                  END IF;
                  IF %s IS NOT NULL THEN
                    EXECUTE %s INTO found;
                  END IF;
                  IF %s IS NOT NULL THEN
                    EXECUTE %s INTO half_done;
                  END IF;
                  IF NOT found OPERATOR(pg_catalog.=) %s THEN
                    RAISE EXCEPTION USING ERRCODE = '%s',
                      MESSAGE = pg_catalog.concat('this script begins at ', %s, ', but the database is at ',
                        coalesce(nullif(pg_catalog.array_to_string(found, ', '), ''), 'base'),
                        '; nothing of this transaction was done'),
                      HINT = 'If it ran already, there is nothing to do; else write one that begins where the database is.';
                  END IF;
                  IF NOT coalesce(half_done, '') OPERATOR(pg_catalog.=) %s THEN
                    RAISE EXCEPTION USING ERRCODE = '%s',
                      MESSAGE = pg_catalog.concat('a revision is half done (', half_done,
                        ' part(s)), and this script does not go on there; nothing of this transaction was done');
                  END IF;
                END""".formatted(
                        key,
                        VersionSql.reference(schema, VersionSql.HEAD),
                        Sql.literal("SELECT coalesce(pg_catalog.array_agg(revision ORDER BY revision COLLATE"
                                + " pg_catalog.\"C\"), '{}') FROM " + VersionSql.table(schema, VersionSql.HEAD)),
                        VersionSql.reference(schema, VersionSql.JOURNAL),
                        Sql.literal(halfDone(schema)),
                        VersionSql.texts(new ArrayList<>(new TreeSet<>(heads))),
                        ELSEWHERE,
                        Sql.literal(expected),
                        Sql.literal(expected(next)),
                        ELSEWHERE);
        return List.of(
                "SET TRANSACTION ISOLATION LEVEL READ COMMITTED", VersionSql.STRINGS, "DO " + VersionSql.body(block));
    }

    /** As {@link #halfDone} has it. */
    private static String expected(Entry next) {
        int done = next.part().number() - 1;
        return done == 0 ? "" : next.direction() + " " + next.revision() + " " + done;
    }

    /** Direction, revision and how many parts of it are done; empty where that is none or all. An older format has no parts. */
    private static String halfDone(String schema) {
        return "SELECT CASE WHEN done OPERATOR(pg_catalog.>) 0 THEN pg_catalog.concat_ws(' ', direction, revision, done)"
                + " ELSE '' END FROM (SELECT seq, direction, revision, CASE WHEN state OPERATOR(pg_catalog.=) 'done' THEN 0"
                + " ELSE (pg_catalog.to_jsonb(line) OPERATOR(pg_catalog.->>) 'part')::pg_catalog.int4"
                + " OPERATOR(pg_catalog.-) CASE WHEN state OPERATOR(pg_catalog.=) 'part' THEN 0 ELSE 1 END END AS done FROM "
                + VersionSql.table(schema, VersionSql.JOURNAL) + " line WHERE NOT state OPERATOR(pg_catalog.=) 'failed'"
                + " AND NOT direction OPERATOR(pg_catalog.=) 'apply') lines ORDER BY seq DESC LIMIT 1";
    }

    static String append(String schema, Entry entry) {
        return VersionSql.append(
                schema,
                entry,
                "pg_catalog.clock_timestamp()",
                "(extract(epoch FROM pg_catalog.clock_timestamp() OPERATOR(pg_catalog.-) pg_catalog.now())"
                        + " OPERATOR(pg_catalog.*) 1000000)::pg_catalog.int8",
                "current_user");
    }
}
