package dev.aludel.postgres;

import dev.aludel.core.schema.SequenceOptions;
import java.util.List;

/** How a sequence counts, as the clauses that sequences and identity columns share. */
final class SequenceClauses {

    private SequenceClauses() {}

    /** What differs from a sequence of the same type of which nothing is said; empty, or with a leading space. */
    static String beyondDefaults(SequenceOptions options) {
        boolean up = options.increment() > 0;
        var plain = SequenceOptions.of(options.type(), options.start(), options.increment());
        var text = new StringBuilder();
        if (options.increment() != 1) {
            text.append(" INCREMENT BY ").append(options.increment());
        }
        if (options.min() != plain.min()) {
            text.append(" MINVALUE ").append(options.min());
        }
        if (options.max() != plain.max()) {
            text.append(" MAXVALUE ").append(options.max());
        }
        if (options.start() != (up ? options.min() : options.max())) {
            text.append(" START WITH ").append(options.start());
        }
        if (options.cache() != 1) {
            text.append(" CACHE ").append(options.cache());
        }
        return text.append(options.cycle() ? " CYCLE" : "").toString();
    }

    /** The clauses of {@code ALTER SEQUENCE}; empty when nothing changes. */
    static String changes(SequenceOptions before, SequenceOptions after) {
        String type = before.type().equals(after.type()) ? "" : " AS " + after.type();
        return type + changes("", retyped(before, after.type()), after);
    }

    /**
     * The same for an identity column, whose clauses each begin with {@code SET}. The type is the column's own business.
     */
    static String identityChanges(SequenceOptions before, SequenceOptions after) {
        return changes("SET ", retyped(before, after.type()), after);
    }

    /** The same before the column gets its other type; the bounds are those of the type from before until then. */
    static String identityChangesFirst(SequenceOptions before, SequenceOptions after) {
        return changes("SET ", before, after);
    }

    /** Would the type refuse what this says itself? */
    static boolean exceeds(SequenceOptions options, String type) {
        var moved = retyped(options, type);
        long low = SequenceOptions.low(type);
        long high = SequenceOptions.high(type);
        return moved.min() < low || moved.max() > high || moved.start() < low || moved.start() > high;
    }

    private static String changes(String set, SequenceOptions before, SequenceOptions after) {
        var text = new StringBuilder();
        if (before.increment() != after.increment()) {
            text.append(" ").append(set).append("INCREMENT BY ").append(after.increment());
        }
        if (before.min() != after.min()) {
            text.append(" ").append(set).append("MINVALUE ").append(after.min());
        }
        if (before.max() != after.max()) {
            text.append(" ").append(set).append("MAXVALUE ").append(after.max());
        }
        if (before.start() != after.start()) {
            text.append(" ").append(set).append("START WITH ").append(after.start());
        }
        if (before.cache() != after.cache()) {
            text.append(" ").append(set).append("CACHE ").append(after.cache());
        }
        if (before.cycle() != after.cycle()) {
            text.append(" ").append(set).append(after.cycle() ? "CYCLE" : "NO CYCLE");
        }
        return text.toString();
    }

    /** A bound at the end of its type moves with the type ({@code init_params} in the server's sequence.c). */
    static SequenceOptions retyped(SequenceOptions options, String type) {
        if (options.type().equals(type)) {
            return options;
        }
        long min = options.min() == SequenceOptions.low(options.type()) ? SequenceOptions.low(type) : options.min();
        long max = options.max() == SequenceOptions.high(options.type()) ? SequenceOptions.high(type) : options.max();
        return new SequenceOptions(
                type, options.start(), options.increment(), min, max, options.cache(), options.cycle());
    }

    /**
     * Statements that bring a sequence within bounds that leave out where it stands, by going on in its direction;
     * without them {@code ALTER SEQUENCE} would refuse. Empty when the bounds do not move against it.
     *
     * @param sequence as it stands in SQL
     */
    static List<String> moveIntoBounds(String sequence, SequenceOptions before, SequenceOptions after) {
        boolean up = after.increment() > 0;
        long bound = up ? after.min() : after.max();
        if (up ? bound <= before.min() : bound >= before.max()) {
            return List.of();
        }
        String move = "SELECT pg_catalog.setval(" + Sql.literal(sequence) + "::pg_catalog.regclass, " + bound
                + ", false) FROM " + sequence + " WHERE last_value " + (up ? "<" : ">") + " " + bound;
        boolean reachable = bound >= before.min() && bound <= before.max();
        return reachable ? List.of(move) : List.of("ALTER SEQUENCE " + sequence + widening(before, bound), move);
    }

    private static String widening(SequenceOptions before, long bound) {
        boolean fits = bound >= SequenceOptions.low(before.type()) && bound <= SequenceOptions.high(before.type());
        return (fits ? "" : " AS bigint") + " MINVALUE " + Math.min(before.min(), bound) + " MAXVALUE "
                + Math.max(before.max(), bound);
    }
}
