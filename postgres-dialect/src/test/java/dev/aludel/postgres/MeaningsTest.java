package dev.aludel.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aludel.core.dialect.Normalized;
import dev.aludel.core.schema.CheckConstraint;
import dev.aludel.core.schema.Column;
import dev.aludel.core.schema.Generated;
import dev.aludel.core.schema.Index;
import dev.aludel.core.schema.IndexKey;
import dev.aludel.core.schema.Name;
import dev.aludel.core.schema.ObjectId;
import dev.aludel.core.schema.SchemaModel;
import dev.aludel.core.schema.SchemaObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each row of {@code expressions.tsv}: an entity's text, the text that the object was created with, and what follows. */
class MeaningsTest {

    private static final String COLUMNS = "s varchar(255), s10 varchar(10), t text, c char(1), si smallint, n integer,"
            + " b bigint, num numeric(38,2), d double precision, r real, tz timestamptz(6), ts timestamp(6), dt date,"
            + " bo boolean, j jsonb, col color, ta text[], va varchar(255)[]";

    private static Scratch database;
    private static SchemaModel live;
    private static Normalized normalized;

    /**
     * @param created what the object in the database was made with
     */
    record Row(int line, String kind, String type, String wanted, String created, String verdict) {

        ObjectId id() {
            return switch (kind) {
                case "DEFAULT" -> ObjectId.column(Name.of("defaults"), "x" + line);
                case "GENERATED" -> ObjectId.column(Name.of("computed"), "x" + line);
                case "CHECK" -> new ObjectId("check", Name.of("checks"), "x" + line);
                default -> new ObjectId("index", Name.of("indexed"), "x" + line);
            };
        }

        String ddl() {
            return switch (kind) {
                case "DEFAULT" -> "ALTER TABLE defaults ADD x" + line + " " + type + " DEFAULT " + created;
                case "GENERATED" ->
                    "ALTER TABLE computed ADD x" + line + " " + type + " GENERATED ALWAYS AS (" + created + ") STORED";
                case "CHECK" -> "ALTER TABLE checks ADD CONSTRAINT x" + line + " CHECK (" + created + "\n)";
                case "KEY" -> "CREATE INDEX x" + line + " ON indexed (" + created + ")";
                default -> "CREATE INDEX x" + line + " ON indexed (si) WHERE " + created;
            };
        }

        SchemaObject wanted(SchemaObject object) {
            if (object instanceof Column column) {
                return kind.equals("DEFAULT")
                        ? column.withDefault(wanted)
                        : column.withGenerated(new Generated(wanted, true));
            }
            if (object instanceof Index index) {
                boolean isKey = kind.equals("KEY");
                return new Index(
                        index.table(),
                        index.name(),
                        index.unique(),
                        isKey ? List.of(key()) : index.keys(),
                        index.include(),
                        index.method(),
                        isKey ? null : wanted,
                        index.nullsNotDistinct());
            }
            return new CheckConstraint(object.table(), object.id().member(), wanted);
        }

        private IndexKey key() {
            return switch (wanted) {
                case "s desc" -> IndexKey.column("s").desc();
                case "s varchar_pattern_ops" -> IndexKey.column("s").withOperatorClass(Name.of("varchar_pattern_ops"));
                case "s collate \"C\"" -> IndexKey.column("s").withCollation(Name.of("C"));
                default -> IndexKey.expression(wanted);
            };
        }

        @Override
        public String toString() {
            return kind + " " + type + ": " + wanted + " is to " + created + ": " + verdict;
        }
    }

