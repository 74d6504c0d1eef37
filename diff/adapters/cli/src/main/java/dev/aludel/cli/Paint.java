package dev.aludel.cli;

import java.util.List;
import java.util.regex.Pattern;

/** Colours for a terminal, in which nothing is said that is not said in words as well. */
final class Paint {

    private static final String RED = "31";
    private static final String GREEN = "32";
    private static final String YELLOW = "33";
    private static final String CYAN = "36";
    private static final String BOLD = "1";

    private record Rule(Pattern pattern, String colour) {
        Rule(String pattern, String colour) {
            this(Pattern.compile(pattern), colour);
        }
    }

    /** Whole lines, as people know them from differences. */
    private static final List<Rule> LINES = List.of(
            new Rule("\\+ .*", GREEN),
            new Rule("- .*", RED),
            new Rule("[~>] .*", YELLOW),
            new Rule("(up|down)grade .*", BOLD));

    private static final List<Rule> PARTS = List.of(
            new Rule("● UP TO DATE|✓", GREEN),
            new Rule("● (BEHIND|AT BASE|EMPTY|UNVERSIONED|DRIFTED)", YELLOW),
            new Rule("● (FAILED|CONFLICT|AHEAD|NO DATABASE)|✗", RED),
            new Rule("\\((effective head|head|current)\\)", CYAN),
            new Rule("\\((branchpoint|mergepoint)\\)", YELLOW),
            new Rule("^ +ERROR [A-Z_]+:|(?<=: )(access exclusive|exclusive)$", RED),
            new Rule("^ +WARN [A-Z_]+:|(?<=: )(share row exclusive|share)$", YELLOW),
            new Rule("^ +INFO [A-Z_]+:", CYAN));

    private Paint() {}

    /** The pieces of one line, whose beginning is in the first. */
    static List<String> of(List<String> pieces) {
        for (Rule rule : LINES) {
            if (rule.pattern.matcher(pieces.get(0)).matches()) {
                return pieces.stream().map(piece -> in(piece, rule.colour)).toList();
            }
        }
        return pieces.stream().map(Paint::parts).toList();
    }

    private static String parts(String piece) {
        String painted = piece;
        for (Rule rule : PARTS) {
            painted = rule.pattern.matcher(painted).replaceAll(match -> in(match.group(), rule.colour));
        }
        return painted;
    }

    static String in(String text, String colour) {
        return "\u001b[" + colour + "m" + text + "\u001b[0m";
    }
}
