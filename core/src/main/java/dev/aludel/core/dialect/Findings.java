package dev.aludel.core.dialect;

import java.util.List;

/**
 * What of a {@link Loss} is really there.
 *
 * @param beyond what is there and cannot be kept, one line each; empty when all can
 */
public record Findings(List<Kept> rows, List<SequenceValue> sequences, List<String> beyond) {

    public Findings {
        rows = List.copyOf(rows);
        sequences = List.copyOf(sequences);
        beyond = List.copyOf(beyond);
    }
}
