package dev.aludel.core.run;

import dev.aludel.core.compare.Differ;
import dev.aludel.core.dialect.Dialect;
import dev.aludel.core.dialect.Hazard;
import dev.aludel.core.dialect.LockLevel;
import dev.aludel.core.dialect.Scope;
import dev.aludel.core.dialect.Statement;
import dev.aludel.core.op.Operation;
import dev.aludel.core.op.RunSql;
import dev.aludel.core.op.SqlWords;
import dev.aludel.core.op.Statements;
import dev.aludel.core.revision.Text;
import dev.aludel.core.run.Plan.PlannedStep;
import dev.aludel.core.schema.Name;
import dev.aludel.core.schema.SchemaModel;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tells what steps will do before they run. SQL that was written by hand is read as well: as long as the dialect can tell what
 * a statement makes of the catalog, its locks and hazards are those of the operations that would make the same.
 */
public final class Foresight {

    private final Dialect dialect;
    private final Scope scope;
    private final Context context;
    private final boolean whole;
    private Optional<SchemaModel> model;

    /** An operation may have pieces in several segments. */
    private @Nullable Operation last;

    private Foresight(Dialect dialect, Context context, boolean whole, SchemaModel live) {
        this.dialect = dialect;
        this.context = context;
        this.scope = context.scope();
        this.whole = whole;
        this.model = Optional.of(live);
    }

    /** Reads the catalog that the first of them will find; writes nothing. */
    public static Plan plan(Setup setup, List<Step> steps) {
        if (steps.isEmpty()) {
            return new Plan(List.of());
        }
        Dialect dialect = setup.dialect();
        try (Session session = Session.open(setup.dataSource(), dialect)) {
            Context context = setup.context(session);
            Scope scope = context.scope();
            var live = dialect.read(
                    session.connection(), scope, dialect.versionTables().tables());
            var foresight = new Foresight(dialect, context, setup.settings().singleTransaction(), live);
            var planned = steps.stream().map(foresight::planned).toList();
            var locked = planned.stream()
                    .flatMap(step -> step.statements().stream())
                    .flatMap(statement -> statement.locks().keySet().stream())
                    .collect(Collectors.toCollection(TreeSet::new));
            return new Plan(planned, dialect.sizes(session.connection(), locked, scope), foresight.model);
        } catch (SQLException e) {
            throw Failures.general(e, dialect, "reading the catalog");
        }
    }

    private PlannedStep planned(Step step) {
        var losses = new ArrayList<String>();
        var segments = (whole ? List.of(context.whole(step, dialect)) : context.segments(step, dialect))
                .stream()
                        .map(segment -> new Segment(
                                segment.transactional(),
                                segment.pieces().stream()
                                        .map(piece -> told(piece, losses))
                                        .toList()))
                        .toList();
        return new PlannedStep(step, segments, losses);
    }

    private Segment.Piece told(Segment.Piece piece, List<String> losses) {
        Operation operation = piece.operation();
        if (operation instanceof RunSql) {
            var statements = piece.statements().stream()
                    .map(statement -> told(statement).transactional(statement.transactional()))
                    .toList();
            statements.stream()
                    .filter(statement ->
                            statement.hazards().stream().anyMatch(hazard -> hazard.kind() == Hazard.Kind.LOSES_DATA))
                    .forEach(statement -> losses.add(Text.oneLine(statement.sql())));
            return new Segment.Piece(operation, piece.index(), statements, piece.first());
        }
        if (operation != last) {
            last = operation;
            model = model.flatMap(before -> after(operation, before));
            if (operation.losesData()) {
                losses.add(operation.describe());
            }
        }
        return piece;
    }

    private static Optional<SchemaModel> after(Operation operation, SchemaModel before) {
        try {
            return Optional.of(operation.applyTo(before));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** After the first statement of which nobody can tell what it does, nothing is told of those that follow either. */
    private Statement told(Statement written) {
        var before = model;
        model = before.flatMap(known -> dialect.applied(written.sql(), known, scope));
        if (before.isEmpty() || model.isEmpty()) {
            return written;
        }
        return model.equals(before)
                ? SqlWords.rows(written.sql())
                : asOperations(written, Differ.diff(before.get(), model.get()));
    }

    private Statement asOperations(Statement written, List<Operation> operations) {
        boolean renames = SqlWords.renames(written.sql());
        boolean concurrent = SqlWords.isConcurrent(written.sql());
        Statement told = new Statement(written.sql(), Map.of(), List.of(), written.transactional());
        for (Statement one : Statements.of(operations, dialect, scope).stream()
                .flatMap(List::stream)
                .toList()) {
            for (Map.Entry<Name, LockLevel> lock : one.locks().entrySet()) {
                told = told.locking(lock.getKey(), concurrent ? LockLevel.SHARE_UPDATE_EXCLUSIVE : lock.getValue());
            }
            for (Hazard hazard : one.hazards()) {
                // another name for it is a drop and a creation in a difference, and keeps everything
                if (!renames && !told.hazards().contains(hazard)) {
                    told = told.hazard(hazard.kind(), hazard.detail());
                }
            }
        }
        return told;
    }
}
