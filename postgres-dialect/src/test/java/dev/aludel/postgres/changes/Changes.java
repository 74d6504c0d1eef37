package dev.aludel.postgres.changes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.aludel.core.Migrator;
import dev.aludel.core.compare.RenameHints;
import dev.aludel.core.dialect.Hazard;
import dev.aludel.core.dialect.Scope;
import dev.aludel.core.error.MigrationException;
import dev.aludel.core.op.Operation;
import dev.aludel.core.op.Operations;
import dev.aludel.core.op.Statements;
import dev.aludel.core.schema.SchemaModel;
import dev.aludel.postgres.changes.Change.Proved;
import dev.aludel.testing.CatalogFacts;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * Proves rows of the table. Of each: the difference reads as expected; its operations run in one transaction on a table
 * with rows; the catalog is then the one that the wanted SQL makes, and a second difference is silent; the rows are
 * still there; the downgrade restores the catalog exactly; so does the difference that leads from there to here; the same
 * operations written as SQL do the same, and written as Java are the same.
 */
public final class Changes implements AutoCloseable {

    final Side live = Side.open();
    final Side wanted = Side.open();
    private final Written written;

    Changes(Written written) throws SQLException {
        this.written = written;
    }

    /** A test for each row, and one for all of them together as revisions in Java. Rows are proved side by side. */
    public static Stream<DynamicTest> prove(Change... rows) throws SQLException, IOException {
        return prove(List.of(rows), (row, bench) -> bench.prove(row));
    }

    /** What is done with a row. */
    @FunctionalInterface
    interface Proving {
        void prove(Change row, Changes bench) throws Exception;
    }

    static Stream<DynamicTest> prove(List<Change> rows, Proving proving) throws SQLException, IOException {
        var workshop = new Workshop();
        var tests = new ArrayList<DynamicTest>();
        for (Change row : rows) {
            var proof = workshop.submit(changes -> proving.prove(row, changes));
            tests.add(DynamicTest.dynamicTest(row.name, () -> Workshop.await(proof)));
        }
        tests.add(DynamicTest.dynamicTest("all of them are written in Java and come back", workshop::provesJava));
        return tests.stream().onClose(workshop::close);
    }

    void prove(Change change) throws SQLException, IOException {
        assumeTrue(Side.major() >= change.since, "needs PostgreSQL " + change.since);
        live.load(change.schemas, change.before);
        wanted.load(change.schemas, change.after);
        live.searchPath = change.searchPath;
        SchemaModel from = live.read(change.schemas);
        SchemaModel to = wanted.read(change.schemas);
        Difference diff = change.isOfEntities()
                ? Difference.ofEntities(change, live)
                : Difference.between(live, to, change.schemas, change.renames);
        if (change.mention.isEmpty()) {
            assertThat(String.join("\n", diff.lines())).isEqualTo(String.join("\n", change.lines));
        } else {
            assertThat(diff.lines()).anyMatch(line -> line.contains(change.mention));
        }
        if (change.withHazards) {
            assertThat(hazards(diff.upgrade(), change)).isEqualTo(change.hazards);
        }
        change.proved.add(Proved.DETECTS);
        if (diff.upgrade().isEmpty()) {
            return;
        }
        Scope scope = new Scope(change.schemas, Side.major());
        if (change.never.isEmpty()) {
            Replayed.there(change.name, from, wanted, to, diff.upgrade(), scope);
            Replayed.back(change.name, to, live, from, diff.upgrade(), scope);
        }
        written.inJava(change, diff.upgrade());
        new Proof(change, diff, from, to).run();
    }

    private Set<Hazard.Kind> hazards(List<Operation> operations, Change change) {
        var kinds = EnumSet.noneOf(Hazard.Kind.class);
        Scope scope = new Scope(change.schemas, Side.major());
        Statements.of(operations, live.dialect, scope).stream()
                .flatMap(List::stream)
                .flatMap(statement -> statement.hazards().stream())
                .filter(hazard -> hazard.level().compareTo(Hazard.Level.WARN) >= 0)
                .forEach(hazard -> kinds.add(hazard.kind()));
        return kinds;
    }

    /** One row's way there and back, three times. */
    private final class Proof {

        private final Change change;
        private final Difference diff;
        private final SchemaModel from;
        private final SchemaModel to;
        private final Contents contents;
        private final Migrator migrator;
        private final List<String> start;
        private final List<String> goal;

        Proof(Change change, Difference diff, SchemaModel from, SchemaModel to) throws SQLException {
            this.change = change;
            this.diff = diff;
            this.from = from;
            this.to = to;
            this.contents = new Contents(from, to, diff.upgrade());
            this.migrator = Migrator.builder()
                    .dataSource(live.dataSource())
                    .schemas(change.schemas.toArray(String[]::new))
                    .versionSchema("aludel")
                    .revisions()
                    .build();
            this.start = live.facts(change.schemas);
            this.goal = wanted.facts(change.schemas);
        }

