package dev.aludel.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aludel.core.Migrator;
import dev.aludel.core.compare.Differ;
import dev.aludel.core.dialect.Scope;
import dev.aludel.core.op.Operations;
import dev.aludel.core.revision.RevisionFormat;
import dev.aludel.core.revision.RevisionInfo;
import dev.aludel.core.revision.RevisionSource;
import dev.aludel.core.revision.RevisionWriter;
import dev.aludel.core.schema.CheckConstraint;
import dev.aludel.core.schema.Column;
import dev.aludel.core.schema.ForeignKey;
import dev.aludel.core.schema.Identity;
import dev.aludel.core.schema.Index;
import dev.aludel.core.schema.IndexKey;
import dev.aludel.core.schema.Name;
import dev.aludel.core.schema.PrimaryKey;
import dev.aludel.core.schema.SchemaModel;
import dev.aludel.core.schema.SchemaObject;
import dev.aludel.core.schema.SequenceOptions;
import dev.aludel.core.schema.SqlType;
import dev.aludel.core.schema.Table;
import dev.aludel.core.schema.UniqueConstraint;
import dev.aludel.testing.TestServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;

/** Schemas of many tables: a fixed number of round trips, and times that grow with the tables only. */
class BigSchemaTest {

    private static final PostgresDialect DIALECT = new PostgresDialect();

    @TempDir
    private Path directory;

    @Test
    void aHundredTablesTakeAsManyRoundTripsAsTen() throws Exception {
        assertThat(diffOf(100)).isEqualTo(diffOf(10));
    }

    @Tag("long")
    @ParameterizedTest
    @ValueSource(ints = {1_000})
    void manyTablesTakeAsManyRoundTripsAsTen(int tables) throws Exception {
        assertThat(diffOf(tables)).isEqualTo(diffOf(10));
    }

    /** Makes the schema by a revision in Java and compares; the result is the number of round trips of comparing. */
    private int diffOf(int tables) throws Exception {
        SchemaModel wanted = model(tables);
        try (var database = TestServer.shared().database()) {
            var upgrade = Differ.diff(SchemaModel.empty(), wanted);
            Path folder = directory.resolve("of" + tables);
            var writer = new RevisionWriter(folder, RevisionFormat.SQL, "");
            RevisionWriter.write(writer.render(
                    RevisionInfo.of("aaaa", "Many"),
                    upgrade,
                    Operations.reverse(upgrade),
                    DIALECT,
                    TestServer.shared().major()));
            long start = System.nanoTime();
            Migrator.builder()
                    .dataSource(database.dataSource())
                    .revisions(RevisionSource.at("file:" + folder, getClass().getClassLoader()))
                    .build()
                    .upgradeToHead();
            long applied = System.nanoTime();
            var source = (PGSimpleDataSource) database.dataSource();
            try (var trips = new RoundTrips("127.0.0.1", source.getPortNumbers()[0])) {
                var proxied = new PGSimpleDataSource();
                proxied.setUrl(database.url());
                proxied.setServerNames(new String[] {trips.address().split(":")[0]});
                proxied.setPortNumbers(
                        new int[] {Integer.parseInt(trips.address().split(":")[1])});
                try (Connection connection = proxied.getConnection()) {
                    trips.taken();
                    compare(connection, wanted);
                    int taken = trips.taken();
                    long compared = System.nanoTime();
                    compare(connection, wanted);
                    System.out.printf(
                            "%d tables: applied in %d ms, compared in %d ms, %d round trips%n",
                            tables, (applied - start) / 1_000_000, (System.nanoTime() - compared) / 1_000_000, taken);
                    return taken;
                }
            }
        }
    }

    private static void compare(Connection connection, SchemaModel wanted) throws Exception {
        var scope = new Scope(List.of("public"), DIALECT.inspect(connection).majorVersion());
        SchemaModel live =
                DIALECT.read(connection, scope, DIALECT.versionTables().tables());
        var normalized = DIALECT.normalize(connection, wanted, live, scope);
        assertThat(normalized.undecided()).isEmpty();
        assertThat(Differ.diff(live, normalized.model())).isEmpty();
    }

    /** Twelve columns a table, two foreign keys, two indexes, a unique constraint, a check, two defaults. */
    private static SchemaModel model(int tables) {
        var objects = new ArrayList<SchemaObject>();
        for (int i = 0; i < tables; i++) {
            Name table = Name.of("t_%05d".formatted(i));
            var members = new ArrayList<SchemaObject>();
            members.add(Column.of(table, "id", SqlType.of("bigint"))
                    .withIdentity(new Identity(false, SequenceOptions.of("bigint"))));
            members.add(Column.of(table, "parent", SqlType.of("bigint")));
            members.add(Column.of(table, "other", SqlType.of("bigint")));
            members.add(Column.of(table, "state", SqlType.of("varchar(20)")).withDefault("'NEW'"));
            members.add(Column.of(table, "at", SqlType.of("timestamptz(6)")).withDefault("current_timestamp"));
            for (int c = 0; c < 7; c++) {
                members.add(Column.of(table, "c" + c, SqlType.of(c % 2 == 0 ? "varchar(255)" : "numeric(12,2)")));
            }
            members.add(new PrimaryKey(table, table.local() + "_pkey", List.of("id")));
            members.add(new UniqueConstraint(table, "uq_" + i, List.of("c0", "c1")));
            members.add(new CheckConstraint(table, "ck_" + i, "state in ('NEW','OLD')"));
            members.add(Index.of(table, "ix_a_" + i, false, List.of(IndexKey.column("parent"))));
            members.add(Index.of(
                    table,
                    "ix_b_" + i,
                    false,
                    List.of(IndexKey.column("other"), IndexKey.column("at").desc())));
            Name parent = Name.of("t_%05d".formatted(i / 2));
            members.add(new ForeignKey(table, "fk_a_" + i, List.of("parent"), parent, List.of("id")));
            members.add(new ForeignKey(table, "fk_b_" + i, List.of("other"), Name.of("t_00000"), List.of("id")));
            objects.add(Table.of(table, members));
        }
        assertThat(Set.copyOf(objects)).hasSize(tables);
        return SchemaModel.of(objects);
    }
}
