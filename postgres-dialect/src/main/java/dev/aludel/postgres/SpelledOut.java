package dev.aludel.postgres;

import dev.aludel.core.dialect.Scope;
import dev.aludel.core.error.ModelException;
import dev.aludel.core.schema.CheckConstraint;
import dev.aludel.core.schema.Column;
import dev.aludel.core.schema.DefaultNames;
import dev.aludel.core.schema.ForeignKey;
import dev.aludel.core.schema.Identity;
import dev.aludel.core.schema.Key;
import dev.aludel.core.schema.Name;
import dev.aludel.core.schema.ObjectId;
import dev.aludel.core.schema.PrimaryKey;
import dev.aludel.core.schema.SchemaModel;
import dev.aludel.core.schema.SchemaObject;
import dev.aludel.core.schema.Sequence;
import dev.aludel.core.schema.SequenceOptions;
import dev.aludel.core.schema.SequenceOwner;
import dev.aludel.core.schema.SqlType;
import dev.aludel.core.schema.Table;
import dev.aludel.core.schema.TableMember;
import dev.aludel.core.schema.UniqueConstraint;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What {@code columnDefinition} texts and {@code serial} say, as objects of their own; types in their normal spelling. */
final class SpelledOut {

    private static final Map<String, String> SERIAL = Map.of(
            "smallserial", "smallint",
            "serial2", "smallint",
            "serial", "integer",
            "serial4", "integer",
            "bigserial", "bigint",
            "serial8", "bigint");

    private final SchemaModel wanted;
    private final SchemaModel live;
    private final Scope scope;
    private final Map<ObjectId, SchemaObject> sequences = new LinkedHashMap<>();
    private final Set<ObjectId> negotiable;
    /** The members of the table at hand. */
    private final List<SchemaObject> members = new ArrayList<>();

    private SpelledOut(SchemaModel wanted, SchemaModel live, Scope scope) {
        this.wanted = wanted;
        this.live = live;
        this.scope = scope;
        this.negotiable = new HashSet<>(wanted.negotiable());
    }

    /**
     * @throws ModelException if a definition cannot be read
     */
    static SchemaModel of(SchemaModel wanted, SchemaModel live, Scope scope) {
        return new SpelledOut(wanted, live, scope).model();
    }

    private SchemaModel model() {
        var objects = new ArrayList<SchemaObject>();
        for (SchemaObject object : wanted.objects()) {
            objects.add(object instanceof Table table ? table(table) : object);
        }
        sequences.values().stream()
                .filter(sequence -> !wanted.contains(sequence.id()))
                .forEach(objects::add);
        return SchemaModel.of(objects).withNegotiable(negotiable);
    }

    private Table table(Table table) {
        members.clear();
        members.addAll(table.members());
        for (int i = 0; i < table.members().size(); i++) {
            if (members.get(i) instanceof Column column) {
                members.set(i, column(column));
            }
        }
        return Table.of(table.name(), members);
    }

    private Column column(Column column) {
        ColumnFragment fragment;
        try {
            fragment = FragmentParser.parse(column.type().text());
        } catch (IllegalArgumentException e) {
            throw new ModelException(
                    column.id() + " has a definition that cannot be read, \"" + column.type() + "\": " + e.getMessage(),
                    e);
        }
        if (fragment.type().isEmpty()) {
            throw new ModelException(column.id() + " has a definition without a type: \"" + column.type() + "\"", null);
        }
        String type = SqlTypes.normal(fragment.type());
        Column read = SERIAL.containsKey(type) ? serial(column, SERIAL.get(type)) : plain(column, type, fragment);
        boolean nullable = fragment.nullable() == null ? read.nullable() : fragment.nullable() && read.nullable();
        Column spelled = read.withNullable(nullable && fragment.primaryKey() == null && read.identity() == null)
                .withCollation(collation(fragment.collation() == null ? read.collation() : fragment.collation()));
        constraints(spelled, fragment);
        return spelled;
    }

    /** The collation {@code default} is what a column has anyway. */
    private @Nullable Name collation(@Nullable Name name) {
        if (name == null) {
            return null;
        }
        Name own = name.schema().equals(SqlTypes.CATALOG) ? name.inSchema("") : scope.relative(name);
        return own.equals(Name.of("default")) ? null : own;
    }

    private static Column plain(Column column, String type, ColumnFragment fragment) {
        Column typed = fitIdentity(column.withType(SqlType.of(type)));
        if (typed.defaultSql() != null || typed.identity() != null || typed.generated() != null) {
            return typed;
        }
        if (fragment.identity() != null) {
            var clause = fragment.identity();
            return typed.withIdentity(new Identity(clause.always(), options(type, clause.options())));
        }
        return fragment.generated() == null
                ? typed.withDefault(fragment.defaultSql())
                : typed.withGenerated(fragment.generated());
    }

    private static SequenceOptions options(String type, Map<String, Long> given) {
        long increment = given.getOrDefault("increment", 1L);
        var plain = SequenceOptions.of(counting(type), 1, increment);
        long min = given.getOrDefault("minvalue", plain.min());
        long max = given.getOrDefault("maxvalue", plain.max());
        return new SequenceOptions(
                plain.type(),
                given.getOrDefault("start", increment > 0 ? min : max),
                increment,
                min,
                max,
                given.getOrDefault("cache", 1L),
                given.getOrDefault("cycle", 0L) == 1);
    }

