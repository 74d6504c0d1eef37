package dev.aludel.core.laws;

import dev.aludel.core.schema.CheckConstraint;
import dev.aludel.core.schema.Column;
import dev.aludel.core.schema.Comment;
import dev.aludel.core.schema.CompositeType;
import dev.aludel.core.schema.Domain;
import dev.aludel.core.schema.EnumType;
import dev.aludel.core.schema.ForeignKey;
import dev.aludel.core.schema.Generated;
import dev.aludel.core.schema.Identity;
import dev.aludel.core.schema.Index;
import dev.aludel.core.schema.IndexKey;
import dev.aludel.core.schema.Key;
import dev.aludel.core.schema.Name;
import dev.aludel.core.schema.Namespace;
import dev.aludel.core.schema.PrimaryKey;
import dev.aludel.core.schema.SchemaObject;
import dev.aludel.core.schema.Sequence;
import dev.aludel.core.schema.SequenceOptions;
import dev.aludel.core.schema.SequenceOwner;
import dev.aludel.core.schema.SqlType;
import dev.aludel.core.schema.Table;
import dev.aludel.core.schema.Timing;
import dev.aludel.core.schema.UniqueConstraint;
import dev.aludel.core.schema.UserType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Steps that add something to a draft, where it can be added. */
final class Growth {

    private static final List<String> TEXTS =
            List.of("plain", "it's", "two\nlines", "Größe 名前 😀", "back\\slash", "\"quoted\"", "$$;--", " ");

    private final Draft draft;
    final TypeGrowth types;

    Growth(Draft draft) {
        this.draft = draft;
        this.types = new TypeGrowth(draft);
    }

    /** A whole schema. */
    void all() {
        int tables = 1 + draft.random.nextInt(4);
        times(draft.random.nextInt(3), this::namespace);
        times(draft.random.nextInt(3), types::enumType);
        times(draft.random.nextInt(3), types::domain);
        times(draft.random.nextInt(3), types::compositeType);
        times(draft.random.nextInt(3), this::sequence);
        times(tables, this::table);
        times(tables, this::key);
        times(draft.random.nextInt(tables + 1), this::check);
        times(draft.random.nextInt(2 * tables + 1), this::index);
        times(draft.random.nextInt(2 * tables + 1), this::foreignKey);
        times(draft.random.nextInt(3), this::owner);
        times(draft.random.nextInt(2 * tables + 1), this::comment);
    }

    private static void times(int count, Runnable step) {
        for (int i = 0; i < count; i++) {
            step.run();
        }
    }

    void namespace() {
        draft.add(new Namespace(draft.freshName()));
    }

    void sequence() {
        draft.add(new Sequence(
                draft.freshName(draft.anySchema()), options(draft.one(List.of("smallint", "integer", "bigint")))));
    }

    SequenceOptions options(String type) {
        return draft.chance(10) ? SequenceOptions.of(type, -1, -1) : rising(type);
    }

    /** Options that a sequence can change to, wherever it is: the server checks its last value against the limits. */
    SequenceOptions rising(String type) {
        if (draft.chance(60)) {
            return SequenceOptions.of(type);
        }
        return new SequenceOptions(
                type,
                5 + draft.random.nextInt(10),
                1 + draft.random.nextInt(50),
                1,
                SequenceOptions.high(type) - draft.random.nextInt(2),
                1 + draft.random.nextInt(20),
                draft.chance(30));
    }

    void table() {
        Name name = draft.freshName(draft.anySchema());
        draft.add(Table.of(name));
        times(1 + draft.random.nextInt(8), () -> column(draft.table(name)));
        if (draft.chance(80)) {
            primaryKey(draft.table(name));
        }
    }

    void column() {
        draft.anyTable().ifPresent(this::column);
    }

    private void column(Table table) {
        Column column = typed(table.name(), draft.freshColumn(table));
        if (draft.chance(15)) {
            var computed = computed(table, column.name());
            draft.add(computed == null ? column : computed);
            return;
        }
        Column filled = filled(column);
        draft.add(draft.chance(40) || filled.identity() != null ? filled.withNullable(false) : filled);
    }

