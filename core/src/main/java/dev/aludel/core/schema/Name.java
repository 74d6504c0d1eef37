package dev.aludel.core.schema;

import java.util.Locale;
import java.util.Optional;

/**
 * The name of something that lives in a schema, exactly as the catalog spells it: no quotes, no case folding.
 *
 * @param schema the schema; empty for the first managed schema, whatever it is called in the database at hand
 * @param local  the name within the schema; never empty
 */
public record Name(String schema, String local) implements Comparable<Name> {

    public Name {
        requireValid(local);
        if (local.isEmpty()) {
            throw new IllegalArgumentException("a name must not be empty");
        }
        requireValid(schema);
    }

    /** A name in the first managed schema. */
    public static Name of(String local) {
        return new Name("", local);
    }

    public static Name of(String schema, String local) {
        return new Name(schema, local);
    }

    /**
     * Reads {@code name} or {@code schema.name} as SQL does: unquoted parts fold to lower case, quoted ones stay.
     *
     * @throws IllegalArgumentException if the text is not one or two identifiers
     */
    public static Name parse(String text) {
        var parts = Identifiers.split(text);
        return switch (parts.size()) {
            case 1 -> Name.of(parts.get(0));
            case 2 -> Name.of(parts.get(0), parts.get(1));
            default ->
                throw new IllegalArgumentException("\"" + text + "\" is not a name: expected name or schema.name");
        };
    }

    /** The text as a name, if it is one. */
    static Optional<Name> tryParse(String text) {
        try {
            return Optional.of(parse(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The same name in another schema; empty means the first managed one. */
    public Name inSchema(String other) {
        return new Name(other, local);
    }

    /** Is this in the first managed schema? */
    public boolean isUnqualified() {
        return schema.isEmpty();
    }

    @Override
    public int compareTo(Name other) {
        int bySchema = schema.compareTo(other.schema);
        return bySchema != 0 ? bySchema : local.compareTo(other.local);
    }

    /** As SQL would read it back: parts that would be folded or misread are quoted. */
    @Override
    public String toString() {
        return schema.isEmpty() ? Identifiers.plain(local) : Identifiers.plain(schema) + "." + Identifiers.plain(local);
    }

    /** Refuses what no server can store: NUL, and half of a surrogate pair. */
    static void requireValid(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean pair = Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (c == 0 || (Character.isSurrogate(c) && !pair)) {
                throw new IllegalArgumentException(
                        String.format(Locale.ROOT, "a name must not contain U+%04X (position %d)", (int) c, i));
            }
            if (pair) {
                i++;
            }
        }
    }
}
