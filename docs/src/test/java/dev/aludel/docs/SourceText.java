package dev.aludel.docs;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What main sources say to people: the comments of constants, and the texts of messages. */
final class SourceText {
    private static final Pattern CONSTANT =
            Pattern.compile("(?s)/\\*\\*((?:(?!\\*/).)*)\\*/\\s*([A-Z][A-Z_0-9]+)\\s*[(,;}]");
    private static final Pattern JOINT = Pattern.compile("\"\\s*\\+\\s*\"");
    private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\\\n]|\\\\.)*)\"");
    private static final Pattern MARK = Pattern.compile("\\{@\\w+ #?((?:[^{}]|\\{[^{}]*\\})*)\\}");

    private SourceText() {}

    /** The constants of an enum with their comments, as Markdown. */
    static Map<String, String> constants(Path source) {
        var constants = new LinkedHashMap<String, String>();
        Matcher matcher = CONSTANT.matcher(ProjectTree.read(source));
        while (matcher.find()) {
            constants.put(matcher.group(2), markdown(matcher.group(1)));
        }
        return constants;
    }

    private static String markdown(String comment) {
        String line = comment.replaceAll("\\s*\\n\\s*\\*?\\s*", " ").strip();
        return MARK.matcher(line).replaceAll(mark -> Matcher.quoteReplacement("`" + mark.group(1) + "`"));
    }

    /** The sources of all modules, with literals that stand on several lines made one. */
    static List<String> joined(ProjectTree project) {
        return project.javaFiles("src/main/java").stream()
                .map(file -> JOINT.matcher(ProjectTree.read(file)).replaceAll(""))
                .toList();
    }

    /** All that stands between quotes, one text a line. */
    static String literals(ProjectTree project) {
        return joined(project).stream()
                .flatMap(source -> LITERAL.matcher(source).results())
                .map(match -> match.group(1).replace("\\\"", "\""))
                .collect(Collectors.joining("\n"));
    }

    /** An expression that makes a text, with … for what is not literal in it. */
    static String told(String expression) {
        var told = new StringBuilder();
        int end = 0;
        Matcher literal = LITERAL.matcher(expression);
        while (literal.find()) {
            told.append(literal.start() > end ? "…" : "").append(literal.group(1));
            end = literal.end();
        }
        return told.append(end < expression.length() ? "…" : "").toString();
    }
}
