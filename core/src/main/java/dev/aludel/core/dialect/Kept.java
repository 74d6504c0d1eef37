package dev.aludel.core.dialect;

import dev.aludel.core.schema.Name;
import java.util.List;

/**
 * Rows of one table as they are kept.
 *
 * @param table   with its schema
 * @param columns what is kept, in order; what is computed is not
 * @param lost    those of them whose values go while the rows stay; empty when the rows go
 * @param key     those of them that tell rows apart and stay; empty when nothing does, and then all columns are kept
 */
public record Kept(Name table, List<String> columns, List<String> lost, List<String> key) {

    public Kept {
        columns = List.copyOf(columns);
        lost = List.copyOf(lost);
        key = List.copyOf(key);
        if (!columns.containsAll(lost) || !columns.containsAll(key)) {
            throw new IllegalArgumentException("rows of " + table + " are kept without " + lost + " or " + key);
        }
    }

    /** Do whole rows go? */
    public boolean isRows() {
        return lost.isEmpty();
    }

    /** Such as {@code rows of public.invoice} or {@code number of public.invoice}. */
    @Override
    public String toString() {
        return (isRows() ? "rows" : String.join(", ", lost)) + " of " + table;
    }
}
