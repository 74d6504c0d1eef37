package dev.aludel.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aludel.core.schema.CheckConstraint;
import dev.aludel.core.schema.Column;
import dev.aludel.core.schema.Comment;
import dev.aludel.core.schema.EnumType;
import dev.aludel.core.schema.ForeignKey;
import dev.aludel.core.schema.Generated;
import dev.aludel.core.schema.Identity;
import dev.aludel.core.schema.Index;
import dev.aludel.core.schema.IndexKey;
import dev.aludel.core.schema.Name;
import dev.aludel.core.schema.Namespace;
import dev.aludel.core.schema.ObjectId;
import dev.aludel.core.schema.PrimaryKey;
import dev.aludel.core.schema.SchemaModel;
import dev.aludel.core.schema.SchemaObject;
import dev.aludel.core.schema.Sequence;
import dev.aludel.core.schema.SequenceOptions;
import dev.aludel.core.schema.SequenceOwner;
import dev.aludel.core.schema.SqlType;
import dev.aludel.core.schema.Table;
import dev.aludel.core.schema.Timing;
import dev.aludel.core.schema.UniqueConstraint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each noun: what is made is read back equal, within its table and after it; what is dropped is gone. */
class NounsTest {

    static final Name ACCOUNT = Name.of("account");
    static final Name INVOICE = Name.of("billing", "invoice");

    /** A member of {@link #ACCOUNT}, or an object that stands by itself, and what has to be there first. */
    record Row(SchemaObject object, List<SchemaObject> first) {
        @Override
        public String toString() {
            return object.describe();
        }
    }

    static Row row(SchemaObject object, SchemaObject... first) {
        return new Row(object, List.of(first));
    }

    static Column column(String name, String type) {
        return Column.of(ACCOUNT, name, SqlType.of(type));
    }

    static Table account(SchemaObject... more) {
        var members = new ArrayList<SchemaObject>(List.of(
                column("id", "bigint").withNullable(false),
                column("name", "varchar(80)"),
                column("code", "text"),
                column("parent", "bigint"),
                column("tags", "jsonb"),
                new PrimaryKey(ACCOUNT, "account_pkey", List.of("id"))));
        members.addAll(Arrays.asList(more));
        return Table.of(ACCOUNT, members);
    }

    static final EnumType MOOD = new EnumType(Name.of("mood"), List.of("sad", "it's", "back\\slash"));
    static final EnumType BILLING_MOOD = new EnumType(Name.of("billing", "Mood"), List.of("ok"));
    static final Sequence NUMBERS = new Sequence(Name.of("numbers"), SequenceOptions.of("bigint"));
    static final Namespace BILLING = new Namespace("billing");
    static final Table INVOICES = Table.of(
            INVOICE,
            Column.of(INVOICE, "id", SqlType.of("bigint")).withNullable(false),
            Column.of(INVOICE, "Nr", SqlType.of("integer")).withNullable(false),
            new PrimaryKey(INVOICE, "invoice_pkey", List.of("id")),
            new UniqueConstraint(INVOICE, "invoice_nr", List.of("Nr", "id")));

    static Stream<Row> rows() {
        return Stream.of(standing(), columns(), constraints(), indexes(), comments())
                .flatMap(s -> s);
    }

    static Stream<Row> standing() {
        return Stream.of(
                row(BILLING),
                row(account()),
                row(INVOICES, BILLING),
                row(Table.of(Name.of("empty"))),
                row(MOOD),
                row(new EnumType(Name.of("none"), List.of())),
                row(BILLING_MOOD, BILLING),
                row(NUMBERS),
                row(new Sequence(Name.of("billing", "s"), SequenceOptions.of("integer", 50, 50)), BILLING),
                row(new Sequence(Name.of("down"), SequenceOptions.of("smallint", -1, -2))),
                row(new Sequence(Name.of("all"), new SequenceOptions("bigint", 7, 3, 5, 500, 20, true))));
    }

