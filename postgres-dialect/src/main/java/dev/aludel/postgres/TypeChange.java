package dev.aludel.postgres;

import dev.aludel.core.dialect.Hazard;
import dev.aludel.core.dialect.Scope;
import dev.aludel.core.schema.SqlType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A column's values on their way from one type to another: whether PostgreSQL converts them by itself, and at what
 * price. {@code ALTER TYPE} uses implicit and assignment casts ({@code pg_cast}) and turns anything into text; all else
 * needs {@code USING}.
 */
record TypeChange(SqlType before, SqlType after) {

    private static final Set<String> TEXTS = Set.of("varchar", "char", "bpchar", "text", "name", "citext");
    private static final List<String> WHOLE = List.of("smallint", "integer", "bigint");
    private static final Set<String> FLOATS = Set.of("real", "double precision");
    private static final Set<String> NUMBERS =
            Set.of("smallint", "integer", "bigint", "numeric", "real", "double precision");

    /** Types in one line are turned into each other by implicit or assignment casts. */
    private static final List<Set<String>> FAMILIES = List.of(
            NUMBERS,
            Set.of("money", "numeric"),
            Set.of("date", "timestamp", "timestamptz"),
            Set.of("time", "timetz"),
            Set.of("time", "interval"),
            Set.of("json", "jsonb"),
            Set.of("bit", "varbit"),
            Set.of("inet", "cidr"),
            Set.of("macaddr", "macaddr8"),
            Set.of("oid", "integer", "bigint"));

    /** One-way casts: {@code from to}. */
    private static final Set<String> ASSIGNED = Set.of(
            "integer money",
            "bigint money",
            "timestamp time",
            "timestamptz time",
            "timestamptz timetz",
            "smallint oid",
            "point box",
            "polygon circle");

    /** One-way casts that are made only when asked for by {@code ::}. */
    private static final Set<String> EXPLICIT = Set.of(
            "boolean integer",
            "integer bit",
            "bigint bit",
            "bit integer",
            "bit bigint",
            "jsonb boolean",
            "jsonb smallint",
            "jsonb integer",
            "jsonb bigint",
            "jsonb numeric",
            "jsonb real",
            "jsonb double precision");

    /** Their blanks at the end mean nothing until they are cast to anything but text. */
    private static final Set<String> PADDED = Set.of("char", "bpchar");

    private static final Set<String> BITS = Set.of("bit", "varbit");

    /** Conversions that go by the session's time zone unless one is said. */
    private static final Map<String, String> UTC = Map.of(
            "timestamp timestamptz", "%s AT TIME ZONE 'UTC'",
            "timestamptz timestamp", "%s AT TIME ZONE 'UTC'",
            "date timestamptz", "%s::timestamp AT TIME ZONE 'UTC'",
            "timestamptz date", "(%s AT TIME ZONE 'UTC')::date",
            "timestamptz time", "(%s AT TIME ZONE 'UTC')::time",
            "timestamptz timetz", "%s::timetz AT TIME ZONE 'UTC'",
            "time timetz", "(%s || 'Z')::timetz",
            "timestamp timetz", "(%s::time || 'Z')::timetz",
            "interval timetz", "(%s::time || 'Z')::timetz");

    /** Conversions to a type without a limit that leave the bytes as they are. */
    private static final Set<String> RELABELLED = Set.of(
            "varchar text",
            "varchar bpchar",
            "varchar citext",
            "text varchar",
            "text bpchar",
            "text citext",
            "citext text",
            "citext varchar",
            "char bpchar",
            "xml text",
            "xml varchar",
            "xml bpchar",
            "bit varbit",
            "cidr inet",
            "integer oid",
            "oid integer");

    /** Casts that the server makes by itself, though not of every value. */
    private static final Set<String> REFUSING = Set.of("macaddr8 macaddr", "bigint oid", "bigint money", "json jsonb");

    /** Does the server convert by itself? */
    boolean isAutomatic() {
        String from = family(before);
        String to = family(after);
        if (TEXTS.contains(to) && !after.isArray()) {
            return true;
        }
        if (before.isArray() != after.isArray()) {
            return false;
        }
        boolean together = FAMILIES.stream().anyMatch(family -> family.contains(from) && family.contains(to));
        return from.equals(to) || together || TEXTS.contains(to) || ASSIGNED.contains(from + " " + to);
    }

