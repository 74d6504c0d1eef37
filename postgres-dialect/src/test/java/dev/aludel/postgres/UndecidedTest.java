package dev.aludel.postgres;

import static dev.aludel.postgres.NormalizerTest.column;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aludel.core.dialect.Normalized;
import dev.aludel.core.schema.CheckConstraint;
import dev.aludel.core.schema.EnumType;
import dev.aludel.core.schema.Generated;
import dev.aludel.core.schema.Index;
import dev.aludel.core.schema.IndexKey;
import dev.aludel.core.schema.Name;
import dev.aludel.core.schema.SchemaModel;
import dev.aludel.core.schema.Sequence;
import dev.aludel.core.schema.SequenceOptions;
import dev.aludel.core.schema.Table;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is different because it is new, and what nobody can tell. */
class UndecidedTest {

    private static final Name T = Name.of("t");

    private Scratch database;

    @BeforeEach
    void create() throws SQLException {
        database = new Scratch();
    }

    @AfterEach
    void drop() throws SQLException {
        database.close();
    }

    private Normalized normalize(SchemaModel wanted) throws SQLException {
        return Normalizer.normalize(database.connection, wanted, database.read(), database.scope);
    }

    /** Each is different because of something that is not there yet, which is no reason to be undecided. */
    static Stream<NormalizerTest.Row> newThings() {
        var numbers = new Sequence(Name.of("numbers"), SequenceOptions.of("bigint"));
        return Stream.of(
                new NormalizerTest.Row(
                        "a sequence",
                        "CREATE TABLE t (c bigint DEFAULT 1)",
                        numbers,
                        Table.of(T, column("c", "bigint").withDefault("nextval('numbers')"))),
                new NormalizerTest.Row(
                        "a column",
                        "CREATE TABLE t (c integer, CONSTRAINT k CHECK (c > 0))",
                        Table.of(
                                T,
                                column("c", "integer"),
                                column("d", "integer"),
                                new CheckConstraint(T, "k", "c > d"))),
                new NormalizerTest.Row(
                        "an enum",
                        "CREATE TABLE t (c text, CONSTRAINT k CHECK (c <> ''))",
                        new EnumType(Name.of("color"), List.of("RED")),
                        Table.of(
                                T,
                                column("c", "text"),
                                column("d", "color"),
                                new CheckConstraint(T, "k", "d <> 'RED'"))),
                new NormalizerTest.Row(
                        "a value of an enum",
                        "CREATE TYPE color AS ENUM ('RED'); CREATE TABLE t (c color DEFAULT 'RED',"
                                + " CONSTRAINT k CHECK (c = 'RED'))",
                        new EnumType(Name.of("color"), List.of("RED", "BLUE")),
                        Table.of(
                                T,
                                column("c", "color").withDefault("'BLUE'"),
                                new CheckConstraint(T, "k", "c = 'BLUE'"))),
                new NormalizerTest.Row(
                        "another type",
                        "CREATE TABLE t (c text DEFAULT 'x', CONSTRAINT k CHECK (c <> ''))",
                        Table.of(T, column("c", "integer").withDefault("0"), new CheckConstraint(T, "k", "c > 0"))),
                new NormalizerTest.Row(
                        "another computation",
                        "CREATE TABLE t (a integer, c integer GENERATED ALWAYS AS (a) STORED)",
                        Table.of(
                                T,
                                column("a", "integer"),
                                column("b", "integer"),
                                column("c", "integer").withGenerated(new Generated("a + b", true)))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("newThings")
    void isDifferentBecauseItIsNew(NormalizerTest.Row row) throws SQLException {
        database.run(row.ddl());
        var wanted = SchemaModel.of(row.wanted());
        var normalized = normalize(wanted);
        assertThat(normalized.model()).isEqualTo(wanted);
        assertThat(normalized.undecided()).isEmpty();
    }

    @Test
    void anEnumThatGrowsDoesNotChangeWhatUsesItsOldValues() throws SQLException {
        database.run("CREATE TYPE color AS ENUM ('RED', 'GREEN'); CREATE TABLE t (c color DEFAULT 'RED', CONSTRAINT k"
                + " CHECK (c in ('RED','GREEN')))");
        var color = new EnumType(Name.of("color"), List.of("RED", "GREEN", "BLUE"));
        var wanted = SchemaModel.of(
                color,
                Table.of(
                        T,
                        column("c", "color").withDefault("'RED'"),
                        new CheckConstraint(T, "k", "c in ('RED','GREEN')")));
        assertThat(normalize(wanted).model()).isEqualTo(database.read().replace(color));
    }

    @Test
    void whatCannotBePlannedIsUndecidedAndOnlyThat() throws SQLException {
        database.run(
                "CREATE TABLE t (a integer DEFAULT 1, b integer DEFAULT 2, CONSTRAINT k CHECK (a > 0), CONSTRAINT l CHECK"
                        + " (b > 0)); CREATE INDEX i ON t ((a + b))");
        var wanted = SchemaModel.of(Table.of(
                T,
                column("a", "integer").withDefault("no_such_function()"),
                column("b", "integer").withDefault("(2)"),
                new CheckConstraint(T, "k", "a > 0) or (true"),
                new CheckConstraint(T, "l", "b>0"),
                Index.of(T, "i", false, List.of(IndexKey.expression("a <-> b")))));
        for (boolean autoCommit : List.of(true, false)) {
            database.connection.setAutoCommit(autoCommit);
            var normalized = normalize(wanted);
            assertThat(normalized.model()).isEqualTo(database.read());
            assertThat(normalized.undecided())
                    .extracting(undecided -> undecided.object() + ": " + undecided.why())
                    .containsExactlyInAnyOrder(
                            "column t.a: function no_such_function() does not exist",
                            "check t.k: it is not one expression",
                            "index t.i: operator does not exist: integer <-> integer");
        }
    }
}
