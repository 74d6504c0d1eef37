package dev.aludel.postgres.corpus;

import dev.aludel.core.compare.Differ;
import dev.aludel.core.dialect.Scope;
import dev.aludel.core.op.Operation;
import dev.aludel.core.op.Operations;
import dev.aludel.core.schema.SchemaModel;
import dev.aludel.testing.TestServer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Proves one pair. The difference of its two catalogs, applied to a database with the first schema, makes the second, as
 * the catalog says and as a second difference says; the way back restores the first.
 *
 * <p>What a diff does not manage (see {@link Facts#unmanaged()}) has to be reported as such, and every fact of it has to
 * be the same before and after. Roles are shared by all databases, so that two databases cannot differ in them.
 */
final class PairProof {

    private static final int MAJOR = TestServer.shared().major();

    private final SchemaPair pair;
    private final List<String> detail = new ArrayList<>();
    private Phase phase = Phase.LOAD;

    private PairProof(SchemaPair pair) {
        this.pair = pair;
    }

    /** Ends the proof. */
    private static final class Disproved extends Exception {

        private static final long serialVersionUID = 1L;

        Disproved(String reason) {
            super(reason);
        }
    }

    static Verdict of(SchemaPair pair) {
        return new PairProof(pair).verdict();
    }

    private Verdict verdict() {
        try (var live = new PairSide();
                var wanted = new PairSide()) {
            live.load(pair.from());
            wanted.load(pair.to());
            return walk(live, wanted);
        } catch (Disproved e) {
            return new Verdict.Failed(phase, String.valueOf(e.getMessage()), detail);
        } catch (SQLException | RuntimeException | StackOverflowError e) {
            if (phase == Phase.LOAD
                    && e instanceof RefusedStatement refused
                    && refused.isOfItsText()
                    && !pair.loadsOn().contains(MAJOR)) {
                return new Verdict.NotApplicable(Reasons.of(e));
            }
            detail.add(0, String.valueOf(e.getMessage()));
            return new Verdict.Failed(phase, Reasons.of(e), detail);
        }
    }

    private Verdict walk(PairSide live, PairSide wanted) throws SQLException, Disproved {
        phase = Phase.READ;
        Scope scope = scope(live, wanted);
        SchemaModel from = live.read(scope);
        SchemaModel to = wanted.read(scope);
        Facts start = live.facts();
        Facts goal = wanted.facts();
        phase = Phase.DIFF;
        List<Operation> upgrade = Differ.diff(from, to);
        List<Operation> downgrade = Operations.reverse(upgrade);
        detail.addAll(live.sql(upgrade, scope));
        phase = Phase.UPGRADE;
        live.apply(upgrade, scope);
        phase = Phase.CATALOG_AFTER_UPGRADE;
        Facts reached = live.facts();
        same(goal.managed(), reached.managed());
        same(start.unmanaged(), reached.unmanaged());
        phase = Phase.SECOND_DIFF;
        silent(Differ.diff(live.read(scope), to));
        phase = Phase.DOWNGRADE;
        detail.add("-- and back");
        detail.addAll(live.sql(downgrade, scope));
        live.apply(downgrade, scope);
        phase = Phase.CATALOG_AFTER_DOWNGRADE;
        same(start, live.facts());
        return passed(start, goal);
    }

    private static Scope scope(PairSide live, PairSide wanted) throws SQLException {
        var names = new TreeSet<>(live.schemas());
        names.addAll(wanted.schemas());
        var schemas = new ArrayList<>(List.of("public"));
        schemas.addAll(names);
        return new Scope(schemas, MAJOR);
    }

    private void same(Facts expected, Facts actual) throws Disproved {
        List<String> differences = expected.differences(actual);
        if (!differences.isEmpty()) {
            detail.addAll(0, differences);
            throw new Disproved(expected.reason(actual));
        }
    }

    private void silent(List<Operation> operations) throws Disproved {
        if (!operations.isEmpty()) {
            operations.forEach(operation -> detail.add(0, operation.toString()));
            throw new Disproved(Reasons.of(operations));
        }
    }

    private Verdict passed(Facts start, Facts goal) throws Disproved {
        List<String> others = start.unmanaged().differences(goal.unmanaged());
        if (!others.isEmpty()) {
            String kinds =
                    new Facts(others.stream().map(line -> line.substring(2)).toList()).kinds();
            phase = Phase.DIFF;
            detail.addAll(0, others);
            throw new Disproved("not reported as unmanaged: " + kinds);
        }
        boolean onlyRoles =
                pair.isAboutRoles() && start.equals(goal) && !pair.from().equals(pair.to());
        return onlyRoles ? new Verdict.Unmanaged("role") : new Verdict.Passed(start.equals(goal));
    }
}
