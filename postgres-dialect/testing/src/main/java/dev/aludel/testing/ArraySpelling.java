package dev.aludel.testing;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One spelling for a list of string constants where the planner cannot be asked, as in a view. PostgreSQL stores
 * {@code s IN ('A', 'B')} on a varchar as {@code (ARRAY['A'::character varying, …])::text[]}, and that text, created again, as
 * {@code ARRAY[('A'::character varying)::text, …]}.
 */
final class ArraySpelling {
    private static final String ELEMENT = "'(?:[^']|'')*+'::[a-z][a-z ]*+";
    private static final Pattern CAST_ARRAY = Pattern.compile(
            "\\(ARRAY\\[(?<elements>" + ELEMENT + "(?:, " + ELEMENT + ")*+)]\\)::(?<type>[a-z][a-z ]*+)\\[]");
    private static final Pattern ONE = Pattern.compile(ELEMENT);

    private ArraySpelling() {}

    static String uniform(String text) {
        return CAST_ARRAY.matcher(text).replaceAll(array -> {
            String elements = ONE.matcher(array.group(1)).replaceAll("($0)::" + array.group(2));
            return Matcher.quoteReplacement("ARRAY[" + elements + "]");
        });
    }
}
