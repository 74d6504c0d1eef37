package dev.aludel.core.schema;

/** A kind of object that Aludel does not ship: the one open door for the authors of dialects. */
public non-sealed interface CustomObject extends SchemaObject {

    /**
     * A Java expression that makes this object again, with every type fully qualified. It stands in generated
     * revisions.
     */
    String toJava();
}
