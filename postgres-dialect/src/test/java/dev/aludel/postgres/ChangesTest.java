package dev.aludel.postgres;

import static dev.aludel.postgres.NounsTest.ACCOUNT;
import static dev.aludel.postgres.NounsTest.account;
import static dev.aludel.postgres.NounsTest.column;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aludel.core.dialect.Using;
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
import dev.aludel.core.schema.ObjectId;
import dev.aludel.core.schema.PrimaryKey;
import dev.aludel.core.schema.Renaming;
import dev.aludel.core.schema.SchemaModel;
import dev.aludel.core.schema.SchemaObject;
import dev.aludel.core.schema.Sequence;
import dev.aludel.core.schema.SequenceOptions;
import dev.aludel.core.schema.SqlType;
import dev.aludel.core.schema.Table;
import dev.aludel.core.schema.TableMember;
import dev.aludel.core.schema.UniqueConstraint;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Any variant of a noun becomes any other and back again, with rows in the table; names change and nothing else does. */
class ChangesTest {

    private static final Sequence NUMBERS = new Sequence(Name.of("numbers"), SequenceOptions.of("bigint"));

    /** Variants of one column, each of which can become each other one. */
    static Stream<List<Column>> families() {
        var c = column("c", "integer");
        var noNull = c.withNullable(false);
        return Stream.of(
                List.of(
                        c,
                        noNull,
                        c.withDefault("7"),
                        noNull.withDefault("8"),
                        noNull.withDefault("nextval('numbers'::regclass)"),
                        c.withIdentity(new Identity(false, SequenceOptions.of("integer"))),
                        c.withIdentity(new Identity(true, SequenceOptions.of("integer", 5, 10))),
                        c.withIdentity(new Identity(true, new SequenceOptions("integer", 50, 1, 40, 900, 1, true))),
                        c.withIdentity(new Identity(true, SequenceOptions.of("integer", -1, -1))),
                        c.withType(SqlType.of("bigint")).withIdentity(new Identity(true, SequenceOptions.of("bigint"))),
                        c.withType(SqlType.of("bigint"))
                                .withNullable(false)
                                .withDefault("nextval('numbers'::regclass)"),
                        c.withType(SqlType.of("smallint")).withDefault("'-1'::integer"),
                        c.withType(SqlType.of("numeric(10,2)")).withDefault("1.5"),
                        c.withType(SqlType.of("text")).withDefault("'1'::text"),
                        c.withType(SqlType.of("varchar(20)")).withCollation(Name.of("C"))),
                List.of(
                        column("c", "varchar(80)"),
                        column("c", "varchar(40)").withDefault("'x'::character varying"),
                        column("c", "varchar(80)").withCollation(Name.of("POSIX")),
                        column("c", "varchar(90)").withDefault("'x'::character varying"),
                        column("c", "char(9)").withDefault("'x'::bpchar"),
                        column("c", "text").withDefault("'x'::text").withNullable(false),
                        column("c", "varchar"),
                        column("c", "text").withCollation(Name.of("C"))),
                List.of(
                        column("c", "timestamp(6)").withDefault("now()"),
                        column("c", "timestamptz(3)").withDefault("now()"),
                        column("c", "timestamp"),
                        column("c", "date").withDefault("CURRENT_DATE"),
                        column("c", "varchar(40)")),
                List.of(
                        column("c", "boolean").withDefault("true"),
                        column("c", "integer").withDefault("1"),
                        column("c", "bigint"),
                        column("c", "text").withDefault("'t'::text")),
                List.of(
                        column("c", "mood").withDefault("'sad'::mood"),
                        column("c", "text").withDefault("'sad'::text"),
                        column("c", "varchar(10)"),
                        column("c", "temper").withNullable(false)),
                List.of(column("c", "json"), column("c", "jsonb").withDefault("'{}'::jsonb"), column("c", "text")),
                List.of(column("c", "varchar(5)[]"), column("c", "text[]").withDefault("'{}'::text[]")));
    }

    record Step(Column before, Column after) {
        @Override
        public String toString() {
            return before.details() + " -> " + after.details();
        }
    }