        void run() throws SQLException, IOException {
            if (!change.never.isEmpty()) {
                isRefused(diff.upgrade(), change.never, start);
                change.proved.add(Proved.RUNS);
                return;
            }
            var reverse = Operations.reverse(diff.upgrade());
            if (!change.refusal.isEmpty()) {
                isRefused(diff.upgrade(), change.refusal, start);
            }
            Difference other = byOperations(reverse);
            bySql();
            if (!Set.copyOf(other.upgrade()).equals(Set.copyOf(reverse))) {
                migrator.apply(diff.upgrade());
                migrator.apply(other.upgrade());
                isAtStart("after the difference that leads back");
            }
        }

        /** Returns the difference that leads back. */
        private Difference byOperations(List<Operation> reverse) throws SQLException {
            var before = contents.before(live);
            var all = contents.wayBack(live);
            var files = files();
            migrator.apply(diff.upgrade());
            isAtGoal("after the upgrade");
            assertThat(contents.after(live)).as("rows").isEqualTo(before);
            answer(change.answers);
            rewrites(files, files());
            var again = Difference.between(live, to, change.schemas, RenameHints.none());
            assertThat(again.lines()).as("a second difference").isEmpty();
            if (change.isOfEntities()) {
                assertThat(Difference.ofEntities(change, live).lines())
                        .as("a second difference to the entities")
                        .isEmpty();
            }
            change.proved.add(Proved.RUNS);
            Difference other = Difference.between(live, from, change.schemas, diff.hintsBack());
            if (!change.refusalBack.isEmpty()) {
                isRefused(reverse, change.refusalBack, goal);
            }
            migrator.apply(reverse);
            isAtStart("after the downgrade");
            if (change.refusalBack.isEmpty()) {
                assertThat(contents.wayBack(live))
                        .as("rows after the downgrade")
                        .isEqualTo(all);
                answer(change.answersAgain);
            }
            change.proved.add(Proved.REVERSES);
            return other;
        }

        private void bySql() throws SQLException, IOException {
            var script = written.inSql(change, diff.upgrade());
            migrator.apply(script.upgrade(live.dialect::normalType));
            isAtGoal("after the upgrade in SQL");
            migrator.apply(script.downgrade(live.dialect::normalType));
            isAtStart("after the downgrade in SQL");
        }

        private void isAtGoal(String when) throws SQLException {
            assertThat(CatalogFacts.differences(goal, live.facts(change.schemas)))
                    .as(when + ": wanted (-) and live (+)")
                    .isEmpty();
        }

        private void isAtStart(String when) throws SQLException {
            assertThat(CatalogFacts.differences(start, live.facts(change.schemas)))
                    .as(when + ": before (-) and live (+)")
                    .isEmpty();
        }

        /** Nothing may change then. The rows are taken away, so that it can go on. */
        private void isRefused(List<Operation> operations, String reason, List<String> facts) throws SQLException {
            SchemaModel now = live.read(change.schemas);
            var contents = new Contents(now, now, List.of());
            var rows = contents.before(live);
            assertThatThrownBy(() -> migrator.apply(operations))
                    .isInstanceOf(MigrationException.class)
                    .hasMessageContaining(reason);
            assertThat(CatalogFacts.differences(facts, live.facts(change.schemas)))
                    .isEmpty();
            assertThat(contents.before(live)).isEqualTo(rows);
            var tables = now.tables().stream().map(Contents::name).toList();
            live.run("TRUNCATE " + String.join(", ", tables) + " CASCADE");
        }

        private void answer(Map<String, String> answers) throws SQLException {
            for (var answer : answers.entrySet()) {
                assertThat(live.ask(answer.getKey())).as(answer.getKey()).containsExactly(answer.getValue());
            }
        }

        private Map<String, String> files() throws SQLException {
            return live.files(change.schemas);
        }

        /** A table that is written anew is announced. */
        private void rewrites(Map<String, String> before, Map<String, String> after) {
            if (!change.withHazards) {
                return;
            }
            boolean rewritten = before.entrySet().stream()
                    .anyMatch(table -> after.containsKey(table.getKey())
                            && !after.get(table.getKey()).equals(table.getValue()));
            assertThat(change.hazards.contains(Hazard.Kind.REWRITES_TABLE))
                    .as("a table is written anew")
                    .isEqualTo(rewritten);
        }
    }

    /** In Java, after all rows. */
    void provesJava() throws IOException {
        written.provesJava();
    }

    @Override
    public void close() throws SQLException {
        live.close();
        wanted.close();
    }
}
