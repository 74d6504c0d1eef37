package dev.aludel.core.schema;

/** Something that a schema can be read from: entities, a live catalog, a chain of revisions. */
@FunctionalInterface
public interface SchemaSource {

    /** Reads the schema; changes nothing. */
    SchemaModel read();
}
