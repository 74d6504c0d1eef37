package dev.aludel.diff.hibernate;

import dev.aludel.core.op.Alter;
import dev.aludel.core.op.Create;
import dev.aludel.core.op.Drop;
import dev.aludel.core.op.Operation;
import dev.aludel.core.schema.CheckConstraint;
import dev.aludel.core.schema.Name;
import dev.aludel.core.schema.PrimaryKey;
import dev.aludel.core.schema.SqlType;
import dev.aludel.core.schema.UniqueConstraint;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.hibernate.boot.Metadata;
import org.hibernate.mapping.Collection;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.IndexedCollection;
import org.hibernate.mapping.ManyToOne;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.RootClass;
import org.hibernate.mapping.Selectable;
import org.hibernate.mapping.Value;

/**
 * What Hibernate 7 makes of entities that 6.6 made something else of, so that a difference which nobody has written can be
 * explained. A reason needs both: the attribute that Hibernate treats otherwise, and exactly the operation that follows.
 */
final class HibernateChanges {

    private record Change(Predicate<Operation> isIt, String reason) {}

    private final Names names;
    private final List<Change> changes = new ArrayList<>();

    private HibernateChanges(Names names) {
        this.names = names;
    }

    /** Those of these entities; none before Hibernate 7. */
    static HibernateChanges of(Metadata metadata, Names names) {
        var found = new HibernateChanges(names);
        if (Versions.isAtLeast(7, 0)) {
            found.changes.add(new Change(HibernateChanges::losesFractions, "gives time no fractions of a second"));
            metadata.getEntityBindings().forEach(found::entity);
            CreationTimes.of(metadata).forEach(column -> found.notNull(column, "makes generated timestamps not null"));
            metadata.getCollectionBindings().forEach(found::collection);
        }
        return found;
    }

    /** Why an operation is there, as the end of a sentence; empty where the entities have changed. */
    Optional<String> because(Operation operation) {
        return changes.stream()
                .filter(change -> change.isIt().test(operation))
                .map(change -> "because Hibernate 7 " + change.reason())
                .findFirst();
    }

    private void entity(PersistentClass entity) {
        if (entity.getVersion() != null) {
            entity.getVersion().getColumns().forEach(column -> notNull(column, "makes versions not null"));
        }
        if (entity instanceof RootClass root && root.getDiscriminator() != null) {
            checks(root.getDiscriminator(), "checks discriminators");
            root.getTable()
                    .getChecks()
                    .forEach(check -> check(
                            names.table(root.getTable()),
                            check.getConstraint(),
                            "checks what a subclass needs in the table of its root"));
        }
    }

    private void collection(Collection collection) {
        Name table = names.table(collection.getCollectionTable());
        if (collection instanceof IndexedCollection indexed && indexed.isList() && indexed.getIndex() != null) {
            checks(indexed.getIndex(), "checks that positions in a list are not negative");
        }
        boolean inTableOfItsOwn = !collection.isOneToMany();
        if (inTableOfItsOwn
                && collection.isSet()
                && !collection.getCollectionTable().hasPrimaryKey()) {
            List<String> columns = columns(collection.getKey(), collection.getElement());
            changes.add(new Change(
                    operation -> operation instanceof Create create
                            && create.object() instanceof UniqueConstraint unique
                            && unique.table().equals(table)
                            && Set.copyOf(unique.columns()).equals(Set.copyOf(columns)),
                    "makes the elements of a set unique"));
        }
        if (inTableOfItsOwn && collection.getElement() instanceof ManyToOne element) {
            singleOwner(table, columns(element), columns(collection.getKey(), element));
        }
    }

    /** The table of a {@code @OneToMany}: its element has one owner, so that the element alone is the key. */
    private void singleOwner(Name table, List<String> element, List<String> both) {
        changes.add(new Change(
                operation -> isKey(operation instanceof Drop drop ? drop.object() : null, table, both)
                        || isKey(operation instanceof Create create ? create.object() : null, table, element)
                        || operation instanceof Drop drop
                                && drop.object() instanceof UniqueConstraint unique
                                && unique.table().equals(table)
                                && unique.columns().equals(element),
                "makes an element that has one owner the key of their table"));
    }

    private static boolean isKey(Object object, Name table, List<String> columns) {
        return object instanceof PrimaryKey key
                && key.table().equals(table)
                && Set.copyOf(key.columns()).equals(Set.copyOf(columns));
    }

    private void notNull(Column column, String reason) {
        Name table = names.table(column.getValue().getTable());
        String name = names.column(column);
        changes.add(new Change(
                operation -> operation instanceof Alter alter
                        && alter.before() instanceof dev.aludel.core.schema.Column before
                        && before.table().equals(table)
                        && before.name().equals(name)
                        && before.nullable()
                        && before.withNullable(false).equals(alter.after()),
                reason));
    }

    private void checks(Value value, String reason) {
        for (Selectable selectable : value.getSelectables()) {
            if (selectable instanceof Column column) {
                column.getCheckConstraints()
                        .forEach(check -> check(names.table(value.getTable()), check.getConstraint(), reason));
            }
        }
    }

    private void check(Name table, String expression, String reason) {
        changes.add(new Change(
                operation -> operation instanceof Create create
                        && create.object() instanceof CheckConstraint check
                        && check.table().equals(table)
                        && plain(check.expression()).equals(plain(expression)),
                reason));
    }

    /** Without the spaces and parentheses that Hibernate puts around. */
    private static String plain(String expression) {
        return expression.replaceAll("[\\s()]", "").toLowerCase(Locale.ROOT);
    }

    private static boolean losesFractions(Operation operation) {
        return operation instanceof Alter alter
                && alter.before() instanceof dev.aludel.core.schema.Column before
                && before.type().text().startsWith("time(6)")
                && before.withType(new SqlType(before.type().text().replace("(6)", "(0)")))
                        .equals(alter.after());
    }

    private List<String> columns(Value... values) {
        var columns = new ArrayList<String>();
        for (Value value : values) {
            for (Selectable selectable : value.getSelectables()) {
                if (selectable instanceof Column column) {
                    columns.add(names.column(column));
                }
            }
        }
        return columns;
    }
}
