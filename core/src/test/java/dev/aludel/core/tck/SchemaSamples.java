package dev.aludel.core.tck;

import dev.aludel.core.schema.CheckConstraint;
import dev.aludel.core.schema.Column;
import dev.aludel.core.schema.Comment;
import dev.aludel.core.schema.CompositeType;
import dev.aludel.core.schema.Domain;
import dev.aludel.core.schema.EnumType;
import dev.aludel.core.schema.ForeignKey;
import dev.aludel.core.schema.ForeignKey.Action;
import dev.aludel.core.schema.Generated;
import dev.aludel.core.schema.Identity;
import dev.aludel.core.schema.Index;
import dev.aludel.core.schema.IndexKey;
import dev.aludel.core.schema.Name;
import dev.aludel.core.schema.Namespace;
import dev.aludel.core.schema.ObjectId;
import dev.aludel.core.schema.PrimaryKey;
import dev.aludel.core.schema.SchemaObject;
import dev.aludel.core.schema.Sequence;
import dev.aludel.core.schema.SequenceOptions;
import dev.aludel.core.schema.SequenceOwner;
import dev.aludel.core.schema.SqlType;
import dev.aludel.core.schema.Table;
import dev.aludel.core.schema.Timing;
import dev.aludel.core.schema.UniqueConstraint;
import java.util.List;
import java.util.stream.Stream;

/** Samples of every noun, each with variants to alter it into; all valid on PostgreSQL. A new noun comes with a row here. */
public final class SchemaSamples {

    /** A schema besides the first managed one. */
    public static final String OTHER = "aludel_other";

    /** Another one, with a name that must be quoted. */
    public static final String ODD = "Aludel \"odd\"";

    private static final Name T = Name.of("sample");
    private static final Name U = Name.of("Target \"table\"");

    private static final Column ID = column("id", "bigint").withNullable(false);
    private static final Column A = column("a", "integer");
    private static final Column B = column("b", "integer");
    private static final Column S = column("s", "text");
    private static final Column J = column("j", "jsonb");

    private SchemaSamples() {}

    /** All of them. */
    public static Stream<Sample> all() {
        return Stream.of(
                        namespaces(),
                        tables(),
                        columns(),
                        types(),
                        keys(),
                        checks(),
                        foreignKeys(),
                        indexes(),
                        comments(),
                        sequences(),
                        enums(),
                        domains(),
                        compositeTypes())
                .flatMap(List::stream);
    }

    private static Column column(String name, String type) {
        return Column.of(T, name, SqlType.of(type));
    }

    private static Table table(SchemaObject... members) {
        return Table.of(T, members);
    }

    private static List<Sample> namespaces() {
        return List.of(Sample.of(new Namespace(OTHER)), Sample.of(new Namespace(ODD)));
    }

    private static List<Sample> tables() {
        Name odd = Name.of(ODD, "Größe \"of\" it's\\");
        Name other = Name.of(OTHER, "order");
        return List.of(
                Sample.of(table(ID, A, new PrimaryKey(T, "sample_pkey", List.of("id"))), table(ID, A, S), table(A)),
                Sample.of(table(
                        ID,
                        A,
                        S,
                        new PrimaryKey(T, "sample_pkey", List.of("id")),
                        new UniqueConstraint(T, "sample_a_key", List.of("a")),
                        new CheckConstraint(T, "sample_check", "a > 0"),
                        Index.of(T, "sample_s_idx", false, List.of(IndexKey.column("s"))),
                        new Comment(ObjectId.table(T), "it's a \"table\"\nof samples"),
                        new Comment(S.id(), "\\ 😀"))),
                // PostgreSQL makes one constraint of the two when both stand within CREATE TABLE
                Sample.of(table(
                        ID,
                        new PrimaryKey(T, "sample_pkey", List.of("id")),
                        new UniqueConstraint(T, "sample_id_key", List.of("id")),
                        new Comment(new ObjectId(UniqueConstraint.KIND, T, "sample_id_key"), "twice"))),
                Sample.of(Table.of(odd, Column.of(odd, "select", SqlType.of("text"))))
                        .amid(new Namespace(ODD)),
                Sample.of(Table.of(
                                other,
                                Column.of(other, "user", SqlType.of("bigint")).withNullable(false),
                                new PrimaryKey(other, "order_pkey", List.of("user"))))
                        .amid(new Namespace(OTHER)));
    }

