package dev.aludel.postgres;

import dev.aludel.core.schema.SqlTokens;
import dev.aludel.core.schema.SqlTokens.Token;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Statements that the server refuses within a transaction block, told from their text. Where that depends on what is in the
 * database, as with {@code REINDEX} of a partitioned table, they are taken for such: outside of one they run in any case.
 */
final class OutsideTransaction {

    private static final Set<String> ALWAYS = Set.of("cluster", "reindex", "vacuum");

    /** Kinds of object that are made and dropped outside. */
    private static final Set<String> OBJECTS = Set.of("database", "subscription", "tablespace");

    private OutsideTransaction() {}

    static boolean mayBeWithin(String sql) {
        var tokens = SqlTokens.meaningful(sql);
        if (tokens.isEmpty()) {
            return true;
        }
        String first = word(tokens, 0);
        String second = word(tokens, 1);
        if (ALWAYS.contains(first)) {
            return false;
        }
        return switch (first) {
            case "create", "drop" -> !OBJECTS.contains(second) && !isConcurrentIndex(tokens);
            case "alter" -> !altersOutside(tokens, second);
            case "discard" -> !second.equals("all");
            case "do" -> !commits(tokens);
            default -> true;
        };
    }

    private static String word(List<Token> tokens, int at) {
        return at < tokens.size() && tokens.get(at).kind() == SqlTokens.Kind.WORD
                ? tokens.get(at).identifier()
                : "";
    }

    private static boolean isConcurrentIndex(List<Token> tokens) {
        int at = word(tokens, 1).equals("unique") ? 2 : 1;
        return word(tokens, at).equals("index") && word(tokens, at + 1).equals("concurrently");
    }

    private static boolean altersOutside(List<Token> tokens, String kind) {
        return switch (kind) {
            case "system" -> true;
            case "database" -> has(tokens, "tablespace");
            case "subscription" -> has(tokens, "refresh") || has(tokens, "publication");
            case "table" ->
                has(tokens, "detach") && word(tokens, tokens.size() - 1).equals("concurrently");
            default -> false;
        };
    }

    private static boolean has(List<Token> tokens, String word) {
        return tokens.stream().anyMatch(token -> token.kind() == SqlTokens.Kind.WORD && token.is(word));
    }

    /** A block that commits by itself, as one does that works through a big table. */
    private static boolean commits(List<Token> block) {
        return block.stream()
                .filter(token -> token.kind() == SqlTokens.Kind.STRING)
                .flatMap(token -> SqlTokens.meaningful(inside(token.text())).stream())
                .anyMatch(token -> token.kind() == SqlTokens.Kind.WORD && (token.is("commit") || token.is("rollback")));
    }

    private static String inside(String literal) {
        int tag = literal.startsWith("$") ? literal.indexOf('$', 1) + 1 : 1;
        return literal.length() < 2 * tag ? "" : literal.substring(tag, literal.length() - tag);
    }

    /** What builds or takes away an index does the same in a transaction, only that others wait for it. */
    static Optional<String> within(String sql) {
        var tokens = SqlTokens.meaningful(sql);
        boolean same = ALWAYS.contains(word(tokens, 0)) && !word(tokens, 0).equals("vacuum");
        boolean concurrent = isConcurrentIndex(tokens) || word(tokens, 1).equals("table") && has(tokens, "detach");
        boolean option = tokens.size() > 1 && tokens.get(1).text().equals("(");
        if (option || !same && !concurrent) {
            return Optional.empty();
        }
        return tokens.stream()
                .filter(token -> token.kind() == SqlTokens.Kind.WORD && token.is("concurrently"))
                .findFirst()
                .map(token -> sql.substring(0, token.start())
                        + sql.substring(token.start() + token.text().length()))
                .or(() -> Optional.of(sql));
    }
}
