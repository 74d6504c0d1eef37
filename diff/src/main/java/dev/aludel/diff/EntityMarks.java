package dev.aludel.diff;

import dev.aludel.core.compare.ObjectFilter;
import dev.aludel.core.compare.RenameHints;
import dev.aludel.core.dialect.Scope;
import dev.aludel.core.schema.Comment;
import dev.aludel.core.schema.ObjectId;
import dev.aludel.core.schema.Renaming;
import dev.aludel.core.schema.Table;
import dev.aludel.diff.hibernate.HibernateSource;
import java.util.Set;
import java.util.stream.Collectors;

/** What annotations on entities say about the comparison, with names as the live model has them. */
record EntityMarks(RenameHints renames, ObjectFilter filter) {

    static EntityMarks of(HibernateSource entities, Scope scope) {
        Set<ObjectId> unmanaged =
                entities.unmanaged().stream().map(scope::relative).collect(Collectors.toSet());
        return new EntityMarks(
                RenameHints.of(entities.renamings().stream()
                        .map(renaming -> new Renaming(scope.relative(renaming.from()), scope.relative(renaming.to())))
                        .toList()),
                id -> unmanaged.stream().noneMatch(left -> covers(left, id)));
    }

    /** A table with all that is part of it, or a column with its comment. */
    private static boolean covers(ObjectId left, ObjectId id) {
        boolean ofTable = id.name().equals(left.name())
                && (id.isMember() || id.kind().equals(Table.KIND) || id.equals(Comment.id(left)));
        return ofTable && (!left.isMember() || id.equals(left) || id.equals(Comment.id(left)));
    }
}
