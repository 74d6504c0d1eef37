package dev.aludel.postgres;

import dev.aludel.core.schema.CheckConstraint;
import dev.aludel.core.schema.DefaultNames;
import dev.aludel.core.schema.ExclusionConstraint;
import dev.aludel.core.schema.ForeignKey;
import dev.aludel.core.schema.Index;
import dev.aludel.core.schema.IndexKey;
import dev.aludel.core.schema.ObjectId;
import dev.aludel.core.schema.PrimaryKey;
import dev.aludel.core.schema.SchemaModel;
import dev.aludel.core.schema.Table;
import dev.aludel.core.schema.TableMember;
import dev.aludel.core.schema.UniqueConstraint;
import dev.aludel.postgres.Meanings.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiPredicate;

/**
 * Names that a machine made give way to those of the same things in the database. Where nothing is quite the same, the
 * nearest thing lends its name, so that a changed constraint is replaced under one name.
 *
 * <p>What entities never say of a constraint (columns that a key carries, a check that is not valid) is no reason to take two
 * for different things here; afterwards it is a difference like any other, because the wanted constraint has none of it.
 */
final class Adoption {

    private final SchemaModel wanted;
    private final SchemaModel live;
    private final Meanings meanings;
    private final Map<ObjectId, String> names = new HashMap<>();

    private Adoption(SchemaModel wanted, SchemaModel live, Meanings meanings) {
        this.wanted = wanted;
        this.live = live;
        this.meanings = meanings;
    }

    /** The wanted model under the live names. */
    static SchemaModel adopt(SchemaModel wanted, SchemaModel live, Meanings meanings) {
        if (wanted.negotiable().isEmpty()) {
            return KeyOrder.adopt(wanted, live);
        }
        var adoption = new Adoption(wanted, live, meanings);
        for (Table table : wanted.tables()) {
            live.table(table.name()).ifPresent(before -> adoption.table(table, before));
        }
        return KeyOrder.adopt(Respelling.renamed(wanted, adoption.names), live);
    }

    private void table(Table table, Table before) {
        match(
                table,
                before,
                PrimaryKey.class,
                List.of((one, other) -> one.columns().equals(other.columns()), (one, other) -> true));
        match(
                table,
                before,
                UniqueConstraint.class,
                List.of(
                        (one, other) -> one.columns().equals(other.columns())
                                && one.timing() == other.timing()
                                && one.nullsNotDistinct() == other.nullsNotDistinct(),
                        (one, other) -> one.columns().equals(other.columns()),
                        (one, other) -> new HashSet<>(one.columns()).equals(new HashSet<>(other.columns()))));
        match(
                table,
                before,
                ForeignKey.class,
                List.of(
                        Adoption::same,
                        (one, other) -> one.columns().equals(other.columns())
                                && one.target().equals(other.target()),
                        (one, other) -> one.columns().equals(other.columns())));
        match(
                table,
                before,
                Index.class,
                List.of(
                        this::same,
                        (one, other) -> keys(one, other, Adoption::sameOrder),
                        (one, other) -> keys(one, other, (key, live) -> true)));
        match(
                table,
                before,
                CheckConstraint.class,
                List.of(
                        (one, other) -> means(one, one.expression(), other.expression()),
                        (one, other) -> one.columnsUsed(wanted).equals(other.columnsUsed(live))));
        match(
                table,
                before,
                ExclusionConstraint.class,
                List.of(
                        (one, other) -> Canonical.isSame(one.definition(), other.definition()),
                        (one, other) -> one.columnsUsed(wanted).equals(other.columnsUsed(live))));
    }

    private static boolean same(ForeignKey one, ForeignKey other) {
        return KeyOrder.pairs(one).equals(KeyOrder.pairs(other))
                && one.target().equals(other.target())
                && one.onDelete() == other.onDelete()
                && one.onUpdate() == other.onUpdate()
                && one.timing() == other.timing();
    }

    private boolean same(Index one, Index other) {
        boolean predicate = one.predicate() == null || other.predicate() == null
                ? Objects.equals(one.predicate(), other.predicate())
                : means(one, one.predicate(), other.predicate());
        return predicate
                && one.unique() == other.unique()
                && one.include().equals(other.include())
                && one.method().equals(other.method())
                && one.nullsNotDistinct() == other.nullsNotDistinct()
                && keys(one, other, Adoption::sameOrder);
    }

    private static boolean sameOrder(IndexKey one, IndexKey other) {
        return one.descending() == other.descending()
                && one.nullsFirst() == other.nullsFirst()
                && Objects.equals(one.collation(), other.collation())
                && Objects.equals(one.operatorClass(), other.operatorClass());
    }

    private boolean keys(Index one, Index other, BiPredicate<IndexKey, IndexKey> order) {
        if (one.keys().size() != other.keys().size()) {
            return false;
        }
        for (int i = 0; i < one.keys().size(); i++) {
            IndexKey key = one.keys().get(i);
            IndexKey before = other.keys().get(i);
            boolean sameKey = key.expression() == null || before.expression() == null
                    ? Objects.equals(key.column(), before.column())
                    : means(one, key.expression(), before.expression());
            if (!sameKey || !order.test(key, before)) {
                return false;
            }
        }
        return true;
    }

    private boolean means(TableMember owner, String one, String other) {
        return meanings.compare(owner.table(), one, other, "") == Verdict.SAME;
    }

    /**
     * Each live object lends its name once, and not when a wanted one has that name by its own right.
     *
     * @param likenesses from the strictest to the loosest
     */
    private <T extends TableMember> void match(
            Table table, Table before, Class<T> kind, List<BiPredicate<T, T>> likenesses) {
        var open = new ArrayList<>(table.members(kind));
        open.removeIf(member -> !wanted.isNegotiable(member.id()));
        if (open.isEmpty()) {
            return;
        }
        var lenders = new ArrayList<>(before.members(kind));
        lenders.removeIf(lender -> table.member(lender.id()).isPresent() && !wanted.isNegotiable(lender.id()));
        var lent = new HashSet<String>();
        for (BiPredicate<T, T> likeness : likenesses) {
            match(open, lenders, (one, other) -> one.name().equals(other.name()) && likeness.test(one, other), lent);
            match(open, lenders, likeness, lent);
        }
        var taken = new HashSet<String>();
        table.members()
                .forEach(member ->
                        taken.add(names.getOrDefault(member.id(), member.id().member())));
        before.members().forEach(member -> taken.add(member.id().member()));
        for (T left : open) {
            if (lent.contains(left.name())) {
                String free = DefaultNames.free(left.name(), taken::contains);
                taken.add(free);
                names.put(left.id(), free);
            }
        }
    }

    private <T extends TableMember> void match(
            List<T> open, List<T> lenders, BiPredicate<T, T> likeness, HashSet<String> lent) {
        for (T member : List.copyOf(open)) {
            lenders.stream()
                    .filter(lender -> likeness.test(member, lender))
                    .findFirst()
                    .ifPresent(lender -> {
                        open.remove(member);
                        lenders.remove(lender);
                        lent.add(lender.name());
                        names.put(member.id(), lender.name());
                    });
        }
    }
}
