package dev.aludel.core.schema;

/**
 * What makes an object the same object in two models.
 *
 * @param kind   the noun in words, e.g. {@code table}, {@code foreign key}
 * @param name   the object's name, or its table's for a member of a table
 * @param member the name within the table; empty for what is not a member
 */
public record ObjectId(String kind, Name name, String member) implements Comparable<ObjectId> {

    public ObjectId {
        Name.requireValid(member);
    }

    public ObjectId(String kind, Name name) {
        this(kind, name, "");
    }

    public static ObjectId table(Name name) {
        return new ObjectId(Table.KIND, name);
    }

    public static ObjectId column(Name table, String column) {
        return new ObjectId(Column.KIND, table, column);
    }

    public static ObjectId namespace(String schema) {
        return new ObjectId(Namespace.KIND, Name.of(schema));
    }

    /** Is this a part of a table? */
    public boolean isMember() {
        return !member.isEmpty();
    }

    @Override
    public int compareTo(ObjectId other) {
        int byKind = kind.compareTo(other.kind);
        int byName = byKind != 0 ? byKind : name.compareTo(other.name);
        return byName != 0 ? byName : member.compareTo(other.member);
    }

    /** For people, e.g. {@code column invoice.total} or {@code table billing.invoice}. */
    @Override
    public String toString() {
        return kind + " " + path();
    }

    /** The name alone, e.g. {@code invoice.total}. */
    public String path() {
        return member.isEmpty() ? name.toString() : name + "." + Identifiers.plain(member);
    }
}
