package dev.aludel.core.compare;

import dev.aludel.core.op.Rename;
import dev.aludel.core.schema.Column;
import dev.aludel.core.schema.Comment;
import dev.aludel.core.schema.ObjectId;
import dev.aludel.core.schema.Renaming;
import dev.aludel.core.schema.SchemaModel;
import dev.aludel.core.schema.SchemaObject;
import dev.aludel.core.schema.SequenceOwner;
import dev.aludel.core.schema.Table;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds what was renamed: what hints say, and constraints and indexes that are the same but for their name. Columns and
 * tables are never guessed.
 */
final class Renames {

    private SchemaModel model;
    private final List<Rename> found = new ArrayList<>();

    private Renames(SchemaModel from) {
        this.model = from;
    }

    static List<Rename> between(SchemaModel from, SchemaModel to, RenameHints hints) {
        var renames = new Renames(from);
        hints.applicable(from, to).forEach(hint -> renames.add(hint.from(), hint.to()));
        for (Table table : to.tables()) {
            renames.model.table(table.name()).ifPresent(before -> {
                if (!before.equals(table)) {
                    renames.members(before, table);
                }
            });
        }
        return renames.found;
    }

    private void add(ObjectId from, ObjectId to) {
        found.add(new Rename(from, to));
        model = model.rename(new Renaming(from, to));
    }

    private void members(Table before, Table after) {
        var gone = before.members().stream()
                .filter(member -> after.member(member.id()).isEmpty() && isNameOnly(member))
                .toList();
        for (SchemaObject member : gone) {
            var same = after.members().stream()
                    .filter(other -> before.member(other.id()).isEmpty() && isSame(member, other))
                    .toList();
            boolean alone = gone.stream().filter(other -> isSame(other, member)).count() == 1;
            boolean free = same.size() == 1 && !isTaken(same.get(0));
            if (alone && free) {
                add(member.id(), same.get(0).id());
            }
        }
    }

    /** Its name may still be held by something that only goes later, in whatever table. */
    private boolean isTaken(SchemaObject wanted) {
        return model.everything().values().stream()
                .filter(object -> !(object instanceof Table))
                .anyMatch(object -> object.claims().stream()
                        .anyMatch(claim -> !claim.startsWith("primary key of")
                                && wanted.claims().contains(claim)));
    }

    private static boolean isNameOnly(SchemaObject member) {
        return !(member instanceof Column || member instanceof Comment || member instanceof SequenceOwner);
    }

    private static boolean isSame(SchemaObject from, SchemaObject to) {
        return from.id().kind().equals(to.id().kind())
                && from.follow(new Renaming(from.id(), to.id())).equals(to);
    }
}
