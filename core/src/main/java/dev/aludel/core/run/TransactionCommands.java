package dev.aludel.core.run;

import dev.aludel.core.schema.SqlTokens;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** Statements that begin or end a transaction: "Transaction Management" in PostgreSQL's manual. Savepoints do neither. */
final class TransactionCommands {

    private static final Set<String> WORDS = Set.of("abort", "begin", "commit", "end", "rollback", "start");

    private TransactionCommands() {}

    /** The first words of those in a script, in upper case. */
    static Stream<String> in(String sql) {
        return SqlTokens.statements(sql).stream()
                .map(SqlTokens::meaningful)
                .filter(TransactionCommands::isOne)
                .map(tokens -> tokens.get(0).text().toUpperCase(Locale.ROOT));
    }

    private static boolean isOne(List<SqlTokens.Token> tokens) {
        String first = tokens.get(0).text().toLowerCase(Locale.ROOT);
        boolean toSavepoint = tokens.stream().anyMatch(token -> token.is("to"));
        boolean prepares =
                first.equals("prepare") && tokens.size() > 1 && tokens.get(1).is("transaction");
        return prepares || WORDS.contains(first) && !(first.equals("rollback") && toSavepoint);
    }
}
