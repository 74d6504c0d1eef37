package dev.aludel.core.run;

import dev.aludel.core.dialect.Dialect;
import dev.aludel.core.dialect.ServerInfo;
import dev.aludel.core.dialect.VersionTables.Entry;
import dev.aludel.core.error.DatabaseException;
import dev.aludel.core.error.MigrationException;
import dev.aludel.core.revision.Replay;
import dev.aludel.core.revision.RevisionGraph;
import dev.aludel.core.revision.RevisionInfo;
import dev.aludel.core.run.Status.State;
import dev.aludel.core.run.Validation.Finding;
import dev.aludel.core.schema.Name;
import dev.aludel.core.schema.SchemaModel;
import dev.aludel.core.schema.Table;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds out where a database stands; writes nothing. */
public final class StatusReader {

    /** invalid_catalog_name: there is no such database */
    private static final String NO_SUCH_DATABASE = "3D000";

    private final Setup setup;
    private final Dialect dialect;
    private final RevisionGraph graph;

    public StatusReader(Setup setup) {
        this.setup = setup;
        this.dialect = setup.dialect();
        this.graph = setup.graph();
    }

    /**
     * @throws DatabaseException if the server cannot be reached or refuses the login; that there is no such database is a
     *                           state like others
     */
    public Status read() {
        Status status;
        try (Session session = Session.open(setup.dataSource(), dialect)) {
            status = read(session);
        } catch (DatabaseException e) {
            if (e.sqlState().equals(NO_SUCH_DATABASE)) {
                return none(String.valueOf(e.getMessage()));
            }
            throw e;
        } catch (SQLException e) {
            throw Failures.general(e, dialect, "reading the status");
        }
        return status.state() == State.UP_TO_DATE && setup.probe().isPresent() ? probed(status) : status;
    }

    private Status read(Session session) throws SQLException {
        Context context = setup.context(session);
        var tables = dialect.versionTables();
        var found = tables.heads(session.connection(), context.versionSchema());
        var journal = tables.journal(session.connection(), context.versionSchema());
        var live = dialect.read(session.connection(), context.scope(), tables.tables());
        int count = live.tables().size();
        Set<String> current = Runner.ids(found.orElse(Set.of()));
        var last = journal.isEmpty() ? Optional.<Entry>empty() : Optional.of(journal.get(journal.size() - 1));
        Set<String> standing = graph.standing(current);
        var ledger = new Ledger(setup, current, journal);
        boolean ahead = !standing.stream().allMatch(graph::contains);
        var heads = graph.heads();
        List<RevisionInfo> pending = ahead
                ? List.of()
                : graph.pending(standing, heads.stream().map(RevisionInfo::id).toList());
        State state;
        if (found.isEmpty()) {
            state = count == 0 && journal.isEmpty() ? State.EMPTY : State.UNVERSIONED;
        } else if (ahead) {
            state = State.AHEAD;
        } else if (last.filter(entry -> !entry.state().equals("done")).isPresent()) {
            state = State.FAILED;
        } else if (heads.size() > 1 && !Validator.areBranches(graph)) {
            state = State.CONFLICT;
        } else if (pending.isEmpty()) {
            state = State.UP_TO_DATE;
        } else {
            state = current.isEmpty() ? State.AT_BASE : State.BEHIND;
        }
        return new Status(
                state,
                context.server(),
                current,
                graph.all().stream()
                        .filter(revision -> standing.contains(revision.id()))
                        .toList(),
                heads,
                pending,
                last,
                lastDone(journal),
                ahead && ledger.isBeyond(),
                count,
                ahead ? List.of() : missing(standing, context, live),
                findings(session, context, ledger, journal),
                Optional.empty(),
                Optional.empty(),
                "");
    }

    /** Code may drop or rename what it likes, so that nobody knows then. What is in other schemas was not read. */
    private List<String> missing(Set<String> standing, Context context, SchemaModel live) {
        try {
            if (setup.planner().runsCode(standing)) {
                return List.of();
            }
            var scope = context.scope();
            var made = dialect.stored(Replay.model(setup.revisions(), standing, dialect, scope), scope);
            return made.tables().stream()
                    .map(Table::name)
                    .filter(name -> scope.schemas().contains(scope.qualify(name).schema())
                            && live.table(name).isEmpty())
                    .map(Name::toString)
                    .toList();
        } catch (MigrationException e) {
            // nobody can tell what a revision makes, or it has a finding of its own
            return List.of();
        }
    }

    private static Optional<Entry> lastDone(List<Entry> journal) {
        return journal.stream()
                .filter(entry -> entry.state().equals("done"))
                .filter(entry ->
                        entry.direction().equals("upgrade") || entry.direction().equals("downgrade"))
                .reduce((before, after) -> after);
    }

    private List<Finding> findings(Session session, Context context, Ledger ledger, List<Entry> journal)
            throws SQLException {
        var findings = new ArrayList<>(Validator.held(ledger));
        if (!journal.isEmpty()) {
            findings.addAll(Validator.tampered(dialect.versionTables(), session.connection(), context.versionSchema()));
        }
        Validator.heads(graph).ifPresent(findings::add);
        return findings;
    }

    private Status none(String problem) {
        var nowhere = new ServerInfo(dialect.name(), "", 0, "", "", "", "", false, "", false, 0);
        var heads = graph.heads();
        return new Status(
                State.NO_DATABASE,
                nowhere,
                Set.of(),
                List.of(),
                heads,
                graph.all(),
                Optional.empty(),
                Optional.empty(),
                false,
                0,
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                problem);
    }

    private Status probed(Status status) {
        var schemas = setup.settings().schemas().isEmpty()
                ? List.of(status.server().currentSchema())
                : setup.settings().schemas();
        var model = setup.probe().get().differences(setup.dataSource(), schemas);
        return status.with(model);
    }
}