    private static List<Row> all() throws IOException {
        var rows = new ArrayList<Row>();
        try (InputStream file = MeaningsTest.class.getResourceAsStream("/expressions.tsv")) {
            for (String line : new String(file.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                if (!line.startsWith("#")) {
                    String[] cells = line.split("\t");
                    rows.add(new Row(rows.size() + 1, cells[0], cells[1], cells[2], cells[3], cells[4]));
                }
            }
        }
        return rows;
    }

    static Stream<Row> rows() throws IOException {
        return all().stream().filter(row -> !row.verdict().equals("refused"));
    }

    static Stream<Row> refused() throws IOException {
        return all().stream().filter(row -> row.verdict().equals("refused"));
    }

    @BeforeAll
    static void createEverything() throws IOException, SQLException {
        database = new Scratch();
        database.run("CREATE TYPE color AS ENUM ('RED', 'GREEN', 'BLUE'); CREATE SEQUENCE norm_seq;"
                + " CREATE SEQUENCE other_seq; CREATE TABLE defaults (); CREATE TABLE computed (" + COLUMNS
                + "); CREATE TABLE checks (" + COLUMNS + "); CREATE TABLE indexed (" + COLUMNS + ")");
        for (Row row : rows().toList()) {
            database.run(row.ddl());
        }
        live = database.read();
        normalized = Normalizer.normalize(database.connection, wanted(live), live, database.scope);
    }

    private static SchemaModel wanted(SchemaModel model) throws IOException {
        SchemaModel wanted = model;
        for (Row row : rows().toList()) {
            wanted = wanted.replace(row.wanted(wanted.find(row.id()).orElseThrow()));
        }
        return wanted;
    }

    @AfterAll
    static void drop() throws SQLException {
        database.close();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void twoTextsAreTheSameWhenPostgresSaysSo(Row row) {
        var before = live.find(row.id()).orElseThrow();
        var after = normalized.model().find(row.id()).orElseThrow();
        if (row.verdict().equals("different")) {
            assertThat(after).isNotEqualTo(before);
        } else {
            assertThat(after).isEqualTo(before);
        }
        assertThat(normalized.undecided()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void whatPostgresRefusesIsNoRow(Row row) {
        assertThatThrownBy(() -> database.run(row.ddl())).isInstanceOf(SQLException.class);
    }

    @Test
    void textsThatTheServerRewroteOnceMoreStayTheSame() throws Exception {
        try (var restored = new Scratch()) {
            restored.run("CREATE TYPE color AS ENUM ('RED', 'GREEN', 'BLUE'); CREATE TABLE checks (" + COLUMNS + ")");
            var checks = rows().filter(
                            row -> row.kind().equals("CHECK") && row.verdict().equals("same"))
                    .toList();
            for (Row row : checks) {
                restored.run(row.ddl());
            }
            // rewrites the checks on these columns, as does restoring a dump
            restored.run(
                    "ALTER TABLE checks ALTER s TYPE varchar(300), ALTER s10 TYPE varchar(20), ALTER n TYPE integer");
            SchemaModel now = restored.read();
            SchemaModel wanted = now;
            for (Row row : checks) {
                wanted = wanted.replace(row.wanted(wanted.find(row.id()).orElseThrow()));
            }
            var same = Normalizer.normalize(restored.connection, wanted, now, restored.scope);
            assertThat(same.model()).isEqualTo(now);
            assertThat(same.undecided()).isEmpty();
        }
    }

    @Test
    void aThousandPairsCostOneFlight() throws Exception {
        try (var big = new Scratch()) {
            for (int t = 0; t < 10; t++) {
                var checks = new ArrayList<String>();
                for (int i = 0; i < 100; i++) {
                    checks.add(
                            "CONSTRAINT c" + i + " CHECK (s in ('A','B','" + i + "') and n between 0 and " + i + ")");
                }
                big.run("CREATE TABLE t" + t + " (s varchar(20), n integer, " + String.join(", ", checks) + ")");
            }
            SchemaModel now = big.read();
            SchemaModel wanted = now;
            for (int t = 0; t < 10; t++) {
                for (int i = 0; i < 100; i++) {
                    wanted = wanted.replace(new CheckConstraint(
                            Name.of("t" + t), "c" + i, "s in ('A','B','" + i + "') and n between 0 and " + i));
                }
            }
            try (var counted = new CountedConnection(big.database)) {
                for (int run = 0; run < 4; run++) {
                    long start = System.nanoTime();
                    var same = Normalizer.normalize(counted.connection, wanted, now, big.scope);
                    System.out.println("1000 pairs: " + (System.nanoTime() - start) / 1_000_000 + " ms");
                    assertThat(same.model()).isEqualTo(now);
                    assertThat(counted.taken()).isEqualTo(1);
                }
            }
        }
    }
}
