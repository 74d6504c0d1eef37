package dev.aludel.diff.hibernate;

import dev.aludel.core.schema.DefaultNames;
import dev.aludel.core.schema.Name;
import java.util.HashSet;
import java.util.Set;

/**
 * Which names are taken so far, so that PostgreSQL's choice of a free one can be foreseen. Its rules ({@code
 * ChooseRelationName} and {@code ChooseConstraintName} in its source): the name of a key's index must be free among all
 * relations and constraints of the schema, that of a check among all constraints of the schema.
 */
final class TakenNames {

    private final Set<Name> relations = new HashSet<>();
    private final Set<Name> constraints = new HashSet<>();

    void takeRelation(Name name) {
        relations.add(name);
    }

    void takeKey(Name table, String name) {
        relations.add(Name.of(table.schema(), name));
        constraints.add(Name.of(table.schema(), name));
    }

    void takeConstraint(Name table, String name) {
        constraints.add(Name.of(table.schema(), name));
    }

    /** The name for an unnamed key of the table; it is taken from now on. */
    String forKey(Name table, String wish) {
        String name = DefaultNames.free(
                wish,
                candidate -> relations.contains(Name.of(table.schema(), candidate))
                        || constraints.contains(Name.of(table.schema(), candidate)));
        takeKey(table, name);
        return name;
    }

    /** The name for an unnamed index of the table; it is taken from now on. */
    String forIndex(Name table, String wish) {
        String name = DefaultNames.free(wish, candidate -> relations.contains(Name.of(table.schema(), candidate)));
        takeRelation(Name.of(table.schema(), name));
        return name;
    }

    /** The name for an unnamed check of the table; it is taken from now on. */
    String forCheck(Name table, String wish) {
        String name = DefaultNames.free(wish, candidate -> constraints.contains(Name.of(table.schema(), candidate)));
        takeConstraint(table, name);
        return name;
    }
}
