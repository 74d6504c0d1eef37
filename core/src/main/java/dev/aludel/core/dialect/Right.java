package dev.aludel.core.dialect;

import dev.aludel.core.schema.ObjectId;

/**
 * Something that a role must be allowed to do.
 *
 * @param what {@link #OWN}, {@link #TRUST}, or a privilege as SQL says it, e.g. {@code REFERENCES}
 * @param on   may not be there, and then nobody's right is asked for; {@code CREATE} is about a schema
 */
public record Right(String what, ObjectId on) {

    /** To change or drop it, which takes its owner. */
    public static final String OWN = "OWN";

    /** To write to it without running the code of anybody who could as well be a stranger. */
    public static final String TRUST = "TRUST";

    public static Right own(ObjectId on) {
        return new Right(OWN, on);
    }

    /** To make something in a schema, or the schema itself where there is none. */
    public static Right createIn(String schema) {
        return new Right("CREATE", ObjectId.namespace(schema));
    }

    public static Right on(ObjectId on, String privilege) {
        return new Right(privilege, on);
    }
}
