package dev.aludel.core.op;

import dev.aludel.core.schema.Comment;
import dev.aludel.core.schema.Name;
import dev.aludel.core.schema.ObjectId;
import dev.aludel.core.schema.SchemaObject;
import java.util.List;
import java.util.function.UnaryOperator;

/** A comment on the table itself as a revision writes it. */
public final class CommentDefinition implements Definition {

    private final String text;

    CommentDefinition(String text) {
        this.text = text;
    }

    @Override
    public List<SchemaObject> in(Name table, UnaryOperator<String> normalType) {
        return List.of(new Comment(ObjectId.table(table), text));
    }
}