    private Column typed(Name table, String name) {
        var enums = draft.model().all(EnumType.class);
        if (!enums.isEmpty() && draft.chance(25)) {
            String type = RandomNames.sql(draft.one(enums).name());
            return Column.of(table, name, SqlType.of(draft.chance(75) ? type : type + "[]"));
        }
        var made = new ArrayList<UserType>(draft.all(Domain.class));
        made.addAll(draft.all(CompositeType.class));
        if (!made.isEmpty() && draft.chance(15)) {
            return Column.of(
                    table, name, SqlType.of(RandomNames.sql(draft.one(made).name()) + "[]"));
        }
        Sort sort = draft.chance(50)
                ? draft.one(List.of(Sort.WHOLE, Sort.TEXT))
                : draft.one(List.of(Sort.values()).subList(0, Sort.ENUM.ordinal()));
        Column column = Column.of(table, name, SqlType.of(draft.one(sort.types())));
        return sort == Sort.TEXT && draft.chance(15) ? column.withCollation(Name.of("C")) : column;
    }

    /** The column with an identity, a default or nothing that fills it. */
    Column filled(Column column) {
        Sort sort = Sort.of(column);
        if (sort == Sort.WHOLE && draft.chance(20)) {
            return column.withIdentity(
                    new Identity(draft.chance(50), rising(column.type().text())));
        }
        return draft.chance(40) ? column.withDefault(value(column)) : column;
    }

    String value(Column column) {
        var sequences = draft.model().all(Sequence.class);
        if (Sort.of(column) == Sort.WHOLE && !sequences.isEmpty() && draft.chance(50)) {
            String sequence = RandomNames.sql(draft.one(sequences).name());
            return "nextval('" + sequence.replace("'", "''") + "'::regclass)";
        }
        return Sort.of(column).value(column.type().text(), draft.anyLabel(column));
    }

    /** A column that is computed from another one of the table; null when there is none to compute from. */
    @Nullable
    Column computed(Table table, String name) {
        var bases = draft.columns(
                table.name(),
                other -> other.generated() == null
                        && !other.name().equals(name)
                        && !Sort.of(other).computed("x").isEmpty());
        if (bases.isEmpty()) {
            return null;
        }
        Column base = draft.one(bases);
        Sort sort = Sort.of(base);
        String type = sort.types().get(sort.types().size() - 1);
        return Column.of(table.name(), name, SqlType.of(sort == Sort.TEXT ? "text" : type))
                .withGenerated(new Generated(sort.computed(RandomNames.sql(base.name())), true));
    }

    void key() {
        draft.anyTable().ifPresent(draft.chance(20) ? this::primaryKey : this::unique);
    }

    private Timing timing() {
        return draft.chance(70) ? Timing.NOT_DEFERRABLE : draft.one(List.of(Timing.values()));
    }

    private List<String> someOf(List<Column> columns, int most) {
        var names = new ArrayList<>(columns.stream().map(Column::name).toList());
        Collections.shuffle(names, draft.random);
        return names.subList(0, Math.min(names.size(), 1 + draft.random.nextInt(most)));
    }

    private void primaryKey(Table table) {
        var columns = someOf(
                draft.keyColumns(table.name()).stream()
                        .filter(column -> column.generated() == null)
                        .toList(),
                2);
        if (table.primaryKey().isEmpty() && !columns.isEmpty()) {
            var key = new PrimaryKey(table.name(), draft.freshName(), columns, timing());
            draft.requireValues(key);
            draft.add(key);
        }
    }

    private void unique(Table table) {
        var columns = someOf(draft.keyColumns(table.name()), 3);
        if (!columns.isEmpty()) {
            draft.add(
                    new UniqueConstraint(table.name(), draft.freshName(), columns, timing(), draft.nullsNotDistinct()));
        }
    }

    void check() {
        draft.anyTable().ifPresent(table -> {
            String condition = draft.condition(draft.one(table.columns()));
            if (draft.chance(30)) {
                condition = "(" + condition + ") OR (" + draft.condition(draft.one(table.columns())) + ")";
            }
            draft.add(new CheckConstraint(table.name(), draft.freshName(), condition));
        });
    }

    void index() {
        draft.anyTable().ifPresent(table -> draft.add(index(table, draft.freshName())));
    }