    private static List<Sample> columns() {
        Column n = column("n", "bigint");
        var counting = new SequenceOptions("bigint", 5, 10, 1, 1_000_000, 20, true);
        return List.of(
                Sample.of(A, A.withNullable(false), A.withDefault("7"), A.withType(SqlType.of("bigint")))
                        .amid(table(ID)),
                Sample.of(S, S.withNullable(false).withDefault("'it''s'::text"), S.withCollation(Name.of("C")))
                        .amid(table(ID)),
                Sample.of(S.withDefault("'x'::text").withNullable(false), S.withDefault("lower('Y'::text)"), S)
                        .amid(table(ID)),
                Sample.of(
                                n.withNullable(false),
                                identity(n, true, SequenceOptions.of("bigint")),
                                identity(n, false, counting))
                        .amid(table(ID)),
                Sample.of(
                                identity(n, true, SequenceOptions.of("bigint")),
                                identity(n, false, SequenceOptions.of("bigint")),
                                identity(n, true, counting),
                                n.withNullable(false))
                        .amid(table(ID)),
                Sample.of(generated("g", "a + 1", true), generated("g", "a * 2", true), column("g", "integer"))
                        .amid(table(A)),
                Sample.of(generated("g", "a + 1", false), generated("g", "a * 2", false))
                        .amid(table(A))
                        .since(18),
                Sample.of(column("Quo\"ted", "text"), column("Quo\"ted", "text").withNullable(false))
                        .amid(table(ID)),
                Sample.of(
                                n.withDefault("nextval('counter'::regclass)"),
                                n,
                                n.withDefault("nextval('\"Other\"'::regclass)"))
                        .amid(
                                new Sequence(Name.of("counter"), SequenceOptions.of("bigint")),
                                new Sequence(Name.of("Other"), SequenceOptions.of("bigint")),
                                table(ID)));
    }

    private static Column identity(Column column, boolean always, SequenceOptions options) {
        return column.withIdentity(new Identity(always, options));
    }

    private static Column generated(String name, String expression, boolean stored) {
        return column(name, "integer").withGenerated(new Generated(expression, stored));
    }

    private static Sample type(String type, String... others) {
        var variants = Stream.of(others).map(other -> column("c", other)).toArray(SchemaObject[]::new);
        return Sample.of(column("c", type), variants).amid(table(ID));
    }

    private static List<Sample> types() {
        return List.of(
                type("smallint", "integer", "bigint", "numeric(10,2)"),
                type("integer", "text", "double precision"),
                type("numeric(10,2)", "numeric(12,4)", "numeric", "bigint"),
                type("real", "double precision"),
                type("varchar(40)", "varchar(80)", "varchar", "text"),
                type("text", "varchar(80)"),
                type("char(3)", "varchar(3)"),
                type("boolean", "text"),
                type("date", "timestamp", "timestamptz"),
                type("timestamp(3)", "timestamp(6)", "timestamptz(3)"),
                type("timestamptz", "timestamptz(3)"),
                type("time", "time(3)"),
                type("interval"),
                type("uuid", "text"),
                type("bytea"),
                type("json", "jsonb"),
                type("jsonb", "text"),
                type("xml"),
                type("inet", "text"),
                type("integer[]", "bigint[]"),
                type("text[]", "varchar(20)[]"),
                type("numeric(10,2)[]"));
    }

    private static List<Sample> keys() {
        Column key = A.withNullable(false);
        Table table = table(ID, key, B);
        return List.of(
                Sample.of(
                                new PrimaryKey(T, "pk", List.of("id")),
                                new PrimaryKey(T, "pk", List.of("a", "id")),
                                new PrimaryKey(T, "pk", List.of("id"), Timing.INITIALLY_DEFERRED))
                        .amid(table),
                Sample.of(
                                new UniqueConstraint(T, "uq", List.of("a", "b")),
                                new UniqueConstraint(T, "uq", List.of("b", "a")),
                                new UniqueConstraint(T, "uq", List.of("a"), Timing.DEFERRABLE, false),
                                new UniqueConstraint(T, "uq", List.of("a"), Timing.INITIALLY_DEFERRED, false))
                        .amid(table),
                Sample.of(
                                new UniqueConstraint(T, "uq", List.of("b"), Timing.NOT_DEFERRABLE, true),
                                new UniqueConstraint(T, "uq", List.of("b")))
                        .amid(table)
                        .since(15));
    }

    private static List<Sample> checks() {
        return List.of(
                Sample.of(
                                new CheckConstraint(T, "ck", "a > 0"),
                                new CheckConstraint(T, "ck", "a > 0 AND b IS NOT NULL"),
                                new CheckConstraint(T, "ck", "length(s) < 10 OR s IN ('x', 'y')"))
                        .amid(table(A, B, S)),
                Sample.of(new CheckConstraint(T, "Quo\"ted", "true")).amid(table(A)));
    }

