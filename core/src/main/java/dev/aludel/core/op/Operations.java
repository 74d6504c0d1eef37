package dev.aludel.core.op;

import dev.aludel.core.schema.Comment;
import dev.aludel.core.schema.CompositeType;
import dev.aludel.core.schema.CustomObject;
import dev.aludel.core.schema.Domain;
import dev.aludel.core.schema.EnumType;
import dev.aludel.core.schema.Name;
import dev.aludel.core.schema.Namespace;
import dev.aludel.core.schema.ObjectId;
import dev.aludel.core.schema.SchemaObject;
import dev.aludel.core.schema.Sequence;
import dev.aludel.core.schema.SequenceOwner;
import dev.aludel.core.schema.Setting;
import dev.aludel.core.schema.SqlObject;
import dev.aludel.core.schema.Table;
import dev.aludel.core.schema.UserType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a revision says, in order. Each call records an {@link Operation}; none touches a database. Names of tables,
 * sequences and types are read as SQL reads them; those with no schema live in the first managed schema.
 */
public final class Operations {

    private final UnaryOperator<String> normalType;
    private final List<Operation> recorded = new ArrayList<>();

    /**
     * @param normalType the dialect's normal spelling of a type
     */
    public Operations(UnaryOperator<String> normalType) {
        this.normalType = normalType;
    }

    /** An empty recording that reads types as this one does. */
    public Operations another() {
        return new Operations(normalType);
    }

    /** What was recorded so far, in order. */
    public List<Operation> recorded() {
        return Collections.unmodifiableList(new ArrayList<>(recorded));
    }

    /** The way back: each operation's reverse, last first. */
    public static List<Operation> reverse(List<Operation> operations) {
        var reversed = new ArrayList<Operation>();
        operations.forEach(operation -> reversed.add(operation.reverse()));
        Collections.reverse(reversed);
        return List.copyOf(reversed);
    }

    /** Records operations as they are. */
    public void add(List<Operation> operations) {
        recorded.addAll(operations);
    }

    private void create(List<SchemaObject> objects) {
        objects.forEach(object -> recorded.add(new Create(object)));
    }

    private void drop(List<SchemaObject> objects) {
        var reversed = new ArrayList<>(objects);
        Collections.reverse(reversed);
        reversed.forEach(object -> recorded.add(new Drop(object)));
    }

    public void createSchema(String name) {
        recorded.add(new Create(new Namespace(name)));
    }

    public void dropSchema(String name) {
        recorded.add(new Drop(new Namespace(name)));
    }

    public void renameSchema(String from, String to) {
        recorded.add(new Rename(ObjectId.namespace(from), ObjectId.namespace(to)));
    }

    /** Makes an object of a kind that a dialect's extension brought. */
    public void create(CustomObject object) {
        recorded.add(new Create(object));
    }

    /** Drops an object of a kind that a dialect's extension brought. */
    public void drop(CustomObject object) {
        recorded.add(new Drop(object));
    }

    /**
     * Makes an object that is its SQL, such as a view.
     *
     * @param kind in PostgreSQL's word: {@code view}, {@code function}
     * @param name for a routine with its argument types, all of it in double quotes: {@code "total(integer)"}
     */
    public void create(String kind, String name, String sql) {
        recorded.add(new Create(definition(kind, name, "", sql)));
    }

    /** Makes an object that is its SQL and belongs to a relation, such as a trigger. */
    public void create(String kind, String relation, String name, String sql) {
        recorded.add(new Create(definition(kind, relation, name, sql)));
    }

    /** Drops an object that is its SQL; the SQL is what made it. */
    public void drop(String kind, String name, String sql) {
        recorded.add(new Drop(definition(kind, name, "", sql)));
    }

    /** Drops an object that is its SQL and belongs to a relation. */
    public void drop(String kind, String relation, String name, String sql) {
        recorded.add(new Drop(definition(kind, relation, name, sql)));
    }

    /** Gives a routine another body; it takes and gives what it did before. */
    public void replace(String kind, String name, String before, String after) {
        recorded.add(new Alter(definition(kind, name, "", before), definition(kind, name, "", after)));
    }

    private static SqlObject definition(String kind, String name, String member, String sql) {
        return new SqlObject(new ObjectId(kind, Name.parse(name), member), sql);
    }

    /**
     * Sets something about an object.
     *
     * @param key   what is set, in words: {@code fillfactor}, {@code select for app}
     * @param reset what takes it back; empty when nothing does
     */
    public void set(ObjectId on, String key, String set, String reset) {
        recorded.add(new Create(new Setting(on, key, set, reset)));
    }

