package dev.aludel.core.run;

import dev.aludel.core.dialect.Statement;
import dev.aludel.core.op.Backfill;
import dev.aludel.core.op.Operation;
import java.util.List;

/**
 * What of a revision runs in one go. Nearly every revision is one segment; the server wants more where something must not run
 * within a transaction, or must be committed before it can be used.
 *
 * @param transactional false for a single statement that runs outside a transaction
 * @param pieces        in order
 */
public record Segment(boolean transactional, List<Piece> pieces) {

    public Segment {
        pieces = List.copyOf(pieces);
    }

    /**
     * Of an operation those statements that belong to the segment.
     *
     * @param index      of the operation within the revision, from 0
     * @param statements empty for code
     * @param first      1-based number within the revision of the first of them, or of the code
     */
    public record Piece(Operation operation, int index, List<Statement> statements, int first) {

        public Piece {
            statements = List.copyOf(statements);
        }
    }

    /** Does it fill rows, some at a time, each time in a transaction of its own? */
    public boolean isInBatches() {
        return pieces.size() == 1 && pieces.get(0).operation() instanceof Backfill fill && fill.isInBatches();
    }

    /** All statements in order. */
    public List<Statement> statements() {
        return pieces.stream().flatMap(piece -> piece.statements().stream()).toList();
    }
}
