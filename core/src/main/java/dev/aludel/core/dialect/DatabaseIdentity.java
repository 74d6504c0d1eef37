package dev.aludel.core.dialect;

/**
 * What makes a database this one and no other, however it is called elsewhere.
 *
 * @param system the cluster that it is in; empty where the role may not know
 * @param id     its number in the cluster, which a database of the same name that was made later does not have
 */
public record DatabaseIdentity(String name, String id, String system) {

    /** What differs, in words; empty when nothing does that both know. */
    public String differenceTo(DatabaseIdentity other) {
        if (!system.isEmpty() && !other.system.isEmpty() && !system.equals(other.system)) {
            return "another cluster (system identifier " + other.system + ", not " + system + ")";
        }
        if (!id.equals(other.id)) {
            return "another database (\"" + other.name + "\", oid " + other.id + ", not \"" + name + "\", oid " + id
                    + ")";
        }
        return name.equals(other.name) ? "" : "another name (\"" + other.name + "\", not \"" + name + "\")";
    }
}
