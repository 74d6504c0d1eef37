package dev.aludel.core.schema;

/**
 * A comment on any object. On a table or a part of one it belongs to the table.
 *
 * @param on   what it is about
 * @param text never empty; no comment is no object
 */
public record Comment(ObjectId on, String text) implements About {

    /** What the kind of a comment's id starts with, before the kind of what it is about. */
    static final String ON = "comment on ";

    public Comment {
        Name.requireValid(text);
        if (text.isEmpty()) {
            throw new IllegalArgumentException("an empty comment on " + on + "; leave it out");
        }
    }

    public static ObjectId id(ObjectId on) {
        return new ObjectId(ON + on.kind(), on.name(), on.member());
    }

    @Override
    public ObjectId id() {
        return id(on);
    }

    @Override
    public boolean canBecome(SchemaObject after) {
        return after instanceof Comment;
    }

    @Override
    public Comment follow(Renaming renaming) {
        return new Comment(renaming.id(on), text);
    }

    @Override
    public String details() {
        return "'" + text.replace("'", "''").replace("\n", "\\n").replace("\r", "\\r") + "'";
    }
}
