package dev.aludel.postgres.changes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aludel.core.Migrator;
import dev.aludel.core.compare.RenameHints;
import dev.aludel.core.op.Operations;
import dev.aludel.core.schema.SchemaModel;
import dev.aludel.testing.CatalogFacts;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * The same changes as differences between two schemas, where the column has a default, a check and, where its type can be
 * sorted, an index. There is a table for each type that a column can get; before, it is of the same type in all of them.
 */
final class TypeContext {

    private static final List<String> SCHEMAS = List.of("public");

    /** Types without an operator class for btree. */
    private static final Set<String> UNSORTED = Set.of("json", "xml", "point");

    private final Side live;
    private final List<TypeSamples> types;
    private final SchemaModel wanted;
    private final List<String> goal;

    /**
     * @param other holds what is wanted
     */
    TypeContext(Side live, Side other, List<TypeSamples> types) throws SQLException {
        this.live = live;
        this.types = types;
        other.load(SCHEMAS, tables(to -> to));
        this.wanted = other.read(SCHEMAS);
        this.goal = other.facts(SCHEMAS);
    }

    void prove(TypeSamples from) throws SQLException {
        live.load(SCHEMAS, tables(to -> from));
        var start = live.facts(SCHEMAS);
        var upgrade =
                Difference.between(live, wanted, SCHEMAS, RenameHints.none()).upgrade();
        var migrator = Migrator.builder()
                .dataSource(live.dataSource())
                .schemas("public")
                .versionSchema("aludel")
                .revisions()
                .build();
        migrator.apply(upgrade);
        assertThat(CatalogFacts.differences(goal, live.facts(SCHEMAS)))
                .as("after the upgrade of " + from.type() + ": wanted (-) and live (+)")
                .isEmpty();
        migrator.apply(Operations.reverse(upgrade));
        assertThat(CatalogFacts.differences(start, live.facts(SCHEMAS)))
                .as("after the downgrade to " + from.type() + ": before (-) and live (+)")
                .isEmpty();
    }

    private List<String> tables(UnaryOperator<TypeSamples> type) {
        var sql = new StringBuilder();
        for (int i = 0; i < types.size(); i++) {
            sql.append(table("t" + i, type.apply(types.get(i))));
        }
        return List.of(TypeSamples.MADE, sql.toString());
    }

    private static String table(String name, TypeSamples samples) {
        String value = samples.values().get(0).replace("'", "''");
        String index = UNSORTED.contains(samples.type()) ? "" : "CREATE INDEX ON " + name + " (v);";
        return "CREATE TABLE %s (v %s NOT NULL DEFAULT '%s' CHECK (v::text <> 'never'));"
                        .formatted(name, samples.type(), value)
                + index;
    }
}
