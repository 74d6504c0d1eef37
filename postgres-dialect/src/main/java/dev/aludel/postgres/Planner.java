package dev.aludel.postgres;

import dev.aludel.core.dialect.Dialect.Failure;
import dev.aludel.core.dialect.Scope;
import dev.aludel.core.schema.Column;
import dev.aludel.core.schema.Name;
import dev.aludel.core.schema.SqlTokens;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Asks PostgreSQL's planner what expressions mean: {@code EXPLAIN (VERBOSE)} says what it made of them, in words that
 * are the same for what means the same. Nothing is run, created or locked: the columns are those of an empty set of
 * JSON records, the transaction is read-only where it is ours, and an open one gets back what it was.
 */
final class Planner {

    /**
     * One expression.
     *
     * @param table whose columns it may use
     * @param cast  a type to bring it to, or empty
     */
    record Question(Name table, String expression, String cast) {

        String sql() {
            // the line break ends a comment that the expression may end with
            String value = "(" + expression + "\n)";
            return cast.isEmpty() ? value : value + "::" + cast;
        }
    }

    /**
     * @param meaning the planner's words; null when it had none
     * @param error   why, in one line; empty when there is a meaning
     */
    record Answer(@Nullable String meaning, String error) {

        static Answer failed(String error) {
            return new Answer(null, error);
        }
    }

    private static final String ITEM = "aludel_item";

    private final Statement statement;
    private final Function<Name, List<Column>> columns;
    private final Scope scope;
    private final Map<Question, Answer> answers = new HashMap<>();

    private Planner(Statement statement, Function<Name, List<Column>> columns, Scope scope) {
        this.statement = statement;
        this.columns = columns;
        this.scope = scope;
    }

    /**
     * One flight; where something cannot be planned, a few more to find out which it is.
     *
     * @param columns the columns of each table as they are now
     */
    static Map<Question, Answer> ask(
            Connection connection, Scope scope, Collection<Question> questions, Function<Name, List<Column>> columns)
            throws SQLException {
        if (questions.isEmpty()) {
            return Map.of();
        }
        Aside aside = Aside.on(connection);
        String path = scope.schemas().isEmpty() ? "" : SessionSettings.searchPath(scope) + ";\n";
        try (var statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            var planner = new Planner(statement, columns, scope);
            try {
                var sound = planner.sound(questions);
                planner.plan(aside.begin() + ";\n" + path + "SAVEPOINT " + ITEM, sound, aside.end());
            } finally {
                aside.recover(connection, statement);
            }
            return planner.answers;
        }
    }

    private List<Question> sound(Collection<Question> questions) {
        var sound = new ArrayList<Question>();
        for (Question question : questions) {
            if (isOneExpression(question.expression())) {
                sound.add(question);
            } else {
                answers.put(question, Answer.failed("it is not one expression"));
            }
        }
        return sound;
    }

    /** Would it stay between the parentheses that are put around it? */
    private static boolean isOneExpression(String expression) {
        int depth = 0;
        for (SqlTokens.Token token : SqlTokens.of(expression)) {
            String text = token.text();
            depth += text.equals("(") ? 1 : text.equals(")") ? -1 : 0;
            boolean quoted = token.kind() == SqlTokens.Kind.STRING || token.kind() == SqlTokens.Kind.QUOTED;
            boolean open = quoted && (text.length() < 2 || text.charAt(text.length() - 1) != quote(text));
            boolean openComment = text.startsWith("/*") && !text.endsWith("*/");
            if (depth < 0 || text.equals(";") || open || openComment) {
                return false;
            }
        }
        return depth == 0;
    }

    private static char quote(String text) {
        return text.startsWith("\"") ? '"' : text.startsWith("$") ? '$' : '\'';
    }

