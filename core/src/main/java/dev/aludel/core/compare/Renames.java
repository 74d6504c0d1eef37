package dev.aludel.core.compare;

import dev.aludel.core.op.Rename;
import dev.aludel.core.schema.About;
import dev.aludel.core.schema.Column;
import dev.aludel.core.schema.DefaultNames;
import dev.aludel.core.schema.Name;
import dev.aludel.core.schema.ObjectId;
import dev.aludel.core.schema.Renaming;
import dev.aludel.core.schema.SchemaModel;
import dev.aludel.core.schema.SchemaObject;
import dev.aludel.core.schema.SequenceOwner;
import dev.aludel.core.schema.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds what was renamed: what hints say, and constraints and indexes that are the same but for their name. Columns and
 * tables are never guessed.
 */
final class Renames {

    private final SchemaModel to;
    private SchemaModel model;
    private final List<Rename> found = new ArrayList<>();

    /** Who has which name in {@link #model}; empty when that has to be found out again. */
    private final Map<String, ObjectId> holders = new HashMap<>();

    private Renames(SchemaModel from, SchemaModel to) {
        this.model = from;
        this.to = to;
    }

    /** What hints say and what is found besides. */
    static Renames between(SchemaModel from, SchemaModel to, RenameHints hints) {
        var renames = hinted(from, to, hints);
        for (Table table : to.tables()) {
            renames.model.table(table.name()).ifPresent(before -> {
                if (!before.equals(table)) {
                    renames.members(before, table);
                }
            });
        }
        return renames;
    }

    /** What hints say alone. */
    static Renames hinted(SchemaModel from, SchemaModel to, RenameHints hints) {
        var renames = new Renames(from, to);
        var targets = new HashSet<ObjectId>();
        hints.renamings().forEach(hint -> targets.add(hint.to()));
        var pending = new ArrayList<>(hints.renamings());
        while (pending.removeIf(hint -> renames.applies(hint, targets))) {
            // one that was in the way of another is gone now
        }
        return renames;
    }

    /** In the order in which they can run. */
    List<Rename> found() {
        return found;
    }

    /** The model from before, after them. */
    SchemaModel model() {
        return model;
    }

    /**
     * Applies the hint if it can be.
     *
     * @param targets where other hints lead: a name that is still wanted, because something else gets it
     */
    private boolean applies(Renaming hint, Set<ObjectId> targets) {
        boolean applies = model.contains(hint.from())
                && !model.contains(hint.to())
                && to.contains(hint.to())
                && (!to.contains(hint.from()) || targets.contains(hint.from()));
        if (applies) {
            for (String claim :
                    model.find(hint.from()).orElseThrow().follow(hint).claims()) {
                ObjectId holder = holders().get(claim);
                if (holder != null && !holder.name().equals(hint.from().name())) {
                    makeWay(holder);
                }
            }
            add(hint.from(), hint.to());
        }
        return applies;
    }

    /** Gives another name to what only goes later, but holds a name that is needed now. */
    private void makeWay(ObjectId holder) {
        SchemaObject object = itself(model.find(holder).orElseThrow());
        Renaming aside;
        int i = 0;
        do {
            i++;
            aside = new Renaming(holder, numbered(holder, i));
        } while (model.contains(aside.to()) || to.contains(aside.to()) || isTaken(object.follow(aside)));
        add(aside.from(), aside.to());
    }

    private static ObjectId numbered(ObjectId id, int number) {
        String local = id.isMember() ? id.member() : id.name().local();
        String other = DefaultNames.clip("aside" + number + "_" + local);
        return id.isMember()
                ? new ObjectId(id.kind(), id.name(), other)
                : new ObjectId(id.kind(), Name.of(id.name().schema(), other));
    }

    private void add(ObjectId from, ObjectId to) {
        found.add(new Rename(from, to));
        var renaming = new Renaming(from, to);
        SchemaObject before = model.find(from).orElseThrow();
        if (from.isMember()) {
            holders().keySet().removeAll(before.claims());
            before.follow(renaming).claims().forEach(claim -> holders().put(claim, to));
        } else {
            holders.clear();
        }
        model = model.rename(renaming);
    }

    private Map<String, ObjectId> holders() {
        if (holders.isEmpty()) {
            for (SchemaObject object : model.everything().values()) {
                itself(object).claims().forEach(claim -> holders.put(claim, object.id()));
            }
        }
        return holders;
    }

    /** A table without its members: they hold their names themselves, whatever the table is called. */
    private static SchemaObject itself(SchemaObject object) {
        return object instanceof Table table ? Table.of(table.name()) : object;
    }

    /** Does anything else hold one of its names, if only until later? A table may always have had a primary key. */
    private boolean isTaken(SchemaObject wanted) {
        return wanted.claims().stream()
                .filter(claim -> !claim.startsWith("primary key of") && !claim.startsWith("owner of"))
                .anyMatch(holders()::containsKey);
    }

    private void members(Table before, Table after) {
        var gone = before.members().stream()
                .filter(member -> after.member(member.id()).isEmpty() && isNameOnly(member))
                .sorted(Comparator.comparing(SchemaObject::id))
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

    private static boolean isNameOnly(SchemaObject member) {
        return !(member instanceof Column || member instanceof About || member instanceof SequenceOwner);
    }

    private static boolean isSame(SchemaObject from, SchemaObject to) {
        return from.id().kind().equals(to.id().kind())
                && from.follow(new Renaming(from.id(), to.id())).equals(to);
    }
}
