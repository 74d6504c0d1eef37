package dev.aludel.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Breaks lines that are too long for a terminal between words, so that what stands in columns stays in them. */
final class Fold {

    /** Two columns: a name, and from the same place on in every line what belongs to it. */
    private static final Pattern NAMED = Pattern.compile("\\S++(?: \\S++)*+ {2,}(?=\\S)| {10,}(?=\\S)");

    private static final Pattern INDENT = Pattern.compile(" *");

    private Fold() {}

    /**
     * @param width how many characters a line has; 0 for as many as there are
     * @return the pieces of a line, those but the first with the indent that they need
     */
    static List<String> of(String line, int width) {
        if (width <= 0 || length(line) <= width) {
            return List.of(line);
        }
        String indent = " ".repeat(hanging(line, width));
        var pieces = new ArrayList<String>();
        String rest = line;
        while (length(rest) > width) {
            int end = end(rest, width, pieces.isEmpty() ? indent(rest) : indent.length());
            pieces.add(rest.substring(0, end).stripTrailing());
            rest = indent + rest.substring(end).stripLeading();
        }
        if (!rest.isBlank()) {
            pieces.add(rest);
        }
        return pieces;
    }

    /** Below what the line says, where that leaves room enough. */
    private static int hanging(String line, int width) {
        Matcher named = NAMED.matcher(line);
        if (named.lookingAt() && named.end() <= width / 2) {
            return named.end();
        }
        return Math.min(indent(line) + 4, width / 2);
    }

    private static int indent(String line) {
        Matcher indent = INDENT.matcher(line);
        return indent.lookingAt() ? indent.end() : 0;
    }

    /** After the last blank that fits; within a word only where there is none. */
    private static int end(String line, int width, int from) {
        int most = line.offsetByCodePoints(0, Math.min(width, line.codePointCount(0, line.length())));
        int blank = line.lastIndexOf(' ', most);
        return blank > from ? blank : most;
    }

    private static int length(String line) {
        return line.codePointCount(0, line.length());
    }
}