    Index index(Table table, String name) {
        Column first = draft.one(table.columns());
        Sort sort = Sort.of(first);
        IndexKey key = IndexKey.column(first.name());
        String predicate = draft.chance(20) ? draft.condition(draft.one(table.columns())) : null;
        if (sort == Sort.JSON || sort.isList()) {
            var operators = sort == Sort.JSON && draft.chance(50) ? Name.of("jsonb_path_ops") : null;
            return new Index(
                    table.name(),
                    name,
                    false,
                    List.of(key.withOperatorClass(operators)),
                    List.of(),
                    "gin",
                    predicate,
                    false);
        }
        boolean plainMethod = draft.chance(80) || !(sort == Sort.WHOLE || sort == Sort.DATE);
        if (!plainMethod) {
            return new Index(
                    table.name(),
                    name,
                    false,
                    List.of(key),
                    List.of(),
                    draft.one(List.of("hash", "brin")),
                    predicate,
                    false);
        }
        if (sort == Sort.TEXT && draft.chance(30)) {
            key = draft.chance(50) ? key.withOperatorClass(Name.of("text_pattern_ops")) : collated(key, first);
        } else if (!sort.computed("x").isEmpty() && draft.chance(30)) {
            key = IndexKey.expression(sort.computed(RandomNames.sql(first.name())));
        }
        if (draft.chance(30)) {
            key = key.desc();
        }
        if (draft.chance(20)) {
            key = key.withNullsFirst(!key.nullsFirst());
        }
        boolean unique = draft.chance(30);
        return new Index(
                table.name(),
                name,
                unique,
                List.of(key),
                draft.chance(20) ? List.of(draft.one(table.columns()).name()) : List.of(),
                "btree",
                predicate,
                unique && draft.nullsNotDistinct());
    }

    private static IndexKey collated(IndexKey key, Column column) {
        return column.collation() == null ? key.withCollation(Name.of("C")) : key;
    }

    void foreignKey() {
        draft.any(targets())
                .ifPresent(target -> draft.anyTable().ifPresent(table -> {
                    Name targetTable = target.table();
                    var columns = new ArrayList<String>();
                    var targetColumns = target instanceof Key key
                            ? key.columns()
                            : List.of(((Index) target).keys().get(0).column());
                    for (String targetColumn : targetColumns) {
                        Column wanted =
                                draft.table(targetTable).column(targetColumn).orElseThrow();
                        draft.any(draft.columns(
                                        table.name(),
                                        column -> matches(column, wanted) && !columns.contains(column.name())))
                                .ifPresent(column -> columns.add(column.name()));
                    }
                    if (columns.size() == targetColumns.size()) {
                        var actions = List.of(ForeignKey.Action.values());
                        draft.add(new ForeignKey(
                                table.name(),
                                draft.freshName(),
                                columns,
                                targetTable,
                                targetColumns,
                                draft.one(actions),
                                draft.one(actions),
                                timing()));
                    }
                }));
    }

    /** What makes columns unique at once, for every row. */
    private List<SchemaObject> targets() {
        var targets = new ArrayList<SchemaObject>();
        draft.all(PrimaryKey.class).stream()
                .filter(key -> key.timing() == Timing.NOT_DEFERRABLE)
                .forEach(targets::add);
        draft.all(UniqueConstraint.class).stream()
                .filter(key -> key.timing() == Timing.NOT_DEFERRABLE)
                .forEach(targets::add);
        draft.all(Index.class).stream()
                .filter(index -> index.unique()
                        && !index.hasExpressions()
                        && index.keys().get(0).operatorClass() == null
                        && index.keys().get(0).collation() == null)
                .forEach(targets::add);
        return targets;
    }

    private static boolean matches(Column column, Column target) {
        boolean sameSort = Sort.of(column) == Sort.of(target);
        boolean sameEnum = Sort.of(column) != Sort.ENUM || column.type().equals(target.type());
        return sameSort
                && sameEnum
                && Sort.of(column).isKey()
                && column.generated() == null
                && column.identity() == null;
    }

    void owner() {
        draft.any(Sequence.class).ifPresent(sequence -> {
            boolean owned = draft.all(SequenceOwner.class).stream()
                    .anyMatch(owner -> owner.sequence().equals(sequence.name()));
            var columns = draft.all(Column.class).stream()
                    .filter(column ->
                            column.table().schema().equals(sequence.name().schema()))
                    .toList();
            if (!owned && !columns.isEmpty()) {
                Column column = draft.one(columns);
                draft.add(new SequenceOwner(sequence.name(), column.table(), column.name()));
            }
        });
    }

    void comment() {
        var subjects = draft.model().everything().values().stream()
                .filter(object -> !(object instanceof Comment || object instanceof SequenceOwner))
                .map(SchemaObject::id)
                .filter(id -> !draft.model().contains(Comment.id(id)))
                .toList();
        draft.any(subjects).ifPresent(id -> draft.add(new Comment(id, text())));
    }

    String text() {
        return draft.one(TEXTS);
    }
}
