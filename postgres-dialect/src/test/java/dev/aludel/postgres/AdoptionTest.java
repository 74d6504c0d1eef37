package dev.aludel.postgres;

import static dev.aludel.postgres.NormalizerTest.column;
import static dev.aludel.postgres.NormalizerTest.required;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aludel.core.dialect.Normalized;
import dev.aludel.core.schema.CheckConstraint;
import dev.aludel.core.schema.Column;
import dev.aludel.core.schema.ForeignKey;
import dev.aludel.core.schema.ForeignKey.Action;
import dev.aludel.core.schema.Index;
import dev.aludel.core.schema.IndexKey;
import dev.aludel.core.schema.Name;
import dev.aludel.core.schema.ObjectId;
import dev.aludel.core.schema.PrimaryKey;
import dev.aludel.core.schema.SchemaModel;
import dev.aludel.core.schema.Table;
import dev.aludel.core.schema.Timing;
import dev.aludel.core.schema.UniqueConstraint;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Names that a machine made give way to those that are there. */
class AdoptionTest {

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

    @Test
    void theNearestThingLendsItsName() throws SQLException {
        database.run(
                "CREATE TABLE t (a integer CONSTRAINT pk PRIMARY KEY, b integer CONSTRAINT fk REFERENCES t,"
                        + " s text CONSTRAINT status CHECK (s in ('A','B')), CONSTRAINT uq UNIQUE (b, a)); CREATE INDEX i ON t (s)");
        var members = List.of(
                required("a", "integer"),
                required("b", "integer"),
                column("s", "text"),
                new PrimaryKey(T, "x1", List.of("a", "b")),
                new ForeignKey(
                        T,
                        "x2",
                        List.of("b"),
                        T,
                        List.of("a"),
                        Action.CASCADE,
                        Action.NO_ACTION,
                        Timing.NOT_DEFERRABLE),
                new CheckConstraint(T, "x3", "s in ('A','B','C')"),
                new UniqueConstraint(T, "x4", List.of("a", "b")),
                new Index(T, "x5", true, List.of(IndexKey.column("s")), List.of(), "btree", null, false));
        var wanted = SchemaModel.of(Table.of(T, members));
        var normalized = normalize(wanted.withNegotiable(ids(wanted))).model();
        assertThat(normalized.table(T).orElseThrow().members())
                .filteredOn(member -> !(member instanceof Column))
                .extracting(member -> member.id().member())
                .containsExactly("pk", "fk", "status", "uq", "i");
        assertThat(normalized).isNotEqualTo(database.read());
    }

    private static Set<ObjectId> ids(SchemaModel model) {
        return model.everything().keySet().stream().filter(ObjectId::isMember).collect(Collectors.toSet());
    }

    @Test
    void aNameThatPeopleChoseStands() throws SQLException {
        database.run("CREATE TABLE t (a integer, CONSTRAINT live UNIQUE (a))");
        var wanted =
                SchemaModel.of(Table.of(T, column("a", "integer"), new UniqueConstraint(T, "chosen", List.of("a"))));
        assertThat(normalize(wanted).model()).isEqualTo(wanted);
    }

    @Test
    void aNewThingDoesNotKeepANameThatWasLent() throws SQLException {
        database.run("CREATE TABLE t (n integer CHECK (n > 0), m integer)");
        var wanted = SchemaModel.of(Table.of(
                T,
                column("n", "integer"),
                column("m", "integer"),
                new CheckConstraint(T, "t_n_check", "m > 0"),
                new CheckConstraint(T, "t_n_check1", "n > 0")));
        assertThat(normalize(wanted.withNegotiable(ids(wanted)))
                        .model()
                        .table(T)
                        .orElseThrow()
                        .members(CheckConstraint.class))
                .extracting(CheckConstraint::toString)
                .containsExactly(
                        new CheckConstraint(T, "t_n_check1", "m > 0").toString(),
                        new CheckConstraint(T, "t_n_check", "n > 0").toString());
    }
}