    private static List<Sample> foreignKeys() {
        Column id = Column.of(U, "key", SqlType.of("integer")).withNullable(false);
        Table target = Table.of(U, id, new PrimaryKey(U, "target_pkey", List.of("key")));
        return List.of(
                Sample.of(
                                key(U, "key", Action.NO_ACTION, Action.NO_ACTION, Timing.NOT_DEFERRABLE),
                                key(U, "key", Action.CASCADE, Action.NO_ACTION, Timing.NOT_DEFERRABLE),
                                key(U, "key", Action.SET_NULL, Action.CASCADE, Timing.DEFERRABLE),
                                key(U, "key", Action.SET_DEFAULT, Action.RESTRICT, Timing.INITIALLY_DEFERRED))
                        .amid(target, table(A)),
                Sample.of(key(T, "b", Action.RESTRICT, Action.SET_NULL, Timing.NOT_DEFERRABLE))
                        .amid(table(A, B, new UniqueConstraint(T, "uq", List.of("b")))),
                Sample.of(key(T, "b", Action.NO_ACTION, Action.NO_ACTION, Timing.NOT_DEFERRABLE))
                        .amid(table(A, B, Index.of(T, "ux", true, List.of(IndexKey.column("b"))))));
    }

    private static ForeignKey key(Name target, String column, Action onDelete, Action onUpdate, Timing timing) {
        return new ForeignKey(T, "fk", List.of("a"), target, List.of(column), onDelete, onUpdate, timing);
    }

    private static List<Sample> indexes() {
        IndexKey a = IndexKey.column("a");
        IndexKey s = IndexKey.column("s");
        Table table = table(A, B, S, J);
        return List.of(
                Sample.of(
                                index(a),
                                index(a.desc()),
                                index(
                                        a.withNullsFirst(true),
                                        IndexKey.column("b").desc().withNullsFirst(false)),
                                Index.of(T, "ix", true, List.of(a)),
                                new Index(T, "ix", false, List.of(a), List.of("b", "s"), "btree", null, false),
                                new Index(T, "ix", true, List.of(a), List.of(), "btree", "b > 0", false))
                        .amid(table),
                Sample.of(
                                index(IndexKey.expression("lower(s)")),
                                index(IndexKey.expression("a + b").desc()),
                                index(IndexKey.expression("lower(s)"), a))
                        .amid(table),
                Sample.of(
                                index(s.withOperatorClass(Name.of("text_pattern_ops"))),
                                index(s.withCollation(Name.of("C"))),
                                index(s))
                        .amid(table),
                Sample.of(
                                new Index(T, "ix", false, List.of(IndexKey.column("j")), List.of(), "gin", null, false),
                                new Index(
                                        T,
                                        "ix",
                                        false,
                                        List.of(IndexKey.column("j").withOperatorClass(Name.of("jsonb_path_ops"))),
                                        List.of(),
                                        "gin",
                                        null,
                                        false),
                                new Index(T, "ix", false, List.of(a), List.of(), "hash", null, false),
                                new Index(T, "ix", false, List.of(a), List.of(), "brin", null, false))
                        .amid(table),
                Sample.of(new Index(T, "ix", true, List.of(a), List.of(), "btree", null, true), index(a))
                        .amid(table)
                        .since(15));
    }

    private static Index index(IndexKey... keys) {
        return Index.of(T, "ix", false, List.of(keys));
    }

    private static Sample comment(ObjectId on) {
        return Sample.of(new Comment(on, "it's \"it\""), new Comment(on, "two\nlines \\ 😀 $$;--"));
    }

    private static List<Sample> comments() {
        var primary = new PrimaryKey(T, "pk", List.of("id"));
        var unique = new UniqueConstraint(T, "uq", List.of("a"));
        var check = new CheckConstraint(T, "ck", "a > 0");
        var foreign = new ForeignKey(T, "fk", List.of("b"), T, List.of("a"));
        var index = index(IndexKey.column("s"));
        Table table = table(ID, A, B, S, primary, unique, check, foreign, index);
        var sequence = new Sequence(Name.of("counter"), SequenceOptions.of("bigint"));
        var type = new EnumType(Name.of("color"), List.of("red"));
        return List.of(
                comment(table.id()).amid(table),
                comment(A.id()).amid(table),
                comment(primary.id()).amid(table),
                comment(unique.id()).amid(table),
                comment(check.id()).amid(table),
                comment(foreign.id()).amid(table),
                comment(index.id()).amid(table),
                comment(sequence.id()).amid(sequence),
                comment(type.id()).amid(type),
                comment(ObjectId.namespace(OTHER)).amid(new Namespace(OTHER)));
    }

