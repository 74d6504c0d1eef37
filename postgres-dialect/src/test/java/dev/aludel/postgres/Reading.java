package dev.aludel.postgres;

import dev.aludel.core.dialect.Scope;
import dev.aludel.core.schema.SchemaModel;

/** What a statement does to a schema, with the reason where that cannot be told. */
public final class Reading {

    private Reading() {}

    /**
     * @throws IllegalArgumentException if it cannot be told; the message says why
     */
    public static SchemaModel of(String sql, SchemaModel before, Scope scope) {
        return DdlReader.read(sql, before, scope);
    }
}