    /** All together; if that fails, each half by itself, so that the flights grow with what cannot be planned. */
    private void plan(String before, List<Question> questions, String after) throws SQLException {
        if (questions.isEmpty()) {
            return;
        }
        var groups = Together.of(questions, columns, scope);
        String sql = groups.stream().map(Together::explain).collect(Collectors.joining(";\n"));
        try {
            boolean result = statement.execute(before + ";\n" + sql + ";\n" + after);
            int group = 0;
            while (result || statement.getUpdateCount() >= 0) {
                if (result) {
                    read(groups.get(group++));
                }
                result = statement.getMoreResults();
            }
        } catch (SQLException e) {
            Failure failure = ServerProbe.classify(e);
            boolean hopeless = String.valueOf(e.getSQLState()).matches("25P0.|57.*");
            if (hopeless || (failure != Failure.STATEMENT && failure != Failure.PRIVILEGE)) {
                throw e;
            }
            split(questions, e);
            if (!after.isEmpty()) {
                statement.execute(after);
            }
        }
    }

    private void split(List<Question> questions, SQLException e) throws SQLException {
        if (questions.size() == 1) {
            answers.put(questions.get(0), Answer.failed(firstLine(e)));
            return;
        }
        String again = "ROLLBACK TO SAVEPOINT " + ITEM;
        int half = questions.size() / 2;
        plan(again, questions.subList(0, half), "");
        plan(again, questions.subList(half, questions.size()), "");
    }

    /** The server's reason in one line. */
    static String firstLine(SQLException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("").replaceFirst("^ERROR: ", "");
    }

    private void read(Together asked) throws SQLException {
        try (var row = statement.getResultSet()) {
            row.next();
            List<String> outputs = outputs(row.getString(1));
            if (outputs.size() != asked.size()) {
                throw new SQLException("EXPLAIN showed " + outputs.size() + " of " + asked.size() + " expressions");
            }
            asked.places()
                    .forEach((question, place) -> answers.put(question, new Answer(sameWord(outputs.get(place)), "")));
        }
    }

    /** The strings of the first {@code "Output"}, which is that of the plan's top node. */
    private static List<String> outputs(String json) {
        var outputs = new ArrayList<String>();
        int at = json.indexOf('[', json.indexOf("\"Output\":"));
        while (json.charAt(at) != ']') {
            if (json.charAt(at) != '"') {
                at++;
                continue;
            }
            var text = new StringBuilder();
            for (at++; json.charAt(at) != '"'; at++) {
                if (json.charAt(at) == '\\') {
                    at++;
                    if (json.charAt(at) == 'u') {
                        text.append((char) Integer.parseInt(json.substring(at + 1, at + 5), 16));
                        at += 4;
                    } else {
                        text.append(unescaped(json.charAt(at)));
                    }
                } else {
                    text.append(json.charAt(at));
                }
            }
            outputs.add(text.toString());
            at++;
        }
        return outputs;
    }

    private static char unescaped(char escape) {
        return switch (escape) {
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'b' -> '\b';
            case 'f' -> '\f';
            default -> escape;
        };
    }

    /**
     * {@code now()}, {@code transaction_timestamp()} and {@code CURRENT_TIMESTAMP} are one clock ("Current Date/Time" in the
     * manual), {@code CURRENT_ROLE}, {@code USER} and {@code CURRENT_USER} one role ("Session Information Functions").
     */
    private static String sameWord(String meaning) {
        var tokens = SqlTokens.of(meaning);
        var text = new StringBuilder();
        for (int i = 0; i < tokens.size(); i++) {
            String next = i + 1 < tokens.size() ? tokens.get(i + 1).text() : "";
            String token = tokens.get(i).text();
            boolean call = next.equals("(");
            text.append(
                    switch (token) {
                        case "CURRENT_TIMESTAMP" -> call ? token : "now()";
                        case "transaction_timestamp" -> call ? "now" : token;
                        case "CURRENT_ROLE", "USER" -> "CURRENT_USER";
                        default -> token;
                    });
        }
        return text.toString();
    }
}
