package dev.aludel.cli;

import dev.aludel.core.Catalog;
import dev.aludel.core.Migrator;
import dev.aludel.core.compare.RenameHints;
import dev.aludel.core.dialect.Scope;
import dev.aludel.core.error.MigrationException;
import dev.aludel.core.op.Operation;
import dev.aludel.core.revision.Replay;
import dev.aludel.core.revision.RevisionInfo;
import dev.aludel.core.run.History;
import dev.aludel.core.run.Plan;
import dev.aludel.core.run.Status;
import dev.aludel.core.schema.SchemaModel;
import dev.aludel.diff.Against;
import dev.aludel.diff.Check;
import dev.aludel.diff.ReportInput;
import dev.aludel.diff.SchemaDiff;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** All that can be found out for a report. What cannot is said; nothing of it keeps the rest from being found out. */
final class Findings {

    private final Project project;
    private final List<String> missing = new ArrayList<>();

    Findings(Project project) {
        this.project = project;
    }

    ReportInput input() {
        return project.settings().databaseUrl().isPresent()
                ? live()
                : offline("no database was said: DATABASE_URL or --url");
    }

    private ReportInput live() {
        Migrator migrator = project.migrator();
        Optional<Status> status = found("status", migrator::status);
        if (status.isEmpty() || status.get().state() == Status.State.NO_DATABASE) {
            status.ifPresent(known -> missing.add("database: " + known.problem()));
            return offline(status);
        }
        Optional<Plan> plan = found("plan", () -> migrator.plan("heads"));
        Optional<SchemaModel> schema = found(
                "schema",
                () -> Catalog.read(
                        project.dataSource(), project.settings().schemas().toArray(String[]::new)));
        boolean settled = plan.filter(Plan::isEmpty).isPresent();
        Optional<SchemaDiff> diff =
                settled && hasEntities() ? found("entities", this::entities).flatMap(Check::diff) : Optional.empty();
        Optional<SchemaModel> wanted = settled
                ? schema.flatMap(now -> after(now, diff.map(SchemaDiff::upgrade).orElse(List.of())))
                : plan.flatMap(Plan::after);
        return new ReportInput(
                Instant.now(),
                status,
                found("history", migrator::history).orElseGet(this::chain),
                plan,
                schema,
                wanted,
                diff.map(found -> found.describe()
                        .lines()
                        .filter(line -> !line.startsWith("="))
                        .toList()),
                missing);
    }

    private ReportInput offline(String why) {
        missing.add("database: " + why);
        return offline(Optional.empty());
    }

    private ReportInput offline(Optional<Status> status) {
        Optional<SchemaModel> schema = found("schema", this::folded);
        return new ReportInput(
                Instant.now(), status, chain(), Optional.empty(), schema, schema, Optional.empty(), missing);
    }

    /** Revisions of which no database says anything. */
    private History chain() {
        return project.migratorBuilder().offline(Offline.MAJOR).build().history();
    }

    /** What the revisions make. */
    private SchemaModel folded() {
        var schemas = project.settings().schemas();
        var scope = new Scope(schemas.isEmpty() ? List.of("public") : schemas, Offline.MAJOR);
        var heads = project.graph().heads().stream().map(RevisionInfo::id).toList();
        return Replay.model(project.revisions(), heads, project.dialect(), scope);
    }

    private boolean hasEntities() {
        return !project.settings().packages().isEmpty()
                || project.settings().persistenceUnit().isPresent();
    }

    private Check entities() {
        return project.revisionsBuilder()
                .autogen(project.autogen(RenameHints.none(), new Offline()))
                .against(Against.LIVE)
                .build()
                .check();
    }

    private static Optional<SchemaModel> after(SchemaModel now, List<Operation> operations) {
        SchemaModel model = now;
        try {
            for (Operation operation : operations) {
                model = operation.applyTo(model);
            }
            return Optional.of(model);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private <T> Optional<T> found(String what, Supplier<T> ask) {
        try {
            return Optional.of(ask.get());
        } catch (MigrationException | IllegalArgumentException e) {
            missing.add(Lines.oneLine(what + ": " + Problem.of(e, false).message()));
            return Optional.empty();
        }
    }
}
