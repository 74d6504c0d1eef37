package dev.aludel.postgres;

import dev.aludel.core.dialect.Scope;
import dev.aludel.core.schema.Name;
import dev.aludel.core.schema.SqlType;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The normal spelling of types: short names, modifiers last, {@code []} for any array. Aliases and defaults are those
 * of PostgreSQL's grammar ("Data Types" in its manual).
 */
final class SqlTypes {

    static final String CATALOG = "pg_catalog";

    /** Spellings of the grammar, in lower case with one space between words, without modifiers. */
    private static final Map<String, String> ALIASES = Map.ofEntries(
            Map.entry("int", "integer"),
            Map.entry("int4", "integer"),
            Map.entry("int2", "smallint"),
            Map.entry("int8", "bigint"),
            Map.entry("float4", "real"),
            Map.entry("float8", "double precision"),
            Map.entry("float", "double precision"),
            Map.entry("decimal", "numeric"),
            Map.entry("dec", "numeric"),
            Map.entry("bool", "boolean"),
            Map.entry("character", "char"),
            Map.entry("nchar", "char"),
            Map.entry("national char", "char"),
            Map.entry("national character", "char"),
            Map.entry("character varying", "varchar"),
            Map.entry("char varying", "varchar"),
            Map.entry("nchar varying", "varchar"),
            Map.entry("national char varying", "varchar"),
            Map.entry("national character varying", "varchar"),
            Map.entry("bit varying", "varbit"),
            Map.entry("timestamp without time zone", "timestamp"),
            Map.entry("timestamp with time zone", "timestamptz"),
            Map.entry("time without time zone", "time"),
            Map.entry("time with time zone", "timetz"));

    private static final Set<String> NORMAL = Set.of("""
            aclitem bit bool boolean box bpchar bytea char cid cidr circle date datemultirange daterange
            float4 float8 gtsvector inet int2 int2vector int4 int4multirange int4range int8 int8multirange
            int8range integer bigint smallint real interval json jsonb jsonpath line lseg macaddr macaddr8
            money name numeric nummultirange numrange oid oidvector path pg_brin_bloom_summary
            pg_brin_minmax_multi_summary pg_dependencies pg_lsn pg_mcv_list pg_ndistinct pg_node_tree
            pg_snapshot point polygon refcursor regclass regcollation regconfig regdictionary regnamespace
            regoper regoperator regproc regprocedure regrole regtype text tid time timestamp timestamptz
            timetz tsmultirange tsquery tsrange tstzmultirange tstzrange tsvector txid_snapshot uuid varbit
            varchar xid xid8 xml""".strip().split("\\s+"));

    private static final Pattern INTERVAL =
            Pattern.compile("interval (year|month|day|hour|minute|second)( to (month|hour|minute|second))?");

    /** Names of the catalog that the grammar reads as something else, so that they mean themselves only in quotes. */
    private static final Set<String> ONLY_QUOTED = Set.of("\"char\"", "\"bit\"");

    private SqlTypes() {}

    /** The normal spelling of a type in any spelling that PostgreSQL accepts; what is no type stays as it is. */
    static String normal(String type) {
        return new TypeSpelling(type).normal();
    }

    /** The same for what {@code format_type} says: names in the first managed schema lose their schema. */
    static SqlType read(String formatted, Scope scope) {
        var type = SqlType.of(normal(formatted));
        if (isBuiltIn(type)) {
            return type;
        }
        Name name = Name.parse(type.base());
        return name.isUnqualified() ? type : type.withBase(userType(scope.relative(name)));
    }

    /** The type in DDL: a user's type with its schema, where the scope knows one. */
    static String sql(SqlType type, Scope scope) {
        if (isBuiltIn(type)) {
            return type.text();
        }
        Name name;
        try {
            name = Name.parse(type.base());
        } catch (IllegalArgumentException e) {
            return type.text();
        }
        return type.withBase(Sql.name(name, scope)).text();
    }

    /** The normal name of one of PostgreSQL's own types, without a modifier; empty if it is none of them. */
    static Optional<String> builtIn(String words) {
        String base = ALIASES.getOrDefault(words, words);
        boolean known = NORMAL.contains(base)
                || base.equals("double precision")
                || INTERVAL.matcher(base).matches();
        return known ? Optional.of(base) : Optional.empty();
    }

    static boolean isOnlyQuoted(String quoted) {
        return ONLY_QUOTED.contains(quoted);
    }

    /** Is this, or the element of this array, one of PostgreSQL's own types? */
    static boolean isBuiltIn(SqlType type) {
        String base = type.base();
        return builtIn(base).isPresent() || isOnlyQuoted(base) || base.startsWith(CATALOG + ".");
    }

    /** A user's type is never spelled like one of PostgreSQL's own. */
    static String userType(Name name) {
        String text = name.toString();
        return name.isUnqualified() && builtIn(text).isPresent() ? '"' + text + '"' : text;
    }
}
