package dev.aludel.core.run;

import dev.aludel.core.dialect.Dialect;
import dev.aludel.core.dialect.Scope;
import dev.aludel.core.dialect.ServerInfo;
import dev.aludel.core.dialect.VersionTables.Entry;
import dev.aludel.core.dialect.VersionTables.Head;
import dev.aludel.core.revision.RevisionGraph;
import dev.aludel.core.revision.RevisionInfo;
import dev.aludel.core.run.Status.State;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/** Finds out where a database stands; writes nothing. */
public final class StatusReader {

    private final DataSource dataSource;
    private final Dialect dialect;
    private final RunSettings settings;
    private final RevisionGraph graph;

    public StatusReader(Setup setup) {
        this.dataSource = setup.dataSource();
        this.dialect = setup.dialect();
        this.settings = setup.settings();
        this.graph = setup.graph();
    }

    public Status read() {
        try (Session session = Session.open(dataSource, dialect)) {
            ServerInfo server = dialect.inspect(session.connection());
            var schemas = settings.schemas().isEmpty() ? List.of(server.currentSchema()) : settings.schemas();
            String versionSchema = settings.versionSchema().isEmpty() ? schemas.get(0) : settings.versionSchema();
            var found = dialect.versionTables().heads(session.connection(), versionSchema);
            Set<String> current =
                    found.orElse(Set.of()).stream().map(Head::revision).collect(Collectors.toCollection(TreeSet::new));
            var journal = found.isEmpty()
                    ? List.<Entry>of()
                    : dialect.versionTables().journal(session.connection(), versionSchema);
            var last = journal.isEmpty() ? Optional.<Entry>empty() : Optional.of(journal.get(journal.size() - 1));
            boolean ahead = !current.stream().allMatch(graph::contains);
            List<RevisionInfo> pending = ahead
                    ? List.of()
                    : graph.pending(
                            current,
                            graph.heads().stream().map(RevisionInfo::id).toList());
            State state;
            if (found.isEmpty()) {
                var scope = new Scope(schemas, server.majorVersion());
                boolean empty = dialect.read(session.connection(), scope, Set.of())
                        .tables()
                        .isEmpty();
                state = empty ? State.EMPTY : State.UNVERSIONED;
            } else if (ahead) {
                state = State.AHEAD;
            } else if (last.filter(entry -> entry.state().equals("failed")).isPresent()) {
                state = State.FAILED;
            } else if (graph.heads().size() > 1) {
                state = State.CONFLICT;
            } else if (pending.isEmpty()) {
                state = State.UP_TO_DATE;
            } else {
                state = current.isEmpty() ? State.AT_BASE : State.BEHIND;
            }
            return new Status(state, server, current, graph.heads(), pending, last);
        } catch (SQLException e) {
            throw Failures.general(e, dialect, "reading the status");
        }
    }
}
