package dev.aludel.core.dialect;

import dev.aludel.core.schema.Name;
import dev.aludel.core.schema.ObjectId;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * Where statements are to run: what unqualified names mean there, and which server it is.
 *
 * @param schemas      the managed schemas; unqualified names mean the first. Empty: names stay unqualified, as in
 *                     revision files, and mean the first managed schema of whatever database they are run in
 * @param majorVersion the server's, e.g. 18
 */
public record Scope(List<String> schemas, int majorVersion) {

    public Scope {
        schemas = List.copyOf(new LinkedHashSet<>(schemas));
    }

    /** Names stay unqualified. */
    public static Scope unqualified(int majorVersion) {
        return new Scope(List.of(), majorVersion);
    }

    /** The first managed schema; empty when names stay unqualified. */
    public String defaultSchema() {
        return schemas.isEmpty() ? "" : schemas.get(0);
    }

    /** The name with its schema, where one is known. */
    public Name qualify(Name name) {
        return name.isUnqualified() ? name.inSchema(defaultSchema()) : name;
    }

    /** What has the name as models spell it. */
    public ObjectId relative(ObjectId id) {
        return new ObjectId(id.kind(), relative(id.name()), id.member());
    }

    /** The name as models spell it: without its schema where that is the first managed one. */
    public Name relative(Name name) {
        return name.schema().equals(defaultSchema()) ? name.inSchema("") : name;
    }
}
