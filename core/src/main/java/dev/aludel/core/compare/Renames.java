package dev.aludel.core.compare;

import dev.aludel.core.op.Create;
import dev.aludel.core.op.Rename;
import dev.aludel.core.schema.About;
import dev.aludel.core.schema.Column;
import dev.aludel.core.schema.DefaultNames;
import dev.aludel.core.schema.Name;
import dev.aludel.core.schema.ObjectId;
import dev.aludel.core.schema.Renaming;
import dev.aludel.core.schema.SchemaModel;
import dev.aludel.core.schema.SchemaObject;
import dev.aludel.core.schema.Sequence;
import dev.aludel.core.schema.SequenceOwner;
import dev.aludel.core.schema.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What was renamed: what hints say, what has the same origin in Java under another name, what can only be the same because
 * nothing else looks like it. Where that is not certain it is nothing, and {@link Questions} asks.
 */
public final class Renames {

    private final SchemaModel from;
    private final SchemaModel to;
    private SchemaModel model;
    private final List<Create> schemas = new ArrayList<>();
    private final List<Rename> found = new ArrayList<>();

    /** What goes only later and waits for it under another name. */
    private final Set<ObjectId> aside = new HashSet<>();

    /** Who has which name in {@link #model}; empty when that has to be found out again. */
    private final Map<String, ObjectId> holders = new HashMap<>();

    Renames(SchemaModel from, SchemaModel to) {
        this.from = from;
        this.model = from;
        this.to = to;
    }

    /** What all the evidence tells. */
    public static Renames of(SchemaModel from, SchemaModel to, Evidence evidence) {
        var renames = new Renames(from, to);
        var hints = new HintTrail(evidence.hints().renamings(), renames, to);
        var tracing = new Tracing(renames, to, evidence);
        hints.follow();
        int told = renames.found.size();
        tracing.traceObjects();
        hints.carry(renames.found.subList(told, renames.found.size()));
        hints.follow();
        tracing.traceColumns();
        return renames;
    }

    /** What hints say alone. */
    static Renames hinted(SchemaModel from, SchemaModel to, RenameHints hints) {
        var renames = new Renames(from, to);
        new HintTrail(hints.renamings(), renames, to).follow();
        return renames;
    }

    /** These, and then members of tables that are the same as others but for their names: constraints and indexes. */
    Renames andMembers(SchemaModel target) {
        var renames = new Renames(from, target);
        renames.model = model;
        renames.schemas.addAll(schemas);
        renames.found.addAll(found);
        for (Table table : target.tables()) {
            renames.model.table(table.name()).ifPresent(before -> {
                if (!before.equals(table)) {
                    renames.members(before, table);
                }
            });
        }
        return renames;
    }

    SchemaModel from() {
        return from;
    }

    /** Schemas that must be there before what moves to them. */
    List<Create> schemas() {
        return List.copyOf(schemas);
    }

    /** Was it only put aside? Then it may still be told what it becomes. */
    boolean isAside(ObjectId id) {
        return aside.contains(id);
    }

    /** In the order in which they can run. */
    public List<Rename> found() {
        return List.copyOf(found);
    }

    /** The model from before, after them. */
    public SchemaModel model() {
        return model;
    }

    /** Renames, and puts aside what holds a name that is needed for it. The new id must be free. */
    void settle(Renaming renaming) {
        for (String claim :
                model.find(renaming.from()).orElseThrow().follow(renaming).claims()) {
            ObjectId holder = holders().get(claim);
            if (holder != null && !holder.name().equals(renaming.from().name())) {
                makeWay(holder);
            }
        }
        keepOwnedApart(renaming);
        add(renaming.from(), renaming.to());
    }

    /** A sequence goes to another schema with the table that owns it, where its name may be taken. */
    private void keepOwnedApart(Renaming renaming) {
        String schema = renaming.to().name().schema();
        if (renaming.from().name().schema().equals(schema)
                || !renaming.from().kind().equals(Table.KIND)) {
            return;
        }
        for (SequenceOwner owner :
                model.table(renaming.from().name()).orElseThrow().members(SequenceOwner.class)) {
            Name moved = owner.sequence().inSchema(schema);
            boolean taken = moved.equals(renaming.to().name()) || holders().containsKey("relation " + moved);
            if (taken && model.contains(Sequence.id(owner.sequence()))) {
                makeWay(Sequence.id(owner.sequence()));
            }
        }
    }

    /**
     * Renames all of these at once: names may change places, or go to what comes while their holders go.
     *
     * @param pairs each id at most once on either side
     */
    void settle(Map<ObjectId, ObjectId> pairs) {
        var pending = new TreeMap<>(pairs);
        while (!pending.isEmpty()) {
            var free = pending.entrySet().stream()
                    .filter(pair -> !model.contains(pair.getValue()))
                    .findFirst();
            if (free.isPresent()) {
                ObjectId from = free.get().getKey();
                settle(new Renaming(from, pending.remove(from)));
            } else {
                ObjectId holder = pending.firstEntry().getValue();
                ObjectId aside = makeWay(holder);
                if (pending.containsKey(holder)) {
                    pending.put(aside, pending.remove(holder));
                }
            }
        }
    }

    /** Gives another name to what only goes later, but holds a name that is needed now. */
    private ObjectId makeWay(ObjectId holder) {
        SchemaObject object = itself(model.find(holder).orElseThrow());
        Renaming other;
        int i = 0;
        do {
            i++;
            other = new Renaming(holder, numbered(holder, i));
        } while (model.contains(other.to()) || to.contains(other.to()) || isTaken(object.follow(other)));
        add(other.from(), other.to());
        aside.add(other.to());
        return other.to();
    }

    private static ObjectId numbered(ObjectId id, int number) {
        String local = id.isMember() ? id.member() : id.name().local();
        String other = DefaultNames.clip("aside" + number + "_" + local);
        return id.isMember()
                ? new ObjectId(id.kind(), id.name(), other)
                : new ObjectId(id.kind(), Name.of(id.name().schema(), other));
    }

    private void add(ObjectId from, ObjectId to) {
        makeSchema(to.name().schema());
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

    private void makeSchema(String name) {
        if (!name.isEmpty() && !model.contains(ObjectId.namespace(name))) {
            to.find(ObjectId.namespace(name)).ifPresent(schema -> {
                schemas.add(new Create(schema));
                model = model.with(schema);
            });
        }
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
