package dev.aludel.core.run;

import dev.aludel.core.schema.SqlTokens;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Which statements may answer with rows, as far as their text tells. */
final class Rows {

    private static final Set<String> NONE = Set.of(
            "alter",
            "analyze",
            "cluster",
            "comment",
            "commit",
            "create",
            "do",
            "drop",
            "grant",
            "lock",
            "refresh",
            "reindex",
            "reset",
            "revoke",
            "security",
            "set",
            "truncate");

    private static final Set<String> IF_ASKED = Set.of("delete", "insert", "merge", "update");

    private Rows() {}

    static boolean mayComeFrom(String sql) {
        List<SqlTokens.Token> tokens = SqlTokens.meaningful(sql);
        String verb = tokens.isEmpty() ? "" : tokens.get(0).text().toLowerCase(Locale.ROOT);
        return !NONE.contains(verb)
                && !(IF_ASKED.contains(verb) && tokens.stream().noneMatch(token -> token.is("returning")));
    }
}