    /**
     * What stands after {@code USING}; empty when the server needs none. Between an array and a single value there is only
     * the text of both: it never takes one element for all of them, and refuses the values that do not read as the other.
     *
     * @param column as it stands in SQL
     */
    Optional<String> using(String column, Scope scope) {
        if (!before.isArray() && !after.isArray() && UTC.containsKey(family(before) + " " + family(after))) {
            return Optional.of(UTC.get(family(before) + " " + family(after)).formatted(column));
        }
        if (isAutomatic()) {
            return Optional.empty();
        }
        String from = family(before);
        String to = family(after);
        String target = "::" + SqlTypes.sql(castable(), scope);
        if (before.isArray() != after.isArray()) {
            return Optional.of(column + "::text" + target);
        }
        String brackets = after.isArray() ? "[]" : "";
        if (to.equals("boolean") && NUMBERS.contains(from) && !after.isArray()) {
            return Optional.of(column + " <> 0");
        }
        if (EXPLICIT.contains(from + " " + to)) {
            return Optional.of(column + "::" + SqlTypes.sql(after, scope));
        }
        if (TEXTS.contains(from) && !PADDED.contains(from)) {
            return Optional.of(column + target);
        }
        if (Set.of(from, to).equals(Set.of("money", "smallint")) || (from.equals("money") && WHOLE.contains(to))) {
            return Optional.of(column + "::numeric" + brackets + target);
        }
        boolean viaInteger = from.equals("boolean") && (NUMBERS.contains(to) || to.equals("oid"));
        return Optional.of(column + (viaInteger ? "::integer" : "::text") + brackets + target);
    }

    /** {@code ::} cuts what is too long for its type, and storing it afterwards does not. */
    private SqlType castable() {
        String to = family(after);
        boolean cuts = isLimited(after) && (TEXTS.contains(to) || BITS.contains(to));
        return cuts ? SqlType.of((BITS.contains(to) ? "varbit" : "text") + (after.isArray() ? "[]" : "")) : after;
    }

    private static String family(SqlType type) {
        String base = type.base();
        return base.startsWith("interval") ? "interval" : base.equals("\"bit\"") ? "bit" : base;
    }

    /** Is every row written anew? Measured on PostgreSQL 12 to 18; what is not known to be free is not. */
    boolean rewrites() {
        if (before.isArray() || after.isArray()) {
            return !before.equals(after);
        }
        String pair = family(before) + " " + family(after);
        if (RELABELLED.contains(pair) && !isLimited(after)) {
            return false;
        }
        return switch (pair) {
            case "varchar varchar", "varbit varbit" -> !widens(0);
            case "numeric numeric" -> !widens(0) || (number(before, 1) != number(after, 1) && isLimited(after));
            case "timestamp timestamp", "timestamptz timestamptz", "time time", "timetz timetz" ->
                digits(before) > digits(after);
            case "interval interval" -> digits(before) > digits(after) || cutsFields();
            default -> !before.equals(after);
        };
    }

    /** {@code interval minute} keeps no seconds; {@code interval} and what ends in seconds keep all. */
    private boolean cutsFields() {
        String base = after.base();
        return !base.equals("interval") && !base.endsWith("second") && !base.equals(before.base());
    }

    /** Can a value that is there be refused? What is read anew from text can. */
    boolean mayFail() {
        String from = family(before);
        String to = family(after);
        if (before.isArray() != after.isArray() && (after.isArray() || !TEXTS.contains(to))) {
            return true;
        }
        if (TEXTS.contains(to)) {
            return isLimited(after) && !(TEXTS.contains(from) && widens(0));
        }
        if (to.equals("bit") || to.equals("varbit")) {
            return BITS.contains(from)
                    ? isLimited(after) && !(to.equals("varbit") && widens(0))
                    : !EXPLICIT.contains(from + " " + to);
        }
        if (from.equals("bit") && EXPLICIT.contains(from + " " + to)) {
            return width(before) > (to.equals("integer") ? Integer.SIZE : Long.SIZE);
        }
        if (from.equals("boolean") && (NUMBERS.contains(to) || to.equals("oid"))) {
            return false;
        }
        if (to.equals("boolean") && NUMBERS.contains(from)) {
            return false;
        }
        boolean amounts = NUMBERS.contains(from) || from.equals("money");
        if (amounts && (NUMBERS.contains(to) || to.equals("money"))) {
            return exceeds(from, to);
        }
        String pair = from + " " + to;
        boolean cast = isAutomatic() || (UTC.containsKey(pair) && !before.isArray());
        return !from.equals(to) && (!cast || REFUSING.contains(pair));
    }

    /** Can a number be larger, or nearer to zero, than any of the other type? */
    private boolean exceeds(String from, String to) {
        return switch (to) {
            case "smallint", "integer", "bigint" ->
                !WHOLE.contains(from) && !(from + to).equals("moneybigint") || WHOLE.indexOf(from) > WHOLE.indexOf(to);
            case "numeric" ->
                isLimited(after)
                        && wholeDigits(before) + (fraction(before) > number(after, 1) ? 1 : 0) > wholeDigits(after);
            case "money" -> wholeDigits(before) > 16 && !from.equals("money");
            case "real" -> from.equals("money") || from.equals("double precision") || isBeyond(from, 37);
            default -> from.equals("money") || isBeyond(from, 307);
        };
    }