    static Stream<Row> columns() {
        return Stream.of(
                row(column("c", "integer")),
                row(column("c", "integer").withDefault("0").withNullable(false)),
                row(column("c", "varchar(9)").withDefault("'it''s'::character varying")),
                row(column("c", "boolean").withDefault("(NOT false)")),
                row(column("c", "timestamp(6)").withDefault("(now() AT TIME ZONE 'utc'::text)")),
                row(column("c", "text").withCollation(Name.of("C"))),
                row(column("c", "text[]").withDefault("'{a,b}'::text[]")),
                row(column("c", "numeric(10,2)").withGenerated(new Generated("id * 2", true))),
                row(column("c", "bigint").withIdentity(new Identity(true, SequenceOptions.of("bigint")))),
                row(column("c", "smallint").withIdentity(new Identity(false, SequenceOptions.of("smallint", 9, 3)))),
                row(column("c", "integer")
                        .withIdentity(new Identity(false, new SequenceOptions("integer", -5, -5, -500, -2, 7, true)))),
                row(column("c", "mood").withDefault("'it''s'::mood"), MOOD),
                row(column("c", "mood[]"), MOOD),
                row(column("c", "billing.\"Mood\""), BILLING, BILLING_MOOD),
                row(column("c", "bigint").withDefault("nextval('numbers'::regclass)"), NUMBERS));
    }

    static Stream<Row> constraints() {
        var fk = List.of("parent");
        var id = List.of("id");
        var target = List.of("Nr", "id");
        var source = List.of("parent", "id");
        return Stream.of(
                row(new UniqueConstraint(ACCOUNT, "u", List.of("name", "code"))),
                row(new UniqueConstraint(ACCOUNT, "u", id, Timing.DEFERRABLE, false)),
                row(new UniqueConstraint(ACCOUNT, "u", id, Timing.INITIALLY_DEFERRED, LiveSchema.MAJOR >= 15)),
                row(new CheckConstraint(ACCOUNT, "k", "id > 0")),
                row(new CheckConstraint(ACCOUNT, "k", "(id > 0) AND (parent < 5)")),
                row(new ForeignKey(ACCOUNT, "f", fk, ACCOUNT, id)),
                row(new ForeignKey(ACCOUNT, "f", fk, INVOICE, id), BILLING, INVOICES),
                row(new ForeignKey(ACCOUNT, "f", source, INVOICE, target), BILLING, INVOICES),
                row(deleting(ForeignKey.Action.CASCADE, ForeignKey.Action.RESTRICT, Timing.DEFERRABLE)),
                row(deleting(ForeignKey.Action.SET_NULL, ForeignKey.Action.SET_DEFAULT, Timing.INITIALLY_DEFERRED)),
                row(new SequenceOwner(Name.of("numbers"), ACCOUNT, "id"), NUMBERS));
    }

    static ForeignKey deleting(ForeignKey.Action onDelete, ForeignKey.Action onUpdate, Timing timing) {
        return new ForeignKey(ACCOUNT, "f", List.of("parent"), ACCOUNT, List.of("id"), onDelete, onUpdate, timing);
    }

    static Index index(boolean unique, IndexKey... keys) {
        return Index.of(ACCOUNT, "i", unique, List.of(keys));
    }

