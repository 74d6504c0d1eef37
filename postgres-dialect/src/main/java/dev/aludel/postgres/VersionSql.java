package dev.aludel.postgres;

import dev.aludel.core.dialect.VersionTables.Entry;
import dev.aludel.core.dialect.VersionTables.Filled;
import dev.aludel.core.dialect.VersionTables.Head;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is written to the version tables, as plain SQL with every value in it, so that it runs from a script as well as
 * over JDBC. Names carry their schemas, because a search path may lead anywhere.
 */
final class VersionSql {

    static final String HEAD = "aludel_head";

    static final String JOURNAL = "aludel_journal";

    /** There only while a backfill is being done. */
    static final String FILLED = "aludel_filled";

    /** The function behind the trigger that gives each line its hash. */
    static final String CHAIN = "aludel_journal_chain";

    /** The function behind the trigger that keeps the journal as it is. */
    static final String REFUSE = "aludel_journal_is_append_only";

    /** A later format only adds columns. Stands in the comment on {@link #HEAD}. */
    static final int FORMAT = 2;

    /** SQLSTATE of a head that is not where it was expected: somebody else moved it. */
    static final String MOVED = "AL001";

    /** SQLSTATE of an attempt to change the past. */
    static final String APPEND_ONLY = "AL002";

    private static final Pattern LAST_NUMBER = Pattern.compile("format (\\d{1,6})$");

    /** SQLSTATE of something that has the name of a version table and is none. */
    static final String LOOK_ALIKE = "AL004";

    /** SQLSTATE of a claim that came too late. */
    static final String OVERTAKEN = "AL005";

    /** A backslash is no escape in a plain string; expressions of models and SQL of revisions are written so. */
    static final String STRINGS = "SET LOCAL standard_conforming_strings = on";

    private static final String EQUALS = " OPERATOR(pg_catalog.=) ";

    private VersionSql() {}

    /**
     * The heads, whether the schema is named or the one that is current, whose name the server alone knows. A view under
     * that name, or a table whose rows a policy picks, would run somebody's code when it is read. The third of three results,
     * all in one flight; a row without a revision says that there is no such table.
     *
     * @param schema empty for the connection's current one
     */
    static String heads(String schema) {
        String home = schema.isEmpty() ? "pg_catalog.current_schema()" : text(schema) + "::pg_catalog.name";
        return "DO "
                + body("""
                DECLARE
                  heads pg_catalog.refcursor := 'aludel_heads';
                  home CONSTANT pg_catalog.name := HOME;
                  strange pg_catalog.text;
                BEGIN
                  IF (SELECT NOT pg_catalog.has_schema_privilege(n.oid, 'USAGE') FROM pg_catalog.pg_namespace n
                       WHERE n.nspname OPERATOR(pg_catalog.=) home) THEN
                    RAISE insufficient_privilege USING MESSAGE = pg_catalog.concat('permission denied for schema ', home);
                  END IF;
                  SELECT pg_catalog.format('%I.%I of role %I', home, c.relname, pg_catalog.pg_get_userbyid(c.relowner))
                    INTO strange
                    FROM pg_catalog.pg_class c
                    JOIN pg_catalog.pg_namespace n ON n.oid OPERATOR(pg_catalog.=) c.relnamespace
                   WHERE n.nspname OPERATOR(pg_catalog.=) home
                     AND c.relname OPERATOR(pg_catalog.=) ANY (ARRAY['HEAD', 'JOURNAL']::pg_catalog.name[])
                     AND (NOT c.relkind OPERATOR(pg_catalog.=) 'r' OR pg_catalog.row_security_active(c.oid))
                   LIMIT 1;
                  IF strange IS NOT NULL THEN
                    RAISE EXCEPTION USING ERRCODE = 'STRANGE', MESSAGE = pg_catalog.concat(strange,
                      ' is called as a version table, but is no ordinary table: see who made it, and drop it');
                  ELSIF NOT EXISTS (
                      SELECT FROM pg_catalog.pg_class c
                        JOIN pg_catalog.pg_namespace n ON n.oid OPERATOR(pg_catalog.=) c.relnamespace
                       WHERE n.nspname OPERATOR(pg_catalog.=) home
                         AND c.relname OPERATOR(pg_catalog.=) 'HEAD'::pg_catalog.name) THEN
                    OPEN heads FOR SELECT NULL::pg_catalog.text, NULL::pg_catalog.int8;
                  ELSE
                    OPEN heads FOR EXECUTE pg_catalog.format('SELECT revision, epoch FROM %I.HEAD', home);
                  END IF;
                END""".replace("HOME", home)
                        .replace("HEAD", HEAD)
                        .replace("'JOURNAL'", "'" + JOURNAL + "'")
                        .replace("STRANGE", LOOK_ALIKE))
                + "; FETCH ALL FROM aludel_heads; CLOSE aludel_heads";
    }

