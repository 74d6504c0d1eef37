package dev.aludel.core.revision;

import dev.aludel.core.error.RevisionException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Text from outside, made fit for one line of output, a comment, or a string in Java. */
public final class Text {

    private Text() {}

    /** The text in one line: line ends, control and format characters become spaces. */
    public static String oneLine(String text) {
        var line = new StringBuilder();
        text.codePoints().forEach(c -> line.appendCodePoint(isPlain(c) ? c : ' '));
        return line.toString().strip();
    }

    private static boolean isPlain(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }

    /**
     * @param source where the bytes were found, for messages
     * @throws RevisionException if they are not UTF-8
     */
    static String utf8(byte[] bytes, String source) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new RevisionException(RevisionException.Reason.UNREADABLE, source + " is not UTF-8", List.of(), e);
        }
    }

    /** A Java string literal; everything but plain ASCII is escaped, so that no text can become code. */
    public static String javaString(String text) {
        var literal = new StringBuilder("\"");
        char last = ' ';
        for (char c : text.toCharArray()) {
            switch (c) {
                case '"' -> literal.append("\\\"");
                // javac 17 miscounts backslashes after the escape of half a surrogate pair
                case '\\' -> literal.append(Character.isSurrogate(last) ? "\\134" : "\\\\");
                case '\n' -> literal.append("\\n");
                case '\r' -> literal.append("\\r");
                case '\t' -> literal.append("\\t");
                default -> literal.append(c >= 0x20 && c <= 0x7e ? Character.toString(c) : escaped(c));
            }
            last = c;
        }
        return literal.append('"').toString();
    }

    /** The same for a text of several lines, each on a line of its own. */
    static String javaLines(String text, String indent) {
        return Arrays.stream(text.split("(?<=\n)", -1))
                .filter(line -> !line.isEmpty() || text.isEmpty())
                .map(Text::javaString)
                .collect(Collectors.joining("\n" + indent + "        + "));
    }

    /** An escape that the compiler reads as a character of the string, not of the source: octal where it can be. */
    private static String escaped(char c) {
        return c < 0x20 ? String.format("\\%03o", (int) c) : String.format("\\u%04x", (int) c);
    }
}