    static Stream<Row> indexes() {
        var name = IndexKey.column("name");
        return Stream.of(
                row(index(false, name)),
                row(index(true, name, IndexKey.column("code").desc())),
                row(index(false, name.withNullsFirst(true), name.desc().withNullsFirst(false))),
                row(index(false, name.withCollation(Name.of("C")), IndexKey.column("id"))),
                row(index(false, IndexKey.column("id"), name.withOperatorClass(Name.of("varchar_pattern_ops")))),
                row(index(true, IndexKey.expression("lower((name)::text)"), IndexKey.column("id"))),
                row(index(
                        false,
                        IndexKey.column("id"),
                        IndexKey.expression("id + parent").desc())),
                row(index(false, IndexKey.expression("lower(code)").withOperatorClass(Name.of("text_pattern_ops")))),
                row(index(false, IndexKey.expression("lower(code)").withCollation(Name.of("C")))),
                row(index(false, IndexKey.expression("lower((code COLLATE \"C\"))"))),
                row(
                        index(false, IndexKey.expression("lower(c)")),
                        column("c", "text").withCollation(Name.of("C"))),
                row(new Index(
                        ACCOUNT, "i", true, List.of(name), List.of("id", "code"), "btree", "code IS NOT NULL", false)),
                row(new Index(ACCOUNT, "i", true, List.of(name), List.of(), "btree", null, LiveSchema.MAJOR >= 15)),
                row(new Index(ACCOUNT, "i", false, List.of(IndexKey.column("tags")), List.of(), "gin", null, false)),
                row(new Index(
                        ACCOUNT,
                        "i",
                        false,
                        List.of(IndexKey.column("tags").withOperatorClass(Name.of("jsonb_path_ops"))),
                        List.of(),
                        "gin",
                        "(id > 0) AND (parent > 0)",
                        false)),
                row(new Index(ACCOUNT, "i", false, List.of(name), List.of(), "hash", null, false)));
    }

    static Stream<Row> comments() {
        String text = "it's \\ \"quoted\"\nand more";
        var check = new CheckConstraint(ACCOUNT, "k", "id > 0");
        return Stream.of(
                row(new Comment(ObjectId.table(ACCOUNT), text)),
                row(new Comment(ObjectId.column(ACCOUNT, "name"), text)),
                row(new Comment(new ObjectId(PrimaryKey.KIND, ACCOUNT, "account_pkey"), text)),
                row(new Comment(check.id(), text), check),
                row(
                        new Comment(index(false, IndexKey.column("name")).id(), text),
                        index(false, IndexKey.column("name"))),
                row(new Comment(BILLING.id(), text), BILLING),
                row(new Comment(NUMBERS.id(), text), NUMBERS),
                row(new Comment(MOOD.id(), text), MOOD));
    }

    /** All that has to be there first, with the table where the object is a part of it. */
    private static List<SchemaObject> before(Row row) {
        var objects = new ArrayList<SchemaObject>();
        row.first().stream().filter(object -> object.table() == null).forEach(objects::add);
        if (ACCOUNT.equals(row.object().table())) {
            objects.add(account());
        }
        row.first().stream().filter(object -> object.table() != null).forEach(objects::add);
        return objects;
    }

    @ParameterizedTest
    @MethodSource("rows")
    void readsBackWhatItMadeAndRemovesAllOfIt(Row row) throws Exception {
        try (var live = LiveSchema.create()) {
            var first = before(row);
            live.make(first.toArray(SchemaObject[]::new));
            var without = SchemaModel.of(first);
            assertThat(live.read()).isEqualTo(without);

            live.make(row.object());
            assertThat(live.read()).isEqualTo(without.with(row.object()));

            live.drop(row.object());
            assertThat(live.read()).isEqualTo(without);

            Collections.reverse(first);
            live.drop(first.toArray(SchemaObject[]::new));
            assertThat(live.read()).isEqualTo(SchemaModel.empty());
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void makesATableTogetherWithAllItsMembers(Row row) throws Exception {
        if (!ACCOUNT.equals(row.object().table())) {
            return;
        }
        try (var live = LiveSchema.create()) {
            var outside = row.first().stream()
                    .filter(object -> object.table() == null)
                    .toList();
            var members = new ArrayList<>(row.first());
            members.removeAll(outside);
            members.add(row.object());
            var table = account(members.toArray(SchemaObject[]::new));
            live.make(outside.toArray(SchemaObject[]::new));
            live.make(table);

            assertThat(live.read()).isEqualTo(SchemaModel.of(outside).with(table));
            assertThat(live.read().table(ACCOUNT).orElseThrow().columns()).isEqualTo(table.columns());
        }
    }
}