    /** Sets something about an object in another way. */
    public void change(ObjectId on, String key, String set, String reset, String setAfter, String resetAfter) {
        recorded.add(new Alter(new Setting(on, key, set, reset), new Setting(on, key, setAfter, resetAfter)));
    }

    /** Takes back what was set about an object. */
    public void reset(ObjectId on, String key, String set, String reset) {
        recorded.add(new Drop(new Setting(on, key, set, reset)));
    }

    public void createTable(String name, Definition... members) {
        recorded.add(new Create(table(name, members)));
    }

    /** Drops a table. The members are those that it has, so that the way back makes them again. */
    public void dropTable(String name, Definition... members) {
        recorded.add(new Drop(table(name, members)));
    }

    private Table table(String name, Definition... members) {
        Name table = Name.parse(name);
        var objects = new ArrayList<SchemaObject>();
        for (Definition member : members) {
            objects.addAll(member.in(table, normalType));
        }
        return Table.of(table, objects);
    }

    public void renameTable(String from, String to) {
        recorded.add(new Rename(ObjectId.table(Name.parse(from)), ObjectId.table(Name.parse(to))));
    }

    public void addColumn(String table, ColumnDefinition column) {
        create(column.in(Name.parse(table), normalType));
    }

    public void dropColumn(String table, ColumnDefinition column) {
        drop(column.in(Name.parse(table), normalType));
    }

    /** Changes a column; say how values are converted with {@link AlterStep#using} where the server cannot tell. */
    public AlterStep alterColumn(String table, ColumnDefinition before, ColumnDefinition after) {
        Name name = Name.parse(table);
        recorded.add(new Alter(before.column(name, normalType), after.column(name, normalType)));
        return new AlterStep(recorded);
    }

    public void renameColumn(String table, String from, String to) {
        Name name = Name.parse(table);
        recorded.add(new Rename(ObjectId.column(name, from), ObjectId.column(name, to)));
    }

    /** Adds a primary key, unique, check or foreign key constraint. */
    public void addConstraint(String table, Definition constraint) {
        create(constraint.in(Name.parse(table), normalType));
    }

    /** Drops a constraint; the definition is the one that it has. */
    public void dropConstraint(String table, Definition constraint) {
        drop(constraint.in(Name.parse(table), normalType));
    }

    /** Makes a table that is there hang on another one, in another way or no longer; null for not at all. */
    public void changeOption(String table, @Nullable OptionDefinition before, @Nullable OptionDefinition after) {
        Name name = Name.parse(table);
        change(before == null ? null : before.option(name), after == null ? null : after.option(name));
    }

    /** Changes when or for which rows a check or foreign key holds. */
    public TypeStep alterConstraint(String table, Definition before, Definition after) {
        Name name = Name.parse(table);
        recorded.add(new Alter(
                before.in(name, normalType).get(0), after.in(name, normalType).get(0)));
        return new TypeStep(recorded, normalType);
    }

    public void createIndex(String table, IndexDefinition index) {
        create(index.in(Name.parse(table), normalType));
    }

    /** Drops an index; the definition is the one that it has. */
    public void dropIndex(String table, IndexDefinition index) {
        drop(index.in(Name.parse(table), normalType));
    }

    /** Renames anything, e.g. {@code rename("index", "invoice", "ix_a", "ix_b")} for a member of a table. */
    public void rename(String kind, String table, String from, String to) {
        Name name = Name.parse(table);
        recorded.add(new Rename(new ObjectId(kind, name, from), new ObjectId(kind, name, to)));
    }

    public void createSequence(String name, SequenceDefinition sequence) {
        recorded.add(new Create(new Sequence(Name.parse(name), sequence.options())));
    }

    public void dropSequence(String name, SequenceDefinition sequence) {
        recorded.add(new Drop(new Sequence(Name.parse(name), sequence.options())));
    }

    public void alterSequence(String name, SequenceDefinition before, SequenceDefinition after) {
        Name sequence = Name.parse(name);
        recorded.add(new Alter(new Sequence(sequence, before.options()), new Sequence(sequence, after.options())));
    }

    public void renameSequence(String from, String to) {
        recorded.add(new Rename(Sequence.id(Name.parse(from)), Sequence.id(Name.parse(to))));
    }

    /** The sequence goes when the column goes. */
    public void ownSequence(String sequence, String table, String column) {
        recorded.add(new Create(new SequenceOwner(Name.parse(sequence), Name.parse(table), column)));
    }

    /** The sequence stays when the column goes. */
    public void disownSequence(String sequence, String table, String column) {
        recorded.add(new Drop(new SequenceOwner(Name.parse(sequence), Name.parse(table), column)));
    }