    private boolean isBeyond(String from, int digits) {
        return from.equals("numeric") && (wholeDigits(before) > digits || fraction(before) > digits);
    }

    /** Digits before the decimal point; as many as can be when nothing limits them. */
    private static int wholeDigits(SqlType type) {
        return switch (family(type)) {
            case "smallint" -> 5;
            case "integer" -> 10;
            case "bigint" -> 19;
            case "money" -> 17;
            case "numeric" -> isLimited(type) ? number(type, 0) - number(type, 1) : Integer.MAX_VALUE / 2;
            default -> Integer.MAX_VALUE / 2;
        };
    }

    /** Digits after the decimal point. */
    private static int fraction(SqlType type) {
        return switch (family(type)) {
            case "smallint", "integer", "bigint" -> 0;
            case "money" -> 2;
            case "numeric" -> isLimited(type) ? number(type, 1) : Integer.MAX_VALUE / 2;
            default -> Integer.MAX_VALUE / 2;
        };
    }

    private static boolean isLimited(SqlType type) {
        return !type.modifier().isEmpty();
    }

    /** Can a part of a value go without anybody noticing: digits, a time of day, a time zone? */
    boolean losesData() {
        String from = family(before);
        String to = family(after);
        if (before.isArray() != after.isArray()) {
            return false;
        }
        boolean text = TEXTS.contains(from);
        boolean number = NUMBERS.contains(from) || from.equals("jsonb");
        return switch (to) {
            case "smallint", "integer", "bigint" ->
                (number || from.equals("money")) && fraction(before) > 0 || (from + to).equals("oidinteger");
            case "oid" -> from.equals("smallint") || from.equals("integer");
            case "real" -> (number || text) && !from.equals("real") && wholeDigits(before) + fraction(before) > 6;
            case "double precision" ->
                (number || text) && !FLOATS.contains(from) && wholeDigits(before) + fraction(before) > 15;
            case "numeric" ->
                FLOATS.contains(from)
                        || (isLimited(after)
                                && (number || text || from.equals("money"))
                                && fraction(before) > number(after, 1));
            case "money" -> (from.equals("numeric") || text) && fraction(before) > 2;
            case "boolean" -> NUMBERS.contains(from);
            case "bit" ->
                from.equals("integer") && width(after) < Integer.SIZE
                        || from.equals("bigint") && width(after) < Long.SIZE;
            case "cidr" -> from.equals("inet");
            case "jsonb" -> text || from.equals("json");
            case "tsvector" -> text;
            default -> losesTime(from, to, text);
        };
    }

    private boolean losesTime(String from, String to, boolean text) {
        boolean digits = (text ? 6 : digits(before)) > digits(after);
        return switch (to) {
            case "date" -> text || from.startsWith("timestamp");
            case "time", "timetz" ->
                text
                        || from.startsWith("timestamp")
                        || from.equals("interval")
                        || (from + to).equals("timetztime")
                        || from.startsWith("time") && digits;
            case "timestamp" -> text || from.startsWith("timestamp") && digits;
            case "timestamptz" -> (text || from.startsWith("timestamp")) && digits;
            case "interval" -> (from.equals("time") || from.equals("interval") || text) && (digits || cutsFields());
            default -> false;
        };
    }

    /** What a person should know, in one sentence each. */
    List<Hazard> hazards(String column) {
        String what = column + " from " + before + " to " + after;
        var hazards = new ArrayList<Hazard>();
        if (losesData()) {
            hazards.add(new Hazard(Hazard.Kind.LOSES_DATA, "digits or parts of values are cut: " + what));
        }
        if (mayFail()) {
            hazards.add(new Hazard(Hazard.Kind.MAY_FAIL_ON_DATA, "a value may not fit: " + what));
        }
        if (rewrites()) {
            hazards.add(new Hazard(Hazard.Kind.REWRITES_TABLE, "every row is written anew: " + what));
        }
        return hazards;
    }

    private boolean widens(int at) {
        return after.modifier().isEmpty() || (!before.modifier().isEmpty() && number(before, at) <= number(after, at));
    }

    /** Digits of a second. */
    private static int digits(SqlType type) {
        return isLimited(type) ? number(type, 0) : 6;
    }

    /** Of bits; one without a length has one. */
    private static int width(SqlType type) {
        return isLimited(type) ? number(type, 0) : 1;
    }

    private static int number(SqlType type, int at) {
        int[] numbers = Arrays.stream(type.modifier().split(","))
                .mapToInt(part -> part.matches("-?[0-9]{1,9}") ? Integer.parseInt(part) : 0)
                .toArray();
        return at < numbers.length ? numbers[at] : 0;
    }
}
