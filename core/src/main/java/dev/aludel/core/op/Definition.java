package dev.aludel.core.op;

import dev.aludel.core.schema.Comment;
import dev.aludel.core.schema.Name;
import dev.aludel.core.schema.SchemaObject;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** A part of a table as a revision writes it, before it is said which table. Made by {@link Definitions}. */
public sealed interface Definition
        permits ColumnDefinition,
                KeyDefinition,
                CheckDefinition,
                ExclusionDefinition,
                ForeignKeyDefinition,
                IndexDefinition,
                CommentDefinition,
                OptionDefinition {

    /**
     * The object and, if it has one, its comment.
     *
     * @param normalType the dialect's normal spelling of a type
     */
    List<SchemaObject> in(Name table, UnaryOperator<String> normalType);

    /** The object, followed by a comment on it unless that is empty. */
    static List<SchemaObject> commented(SchemaObject object, String comment) {
        var objects = new ArrayList<SchemaObject>();
        objects.add(object);
        if (!comment.isEmpty()) {
            objects.add(new Comment(object.id(), comment));
        }
        return objects;
    }
}
