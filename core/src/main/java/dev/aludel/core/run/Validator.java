package dev.aludel.core.run;

import dev.aludel.core.dialect.VersionTables;
import dev.aludel.core.error.MigrationException;
import dev.aludel.core.error.RevisionException;
import dev.aludel.core.revision.RevisionGraph;
import dev.aludel.core.revision.RevisionInfo;
import dev.aludel.core.revision.Text;
import dev.aludel.core.run.Validation.Finding;
import dev.aludel.core.run.Validation.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Looks at revisions and at what a database says of them, and tells all that is wrong. */
public final class Validator {

    private final Setup setup;

    public Validator(Setup setup) {
        this.setup = setup;
    }

    /** Findings about a chain that cannot even be read. */
    public static Validation unreadable(List<RevisionException> problems) {
        return new Validation(problems.stream()
                .map(problem -> error(
                        problem.revisions().isEmpty() ? "" : problem.revisions().get(0), problem, "correct it"))
                .toList());
    }

    /**
     * @param ids of the revisions to look at; what the chain and the database are, is looked at in any case
     */
    public Validation validate(Collection<String> ids) {
        var findings = new ArrayList<Finding>();
        heads(setup.graph()).ifPresent(findings::add);
        boolean readable = bodies(ids, findings);
        if (!setup.isOffline()) {
            findings.addAll(journal());
        }
        if (readable && setup.canRehearse()) {
            reversibility(ids, findings);
        }
        return new Validation(findings);
    }

    /** Several heads are a mistake, unless each is on a branch that has a name. */
    static Optional<Finding> heads(RevisionGraph graph) {
        try {
            graph.singleHead();
            return Optional.empty();
        } catch (RevisionException e) {
            return Optional.of(
                    areBranches(graph)
                            ? new Finding(
                                    Level.NOTE,
                                    "",
                                    Text.oneLine(e.problem()) + ", each on a branch with a label of its own",
                                    "name one as label@head, or all as heads")
                            : error("", e, "merge them"));
        }
    }

    /** Has each of several heads a label that no other has? */
    public static boolean areBranches(RevisionGraph graph) {
        var heads = graph.heads();
        return heads.size() > 1
                && heads.stream()
                        .allMatch(head -> graph.labels(head.id()).stream()
                                .anyMatch(label -> heads.stream()
                                        .noneMatch(other -> !other.equals(head)
                                                && graph.labels(other.id()).contains(label))));
    }

    private boolean bodies(Collection<String> ids, List<Finding> findings) {
        int before = findings.size();
        for (RevisionInfo revision : setup.graph().all()) {
            if (ids.contains(revision.id())) {
                try {
                    setup.planner().requireReadable(revision);
                } catch (MigrationException e) {
                    findings.add(error(revision.id(), e, "correct its file"));
                }
            }
        }
        return findings.size() == before;
    }

    private List<Finding> journal() {
        try (Session session = Session.open(setup.dataSource(), setup.dialect())) {
            String schema = setup.context(session).versionSchema();
            var tables = setup.dialect().versionTables();
            var heads = tables.heads(session.connection(), schema);
            var journal = tables.journal(session.connection(), schema);
            var findings = new ArrayList<>(held(new Ledger(setup, Runner.ids(heads.orElse(Set.of())), journal)));
            if (!journal.isEmpty()) {
                findings.addAll(tampered(tables, session.connection(), schema));
            }
            return findings;
        } catch (SQLException e) {
            throw Failures.general(e, setup.dialect(), "reading the journal");
        }
    }

    static List<Finding> tampered(VersionTables tables, Connection connection, String schema) throws SQLException {
        return tables.tampered(connection, schema).stream()
                .map(line -> new Finding(
                        Level.ERROR,
                        "",
                        "line " + line + " of the journal is not what was written there, or lines before it are gone",
                        "find out who changed the journal by hand"))
                .toList();
    }

    /** What a database says of revisions that they are not, or not any more. */
    static List<Finding> held(Ledger ledger) {
        var findings = new ArrayList<Finding>();
        ledger.edited()
                .forEach(edited -> findings.add(new Finding(
                        Level.ERROR,
                        edited.revision().id(),
                        "revision " + edited.revision().title() + " in "
                                + Text.oneLine(edited.revision().source()) + " was edited after it had been applied on "
                                + JournalText.when(edited.applied().at()),
                        "restore its file, or accept it as it is now with: repair")));
        ledger.said()
                .ifPresent(said -> findings.add(new Finding(
                        Level.ERROR,
                        "",
                        "the heads were changed by hand: they are not where the journal ends, at "
                                + Stamper.named(said),
                        "find out by whom, and stamp where the database is")));
        ledger.unfinished()
                .ifPresent(entry -> findings.add(new Finding(
                        Level.ERROR,
                        entry.revision(),
                        "revision "
                                + RevisionInfo.of(entry.revision(), entry.message())
                                        .title() + " is half "
                                + (entry.direction().equals("upgrade") ? "applied" : "undone") + ": "
                                + Progress.done(entry) + " of " + entry.part().of() + " parts are done",
                        "let the run that is at it come to its end, or run again: " + entry.direction())));
        ledger.squashed()
                .forEach((id, by) -> findings.add(
                        ledger.isAmidst()
                                ? new Finding(
                                        Level.ERROR,
                                        by.id(),
                                        "the database is at revision " + id
                                                + ", in the middle of what was squashed into " + by.title(),
                                        Planner.onward(by))
                                : new Finding(
                                        Level.NOTE,
                                        by.id(),
                                        "the database is at revision " + id + ", which was squashed into " + by.title(),
                                        "the next upgrade writes that down")));
        ledger.lost()
                .forEach(id -> findings.add(new Finding(
                        Level.ERROR,
                        id,
                        "revision " + ledger.title(id) + " is applied, but no file has it",
                        "restore its file, or go back to the one before it with: repair")));
        return findings;
    }

    /** What of all revisions fails or does not lead back, tried where nobody sees it. */
    public List<Rehearsal.Finding> reversibility() {
        return rehearsed(setup.graph().all().stream().map(RevisionInfo::id).toList());
    }

    private List<Rehearsal.Finding> rehearsed(Collection<String> ids) {
        return setup.rehearsal().reversibility(setup.revisions(), ids, revision -> {});
    }

    private void reversibility(Collection<String> ids, List<Finding> findings) {
        try {
            rehearsed(ids)
                    .forEach(finding -> findings.add(new Finding(
                            finding.kind() == Rehearsal.Kind.IRREVERSIBLE ? Level.WARNING : Level.ERROR,
                            finding.revision().id(),
                            Text.oneLine(finding.message())
                                    + (finding.details().isEmpty()
                                            ? ""
                                            : ": " + Text.oneLine(String.join("; ", finding.details()))),
                            switch (finding.kind()) {
                                case FAILS -> "correct its upgrade";
                                case NOT_REVERSED -> "correct its downgrade";
                                case IRREVERSIBLE -> "have a backup before it is applied";
                            })));
        } catch (MigrationException e) {
            findings.add(new Finding(
                    Level.WARNING,
                    "",
                    "reversibility could not be tried: " + Text.oneLine(e.problem()),
                    toDo(e, "try on another server")));
        }
    }

    private static Finding error(String revision, MigrationException e, String otherwise) {
        return new Finding(Level.ERROR, revision, Text.oneLine(e.problem()), toDo(e, otherwise));
    }

    private static String toDo(MigrationException e, String otherwise) {
        return e.remedy().isEmpty() ? otherwise : Text.oneLine(e.remedy());
    }
}
