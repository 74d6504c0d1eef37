package dev.aludel.postgres.changes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.aludel.core.Migrator;
import dev.aludel.core.compare.RenameHints;
import dev.aludel.core.dialect.Scope;
import dev.aludel.core.op.Operation;
import dev.aludel.core.op.Operations;
import dev.aludel.core.schema.SchemaModel;
import dev.aludel.core.schema.SqlTokens;
import dev.aludel.postgres.PostgresDialect;
import dev.aludel.testing.CatalogFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * Proves that one schema becomes another, with whatever is in the way of it, and comes back: the catalogs are equal, a second
 * difference is empty, and the revisions in SQL and in Java do the same.
 */
final class Definitions {

    /** Two schemas, what they have in common first. */
    record Case(String name, int since, String both, String before, String after, RenameHints hints) {

        static Case of(String name, String both, String before, String after) {
            return new Case(name, 14, both, before, after, RenameHints.none());
        }

        Case since(int major) {
            return new Case(name, major, both, before, after, hints);
        }

        Case renaming(RenameHints renames) {
            return new Case(name, since, both, before, after, renames);
        }
    }

    private static final List<String> SCHEMAS = List.of("public", "extra");

    private Definitions() {}

    static Stream<DynamicTest> prove(Case... cases) throws Exception {
        var live = Side.open();
        var wanted = Side.open();
        var written = new Written(new PostgresDialect());
        var tests = new ArrayList<DynamicTest>();
        for (Case each : cases) {
            tests.add(DynamicTest.dynamicTest(each.name(), () -> prove(each, live, wanted, written)));
        }
        tests.add(DynamicTest.dynamicTest("all of them are written in Java and come back", () -> written.provesJava()));
        return tests.stream().onClose(() -> close(live, wanted, written));
    }

    private static void close(Side live, Side wanted, Written written) {
        try {
            live.close();
            wanted.close();
            written.delete();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void prove(Case each, Side live, Side wanted, Written written) throws Exception {
        assumeTrue(Side.major() >= each.since(), "needs PostgreSQL " + each.since());
        load(live, each.both(), each.before());
        load(wanted, each.both(), each.after());
        assertThat(live.dialect.syntaxError(live.connection(), SqlTokens.statements(each.after())))
                .isEmpty();
        SchemaModel to = wanted.read(SCHEMAS);
        var start = live.facts(SCHEMAS);
        var goal = wanted.facts(SCHEMAS);
        var upgrade = Difference.between(live, to, SCHEMAS, each.hints()).upgrade();
        assertThat(upgrade).as("a difference").isNotEmpty();
        Scope scope = new Scope(SCHEMAS, Side.major());
        SchemaModel from = live.read(SCHEMAS);
        Replayed.there(each.name(), from, wanted, to, upgrade, scope);
        Replayed.back(each.name(), to, live, from, upgrade, scope);
        var change = new Change(each.name());
        written.inJava(change, upgrade);
        var migrator = Migrator.builder()
                .dataSource(live.dataSource())
                .schemas(SCHEMAS.toArray(String[]::new))
                .versionSchema("aludel")
                .revisions()
                .build();
        var script = written.inSql(change, upgrade);
        for (var way : List.of(
                List.of(upgrade, Operations.reverse(upgrade)),
                List.of(script.upgrade(live.dialect::normalType), script.downgrade(live.dialect::normalType)))) {
            apply(migrator, way.get(0));
            assertThat(CatalogFacts.differences(goal, live.facts(SCHEMAS)))
                    .as("after the upgrade: wanted (-) and live (+)")
                    .isEmpty();
            assertThat(Difference.between(live, to, SCHEMAS, RenameHints.none()).lines())
                    .as("a second difference")
                    .isEmpty();
            apply(migrator, way.get(1));
            assertThat(CatalogFacts.differences(start, live.facts(SCHEMAS)))
                    .as("after the downgrade: before (-) and live (+)")
                    .isEmpty();
        }
    }

    /** Statement by statement, because the driver takes the body of a routine for more than one. */
    private static void load(Side side, String both, String more) throws Exception {
        var statements = new ArrayList<String>();
        statements.add("create schema extra");
        statements.addAll(SqlTokens.statements(both));
        statements.addAll(SqlTokens.statements(more));
        side.load(SCHEMAS, statements);
    }

    private static void apply(Migrator migrator, List<Operation> operations) {
        migrator.apply(operations);
    }
}