    static Stream<Step> steps() {
        return families()
                .flatMap(family -> family.stream()
                        .flatMap(before -> family.stream()
                                .filter(after -> !after.equals(before))
                                .map(after -> new Step(before, after))));
    }

    private static List<SchemaObject> world() {
        return List.of(
                NUMBERS,
                new EnumType(Name.of("mood"), List.of("sad", "ok")),
                new EnumType(Name.of("temper"), List.of("ok", "sad")));
    }

    @ParameterizedTest
    @MethodSource("steps")
    void changesAColumnOfATableWithRowsAndBack(Step step) throws Exception {
        try (var live = LiveSchema.create()) {
            live.make(world().toArray(SchemaObject[]::new));
            var table = Table.of(ACCOUNT, column("id", "integer"), step.before());
            live.make(table);
            var model = SchemaModel.of(world()).with(table);
            insertInto(live, step.before());

            live.change(step.before(), step.after());
            assertThat(live.read()).isEqualTo(model.replace(step.after()));
            insertMore(live, step.after());

            live.change(step.after(), step.before());
            assertThat(live.read()).isEqualTo(model);
            insertMore(live, step.before());
        }
    }

    private static void insertInto(LiveSchema live, Column column) throws Exception {
        if (counts(column)) {
            live.run("INSERT INTO account (id) VALUES (1)");
            return;
        }
        String value = switch (column.type().base()) {
            case "integer", "bigint", "smallint", "numeric" -> "1";
            case "boolean" -> "true";
            case "timestamp", "timestamptz", "date" -> "'2020-01-01'";
            case "mood", "temper" -> "'sad'";
            case "json", "jsonb" -> "'{\"a\": 1}'";
            default -> column.type().isArray() ? "'{a,b}'" : textFor(column);
        };
        live.run("INSERT INTO account (id, c) VALUES (1, " + value + ")");
    }

    /** Text that every other variant of the column can hold. */
    private static String textFor(Column column) {
        var family = families().filter(all -> all.contains(column)).findFirst().orElseThrow();
        return switch (family.get(0).type().base()) {
            case "integer" -> "'1'";
            case "timestamp" -> "'2020-01-01'";
            case "boolean" -> "'1'";
            case "mood" -> "'sad'";
            case "json" -> "'{\"a\": 1}'";
            default -> "'abc'";
        };
    }

    /** A row that leaves the column to its default: a value drawn from a sequence is not there yet. */
    private static void insertMore(LiveSchema live, Column column) throws Exception {
        if (counts(column)) {
            live.run("INSERT INTO account (id) VALUES (2)");
            live.run("INSERT INTO account (id) VALUES (3)");
            assertThat(live.ask("SELECT count(*) - count(DISTINCT c) FROM account"))
                    .isEqualTo("0");
        }
    }

    private static boolean counts(Column column) {
        return column.identity() != null
                || (column.defaultSql() != null && column.defaultSql().startsWith("nextval"));
    }

    @Test
    void forgetsHowAColumnWasComputedAndKeepsItsValues() throws Exception {
        try (var live = LiveSchema.create()) {
            var generated = column("c", "integer").withGenerated(new Generated("id + 1", true));
            var plain = column("c", "bigint").withNullable(false).withDefault("5");
            live.make(Table.of(ACCOUNT, column("id", "integer"), generated));
            live.run("INSERT INTO account (id) VALUES (41)");

            live.change(generated, plain);

            assertThat(live.read()).isEqualTo(SchemaModel.of(Table.of(ACCOUNT, column("id", "integer"), plain)));
            assertThat(live.ask("SELECT c FROM account")).isEqualTo("42");
        }
    }

