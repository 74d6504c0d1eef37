package dev.aludel.core.schema;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One object got another name. Everything that points at it follows through {@link SchemaObject#follow}.
 *
 * @param from the object as it was called
 * @param to   the same kind, in the same table if it is a member, under its new name
 */
public record Renaming(ObjectId from, ObjectId to) {

    public Renaming {
        if (!from.kind().equals(to.kind()) || from.isMember() != to.isMember()) {
            throw new IllegalArgumentException("cannot rename " + from + " to " + to + ": not the same kind");
        }
        if (from.isMember() && !from.name().equals(to.name())) {
            throw new IllegalArgumentException("cannot rename " + from + " to " + to + ": not in the same table");
        }
    }

    boolean renames(ObjectId id) {
        return from.equals(id);
    }

    /** The new name within schema or table. */
    String newLocal() {
        return to.isMember() ? to.member() : to.name().local();
    }

    private boolean is(String kind) {
        return from.kind().equals(kind);
    }

    /** Where {@code table} is now. */
    Name table(Name table) {
        return is(Table.KIND) && from.name().equals(table) ? to.name() : schema(table);
    }

    /** Where a sequence is now. */
    Name object(String kind, Name name) {
        return is(kind) && from.name().equals(name) ? to.name() : schema(name);
    }

    /** Where a type is now. */
    Name type(Name name) {
        return isOfType() && from.name().equals(name) ? to.name() : schema(name);
    }

    /** What a value of an enum is called now; {@code type} under its name from before. */
    String label(Name type, String label) {
        return member(EnumType.VALUE, type, label);
    }

    private boolean isOfType() {
        return UserType.KINDS.contains(from.kind());
    }

    /** Where something that is not renamed itself is now. */
    Name schema(Name name) {
        return is(Namespace.KIND) && from.name().local().equals(name.schema())
                ? name.inSchema(to.name().local())
                : name;
    }

    /** What the column is called now; {@code table} under its name from before. */
    String column(Name table, String column) {
        return is(Column.KIND) && from.name().equals(table) && from.member().equals(column) ? to.member() : column;
    }

    /** What a member is called now; {@code table} under its name from before. */
    String member(String kind, Name table, String name) {
        return is(kind) && from.name().equals(table) && from.member().equals(name) ? to.member() : name;
    }

    /** An object's id after this. */
    public ObjectId id(ObjectId id) {
        if (from.equals(id)) {
            return to;
        }
        if (id.kind().equals(Namespace.KIND)) {
            return id;
        }
        if (id.kind().startsWith(Comment.ON)) {
            return Comment.id(id(new ObjectId(id.kind().substring(Comment.ON.length()), id.name(), id.member())));
        }
        if (id.kind().startsWith(Setting.START)) {
            int of = id.kind().lastIndexOf(Setting.OF);
            String on = id.kind().substring(of + Setting.OF.length());
            return Setting.id(
                    id(new ObjectId(on, id.name(), id.member())), id.kind().substring(Setting.START.length(), of));
        }
        if (id.kind().equals(SequenceOwner.KIND)) {
            Name sequence = object(Sequence.KIND, Name.parse(id.member()));
            return new ObjectId(id.kind(), table(id.name()), sequence.toString());
        }
        Name name = id.isMember() || id.kind().equals(Table.KIND) ? table(id.name()) : schema(id.name());
        return new ObjectId(id.kind(), name, id.member());
    }

    /** A column's type after this. */
    SqlType type(SqlType type) {
        if (!isOfType() && !is(Namespace.KIND)) {
            return type;
        }
        return Name.tryParse(type.base())
                .filter(name -> !type(name).equals(name))
                .map(name -> type.withBase(Identifiers.sql(type(name))))
                .orElse(type);
    }

    /** An expression over {@code table}'s columns after this; {@code table} under its name from before. */
    String expression(Name table, String expression) {
        boolean concerns = is(Column.KIND) && from.name().equals(table)
                || isOfType()
                || is(EnumType.VALUE)
                || is(Sequence.KIND)
                || is(Namespace.KIND);
        return concerns
                ? Expressions.replace(expression, mention -> mentioned(table, expression, mention))
                : expression;
    }

    private Optional<String> mentioned(Name table, String expression, Expressions.Mention mention) {
        Name name = mention.name();
        return switch (mention.role()) {
            case COLUMN ->
                Optional.of(column(table, name.local()))
                        .filter(column -> !column.equals(name.local()))
                        .map(Identifiers::sql);
            case TYPE ->
                Optional.of(type(name)).filter(type -> !type.equals(name)).map(Identifiers::sql);
            case SEQUENCE ->
                Optional.of(object(Sequence.KIND, name))
                        .filter(sequence -> !sequence.equals(name))
                        .map(sequence -> "'" + Identifiers.sql(sequence).replace("'", "''") + "'");
            case LABEL -> labels(name, expression.substring(mention.start(), mention.end()));
        };
    }

    /** The literal of a value, or of a plain array of values, after one of these got another name. */
    private Optional<String> labels(Name type, String literal) {
        if (!is(EnumType.VALUE)
                || !from.name().equals(type)
                || literal.length() < 2
                || literal.indexOf('\\') >= 0
                || !literal.startsWith("'")) {
            return Optional.empty();
        }
        String text = literal.substring(1, literal.length() - 1).replace("''", "'");
        boolean array = text.startsWith("{") && text.endsWith("}") && text.indexOf('"') < 0;
        String now = array
                ? Arrays.stream(text.substring(1, text.length() - 1).split(",", -1))
                        .map(label -> label(type, label))
                        .collect(Collectors.joining(",", "{", "}"))
                : label(type, text);
        return now.equals(text) ? Optional.empty() : Optional.of("'" + now.replace("'", "''") + "'");
    }
}
