package dev.aludel.postgres;

import java.util.ArrayList;
import java.util.List;

/**
 * Tells whether a schema changed between two moments. What prints an expression reads the catalog as it is then, whatever
 * snapshot the query has, so that one reading can mix two states; it did not if this is the same before and after.
 *
 * <p>Every change leaves rows behind that a later transaction wrote: their number and the sum of their {@code xmin} cannot
 * both stay the same. Temporary tables do not count, as applications make them all the time.
 */
final class CatalogFingerprint {

    /** What the manual calls FirstNormalObjectId: below it are the server's own objects. */
    private static final int FIRST_NORMAL = 16384;

    /** Catalogs and their column with the relation that a row belongs to. */
    private static final List<String> OF_RELATIONS = List.of(
            "pg_attribute attrelid",
            "pg_attrdef adrelid",
            "pg_index indrelid",
            "pg_inherits inhrelid",
            "pg_trigger tgrelid",
            "pg_rewrite ev_class",
            "pg_policy polrelid",
            "pg_sequence seqrelid");

    /** Catalogs and their column with the schema that a row belongs to. */
    private static final List<String> OF_SCHEMAS = List.of(
            "pg_class relnamespace", "pg_type typnamespace", "pg_constraint connamespace", "pg_proc pronamespace");

    /** Catalogs and a column with an object's number. */
    private static final List<String> OTHERS =
            List.of("pg_namespace oid", "pg_enum enumtypid", "pg_description objoid");

    private CatalogFingerprint() {}

    /** One row, one text. Names carry their schemas, because it may run on anybody's search path. */
    static String sql() {
        var parts = new ArrayList<String>();
        OF_RELATIONS.forEach(
                one -> parts.add(
                        part(
                                one,
                                " JOIN pg_catalog.pg_class c ON c.oid OPERATOR(pg_catalog.=) x.%2$s WHERE x.%2$s OPERATOR(pg_catalog.>=) "
                                        + FIRST_NORMAL
                                        + " AND c.relpersistence OPERATOR(pg_catalog.<>) 't' AND c.relkind OPERATOR(pg_catalog.<>) 't'")));
        OF_SCHEMAS.forEach(one -> parts.add(part(
                one,
                " WHERE x.oid OPERATOR(pg_catalog.>=) " + FIRST_NORMAL
                        + " AND NOT pg_catalog.pg_is_other_temp_schema(x.%2$s)")));
        OTHERS.forEach(one -> parts.add(part(one, " WHERE x.%2$s OPERATOR(pg_catalog.>=) " + FIRST_NORMAL)));
        return "SELECT pg_catalog.concat_ws(',', " + String.join(", ", parts) + ")";
    }

    private static String part(String catalog, String which) {
        String[] words = catalog.split(" ");
        // ages grow with time, together with that of the first transaction
        return ("(SELECT pg_catalog.concat(pg_catalog.count(*), ' ', pg_catalog.sum(pg_catalog.age(x.xmin))"
                        + " OPERATOR(pg_catalog.-) (pg_catalog.count(*) OPERATOR(pg_catalog.*)"
                        + " pg_catalog.age('3'::pg_catalog.xid))) FROM pg_catalog.%1$s x" + which + ")")
                .formatted(words[0], words[1]);
    }
}
