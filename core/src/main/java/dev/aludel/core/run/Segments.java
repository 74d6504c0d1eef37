package dev.aludel.core.run;

import dev.aludel.core.dialect.Dialect;
import dev.aludel.core.dialect.Scope;
import dev.aludel.core.dialect.Statement;
import dev.aludel.core.op.Backfill;
import dev.aludel.core.op.Create;
import dev.aludel.core.op.Operation;
import dev.aludel.core.op.RunJava;
import dev.aludel.core.op.Statements;
import dev.aludel.core.run.Segment.Piece;
import dev.aludel.core.schema.Name;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Cuts a revision into as few segments as the server allows. */
final class Segments {

    /** What a table with its keys, indexes and sequences takes at most of the server's table of locks, as a rule. */
    private static final int LOCKS_PER_TABLE = 8;

    private final Dialect dialect;
    private final Scope scope;
    private final int tablesAtOnce;
    private final List<Segment> segments = new ArrayList<>();
    private final Set<Name> locked = new HashSet<>();
    private List<Piece> open = new ArrayList<>();
    private int position = 1;
    private int index;

    private Segments(Dialect dialect, Scope scope, int locks) {
        this.dialect = dialect;
        this.scope = scope;
        this.tablesAtOnce = locks == 0 ? Integer.MAX_VALUE : Math.max(1, locks / 2 / LOCKS_PER_TABLE);
    }

    /** Everything as the statements of one transaction. */
    static Segment whole(List<Operation> operations, Dialect dialect, Scope scope) {
        var all = new Segments(dialect, scope, 0);
        var statements = Statements.of(operations, dialect, scope);
        for (int i = 0; i < operations.size(); i++) {
            all.index = i;
            all.add(operations.get(i), statements.get(i));
        }
        return new Segment(true, all.open);
    }

    /**
     * At least one, which is empty when there is nothing to do.
     *
     * @param locks how many the server has for all transactions together; 0 when not known
     */
    static List<Segment> of(List<Operation> operations, Dialect dialect, Scope scope, int locks) {
        var segments = new Segments(dialect, scope, locks);
        for (int i = 0; i < operations.size(); i++) {
            segments.index = i;
            segments.cut(operations.get(i), Statements.isUsedBeforeCommit(operations, i));
        }
        segments.close();
        return segments.segments.isEmpty() ? List.of(new Segment(true, List.of())) : List.copyOf(segments.segments);
    }

    private void cut(Operation operation, boolean committed) {
        lock(operation);
        if (locked.size() > tablesAtOnce) {
            close();
            lock(operation);
        }
        boolean batches = operation instanceof Backfill fill && fill.isInBatches();
        if (batches) {
            close();
        }
        var within = new ArrayList<Statement>();
        for (Statement statement : operation.sql(dialect, scope)) {
            if (statement.transactional()) {
                within.add(statement);
                continue;
            }
            if (!within.isEmpty()) {
                add(operation, List.copyOf(within));
                within.clear();
            }
            close();
            segments.add(new Segment(false, List.of(new Piece(operation, index, List.of(statement), position++))));
        }
        if (!within.isEmpty() || operation instanceof RunJava) {
            add(operation, within);
        }
        if (committed || batches) {
            close();
        }
    }

    private void lock(Operation operation) {
        operation.touches().forEach(id -> locked.add(id.name()));
        if (operation instanceof Create create) {
            locked.add(create.object().id().name());
        }
    }

    private void add(Operation operation, List<Statement> statements) {
        open.add(new Piece(operation, index, statements, position));
        position += operation instanceof RunJava ? 1 : statements.size();
    }

    private void close() {
        locked.clear();
        if (!open.isEmpty()) {
            segments.add(new Segment(true, open));
            open = new ArrayList<>();
        }
    }
}