    private static String counting(String type) {
        return type.equals("smallint") || type.equals("integer") ? type : "bigint";
    }

    /** An identity counts in its column's type; bounds that are the ends of another type become those of this one. */
    private static Column fitIdentity(Column column) {
        Identity identity = column.identity();
        String type = counting(column.type().text());
        if (identity == null || identity.options().type().equals(type)) {
            return column;
        }
        var options = identity.options();
        long max = options.max() == SequenceOptions.high(options.type()) ? SequenceOptions.high(type) : options.max();
        long min = options.min() == SequenceOptions.low(options.type()) ? SequenceOptions.low(type) : options.min();
        return column.withIdentity(new Identity(
                identity.always(),
                new SequenceOptions(
                        type, options.start(), options.increment(), min, max, options.cache(), options.cycle())));
    }

    /** As "Serial Types" in PostgreSQL's manual spells them out. */
    private Column serial(Column column, String type) {
        Name sequence = sequence(column);
        var owner = new SequenceOwner(sequence, column.table(), column.name());
        sequences.put(Sequence.id(sequence), new Sequence(sequence, SequenceOptions.of(type)));
        if (members.stream().noneMatch(member -> member.id().equals(owner.id()))) {
            members.add(owner);
        }
        return column.withIdentity(null)
                .withType(SqlType.of(type))
                .withNullable(false)
                .withDefault("nextval(" + Sql.literal(Sql.reference(sequence)) + "::regclass)");
    }

    /** The sequence that the live column owns already, or the one that the server would make. */
    private Name sequence(Column column) {
        for (Table table : live.table(column.table()).stream().toList()) {
            for (SequenceOwner owner : table.members(SequenceOwner.class)) {
                if (owner.column().equals(column.name())) {
                    return owner.sequence();
                }
            }
        }
        String name = DefaultNames.sequence(column.table(), column.name());
        String schema = column.table().schema();
        String free = DefaultNames.free(name, taken -> wanted.contains(ObjectId.table(Name.of(schema, taken))));
        return Name.of(schema, free);
    }

    private void constraints(Column column, ColumnFragment fragment) {
        Name table = column.table();
        var only = List.of(column.name());
        boolean hasKey = members.stream().anyMatch(PrimaryKey.class::isInstance);
        var primaryKey = fragment.primaryKey();
        if (primaryKey != null && !hasKey) {
            add(
                    new PrimaryKey(
                            table, named(primaryKey.name(), DefaultNames.primaryKey(table)), only, primaryKey.timing()),
                    primaryKey.name());
        }
        for (var unique : fragment.uniques()) {
            boolean there = members.stream()
                    .anyMatch(
                            member -> member instanceof Key key && key.columns().equals(only));
            if (!there) {
                String name = named(unique.name(), DefaultNames.unique(table, only));
                add(new UniqueConstraint(table, name, only, unique.timing(), unique.nullsNotDistinct()), unique.name());
            }
        }
        for (var check : fragment.checks()) {
            // the server counts what a check mentions, wherever it stands
            var mentioned = List.copyOf(new CheckConstraint(table, "x", check.expression()).columnsUsed(wanted));
            String name = named(check.name(), DefaultNames.check(table, mentioned));
            add(new CheckConstraint(table, name, check.expression()), check.name());
        }
        for (var reference : fragment.references()) {
            add(
                    new ForeignKey(
                            table,
                            named(reference.name(), DefaultNames.foreignKey(table, only)),
                            only,
                            scope.relative(reference.target()),
                            target(reference),
                            reference.onDelete(),
                            reference.onUpdate(),
                            reference.timing()),
                    reference.name());
        }
    }

    /** The columns that a reference points at: those that it names, else the target's primary key. */
    private List<String> target(ColumnFragment.Reference reference) {
        if (!reference.column().isEmpty()) {
            return List.of(reference.column());
        }
        Name target = scope.relative(reference.target());
        var key = wanted.table(target).map(SpelledOut::keyColumns).orElse(List.of());
        if (key.isEmpty()) {
            throw new ModelException(
                    "a column definition references table " + target
                            + ", which has no primary key in the model; name the column",
                    null);
        }
        return key;
    }

    private static List<String> keyColumns(Table table) {
        return table.primaryKey()
                .map(PrimaryKey::columns)
                .orElseGet(() -> table.columns().stream()
                        .filter(column ->
                                FragmentParser.parse(column.type().text()).primaryKey() != null)
                        .map(Column::name)
                        .toList());
    }

    private String named(String given, String otherwise) {
        var taken = new HashSet<String>();
        members.forEach(member -> taken.add(member.id().member()));
        return given.isEmpty() ? DefaultNames.free(otherwise, taken::contains) : given;
    }

    private void add(TableMember member, String given) {
        members.add(member);
        if (given.isEmpty()) {
            negotiable.add(member.id());
        }
    }
}
