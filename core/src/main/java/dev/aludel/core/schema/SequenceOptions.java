package dev.aludel.core.schema;

/**
 * How a sequence counts.
 *
 * @param type      {@code smallint}, {@code integer} or {@code bigint}
 * @param cache     how many values a session takes at once; 1 for none ahead
 */
public record SequenceOptions(String type, long start, long increment, long min, long max, long cache, boolean cycle) {

    public SequenceOptions {
        if (increment == 0 || cache < 1 || min > max) {
            throw new IllegalArgumentException("a sequence needs an increment other than 0, a cache of at least 1 and"
                    + " a minimum not above its maximum; got increment " + increment + ", cache " + cache + ", " + min
                    + " to " + max);
        }
    }

    /** A sequence of that type as SQL makes it when nothing else is said: from 1 by 1 to the type's end. */
    public static SequenceOptions of(String type) {
        return of(type, 1, 1);
    }

    /** What SQL makes of a start and an increment: a negative increment counts down from -1 to the type's low end. */
    public static SequenceOptions of(String type, long start, long increment) {
        boolean up = increment > 0;
        return new SequenceOptions(type, start, increment, up ? 1 : low(type), up ? high(type) : -1, 1, false);
    }

    /** The type's largest value. */
    public static long high(String type) {
        return switch (type) {
            case "smallint" -> Short.MAX_VALUE;
            case "integer" -> Integer.MAX_VALUE;
            case "bigint" -> Long.MAX_VALUE;
            default ->
                throw new IllegalArgumentException(
                        "a sequence counts in smallint, integer or bigint, not in \"" + type + "\"");
        };
    }

    /** The type's smallest value. */
    public static long low(String type) {
        return -high(type) - 1;
    }

    String details() {
        var text = new StringBuilder(type);
        var plain = of(type, start, increment);
        text.append(" start ").append(start).append(" increment ").append(increment);
        if (min != plain.min()) {
            text.append(" min ").append(min);
        }
        if (max != plain.max()) {
            text.append(" max ").append(max);
        }
        if (cache != 1) {
            text.append(" cache ").append(cache);
        }
        return text.append(cycle ? " cycle" : "").toString();
    }
}
