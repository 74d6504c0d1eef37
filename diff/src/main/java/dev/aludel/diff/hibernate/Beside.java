package dev.aludel.diff.hibernate;

import dev.aludel.core.error.ModelException;
import dev.aludel.core.schema.ForeignKey;
import dev.aludel.core.schema.Name;
import dev.aludel.core.schema.Namespace;
import dev.aludel.core.schema.SchemaModel;
import dev.aludel.core.schema.SchemaObject;
import dev.aludel.core.schema.SqlObject;
import dev.aludel.core.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What SQL makes, beside what entities stand for. */
public final class Beside {

    private Beside() {}

    /**
     * Both models as one. An entity may be mapped to a view that the SQL makes: its table gives way to the view, and so do
     * foreign keys to it. Schemas that the SQL has names in are wanted too.
     *
     * @throws ModelException if both say something of one name that is not the same
     */
    public static SchemaModel join(SchemaModel entities, SchemaModel sql) {
        Set<Name> views = sql.objects().stream()
                .filter(object -> SqlObject.isRelation(object.id()))
                .map(object -> object.id().name())
                .collect(Collectors.toSet());
        var objects = new ArrayList<SchemaObject>();
        for (SchemaObject object : entities.objects()) {
            if (!(object instanceof Table table)) {
                objects.add(object);
            } else if (!views.contains(table.name())) {
                objects.add(Table.of(table.name(), membersWithoutKeysTo(views, table)));
            }
        }
        SchemaModel model = SchemaModel.of(objects);
        for (SchemaObject object : sql.objects()) {
            model = with(model, object);
        }
        for (String schema : sql.schemas()) {
            model = with(model, new Namespace(schema));
        }
        return model.withNegotiable(
                entities.negotiable().stream().filter(model::contains).collect(Collectors.toSet()));
    }

    private static List<SchemaObject> membersWithoutKeysTo(Set<Name> views, Table table) {
        return table.members().stream()
                .filter(member -> !(member instanceof ForeignKey key && views.contains(key.target())))
                .<SchemaObject>map(member -> member)
                .toList();
    }

    private static SchemaModel with(SchemaModel model, SchemaObject object) {
        if (model.find(object.id()).filter(object::equals).isPresent()) {
            return model;
        }
        if (model.contains(object.id())) {
            throw new ModelException(
                    object.id() + " is said twice, by the mapping and by SQL beside it; say it in one place", null);
        }
        return model.with(object);
    }
}
