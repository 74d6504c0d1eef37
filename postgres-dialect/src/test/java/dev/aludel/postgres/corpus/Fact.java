package dev.aludel.postgres.corpus;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A fact taken apart.
 *
 * @param kind   of the object that it is about, e.g. {@code materialized view}
 * @param name   of that object; a right or a comment is an object of its own, and all of its text is its name
 * @param aspect what of it: the word or two that follow, or empty for the fact that it exists
 */
record Fact(String kind, String name, String aspect) {

    private static final String PART = "(?:\"(?:[^\"]|\"\")*\"|[^\\s\".()]+)";
    private static final String NOUN =
            "(?:(?:materialized|foreign data|foreign|user|composite|range|base|event|database|table|view"
                    + "|default) (?:view|table|wrapper|mapping|type|trigger|setting|column|constraint|for)|\\w+)";
    private static final Pattern SHAPE = Pattern.compile("(?<kind>(?:(?:grant|revoke|comment) on )?" + NOUN
            + ") (?<name>" + PART + "(?:\\." + PART + ")*(?:\\((?:[^()]|\\([^()]*\\))*\\))?)(?: (?<rest>.*))?");
    private static final Pattern ASPECT = Pattern.compile("(?:(?:row|no|not|replica|partition) )?\\w+");

    static Fact of(String text) {
        Matcher matcher = SHAPE.matcher(text);
        if (!matcher.matches()) {
            return new Fact(text.split(" ")[0], text, "");
        }
        String kind = matcher.group("kind");
        if (kind.contains(" on ")) {
            return new Fact(kind, text.substring(kind.length() + 1), "");
        }
        String rest = matcher.group("rest") == null ? "" : matcher.group("rest");
        Matcher aspect = ASPECT.matcher(rest);
        return new Fact(kind, matcher.group("name"), aspect.lookingAt() ? aspect.group() : rest);
    }

    /** The object that it is about. */
    String subject() {
        return kind + " " + name;
    }
}
