package dev.aludel.core.compare;

import dev.aludel.core.op.Rename;
import dev.aludel.core.schema.CompositeType;
import dev.aludel.core.schema.Domain;
import dev.aludel.core.schema.EnumType;
import dev.aludel.core.schema.Name;
import dev.aludel.core.schema.ObjectId;
import dev.aludel.core.schema.Renaming;
import dev.aludel.core.schema.SchemaModel;
import dev.aludel.core.schema.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What was renamed, as the developer says. A hint applies where the old name is there and the new one is only wanted;
 * afterwards it does nothing, so it may stay. It does not apply where the old name is wanted too, unless another hint
 * gives that name to something else: nobody could tell then. Hints are applied in order: name a column's table as it is
 * called after the hints before it. A database that has missed releases goes from the first name to the last.
 */
public final class RenameHints {

    private static final RenameHints NONE = new RenameHints(List.of(), List.of());

    private final List<Renaming> renamings;
    private final List<Renaming> different;

    private RenameHints(List<Renaming> renamings, List<Renaming> different) {
        this.renamings = List.copyOf(renamings);
        this.different = List.copyOf(different);
    }

    public static RenameHints none() {
        return NONE;
    }

    public static RenameHints of(List<Renaming> renamings) {
        return new RenameHints(renamings, List.of());
    }

    /** These, and then the others. */
    public RenameHints and(RenameHints others) {
        var all = new ArrayList<>(renamings);
        all.addAll(others.renamings);
        var apart = new ArrayList<>(different);
        apart.addAll(others.different);
        return new RenameHints(all, apart);
    }

    public List<Renaming> renamings() {
        return renamings;
    }

    /**
     * The renames that these hints mean for a difference between two models, in the order in which they can run. What
     * holds a new name and is about to go is put aside under another one first.
     */
    public List<Rename> applicable(SchemaModel from, SchemaModel to) {
        return List.copyOf(Renames.hinted(from, to, this).found());
    }

    private RenameHints and(ObjectId from, ObjectId to) {
        var all = new ArrayList<>(renamings);
        all.add(new Renaming(from, to));
        return new RenameHints(all, different);
    }

    public RenameHints table(String from, String to) {
        return and(ObjectId.table(Name.parse(from)), ObjectId.table(Name.parse(to)));
    }

    public RenameHints column(String table, String from, String to) {
        Name name = Name.parse(table);
        return and(ObjectId.column(name, from), ObjectId.column(name, to));
    }

    public RenameHints enumType(String from, String to) {
        return and(EnumType.id(Name.parse(from)), EnumType.id(Name.parse(to)));
    }

    /** A value of an enum; the type as it is called after the hints before this one. */
    public RenameHints enumValue(String type, String from, String to) {
        Name name = Name.parse(type);
        return and(EnumType.value(name, from), EnumType.value(name, to));
    }

    public RenameHints domain(String from, String to) {
        return and(Domain.id(Name.parse(from)), Domain.id(Name.parse(to)));
    }

    public RenameHints compositeType(String from, String to) {
        return and(CompositeType.id(Name.parse(from)), CompositeType.id(Name.parse(to)));
    }

    public RenameHints sequence(String from, String to) {
        return and(Sequence.id(Name.parse(from)), Sequence.id(Name.parse(to)));
    }

    /** With the schema, all that is in it. */
    public RenameHints schema(String from, String to) {
        return and(ObjectId.namespace(from), ObjectId.namespace(to));
    }

    /**
     * Says that these are no renames, however alike they look: the one goes, the other is something new. For example {@code
     * different(h -> h.column("customer", "fax", "email"))}.
     */
    public RenameHints different(UnaryOperator<RenameHints> pairs) {
        var all = new ArrayList<>(different);
        all.addAll(pairs.apply(NONE).renamings());
        return new RenameHints(renamings, all);
    }

    boolean isDifferent(ObjectId from, ObjectId to) {
        return different.stream()
                .anyMatch(pair -> pair.from().equals(from) && pair.to().equals(to));
    }
}