    static String hasJournal(String schema) {
        return "SELECT " + reference(schema, JOURNAL) + " IS NOT NULL";
    }

    /** The table, or null where there is none. */
    static String reference(String schema, String table) {
        return "pg_catalog.to_regclass(" + Sql.literal(table(schema, table)) + ")";
    }

    static String journal(String schema) {
        return "SELECT * FROM " + table(schema, JOURNAL) + " ORDER BY seq";
    }

    /** Did this library, or a newer one, write that comment on {@link #HEAD}? */
    static boolean isCurrent(@Nullable String comment) {
        var format = comment == null ? null : LAST_NUMBER.matcher(comment);
        return format != null && format.find() && Integer.parseInt(format.group(1)) >= FORMAT;
    }

    /** The format in words, and the newest line that is no failure, which may be null. */
    static String store(String schema) {
        return "SELECT pg_catalog.obj_description(" + reference(schema, HEAD) + ", 'pg_class') AS comment, line.*"
                + " FROM (VALUES (1)) AS one LEFT JOIN (SELECT * FROM " + table(schema, JOURNAL)
                + " WHERE NOT state" + EQUALS + "'failed' AND NOT direction" + EQUALS
                + "'apply' ORDER BY seq DESC LIMIT 1) AS line ON true";
    }

    static List<String> filling(String schema, Filled filled) {
        String table = table(schema, FILLED);
        return List.of(
                "CREATE TABLE IF NOT EXISTS " + table
                        + " (rows pg_catalog.int8 NOT NULL, key pg_catalog.text[] NOT NULL)",
                "DELETE FROM " + table,
                "INSERT INTO " + table + " VALUES (" + filled.rows() + ", " + texts(filled.key()) + ")");
    }

    static String lastOf(String schema, String run) {
        return "SELECT * FROM " + table(schema, JOURNAL) + " WHERE run" + EQUALS + Sql.literal(run) + " AND NOT state"
                + EQUALS + "'failed' ORDER BY seq DESC LIMIT 1";
    }

    /** To be run with the lock held: {@code IF NOT EXISTS} alone does not keep two sessions apart. */
    static List<String> create(String schema, boolean createSchema) {
        String refuse = table(schema, REFUSE);
        var statements = new ArrayList<String>();
        if (createSchema) {
            // CREATE SCHEMA IF NOT EXISTS asks for the right to create one even where it exists
            statements.add("DO " + body("""
                    BEGIN
                      IF pg_catalog.to_regnamespace(%s) IS NULL THEN
                        CREATE SCHEMA %s;
                      END IF;
                    END""".formatted(Sql.literal(Sql.ident(schema)), Sql.ident(schema))));
        }
        statements.add("""
                CREATE TABLE IF NOT EXISTS %s (
                  revision pg_catalog.text PRIMARY KEY,
                  epoch pg_catalog.int8 NOT NULL
                )""".formatted(table(schema, HEAD)));
        statements.add(
                "COMMENT ON TABLE " + table(schema, HEAD) + " IS 'Aludel: current heads, format " + FORMAT + "'");
        statements.add("""
                CREATE TABLE IF NOT EXISTS %s (
                  seq pg_catalog.int8 GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
                  revision pg_catalog.text NOT NULL,
                  message pg_catalog.text NOT NULL,
                  direction pg_catalog.text NOT NULL,
                  state pg_catalog.text NOT NULL,
                  checksum pg_catalog.text NOT NULL,
                  parents pg_catalog.text[] NOT NULL,
                  heads_after pg_catalog.text[] NOT NULL,
                  at pg_catalog.timestamptz NOT NULL,
                  took_micros pg_catalog.int8 NOT NULL,
                  role pg_catalog.text NOT NULL,
                  client pg_catalog.text NOT NULL,
                  library_version pg_catalog.text NOT NULL,
                  error pg_catalog.text NOT NULL
                )""".formatted(table(schema, JOURNAL)));
        statements.add("""
                ALTER TABLE %s
                  ADD COLUMN IF NOT EXISTS run pg_catalog.text NOT NULL DEFAULT '',
                  ADD COLUMN IF NOT EXISTS part pg_catalog.int4 NOT NULL DEFAULT 1,
                  ADD COLUMN IF NOT EXISTS parts pg_catalog.int4 NOT NULL DEFAULT 1,
                  ADD COLUMN IF NOT EXISTS previous pg_catalog.int8,
                  ADD COLUMN IF NOT EXISTS hash pg_catalog.bytea""".formatted(table(schema, JOURNAL)));
        statements.addAll(JournalChain.create(schema));
        statements.add("CREATE OR REPLACE FUNCTION " + refuse + "() RETURNS pg_catalog.trigger LANGUAGE plpgsql"
                + " SET search_path = pg_catalog, pg_temp AS "
                + body("""
                BEGIN
                  RAISE EXCEPTION USING ERRCODE = '%s', MESSAGE = 'aludel_journal is append-only: ' || TG_OP || ' refused';
                END""".formatted(APPEND_ONLY)));
        statements.add("CREATE OR REPLACE TRIGGER aludel_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "
                + table(schema, JOURNAL) + " FOR EACH STATEMENT EXECUTE FUNCTION " + refuse + "()");
        return statements;
    }

