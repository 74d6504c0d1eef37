package dev.aludel.core.schema;

import java.util.HashSet;
import java.util.Set;

/**
 * An exclusion constraint: no two rows may stand in certain relations to each other.
 *
 * @param definition all of it but its name, as SQL: {@code EXCLUDE USING gist (room WITH =, stay WITH &&)}
 */
public record ExclusionConstraint(Name table, String name, String definition) implements TableMember {

    public static final String KIND = "exclusion";

    public ExclusionConstraint {
        Name.of(name);
        if (definition.isBlank()) {
            throw new IllegalArgumentException("exclusion " + name + " on " + table + " excludes nothing");
        }
    }

    @Override
    public ObjectId id() {
        return new ObjectId(KIND, table, name);
    }

    @Override
    public Set<ObjectId> needs(SchemaModel model) {
        var needs = new HashSet<>(Members.needs(table, columnsUsed(model)));
        needs.addAll(model.mentionedIn(definition));
        return needs;
    }

    @Override
    public Set<String> columnsUsed(SchemaModel model) {
        return model.columnsIn(table, definition);
    }

    @Override
    public Set<String> claims() {
        return Set.of(Members.relation(table, name), Members.constraint(table, name));
    }

    @Override
    public ExclusionConstraint follow(Renaming renaming) {
        return new ExclusionConstraint(
                renaming.table(table), renaming.member(KIND, table, name), renaming.expression(table, definition));
    }

    @Override
    public String details() {
        return definition;
    }
}
