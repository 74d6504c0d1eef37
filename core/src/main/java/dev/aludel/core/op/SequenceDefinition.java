package dev.aludel.core.op;

import dev.aludel.core.schema.SequenceOptions;

/** How a sequence counts, as a revision writes it; every method gives a new definition. */
public final class SequenceDefinition {

    private final SequenceOptions options;

    SequenceDefinition(SequenceOptions options) {
        this.options = options;
    }

    SequenceOptions options() {
        return options;
    }

    public SequenceDefinition startingAt(long start) {
        return new SequenceDefinition(new SequenceOptions(
                options.type(),
                start,
                options.increment(),
                options.min(),
                options.max(),
                options.cache(),
                options.cycle()));
    }

    /** The step; a negative one counts down from -1, as SQL has it, unless {@link #between} says otherwise. */
    public SequenceDefinition incrementBy(long increment) {
        var plain = SequenceOptions.of(options.type(), options.start(), increment);
        return new SequenceDefinition(new SequenceOptions(
                options.type(),
                options.start(),
                increment,
                plain.min(),
                plain.max(),
                options.cache(),
                options.cycle()));
    }

    public SequenceDefinition between(long min, long max) {
        return new SequenceDefinition(new SequenceOptions(
                options.type(), options.start(), options.increment(), min, max, options.cache(), options.cycle()));
    }

    /** How many values a session takes at once. */
    public SequenceDefinition cache(long values) {
        return new SequenceDefinition(new SequenceOptions(
                options.type(),
                options.start(),
                options.increment(),
                options.min(),
                options.max(),
                values,
                options.cycle()));
    }

    /** Starts again at its end. */
    public SequenceDefinition cycle() {
        return new SequenceDefinition(new SequenceOptions(
                options.type(),
                options.start(),
                options.increment(),
                options.min(),
                options.max(),
                options.cache(),
                true));
    }
}