    public void createEnum(String name, String... values) {
        recorded.add(new Create(new EnumType(Name.parse(name), List.of(values))));
    }

    public void dropEnum(String name, String... values) {
        recorded.add(new Drop(new EnumType(Name.parse(name), List.of(values))));
    }

    public void renameEnum(String from, String to) {
        recorded.add(new Rename(EnumType.id(Name.parse(from)), EnumType.id(Name.parse(to))));
    }

    /**
     * Changes an enum's values. Taking away or reordering values builds the type anew, so name everything that has its
     * values with {@link TypeStep#usedBy}.
     */
    public TypeStep alterEnum(String name, List<String> before, List<String> after) {
        Name type = Name.parse(name);
        return alterType(new EnumType(type, before), new EnumType(type, after));
    }

    private TypeStep alterType(UserType before, UserType after) {
        recorded.add(new Alter(before, after));
        return new TypeStep(recorded, normalType);
    }

    public void createDomain(String name, DomainDefinition domain) {
        recorded.add(new Create(domain.named(Name.parse(name), normalType)));
    }

    public void dropDomain(String name, DomainDefinition domain) {
        recorded.add(new Drop(domain.named(Name.parse(name), normalType)));
    }

    public void renameDomain(String from, String to) {
        recorded.add(new Rename(Domain.id(Name.parse(from)), Domain.id(Name.parse(to))));
    }

    /** Changes a domain. Another type builds it anew, so name everything that uses it. */
    public TypeStep alterDomain(String name, DomainDefinition before, DomainDefinition after) {
        Name domain = Name.parse(name);
        return alterType(before.named(domain, normalType), after.named(domain, normalType));
    }

    public void createCompositeType(String name, ColumnDefinition... attributes) {
        recorded.add(new Create(compositeType(name, List.of(attributes))));
    }

    public void dropCompositeType(String name, ColumnDefinition... attributes) {
        recorded.add(new Drop(compositeType(name, List.of(attributes))));
    }

    public void renameCompositeType(String from, String to) {
        recorded.add(new Rename(CompositeType.id(Name.parse(from)), CompositeType.id(Name.parse(to))));
    }

    /** Changes a composite type. Another type or order of attributes builds it anew, so name everything that uses it. */
    public TypeStep alterCompositeType(String name, List<ColumnDefinition> before, List<ColumnDefinition> after) {
        return alterType(compositeType(name, before), compositeType(name, after));
    }

    private CompositeType compositeType(String name, List<ColumnDefinition> attributes) {
        Name type = Name.parse(name);
        return new CompositeType(
                type,
                attributes.stream()
                        .map(attribute -> attribute.column(type, normalType))
                        .map(column -> new CompositeType.Attribute(column.name(), column.type(), column.collation()))
                        .toList());
    }

    /** Sets, changes or removes a table's comment; null for none. */
    public void commentOnTable(String table, @Nullable String before, @Nullable String after) {
        comment(ObjectId.table(Name.parse(table)), before, after);
    }

    /** Sets, changes or removes a column's comment; null for none. */
    public void commentOnColumn(String table, String column, @Nullable String before, @Nullable String after) {
        comment(ObjectId.column(Name.parse(table), column), before, after);
    }

    /** Sets, changes or removes the comment on anything; null for none. */
    public void comment(ObjectId on, @Nullable String before, @Nullable String after) {
        change(before == null ? null : new Comment(on, before), after == null ? null : new Comment(on, after));
    }

    private void change(@Nullable SchemaObject before, @Nullable SchemaObject after) {
        if (before != null && after != null) {
            recorded.add(new Alter(before, after));
        } else if (after != null) {
            recorded.add(new Create(after));
        } else if (before != null) {
            recorded.add(new Drop(before));
        }
    }

    /** Runs SQL; say what undoes it with {@link ExecuteStep#reversedBy}. */
    public ExecuteStep execute(String sql) {
        recorded.add(new RunSql(sql, null));
        return new ExecuteStep(recorded);
    }

    /** Runs code on the live connection; it counts by name and version. */
    public RunStep run(String name, int version, JavaStep step) {
        recorded.add(new RunJava(name, version, step, null));
        return new RunStep(recorded);
    }

    /**
     * Fills values into the rows that are there.
     *
     * @param assignments what stands after {@code SET}
     * @param where       which rows; empty for all
     */
    public BackfillStep backfill(String table, String assignments, String where) {
        recorded.add(new Backfill(Name.parse(table), assignments, where, false));
        return new BackfillStep(recorded);
    }

    /** Says that there is no way back from here. */
    public void irreversible(String why) {
        recorded.add(new Irreversible(why, null));
    }
}
