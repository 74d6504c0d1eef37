package dev.aludel.postgres;

import java.util.List;

/**
 * Makes it show when the journal was changed by hand: each line holds the SHA-256 of itself and of the hash of the newest
 * line that it could see. A trigger writes it, so that scripts and older libraries are part of the chain too, and two that
 * write at once need not wait for each other.
 */
final class JournalChain {

    private JournalChain() {}

    /** Of a line and of the hash before it; the columns of format 2 by name, because later formats add some. */
    private static String hash(String line, String before) {
        String columns = "previous, pg_catalog.encode(BEFORE, 'hex'), LINE.seq, LINE.revision, LINE.message,"
                + " LINE.direction, LINE.state, LINE.checksum, pg_catalog.to_jsonb(LINE.parents),"
                + " pg_catalog.to_jsonb(LINE.heads_after),"
                + " (extract(epoch FROM LINE.at) OPERATOR(pg_catalog.*) 1000000)::pg_catalog.int8, LINE.took_micros,"
                + " LINE.role, LINE.client, LINE.library_version, LINE.error, LINE.run, LINE.part, LINE.parts";
        String text = "pg_catalog.jsonb_build_array(LINE." + columns + ")::pg_catalog.text";
        return ("pg_catalog.sha256(pg_catalog.convert_to(" + text + ", 'UTF8'))")
                .replace("LINE", line)
                .replace("BEFORE", before);
    }

    static List<String> create(String schema) {
        String journal = VersionSql.table(schema, VersionSql.JOURNAL);
        String function = VersionSql.table(schema, VersionSql.CHAIN);
        String block = """
                DECLARE
                  before pg_catalog.bytea;
                BEGIN
                  NEW.previous := NULL;
                  SELECT line.seq, line.hash INTO NEW.previous, before FROM %s line
                   WHERE line.seq < NEW.seq ORDER BY line.seq DESC LIMIT 1;
                  NEW.hash := %s;
                  RETURN NEW;
                END""".formatted(journal, hash("NEW", "before"));
        return List.of(
                "CREATE OR REPLACE FUNCTION " + function + "() RETURNS pg_catalog.trigger LANGUAGE plpgsql"
                        + " SET search_path = pg_catalog, pg_temp AS " + VersionSql.body(block),
                "CREATE OR REPLACE TRIGGER aludel_chain BEFORE INSERT ON " + journal + " FOR EACH ROW EXECUTE FUNCTION "
                        + function + "()");
    }

    /** Numbers of lines that are not what they were. Lines from before the first hash are as they are. */
    static String tampered(String schema) {
        String journal = VersionSql.table(schema, VersionSql.JOURNAL);
        return """
                SELECT line.seq FROM %1$s line LEFT JOIN %1$s earlier ON earlier.seq OPERATOR(pg_catalog.=) line.previous
                 WHERE CASE WHEN line.hash IS NULL
                       THEN line.seq OPERATOR(pg_catalog.>) (SELECT pg_catalog.min(first.seq) FROM %1$s first
                            WHERE first.hash IS NOT NULL)
                       ELSE line.hash OPERATOR(pg_catalog.<>) %2$s
                            OR line.previous IS NOT NULL AND earlier.seq IS NULL END
                 ORDER BY line.seq""".formatted(journal, hash("line", "earlier.hash"));
    }
}