    private static List<Sample> sequences() {
        Name name = Name.of("Counter");
        var owned = new Sequence(name, SequenceOptions.of("bigint"));
        return List.of(
                Sample.of(
                        owned,
                        new Sequence(name, new SequenceOptions("bigint", 1, 50, 1, 1_000_000, 1, false)),
                        new Sequence(name, new SequenceOptions("bigint", 7, 1, 1, Long.MAX_VALUE, 20, true)),
                        new Sequence(name, SequenceOptions.of("integer"))),
                Sample.of(new Sequence(name, SequenceOptions.of("smallint", -1, -1))),
                Sample.of(new Sequence(Name.of(OTHER, "s"), SequenceOptions.of("bigint")))
                        .amid(new Namespace(OTHER)),
                Sample.of(new SequenceOwner(name, T, "id"), new SequenceOwner(name, T, "a"))
                        .amid(owned, table(ID, A)));
    }

    private static List<Sample> enums() {
        Name name = Name.of("Color");
        var red = new EnumType(name, List.of("red", "it's", "green"));
        var odd = new EnumType(Name.of(OTHER, "order"), List.of("a"));
        return List.of(
                Sample.of(
                        red,
                        new EnumType(name, List.of("first", "red", "between", "it's", "green", "last")),
                        new EnumType(name, List.of("green", "red")),
                        new EnumType(name, List.of("it's", "blue"))),
                Sample.of(odd, new EnumType(odd.name(), List.of("b", "a"))).amid(new Namespace(OTHER)));
    }

    private static List<Sample> domains() {
        Name name = Name.of("Positive number");
        var plain = Domain.of(name, SqlType.of("integer"));
        var checked = new Domain(
                name, plain.type(), null, true, "7", List.of(new Domain.Check("it's > 0", "VALUE > 0", true)));
        var odd = new Domain(
                Name.of(OTHER, "order"), SqlType.of("varchar(80)"), Name.of("C"), false, "'it''s'::varchar", List.of());
        return List.of(
                Sample.of(plain, checked, new Domain(name, SqlType.of("bigint"), null, false, "7", List.of())),
                Sample.of(checked, plain),
                Sample.of(odd).amid(new Namespace(OTHER)));
    }

    private static List<Sample> compositeTypes() {
        Name name = Name.of("Money \"amount\"");
        var value = new CompositeType.Attribute("the value", SqlType.of("numeric(10,2)"), null);
        var currency = new CompositeType.Attribute("currency", SqlType.of("text"), Name.of("C"));
        return List.of(
                Sample.of(
                        new CompositeType(name, List.of(value)),
                        new CompositeType(name, List.of(value, currency)),
                        new CompositeType(name, List.of(currency, value)),
                        new CompositeType(name, List.of())),
                Sample.of(new CompositeType(Name.of(OTHER, "order"), List.of(value)))
                        .amid(new Namespace(OTHER)));
    }

    /** An enum and what rests on it, before and after a value has gone; what has to make way must come back as it was. */
    public static List<List<SchemaObject>> enumInUse() {
        var all = new EnumType(Name.of("color"), List.of("red", "green", "blue"));
        var fewer = new EnumType(Name.of("color"), List.of("blue", "red"));
        Column c = column("c", "color").withDefault("'red'::color").withNullable(false);
        Column list = column("l", "color[]").withDefault("'{red}'::color[]");
        Column is = column("is_red", "boolean").withGenerated(new Generated("c = 'red'::color", true));
        var check = new CheckConstraint(T, "ck", "c <> 'blue'::color");
        Table table = table(
                ID,
                c,
                list,
                is,
                new PrimaryKey(T, "pk", List.of("c")),
                check,
                new Index(
                        T, "ix", false, List.of(IndexKey.column("id")), List.of(), "btree", "c = 'red'::color", false),
                Index.of(T, "iy", false, List.of(IndexKey.column("is_red"))),
                new ForeignKey(T, "fk", List.of("c"), T, List.of("c")),
                new Comment(check.id(), "never blue"),
                new Comment(is.id(), "computed"));
        var comment = new Comment(all.id(), "all colors");
        return List.of(List.of(all, comment, table), List.of(fewer, comment, table));
    }
}
