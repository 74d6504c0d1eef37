package dev.aludel.core.schema;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The type of a column as text, in the dialect's normal spelling, modifiers last: {@code varchar(80)}, {@code
 * timestamptz(6)}, {@code numeric(10,2)[]}, {@code billing.color}. Types in the first managed schema are unqualified.
 *
 * @param text the whole spelling; never empty
 */
public record SqlType(String text) {

    private static final Pattern PARTS = Pattern.compile("(?s)(.*?)(?:\\(([^()]*)\\))?((?:\\[\\])*)");

    private static final Map<String, Set<String>> WIDER = Map.of(
            "smallint", Set.of("integer", "bigint", "numeric", "text", "varchar", "real", "double precision"),
            "integer", Set.of("bigint", "numeric", "text", "varchar", "double precision"),
            "bigint", Set.of("numeric", "text", "varchar"),
            "real", Set.of("double precision"),
            "varchar", Set.of("text"),
            "uuid", Set.of("text", "varchar"),
            "date", Set.of("timestamp"),
            "json", Set.of("text", "varchar"),
            "boolean", Set.of("text", "varchar"));

    /** Values are filled up to the length, and no length means one. */
    private static final Set<String> PADDED = Set.of("char", "bit");

    public SqlType {
        Name.requireValid(text);
        if (text.isBlank()) {
            throw new IllegalArgumentException("a type must not be empty");
        }
    }

    public static SqlType of(String text) {
        return new SqlType(text);
    }

    /** The type's own name: {@code varchar} of {@code varchar(80)[]}. */
    public String base() {
        return part(1);
    }

    /** What stands between the parentheses: {@code 10,2} of {@code numeric(10,2)}; empty when nothing does. */
    public String modifier() {
        return part(2);
    }

    public boolean isArray() {
        return !part(3).isEmpty();
    }

    /** Is this, or the element of this array, the type of that name? */
    public boolean isOf(Name type) {
        return Name.tryParse(base()).filter(type::equals).isPresent();
    }

    /** The same with another type's name: arrays stay arrays, modifiers stay. */
    public SqlType withBase(String base) {
        String modifier = modifier();
        return new SqlType(base + (modifier.isEmpty() ? "" : "(" + modifier + ")") + part(3));
    }

    /**
     * Can every value of this be held by {@code other} unchanged? False when that is not known for certain. The pairs are
     * those of the SQL standard's families of types.
     */
    public boolean fitsInto(SqlType other) {
        if (equals(other)) {
            return true;
        }
        if (isArray() != other.isArray()) {
            return false;
        }
        if (PADDED.contains(base())) {
            return false;
        }
        if (base().equals(other.base())) {
            return other.modifier().isEmpty() || !modifier().isEmpty() && modifierFits(other);
        }
        return other.modifier().isEmpty()
                && WIDER.getOrDefault(base(), Set.of()).contains(other.base());
    }

    private boolean modifierFits(SqlType other) {
        int[] from = numbers(modifier());
        int[] to = numbers(other.modifier());
        boolean scaleFits = from[1] <= to[1];
        return scaleFits && from[0] - from[1] <= to[0] - to[1];
    }

    private static int[] numbers(String modifier) {
        var parts = modifier.split(",");
        try {
            return new int[] {
                Integer.parseInt(parts[0].strip()), parts.length > 1 ? Integer.parseInt(parts[1].strip()) : 0
            };
        } catch (NumberFormatException e) {
            return new int[] {Integer.MAX_VALUE, 0};
        }
    }

    private String part(int group) {
        var matcher = PARTS.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalStateException(text);
        }
        String part = matcher.group(group);
        return part == null ? "" : part;
    }

    @Override
    public String toString() {
        return text;
    }
}
