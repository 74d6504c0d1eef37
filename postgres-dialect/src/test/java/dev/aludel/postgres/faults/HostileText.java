package dev.aludel.postgres.faults;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Names and texts that would like to be something else, made of the pieces from which attacks are made. */
final class HostileText {

    static final long SEED = Long.getLong("aludel.seed", 1);

    private static final List<String> PIECES = List.of(
            "\"",
            "\"\"",
            "'",
            "''",
            "\\",
            "\\\\",
            "\\'",
            ";",
            "--",
            "/*",
            "*/",
            "$$",
            "$a$",
            "$aludel$",
            "$1",
            "E'",
            "U&\"",
            "\n",
            "\r",
            "\t",
            "\u000b",
            "\u0001",
            "\u007f",
            "\u0085",
            "\u00a0",
            "\u2028",
            "\u202e",
            "\ufeff",
            "\u200b",
            "\\!touch",
            "\n\\! touch ",
            "\n\\q\n",
            "\\copy",
            "\n\\.\n",
            ":x",
            ":'x'",
            ":\"x\"",
            "\\gexec",
            "\n\\i x\n",
            "%s",
            "%I",
            "${x}",
            "#{x}",
            "{fn x}",
            "?",
            "??",
            "::",
            "@",
            "`id`",
            "<b>",
            "&",
            "|",
            "^",
            "~",
            "DROP TABLE",
            "SELECT",
            "user",
            "order",
            "null",
            "END",
            "COMMIT",
            "\nCOMMIT;\n",
            "\\u000a",
            "\\u0022",
            "ä",
            "ß",
            "İ",
            "日本",
            "🙂",
            "e\u0301",
            "a",
            "b",
            "A",
            "x_1",
            "1",
            " ",
            ".",
            ",",
            "(",
            ")",
            "[]",
            "=");

    private final Random random;

    HostileText(long seed) {
        random = new Random(seed);
    }

    /** Names that the server can keep with two more letters, each once. */
    Set<String> names(int count) {
        var names = new LinkedHashSet<String>();
        while (names.size() < count) {
            String name = text(6);
            if (!name.isEmpty() && name.getBytes(StandardCharsets.UTF_8).length <= 61) {
                names.add(name);
            }
        }
        return names;
    }

    /** Any text that the server can keep. */
    String text(int pieces) {
        var text = new StringBuilder();
        for (int i = 1 + random.nextInt(pieces); i > 0; i--) {
            int point = 1 + random.nextInt(0xffff);
            boolean half = point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
            text.append(
                    random.nextInt(5) > 0 || half
                            ? PIECES.get(random.nextInt(PIECES.size()))
                            : Character.toString(random.nextBoolean() ? point : 1 + point % 0x7f));
        }
        return text.toString();
    }

    int below(int bound) {
        return random.nextInt(bound);
    }
}
