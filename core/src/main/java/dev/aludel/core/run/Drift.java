package dev.aludel.core.run;

import dev.aludel.core.compare.Differ;
import dev.aludel.core.compare.LeftAlone;
import dev.aludel.core.dialect.Dialect;
import dev.aludel.core.dialect.Normalized.Undecided;
import dev.aludel.core.error.RevisionException;
import dev.aludel.core.op.Operation;
import dev.aludel.core.revision.Replay;
import dev.aludel.core.schema.SchemaModel;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** How far the live catalog is from what the revisions make. Writes nothing that stays. */
final class Drift {

    private final Setup setup;
    private final Dialect dialect;

    Drift(Setup setup) {
        this.setup = setup;
        this.dialect = setup.dialect();
    }

    /**
     * @param heads up to these
     * @return what would have to be done to the live catalog, a line each. What no revision made is left out
     */
    List<String> at(Set<String> heads) {
        Context context = setup.context();
        SchemaModel wanted = dialect.stored(chain(heads, context), context.scope());
        var created = Replay.of(setup.revisions(), dialect, context.scope()).created();
        try (Session session = Session.open(setup.dataSource(), dialect)) {
            var connection = session.connection();
            var live = dialect.read(
                    connection, context.scope(), dialect.versionTables().tables());
            var normalized = dialect.normalize(connection, wanted, live, context.scope());
            var target = normalized.model();
            var left = LeftAlone.unwanted(
                    target, live, LeftAlone.unsaid(target, live).or(id -> !created.contains(id)));
            var lines = new ArrayList<String>();
            Differ.diff(live, left.model()).stream().map(Operation::describe).forEach(lines::add);
            normalized.undecided().stream().map(Undecided::toString).forEach(lines::add);
            return lines;
        } catch (SQLException e) {
            throw Failures.general(e, dialect, "comparing the catalog with the revisions");
        }
    }

    /** Folded where every statement can be told, else run where nobody sees it. */
    private SchemaModel chain(Set<String> heads, Context context) {
        try {
            return Replay.model(setup.revisions(), heads, dialect, context.scope());
        } catch (RevisionException e) {
            if (e.reason() != RevisionException.Reason.OPAQUE) {
                throw e;
            }
            return setup.rehearsal().model(setup.revisions(), heads);
        }
    }
}