    static Stream<Step> computed() {
        var variants = new ArrayList<>(List.of(
                column("c", "integer").withDefault("1"),
                column("c", "integer").withGenerated(new Generated("id + 1", true)),
                column("c", "integer")
                        .withGenerated(new Generated("id + 2", true))
                        .withNullable(false),
                column("c", "bigint").withGenerated(new Generated("id + 2", true))));
        if (LiveSchema.MAJOR >= 18) {
            variants.add(column("c", "integer").withGenerated(new Generated("id + 1", false)));
            variants.add(column("c", "integer").withGenerated(new Generated("id + 2", false)));
        }
        return variants.stream()
                .flatMap(a -> variants.stream().filter(b -> b != a).map(b -> new Step(a, b)));
    }

    @ParameterizedTest
    @MethodSource("computed")
    void computesAColumnInAnotherWay(Step step) throws Exception {
        try (var live = LiveSchema.create()) {
            live.make(Table.of(ACCOUNT, column("id", "integer"), step.before()));
            live.run("INSERT INTO account (id) VALUES (41)");

            live.change(step.before(), step.after());

            assertThat(live.read()).isEqualTo(SchemaModel.of(Table.of(ACCOUNT, column("id", "integer"), step.after())));
            live.run("INSERT INTO account (id) VALUES (41)");
            if (step.after().generated() != null) {
                assertThat(live.ask("SELECT count(DISTINCT c) FROM account")).isEqualTo("1");
            }
        }
    }

    @Test
    void convertsValuesAsAPersonSays() throws Exception {
        try (var live = LiveSchema.create()) {
            var text = column("c", "text");
            var array = column("c", "text[]");
            live.make(Table.of(ACCOUNT, text));
            live.run("INSERT INTO account VALUES ('a,b')");
            var using = new Using("string_to_array(c, ',')", "array_to_string(c, ',')");

            live.run(live.support(text).alter(text, array, using, List.of(), live.scope));
            assertThat(live.ask("SELECT c[2] FROM account")).isEqualTo("b");

            live.run(live.support(text).alter(array, text, using.reverse(), List.of(), live.scope));
            assertThat(live.ask("SELECT c FROM account")).isEqualTo("a,b");
        }
    }

    static Stream<List<SequenceOptions>> sequences() {
        var variants = List.of(
                SequenceOptions.of("bigint"),
                SequenceOptions.of("integer"),
                SequenceOptions.of("smallint", 1, 5),
                SequenceOptions.of("bigint", 100, 50),
                new SequenceOptions("bigint", 10, 1, 10, 5000, 20, true),
                new SequenceOptions("integer", 3, -1, -70, 9, 1, false));
        return variants.stream().flatMap(a -> variants.stream().map(b -> List.of(a, b)));
    }

    @ParameterizedTest
    @MethodSource("sequences")
    void changesHowASequenceCounts(List<SequenceOptions> pair) throws Exception {
        try (var live = LiveSchema.create()) {
            var before = new Sequence(Name.of("s"), pair.get(0));
            var after = new Sequence(Name.of("s"), pair.get(1));
            live.make(before);
            live.change(before, after);
            assertThat(live.read()).isEqualTo(SchemaModel.of(after));
            live.ask("SELECT nextval('s')");
        }
    }

    static Stream<List<List<String>>> enums() {
        var variants = List.of(
                List.of("a", "b", "c"),
                List.of("a", "b", "c", "d"),
                List.of("0", "a", "a+", "b", "c", "d", "e"),
                List.of("x", "c", "b", "a"),
                List.of("a"),
                List.of("it's", "a", "\\"));
        return variants.stream().flatMap(a -> variants.stream().map(b -> List.of(a, b)));
    }

