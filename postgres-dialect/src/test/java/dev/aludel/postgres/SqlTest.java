package dev.aludel.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aludel.core.schema.CheckConstraint;
import dev.aludel.core.schema.Column;
import dev.aludel.core.schema.Comment;
import dev.aludel.core.schema.EnumType;
import dev.aludel.core.schema.ForeignKey;
import dev.aludel.core.schema.Index;
import dev.aludel.core.schema.IndexKey;
import dev.aludel.core.schema.Name;
import dev.aludel.core.schema.ObjectId;
import dev.aludel.core.schema.PrimaryKey;
import dev.aludel.core.schema.SchemaModel;
import dev.aludel.core.schema.Sequence;
import dev.aludel.core.schema.SequenceOptions;
import dev.aludel.core.schema.SequenceOwner;
import dev.aludel.core.schema.SqlType;
import dev.aludel.core.schema.Table;
import dev.aludel.core.schema.UniqueConstraint;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names and texts arrive as they are, whatever is in them. */
class SqlTest {

    private static final long SEED = 20261121;

    static final List<String> NASTY = List.of(
            "a b",
            "\"",
            "\"\"",
            "'",
            "''",
            "\\",
            "\\'",
            "a\"b",
            "A",
            "aB",
            "ä",
            "ñandú",
            "日本語",
            "🙂",
            "a🙂b",
            ".",
            "a.b",
            "\"a\".\"b\"",
            ";",
            "a; DROP TABLE x",
            "--",
            "a--b",
            "/*",
            "*/",
            "/* x */",
            "$",
            "$$",
            "$a$",
            "a$b",
            "1",
            "1a",
            " ",
            " a",
            "a ",
            "\t",
            "\n",
            "\r\n",
            "\u0001",
            "\u007f",
            "\u00a0",
            "\u2028",
            "\u200b",
            "\ufeff",
            "%",
            "%s",
            "{",
            "}",
            "{fn x}",
            "?",
            "??",
            ":a",
            "@",
            "#",
            "(",
            ")",
            "[]",
            "[1]",
            ",",
            "=",
            "::text",
            "E'x'",
            "U&\"d\"",
            "null",
            "NULL",
            "true",
            "user",
            "select",
            "table",
            "order",
            "group",
            "left",
            "default",
            "current_user",
            "interval",
            "between",
            "natural",
            "authorization",
            "none",
            "values",
            "coalesce",
            "json_table",
            "_",
            "_a",
            "public",
            "pg_catalog",
            "x".repeat(63),
            "ä".repeat(31),
            "🙂".repeat(15),
            "\"".repeat(63),
            "'".repeat(63),
            "İ",
            "ı",
            "ß",
            "ﬁ",
            "e\u0301",
            "é",
            "${x}",
            "#{x}",
            "\\u000a",
            "\\n",
            "a\\",
            "&",
            "<b>",
            "`",
            "~",
            "|",
            "^");

