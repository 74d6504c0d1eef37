package dev.aludel.postgres;

import dev.aludel.core.dialect.Scope;
import dev.aludel.core.schema.Column;
import dev.aludel.core.schema.Name;
import dev.aludel.core.schema.SqlTokens;
import dev.aludel.postgres.Planner.Question;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Questions that one {@code SELECT} can ask: of one table or of many, as long as a name means a column of the same type
 * to all of them. So the statements grow with what columns contradict each other, not with the tables. What is asked in
 * the same words is asked once.
 */
final class Together {

    /** PostgreSQL allows 1664 entries in a list of targets. */
    private static final int MAX_TARGETS = 1600;

    private static final String ANY_TABLE = "aludel_row";

    private final String alias;
    private final Map<String, String> columns = new LinkedHashMap<>();
    private final Set<String> words = new HashSet<>();
    private final Map<String, Integer> targets = new LinkedHashMap<>();
    private final Map<Question, Integer> places = new LinkedHashMap<>();

    private Together(String alias) {
        this.alias = alias;
    }

    /**
     * @param columns the columns of each table as they are now
     */
    static List<Together> of(List<Question> questions, Function<Name, List<Column>> columns, Scope scope) {
        var groups = new ArrayList<Together>();
        var types = new HashMap<Name, Map<String, String>>();
        for (Question question : questions) {
            var known = types.computeIfAbsent(question.table(), table -> types(columns.apply(table), scope));
            var words = words(question.expression());
            // an expression may say table.column
            String alias =
                    words.contains(question.table().local()) ? question.table().local() : ANY_TABLE;
            var used = alias.equals(ANY_TABLE) ? used(known, words) : known;
            Together group = groups.stream()
                    .filter(candidate -> candidate.alias.equals(alias) && candidate.takes(used, words))
                    .findFirst()
                    .orElse(null);
            if (group == null) {
                group = new Together(alias);
                groups.add(group);
            }
            group.add(question, used, words);
        }
        return groups;
    }

    private static Map<String, String> types(List<Column> columns, Scope scope) {
        var types = new LinkedHashMap<String, String>();
        columns.forEach(column -> types.put(column.name(), SqlTypes.sql(column.type(), scope)));
        return types;
    }

    /** Every identifier, whatever it stands for. */
    private static Set<String> words(String expression) {
        return SqlTokens.meaningful(expression).stream()
                .map(SqlTokens.Token::identifier)
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toSet());
    }

    private static Map<String, String> used(Map<String, String> known, Set<String> words) {
        var used = new LinkedHashMap<>(known);
        used.keySet().retainAll(words);
        return used;
    }

    /** A name that is a column to one of two must be a column of that type to the other, or no word of it at all. */
    private boolean takes(Map<String, String> used, Set<String> asked) {
        boolean agree = used.entrySet().stream()
                .allMatch(entry -> columns.containsKey(entry.getKey())
                        ? columns.get(entry.getKey()).equals(entry.getValue())
                        : !words.contains(entry.getKey()));
        return agree
                && targets.size() < MAX_TARGETS
                && Collections.disjoint(asked, strangers(used.keySet()))
                && (alias.equals(ANY_TABLE) || columns.equals(used));
    }

    private Set<String> strangers(Set<String> used) {
        var strangers = new HashSet<>(columns.keySet());
        strangers.removeAll(used);
        return strangers;
    }

    private void add(Question question, Map<String, String> used, Set<String> asked) {
        columns.putAll(used);
        words.addAll(asked);
        places.put(question, targets.computeIfAbsent(question.sql(), sql -> targets.size()));
    }

    String explain() {
        String from = columns.entrySet().stream()
                .map(column -> Sql.ident(column.getKey()) + " " + column.getValue())
                .collect(Collectors.joining(", "));
        return "EXPLAIN (VERBOSE, COSTS OFF, FORMAT JSON) SELECT " + String.join(",\n", targets.keySet())
                + (from.isEmpty()
                        ? ""
                        : " FROM pg_catalog.json_to_recordset('[]') AS " + Sql.ident(alias) + "(" + from + ")");
    }

    /** How many outputs its plan has. */
    int size() {
        return targets.size();
    }

    /** Each question and which of the outputs answers it. */
    Map<Question, Integer> places() {
        return places;
    }
}
