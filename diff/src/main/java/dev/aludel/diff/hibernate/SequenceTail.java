package dev.aludel.diff.hibernate;

import dev.aludel.core.schema.SequenceOptions;
import dev.aludel.core.schema.SqlTokens;
import dev.aludel.core.schema.SqlTokens.Kind;
import dev.aludel.core.schema.SqlTokens.Token;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What may follow {@code create sequence … start with … increment by …}: {@code maxvalue 100 cache 20 cycle}.
 *
 * @param numbers by the first word of each clause
 * @param cycle   null when nothing is said
 * @param rest    what is none of these; empty when all was understood
 */
record SequenceTail(Map<String, Long> numbers, @Nullable Boolean cycle, String rest) {

    private static final List<String> NUMBERED = List.of("minvalue", "maxvalue", "cache");

    static SequenceTail parse(@Nullable String options) {
        List<Token> tokens = options == null ? List.of() : SqlTokens.meaningful(options);
        var numbers = new HashMap<String, Long>();
        Boolean cycle = null;
        var rest = new StringBuilder();
        int at = 0;
        while (at < tokens.size()) {
            String word = tokens.get(at).text().toLowerCase(Locale.ROOT);
            boolean negated = word.equals("no") && at + 1 < tokens.size();
            String clause = negated ? tokens.get(at + 1).text().toLowerCase(Locale.ROOT) : word;
            int sign = at + 1 < tokens.size() && tokens.get(at + 1).text().equals("-") ? 1 : 0;
            if (clause.equals("cycle")) {
                cycle = !negated;
                at += negated ? 2 : 1;
            } else if (negated && NUMBERED.contains(clause)) {
                at += 2;
            } else if (NUMBERED.contains(clause) && isNumber(tokens, at + 1 + sign)) {
                long number = Long.parseLong(tokens.get(at + 1 + sign).text());
                numbers.put(clause, sign == 1 ? -number : number);
                at += 2 + sign;
            } else {
                rest.append(rest.isEmpty() ? "" : " ").append(tokens.get(at++).text());
            }
        }
        return new SequenceTail(Map.copyOf(numbers), cycle, rest.toString());
    }

    SequenceOptions on(SequenceOptions plain) {
        return new SequenceOptions(
                plain.type(),
                plain.start(),
                plain.increment(),
                numbers.getOrDefault("minvalue", plain.min()),
                numbers.getOrDefault("maxvalue", plain.max()),
                numbers.getOrDefault("cache", plain.cache()),
                cycle == null ? plain.cycle() : cycle);
    }

    private static boolean isNumber(List<Token> tokens, int at) {
        return at < tokens.size() && tokens.get(at).kind() == Kind.NUMBER;
    }
}
