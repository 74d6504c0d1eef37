package dev.aludel.core.laws;

import dev.aludel.core.schema.Column;
import dev.aludel.core.schema.EnumType;
import dev.aludel.core.schema.ForeignKey;
import dev.aludel.core.schema.Index;
import dev.aludel.core.schema.IndexKey;
import dev.aludel.core.schema.Key;
import dev.aludel.core.schema.Name;
import dev.aludel.core.schema.ObjectId;
import dev.aludel.core.schema.PrimaryKey;
import dev.aludel.core.schema.SchemaModel;
import dev.aludel.core.schema.SchemaObject;
import dev.aludel.core.schema.SqlTokens;
import dev.aludel.core.schema.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Could a server hold this model? More than {@link SchemaModel#holes} can tell. */
final class Possible {

    private static final Set<String> STEADY = Set.of(Table.KIND, Column.KIND);

    private record Checked(List<String> problems, Map<ObjectId, Set<ObjectId>> needs) {}

    private record Founded(SchemaObject object, Set<ObjectId> needs) {}

    private final Map<SchemaObject, Checked> checked = new IdentityHashMap<>();
    private final Map<ObjectId, List<Founded>> founded = new HashMap<>();

    /**
     * Between two models, an object that stands in one of them needs what it needs there, even where the model in between
     * does not know the column that an expression mentions.
     */
    Possible(SchemaModel... ends) {
        for (SchemaModel end : ends) {
            for (SchemaObject object : end.everything().values()) {
                if (!(object instanceof Table)) {
                    founded.computeIfAbsent(object.id(), any -> new ArrayList<>())
                            .add(new Founded(object, steady(object, end)));
                }
            }
        }
    }

    /** One line for everything that is not possible. */
    List<String> problems(SchemaModel model) {
        var problems = new ArrayList<String>();
        var all = model.everything();
        var claims = new HashMap<String, ObjectId>();
        for (SchemaObject top : model.objects()) {
            var seen = checked.computeIfAbsent(top, any -> check(model, top));
            problems.addAll(seen.problems());
            seen.needs()
                    .forEach((id, needs) -> needs.stream()
                            .filter(need -> !all.containsKey(need))
                            .forEach(need -> problems.add(id + " needs " + need)));
            if (top instanceof Table table) {
                problems.addAll(rests(model, table, all.keySet()));
            }
            for (String claim : top.claims()) {
                ObjectId other = claims.put(claim, top.id());
                if (other != null) {
                    problems.add(claim + " is held in " + other + " and in " + top.id());
                }
            }
        }
        return problems;
    }

    /** What is wrong within an object, and what it and its members need outside: the same as long as it is the same. */
    private static Checked check(SchemaModel model, SchemaObject top) {
        var problems = new ArrayList<String>();
        var needs = new HashMap<ObjectId, Set<ObjectId>>();
        if (top instanceof Table table) {
            needs.put(table.id(), Table.of(table.name()).needs(model));
            for (SchemaObject member : table.members()) {
                needs.put(member.id(), steady(member, model));
                if (member instanceof Column column) {
                    column(model, column, problems);
                } else if (member instanceof PrimaryKey key) {
                    primaryKey(model, key, problems);
                }
            }
            if (table.members(PrimaryKey.class).size() > 1) {
                problems.add(table.id() + " has two primary keys");
            }
        } else {
            needs.put(top.id(), top.needs(model));
        }
        return new Checked(problems, needs);
    }

    /** What makes a foreign key's target unique may get another name under it, or be one of several. */
    private static Set<ObjectId> steady(SchemaObject object, SchemaModel model) {
        var needs = new HashSet<>(object.needs(model));
        needs.removeIf(need -> object instanceof ForeignKey && !STEADY.contains(need.kind()));
        return needs;
    }

    private List<String> rests(SchemaModel model, Table table, Set<ObjectId> all) {
        var problems = new ArrayList<String>();
        for (SchemaObject member : table.members()) {
            var needs = founded.getOrDefault(member.id(), List.of()).stream()
                    .filter(found -> found.object().equals(member))
                    .toList();
            if (!needs.isEmpty() && needs.stream().noneMatch(found -> all.containsAll(found.needs()))) {
                problems.add(member.id() + " is there, but not all that it rests on");
            }
            if (member instanceof ForeignKey key && !isUnique(model, key)) {
                problems.add(key.id() + " points at columns that nothing makes unique");
            }
        }
        return problems;
    }

    private static void column(SchemaModel model, Column column, List<String> problems) {
        if (column.generated() != null) {
            Table table = model.table(column.table()).orElseThrow();
            for (String base : column.columnsUsed(model)) {
                table.column(base)
                        .filter(other -> other.generated() != null)
                        .ifPresent(other -> problems.add(column.id() + " is computed from " + other.id()));
            }
        }
        if (column.defaultSql() != null) {
            label(model, column, column.defaultSql(), problems);
        }
    }

    private static void label(SchemaModel model, Column column, String expression, List<String> problems) {
        var tokens = SqlTokens.meaningful(expression);
        boolean literal = tokens.size() > 2
                && tokens.get(0).kind() == SqlTokens.Kind.STRING
                && tokens.get(1).text().equals("::")
                && !expression.endsWith("]");
        if (!literal) {
            return;
        }
        String text = tokens.get(0).text();
        String label = text.substring(1, text.length() - 1).replace("''", "'");
        Name name = Name.parse(expression.substring(tokens.get(2).start()));
        model.find(EnumType.id(name))
                .map(EnumType.class::cast)
                .filter(type -> !type.labels().contains(label))
                .ifPresent(type -> problems.add(column.id() + " has a default that " + type.describe() + " lacks"));
    }

    private static void primaryKey(SchemaModel model, PrimaryKey key, List<String> problems) {
        Table table = model.table(key.table()).orElseThrow();
        for (String column : key.columns()) {
            if (table.column(column).filter(Column::nullable).isPresent()) {
                problems.add(key.id() + " is over " + column + ", which is nullable");
            }
        }
    }

    private static boolean isUnique(SchemaModel model, ForeignKey foreign) {
        Set<String> wanted = new HashSet<>(foreign.targetColumns());
        return model.table(foreign.target())
                .filter(table -> table.members().stream()
                        .anyMatch(member -> member instanceof Key key && new HashSet<>(key.columns()).equals(wanted)
                                || member instanceof Index index
                                        && index.unique()
                                        && !index.hasExpressions()
                                        && new HashSet<>(index.keys().stream()
                                                        .map(IndexKey::column)
                                                        .toList())
                                                .equals(wanted)))
                .isPresent();
    }
}
