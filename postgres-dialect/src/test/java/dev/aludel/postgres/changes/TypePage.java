package dev.aludel.postgres.changes;

import static dev.aludel.core.dialect.Hazard.Kind.LOSES_DATA;
import static dev.aludel.core.dialect.Hazard.Kind.MAY_FAIL_ON_DATA;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** {@code docs/type-changes.md}: a mark for each pair of types, and what there is to say about some. */
record TypePage(List<TypeSamples> types, List<TypePair> pairs) {

    private static final Page PAGE = new Page("type-changes.md", TypeTableTest.class);

    private static final int LONGEST = 60;

    /** Short names, so that the table is no wider than it must be. */
    private static final Map<String, String> SHORT = Map.of(
            "smallint", "int2",
            "integer", "int4",
            "bigint", "int8",
            "real", "float4",
            "double precision", "float8",
            "boolean", "bool",
            "integer[]", "int4[]");

    void isCurrent() throws IOException {
        PAGE.is(text());
    }

    private String text() {
        return intro() + matrix() + examples() + conversions() + excuses();
    }

    private String intro() {
        return """
                # What happens when a column gets another type

                Every pair of %d types, %d pairs, changed there and back on PostgreSQL %d with values at the edges of each type. This page is
                written by `TypeTableTest`, and fails the build when it is not what the server did. To write it anew:

                ```
                %s
                ```

                Rows are what the column was, columns what it becomes. `mood` is an enum, `quantity` a domain over `integer`.

                | mark | means | pairs |
                |---|---|---|
                | `f` | free: only the catalog changes, no row is read | %d |
                | `r` | the server converts by itself; the table is rewritten | %d |
                | `U` | Aludel writes `USING`; the table is rewritten | %d |
                | `✗` | no value that was tried can be converted: for columns without values | %d |
                | `?` | with one of these: a value may be refused; nothing is changed then (`MAY_FAIL_ON_DATA`) | %d |
                | `!` | with one of these: parts of values can go (`LOSES_DATA`) | %d |
                | `~` | with one of these: values come back spelled otherwise, or are refused on the way back | %d |

                Of the pairs, the server has an implicit cast for %d, one for assignments for %d and one that must be asked for for %d. None is
                refused by Aludel on a table without rows, and the downgrade gives every column the type that it had. A default is dropped before and set after;
                checks, indexes and what else depends on the column are there afterwards, and after the downgrade.

                """.formatted(
                        types.size(),
                        pairs.size(),
                        Side.major(),
                        PAGE.command(),
                        count(pair -> mark(pair).startsWith("f")),
                        count(pair -> mark(pair).startsWith("r")),
                        count(pair -> mark(pair).startsWith("U")),
                        count(pair -> mark(pair).startsWith("✗")),
                        count(pair -> mark(pair).contains("?")),
                        count(pair -> mark(pair).contains("!")),
                        count(pair -> mark(pair).contains("~")),
                        count(pair -> pair.found().cast().equals("i")),
                        count(pair -> pair.found().cast().equals("a")),
                        count(pair -> pair.found().cast().equals("e")));
    }

    private long count(Predicate<TypePair> which) {
        return pairs.stream().filter(which).count();
    }

    private static String mark(TypePair pair) {
        if (pair.isForNoValue()) {
            return "✗";
        }
        String mark = !pair.found().rewritten() ? "f" : pair.said().using().isEmpty() ? "r" : "U";
        boolean lossy = pair.said().says(LOSES_DATA);
        return mark
                + (pair.said().says(MAY_FAIL_ON_DATA) ? "?" : "")
                + (lossy ? "!" : pair.found().lost().isEmpty() ? "" : "~");
    }

    private String matrix() {
        var text = new StringBuilder("| |");
        types.forEach(type -> text.append(' ').append(name(type)).append(" |"));
        text.append("\n|---").append("|---".repeat(types.size())).append("|\n");
        for (TypeSamples from : types) {
            text.append("| **").append(name(from)).append("** |");
            for (TypeSamples to : types) {
                String mark = pairs.stream()
                        .filter(pair ->
                                pair.from().equals(from.type()) && pair.to().equals(to.type()))
                        .map(TypePage::mark)
                        .findFirst()
                        .orElse("·");
                text.append(' ').append(mark).append(" |");
            }
            text.append('\n');
        }
        return text.toString();
    }

    private static String name(TypeSamples type) {
        return SHORT.getOrDefault(type.type(), type.type());
    }

    private String examples() {
        var text = new StringBuilder("""

                ## What goes

                One value for each pair with `!`, there and back; times are those of a session in Asia/Kolkata.

                | from | to | for example |
                |---|---|---|
                """);
        for (TypePair pair : pairs) {
            if (pair.said().says(LOSES_DATA) && !pair.found().lost().isEmpty()) {
                text.append(row(pair.from(), pair.to(), cut(pair.found().lost())));
            }
        }
        return text.toString();
    }

    private String conversions() {
        var text = new StringBuilder("""

                ## What Aludel writes

                Where it is more than a cast of the column, `v::type`, or of its text, `v::text::type`.

                | from | to | `USING` |
                |---|---|---|
                """);
        var same = new TreeMap<String, String>();
        for (TypePair pair : pairs) {
            String using = pair.said().using();
            if (!using.isEmpty() && !using.matches("v(::text)?::[a-z0-9_. ]+(\\([0-9,]+\\))?(\\[])?")) {
                same.merge(using + "\n" + pair.to(), pair.from(), (one, other) -> one + ", " + other);
            }
        }
        same.forEach((key, from) -> text.append(row(from, key.split("\n")[1], "`" + key.split("\n")[0] + "`")));
        return text.toString();
    }

    private static String excuses() {
        return Arrays.stream(TypeExcuse.values())
                .map(excuse -> "- " + excuse.reason() + "\n")
                .collect(Collectors.joining("", "\n## Where what is said is not what was measured\n\n", ""));
    }

    private static String row(String... cells) {
        return "| " + String.join(" | ", cells).replace("\n", " ") + " |\n";
    }

    /** Long numbers are shortened in the middle. */
    private static String cut(String text) {
        return text.replaceAll("(\\S{12})\\S{" + LONGEST + ",}(\\S{4})", "$1…$2")
                .replace("|", "\\|");
    }
}