    @Test
    void quotesEveryKeywordOfTheServer() throws Exception {
        try (var live = LiveSchema.create()) {
            var words = new TreeSet<String>();
            try (var statement = live.connection().createStatement();
                    var row = statement.executeQuery("SELECT word FROM pg_get_keywords() WHERE catcode <> 'U'")) {
                while (row.next()) {
                    words.add(row.getString(1));
                }
            }
            assertThat(Keywords.ALL).containsAll(words);
            words.forEach(word -> assertThat(Sql.ident(word)).isEqualTo('"' + word + '"'));
            assertThat(Sql.ident("name")).isEqualTo("name");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\0", "a\0b", "\ud800", "\udc00a", ""})
    void refusesWhatNoServerCanStore(String name) {
        assertThatThrownBy(() -> Sql.ident(name)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesMoreThan63Bytes() {
        assertThat(Sql.ident("x".repeat(63))).hasSize(63);
        assertThatThrownBy(() -> Sql.ident("x".repeat(64))).hasMessageContaining("64 bytes");
        assertThatThrownBy(() -> Sql.ident("ä".repeat(32))).hasMessageContaining("64 bytes");
    }

    @Test
    void readsNamesAndTextsBackUnchanged() throws Exception {
        var names = new ArrayList<>(NASTY);
        var random = new Random(SEED);
        while (names.size() < 400) {
            names.add(anyName(random));
        }
        try (var live = LiveSchema.create()) {
            for (String conforming : List.of("on", "off")) {
                live.run("SET standard_conforming_strings = " + conforming + "; SET escape_string_warning = off");
                for (String name : names) {
                    try (var row = live.connection()
                            .createStatement()
                            .executeQuery("SELECT " + Sql.literal(name) + " AS " + Sql.ident(name))) {
                        row.next();
                        assertThat(row.getString(1)).as("seed %d", SEED).isEqualTo(name);
                        assertThat(row.getMetaData().getColumnLabel(1))
                                .as("seed %d", SEED)
                                .isEqualTo(name);
                    }
                }
            }
        }
    }

    private static String anyName(Random random) {
        var text = new StringBuilder();
        int length = 1 + random.nextInt(20);
        for (int i = 0; i < length; i++) {
            int kind = random.nextInt(4);
            int point = kind == 0 ? random.nextInt(0x10ffff) + 1 : 1 + random.nextInt(0x7f);
            boolean surrogate = point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
            text.appendCodePoint(kind == 1 ? "\"'\\$;- ".charAt(random.nextInt(7)) : surrogate ? 'x' : point);
        }
        String name = text.toString();
        return name.getBytes(StandardCharsets.UTF_8).length > 63 ? "y" : name;
    }

    @Test
    void makesAndReadsBackAWholeTableOfNastyNames() throws Exception {
        for (String name : NASTY) {
            String other = name.equals("o") ? "p" : "o";
            var table = new Name(name.startsWith("pg_") ? "" : "billing", name);
            String schema = table.schema().isEmpty() ? "app" : "app" + name.hashCode();
            var type = new EnumType(Name.of(name + (bytes(name) < 60 ? "t" : "")), List.of(name, other));
            var sequence = new Sequence(Name.of(bytes(name) < 60 ? name + "s" : "s"), SequenceOptions.of("bigint"));
            var relation = bytes(name) < 60 ? name : "r";
            var members = Table.of(
                    table,
                    Column.of(table, name, SqlType.of("bigint")).withNullable(false),
                    Column.of(table, other, SqlType.of("bigint")),
                    Column.of(
                            table,
                            "e",
                            SqlType.of(SqlTypes.normal(Sql.ident(type.name().local())))),
                    new PrimaryKey(table, relation + "_1", List.of(name)),
                    new UniqueConstraint(table, relation + "_2", List.of(other, name)),
                    new CheckConstraint(table, name, Sql.ident(other) + " > 0"),
                    new ForeignKey(table, relation + "_3", List.of(other), table, List.of(name)),
                    Index.of(
                            table,
                            relation + "_4",
                            true,
                            List.of(IndexKey.column(name).desc())),
                    new Comment(ObjectId.table(table), name),
                    new Comment(ObjectId.column(table, name), name),
                    new Comment(new ObjectId(CheckConstraint.KIND, table, name), name),
                    new Comment(new ObjectId(Index.KIND, table, relation + "_4"), name));
            try (var live = LiveSchema.create(schema, "billing")) {
                live.run("CREATE SCHEMA billing");
                live.make(type, sequence, members);
                var read = live.read();
                assertThat(read.table(table)).as(name).contains(checked(members, read));
                assertThat(read.find(type.id())).contains(type);
                assertThat(read.find(sequence.id())).contains(sequence);
                live.drop(members, sequence, type);
                assertThat(live.read().tables()).isEmpty();
            }
        }
    }

    /** The server's own spelling of the check, which is not what this is about. */
    private static Table checked(Table table, SchemaModel read) {
        var check = table.members(CheckConstraint.class).get(0);
        return table.with(read.find(check.id()).orElseThrow());
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    @Test
    void belongsToItsColumnUnderNastyNamesToo() throws Exception {
        try (var live = LiveSchema.create("My \"App\"")) {
            var table = Name.of("T 'x'");
            var sequence = new Sequence(Name.of("S.'y'"), SequenceOptions.of("integer"));
            var owned = Table.of(
                    table,
                    Column.of(table, "Id \\", SqlType.of("integer")),
                    new SequenceOwner(sequence.name(), table, "Id \\"));
            live.make(sequence, owned);
            assertThat(live.read()).isEqualTo(SchemaModel.of(sequence, owned));

            var before = owned.columns().get(0);
            var after = before.withIdentity(new dev.aludel.core.schema.Identity(true, SequenceOptions.of("integer")));
            live.run("INSERT INTO \"T 'x'\" VALUES (41)");
            live.drop(owned.members(SequenceOwner.class).get(0), sequence);
            live.change(before, after);
            assertThat(live.ask("INSERT INTO \"T 'x'\" DEFAULT VALUES RETURNING 1 * \"Id \\\""))
                    .isEqualTo("42");
        }
    }
}
