package dev.aludel.core.run;

import dev.aludel.core.dialect.Dialect;
import dev.aludel.core.dialect.ServerInfo;
import dev.aludel.core.revision.RevisionGraph;
import dev.aludel.core.revision.RevisionSet;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * A database and the revisions for it.
 *
 * @param offline major version of the server that is written for when there is no database; 0 when there is one
 */
public record Setup(DataSource dataSource, Dialect dialect, RunSettings settings, RevisionSet revisions, int offline) {

    RevisionGraph graph() {
        return revisions.graph();
    }

    Planner planner() {
        return new Planner(revisions, dialect);
    }

    boolean isOffline() {
        return offline > 0;
    }

    /** Asks the server, where there is one. */
    Context context() {
        if (isOffline()) {
            return Context.of(dialect.offline(offline), settings);
        }
        try (Session session = Session.open(dataSource, dialect)) {
            return context(session);
        } catch (SQLException e) {
            throw Failures.general(e, dialect, "asking what server this is");
        }
    }

    Context context(Session session) throws SQLException {
        ServerInfo server = dialect.inspect(session.connection());
        return Context.of(server, settings);
    }
}
