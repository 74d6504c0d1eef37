package dev.aludel.core.schema;

import java.util.Set;

/** PostgreSQL's key words that are not free to be names (Appendix C of its manual, as of version 18). */
final class Keywords {

    /** Never the name of a column unless quoted. */
    private static final Set<String> RESERVED = words("all analyse analyze and any array as asc asymmetric"
            + " authorization binary both case cast check collate collation column concurrently constraint create cross"
            + " current_catalog current_date current_role current_schema current_time current_timestamp current_user"
            + " default deferrable desc distinct do else end except false fetch for foreign freeze from full grant group"
            + " having ilike in initially inner intersect into is isnull join lateral leading left like limit localtime"
            + " localtimestamp natural not notnull null offset on only or order outer overlaps placing primary"
            + " references returning right select session_user similar some symmetric system_user table tablesample then"
            + " to trailing true union unique user using variadic verbose when where window with");

    /** May name a column, but not stand everywhere where a name can. */
    private static final Set<String> RESTRICTED = words("between bigint bit boolean char character coalesce dec decimal"
            + " exists extract float greatest grouping inout int integer interval json json_array json_arrayagg"
            + " json_exists json_object json_objectagg json_query json_scalar json_serialize json_table json_value least"
            + " merge_action national nchar none normalize nullif numeric out overlay position precision real row setof"
            + " smallint substring time timestamp treat trim values varchar xmlattributes xmlconcat xmlelement xmlexists"
            + " xmlforest xmlnamespaces xmlparse xmlpi xmlroot xmlserialize xmltable");

    private Keywords() {}

    private static Set<String> words(String text) {
        return Set.of(text.split(" "));
    }

    /** Is this word part of the syntax when it stands unquoted where a column could? */
    static boolean isSyntax(String word) {
        return RESERVED.contains(word) || word.equals("between");
    }

    /** Must a name that is this word be quoted to be safe everywhere? */
    static boolean needsQuotes(String word) {
        return RESERVED.contains(word) || RESTRICTED.contains(word);
    }
}