    /**
     * One statement that takes away the heads of {@code from} that are not in {@code to} and adds the new ones of
     * {@code to}, one epoch later. Heads in both stay as they are, but must be there. An epoch below zero stands for
     * any, as in a script that is written before its database is known. Empty when there is nothing to do or to check.
     */
    static Optional<String> replace(String schema, Set<Head> from, Set<String> to) {
        var added = new TreeSet<>(to);
        from.forEach(head -> added.remove(head.revision()));
        if (from.isEmpty() && added.isEmpty()) {
            return Optional.empty();
        }
        var block = new StringBuilder("""
                DECLARE
                  found_epoch pg_catalog.int8;
                  last_epoch pg_catalog.int8 := 0;
                BEGIN
                """);
        from.stream()
                .sorted(Comparator.comparing(Head::revision))
                .forEach(head -> block.append(take(schema, head, to.contains(head.revision()))));
        added.forEach(revision -> block.append("  INSERT INTO %s (revision, epoch) VALUES (%s, last_epoch %s 1);\n"
                .formatted(table(schema, HEAD), Sql.literal(revision), "OPERATOR(pg_catalog.+)")));
        return Optional.of("DO " + body(block.append("END").toString()));
    }

    /** Takes the lock and makes sure of the heads, or fails: what follows is sent before anybody knows. */
    static String claim(String schema, long key, Set<Head> heads) {
        String these = heads.stream()
                .map(head -> "(" + Sql.literal(head.revision()) + ", " + head.epoch() + ")")
                .collect(Collectors.joining(", "));
        String among =
                heads.isEmpty() ? "false" : "(revision, epoch) OPERATOR(pg_catalog.=) ANY (VALUES " + these + ")";
        return "DO " + body("""
                BEGIN
                  IF NOT pg_catalog.pg_try_advisory_xact_lock((%s)::pg_catalog.int8) OR EXISTS (
                      SELECT FROM %s HAVING NOT pg_catalog.count(*) OPERATOR(pg_catalog.=) %s
                          OR NOT pg_catalog.count(*) FILTER (WHERE %s) OPERATOR(pg_catalog.=) %s) THEN
                    RAISE EXCEPTION USING ERRCODE = '%s', MESSAGE = 'another process is at it';
                  END IF;
                END""".formatted(key, table(schema, HEAD), heads.size(), among, heads.size(), OVERTAKEN));
    }

