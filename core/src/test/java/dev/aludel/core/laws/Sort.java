package dev.aludel.core.laws;

import dev.aludel.core.schema.Column;
import dev.aludel.core.schema.SqlType;
import java.util.List;
import java.util.Set;

/** Types among which a column can change without any expression over it becoming wrong. */
enum Sort {
    WHOLE("smallint", "integer", "bigint"),
    TEXT("text", "varchar", "varchar(40)", "varchar(80)"),
    DECIMAL("numeric", "numeric(10,2)", "numeric(14,2)"),
    TRUTH("boolean"),
    UUID("uuid"),
    DATE("date"),
    MOMENT("timestamptz", "timestamptz(3)"),
    LOCAL_TIME("timestamp", "timestamp(3)"),
    FLOAT("real", "double precision"),
    JSON("jsonb"),
    BYTES("bytea"),
    WHOLE_LIST("integer[]", "bigint[]"),
    TEXT_LIST("text[]", "varchar(20)[]"),
    ENUM,
    ENUM_LIST;

    private static final Set<Sort> KEYS = Set.of(WHOLE, TEXT, DECIMAL, UUID, DATE, LOCAL_TIME, ENUM);

    private final List<String> types;

    Sort(String... types) {
        this.types = List.of(types);
    }

    List<String> types() {
        return types;
    }

    static Sort of(Column column) {
        SqlType type = column.type();
        for (Sort sort : values()) {
            if (sort.types.contains(type.text())) {
                return sort;
            }
        }
        return type.isArray() ? ENUM_LIST : ENUM;
    }

    /** Do people make keys of it? */
    boolean isKey() {
        return KEYS.contains(this);
    }

    boolean isList() {
        return this == WHOLE_LIST || this == TEXT_LIST || this == ENUM_LIST;
    }

    /**
     * A default value.
     *
     * @param type  the type in SQL
     * @param label a value of an enum, for one
     */
    String value(String type, String label) {
        return switch (this) {
            case WHOLE -> "7";
            case TEXT -> "'it''s'::text";
            case DECIMAL -> "0.50";
            case TRUTH -> "false";
            case UUID -> "gen_random_uuid()";
            case DATE -> "CURRENT_DATE";
            case MOMENT -> "now()";
            case LOCAL_TIME -> "LOCALTIMESTAMP";
            case FLOAT -> "1.5";
            case JSON -> "'{}'::jsonb";
            case BYTES -> "'\\x00'::bytea";
            case WHOLE_LIST, TEXT_LIST, ENUM_LIST -> "'{}'::" + type;
            case ENUM -> literal(label) + "::" + type;
        };
    }

    /** A condition over a column, that the server calls immutable. */
    String condition(String column, String type, String label) {
        return switch (this) {
            case WHOLE, DECIMAL, FLOAT -> column + " > 0";
            case TEXT -> "length(" + column + ") > 0";
            case TRUTH -> column + " IS NOT FALSE";
            case DATE -> column + " > '2000-01-01'::date";
            case ENUM -> column + " <> " + literal(label) + "::" + type;
            default -> column + " IS NOT NULL";
        };
    }

    /** An expression over a column, that the server calls immutable; empty when there is none worth having. */
    String computed(String column) {
        return switch (this) {
            case WHOLE -> column + " + 1";
            case TEXT -> "lower(" + column + ")";
            case DECIMAL, FLOAT -> column + " * 2";
            case TRUTH -> "NOT " + column;
            default -> "";
        };
    }

    private static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