    @ParameterizedTest
    @MethodSource("enums")
    void changesAnEnumUnderColumnsThatUseIt(List<List<String>> pair) throws Exception {
        try (var live = LiveSchema.create()) {
            var before = new EnumType(Name.of("Mood"), pair.get(0));
            var after = new EnumType(Name.of("Mood"), pair.get(1));
            var one = column("one", "\"Mood\"").withDefault("'a'::\"Mood\"").withNullable(false);
            var many = column("many", "\"Mood\"[]").withDefault("'{a}'::\"Mood\"[]");
            var check = new CheckConstraint(ACCOUNT, "k", "one = 'a'::\"Mood\"");
            var index = Index.of(ACCOUNT, "i", false, List.of(IndexKey.expression("one = 'a'::\"Mood\"")));
            var computed = column("g", "boolean").withGenerated(new Generated("one = 'a'::\"Mood\"", true));
            var users = List.<TableMember>of(one, many, computed, check, index);
            var model = SchemaModel.of(before, Table.of(ACCOUNT, users));
            live.make(before, Table.of(ACCOUNT, users));
            live.run("INSERT INTO account VALUES (DEFAULT, '{a,a}')");

            live.change(before, after, users.toArray(TableMember[]::new));

            assertThat(live.read()).isEqualTo(model.replace(after));
            live.run("INSERT INTO account VALUES (DEFAULT, DEFAULT)");
            assertThat(live.ask("SELECT count(*) FROM account WHERE one = 'a'")).isEqualTo("2");
        }
    }

    @Test
    void addsValuesOfAnEnumWithinATransaction() throws Exception {
        try (var live = LiveSchema.create()) {
            var before = new EnumType(Name.of("mood"), List.of("b"));
            var after = new EnumType(Name.of("mood"), List.of("a1", "a2", "b", "c", "d"));
            live.make(before);
            live.connection().setAutoCommit(false);
            live.change(before, after);
            live.connection().commit();
            assertThat(live.read()).isEqualTo(SchemaModel.of(after));
        }
    }

    static Stream<Renaming> renamings() {
        Name account = ACCOUNT;
        return Stream.of(
                new Renaming(ObjectId.table(account), ObjectId.table(Name.of("Konto"))),
                new Renaming(ObjectId.table(account), ObjectId.table(Name.of("billing", "account"))),
                new Renaming(ObjectId.table(account), ObjectId.table(Name.of("billing", "konto"))),
                new Renaming(ObjectId.column(account, "name"), ObjectId.column(account, "User")),
                member(PrimaryKey.KIND, "account_pkey"),
                member(UniqueConstraint.KIND, "u"),
                member(CheckConstraint.KIND, "k"),
                member(ForeignKey.KIND, "f"),
                member(Index.KIND, "i"),
                new Renaming(NUMBERS.id(), Sequence.id(Name.of("Order"))),
                new Renaming(NUMBERS.id(), Sequence.id(Name.of("billing", "numbers2"))),
                new Renaming(EnumType.id(Name.of("mood")), EnumType.id(Name.of("Mood"))),
                new Renaming(ObjectId.namespace("billing"), ObjectId.namespace("Rechnung")));
    }

    private static Renaming member(String kind, String name) {
        return new Renaming(new ObjectId(kind, ACCOUNT, name), new ObjectId(kind, ACCOUNT, "New \"" + name));
    }

    @ParameterizedTest
    @MethodSource("renamings")
    void givesAnotherNameAndTakesItBack(Renaming renaming) throws Exception {
        try (var live = LiveSchema.create("app", "billing", "Rechnung")) {
            var objects = new ArrayList<SchemaObject>(List.of(
                    new dev.aludel.core.schema.Namespace("billing"),
                    NUMBERS,
                    new EnumType(Name.of("mood"), List.of("sad")),
                    account(
                            column("c", "mood").withDefault("'sad'::mood"),
                            column("d", "bigint").withDefault("nextval('numbers'::regclass)"),
                            new UniqueConstraint(ACCOUNT, "u", List.of("name")),
                            new CheckConstraint(ACCOUNT, "k", "(name)::text <> ''::text"),
                            new ForeignKey(ACCOUNT, "f", List.of("parent"), ACCOUNT, List.of("id")),
                            Index.of(ACCOUNT, "i", false, List.of(IndexKey.expression("lower((name)::text)"))),
                            new Comment(ObjectId.column(ACCOUNT, "name"), "n"))));
            live.make(objects.toArray(SchemaObject[]::new));
            var model = SchemaModel.of(objects);

            live.rename(renaming.from(), renaming.to());
            assertThat(live.read()).isEqualTo(model.rename(renaming));

            live.rename(renaming.to(), renaming.from());
            assertThat(live.read()).isEqualTo(model);
        }
    }
}