    /** The heads as {@link #replace} leaves them. */
    static Set<Head> replaced(Set<Head> from, Set<String> to) {
        long last = from.stream().mapToLong(Head::epoch).max().orElse(0);
        return to.stream()
                .map(revision -> from.stream()
                        .filter(head -> head.revision().equals(revision))
                        .findFirst()
                        .orElse(new Head(revision, last + 1)))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Epochs go on from the last one, so that whoever read the heads before is found out. Heads are kept unique again. */
    static String rewrite(String schema, Set<String> heads) {
        String head = table(schema, HEAD);
        var block = new StringBuilder("""
                DECLARE
                  last_epoch pg_catalog.int8;
                BEGIN
                  SELECT coalesce(pg_catalog.max(epoch), 0) INTO last_epoch FROM %s;
                  DELETE FROM %s;
                  IF NOT EXISTS (SELECT FROM pg_catalog.pg_constraint
                      WHERE conrelid%s%s::pg_catalog.oid AND contype%s'p') THEN
                    ALTER TABLE %s ADD PRIMARY KEY (revision);
                  END IF;
                """.formatted(head, head, EQUALS, reference(schema, HEAD), EQUALS, head));
        new TreeSet<>(heads)
                .forEach(revision -> block.append("  INSERT INTO %s (revision, epoch) VALUES (%s, last_epoch %s 1);\n"
                        .formatted(head, Sql.literal(revision), "OPERATOR(pg_catalog.+)")));
        return "DO " + body(block.append("END").toString());
    }

    /** Takes one head away, or only makes sure of it. */
    private static String take(String schema, Head head, boolean stays) {
        String where = table(schema, HEAD) + " WHERE revision" + EQUALS + Sql.literal(head.revision())
                + (head.epoch() < 0 ? "" : " AND epoch" + EQUALS + head.epoch());
        String statement = stays
                ? "SELECT epoch INTO found_epoch FROM " + where + " FOR UPDATE"
                : "DELETE FROM " + where + " RETURNING epoch INTO found_epoch";
        return "  " + statement + ";\n  IF NOT FOUND THEN\n" + raise(head) + "  END IF;\n"
                + "  IF found_epoch OPERATOR(pg_catalog.>) last_epoch THEN last_epoch := found_epoch; END IF;\n";
    }

    private static String raise(Head head) {
        String message =
                "head " + head.revision() + " is not in " + HEAD + (head.epoch() < 0 ? "" : " at epoch " + head.epoch())
                        + ": another process moved it, so nothing of this transaction can be kept; run again";
        return "    RAISE EXCEPTION USING ERRCODE = '" + MOVED + "', MESSAGE = " + Sql.literal(message) + ";\n";
    }

    static String append(String schema, Entry entry) {
        return append(
                schema,
                entry,
                text(entry.at().truncatedTo(ChronoUnit.MICROS).toString()) + "::pg_catalog.timestamptz",
                entry.state().equals("failed") ? micros(entry) : took(schema, entry),
                text(entry.role()));
    }

    private static String micros(Entry entry) {
        return Long.toString(entry.took().toNanos() / 1000);
    }

    /**
     * The line goes to the server together with the statements that it is about, so that only the server can tell how long they
     * took: since the transaction began, but for what it has said of others before.
     */
    private static String took(String schema, Entry entry) {
        return "GREATEST(" + micros(entry) + ", (extract(epoch FROM pg_catalog.clock_timestamp() OPERATOR(pg_catalog.-)"
                + " pg_catalog.now()) OPERATOR(pg_catalog.*) 1000000)::pg_catalog.int8 OPERATOR(pg_catalog.-)"
                + " (SELECT coalesce(pg_catalog.sum(line.took_micros), 0)::pg_catalog.int8 FROM "
                + table(schema, JOURNAL)
                + " line WHERE line.run" + EQUALS + text(entry.part().run())
                + " AND line.xmin" + EQUALS + "pg_catalog.pg_current_xact_id()::pg_catalog.xid))";
    }

    /**
     * @param at   as SQL, like those that follow
     */
    static String append(String schema, Entry entry, String at, String tookMicros, String role) {
        return "INSERT INTO " + table(schema, JOURNAL)
                + " (revision, message, direction, state, checksum, parents, heads_after, at, took_micros, role, client,"
                + " library_version, error, run, part, parts) VALUES ("
                + String.join(
                        ", ",
                        text(entry.revision()),
                        text(entry.message()),
                        text(entry.direction()),
                        text(entry.state()),
                        text(entry.checksum()),
                        texts(entry.parents()),
                        texts(entry.headsAfter()),
                        at,
                        tookMicros,
                        role,
                        text(entry.client()),
                        text(entry.libraryVersion()),
                        text(entry.error()),
                        text(entry.part().run()),
                        Integer.toString(entry.part().number()),
                        Integer.toString(entry.part().of()))
                + ")";
    }

    /** A journal line must not fail for a character that the server cannot store. */
    private static String text(String text) {
        var storable = new StringBuilder();
        text.codePoints()
                .map(point -> point == 0 || (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE)
                        ? '\uFFFD'
                        : point)
                .forEach(storable::appendCodePoint);
        return Sql.literal(storable.toString());
    }

    static String texts(List<String> texts) {
        return texts.stream().map(VersionSql::text).collect(Collectors.joining(", ", "ARRAY[", "]::pg_catalog.text[]"));
    }

    /** Between dollar quotes that do not occur in it. */
    static String body(String text) {
        String tag = "$aludel$";
        for (int i = 1; text.contains(tag); i++) {
            tag = "$aludel" + i + "$";
        }
        return tag + "\n" + text + "\n" + tag;
    }

    static String table(String schema, String table) {
        return Sql.ident(schema) + "." + Sql.ident(table);
    }
}
