package dev.aludel.postgres;

import dev.aludel.core.schema.SqlObject;
import dev.aludel.core.schema.SqlTokens;
import dev.aludel.core.schema.SqlTokens.Kind;
import dev.aludel.core.schema.SqlTokens.Token;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A definition as a list of words, the same for two spellings of one thing: no white space, comments or parentheses, no casts,
 * one name for each type, nothing that would be so anyway, and in order what may stand in any order.
 */
final class Canonical {

    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("int", "integer"),
            Map.entry("int4", "integer"),
            Map.entry("int2", "smallint"),
            Map.entry("int8", "bigint"),
            Map.entry("float4", "real"),
            Map.entry("bool", "boolean"),
            Map.entry("decimal", "numeric"),
            Map.entry("user", "current_user"),
            Map.entry("current_role", "current_user"),
            Map.entry("any", "in"),
            Map.entry("some", "in"));

    /** Types of several words, and what else is said in two ways. */
    private static final List<List<List<String>>> PHRASES = List.of(
            List.of(List.of("character", "varying"), List.of("varchar")),
            List.of(List.of("double", "precision"), List.of("float8")),
            List.of(List.of("timestamp", "with", "time", "zone"), List.of("timestamptz")),
            List.of(List.of("timestamp", "without", "time", "zone"), List.of("timestamp")),
            List.of(List.of("time", "with", "time", "zone"), List.of("timetz")),
            List.of(List.of("time", "without", "time", "zone"), List.of("time")),
            List.of(List.of("execute", "procedure"), List.of("execute", "function")),
            List.of(List.of("returns", "null", "on", "null", "input"), List.of("strict")),
            List.of(List.of("=", "in", "array"), List.of("in")),
            List.of(List.of("!", "="), List.of("<", ">")),
            List.of(List.of("or", "replace"), List.of()),
            List.of(List.of("if", "not", "exists"), List.of()),
            List.of(List.of("called", "on", "null", "input"), List.of()),
            List.of(List.of("not", "leakproof"), List.of()),
            List.of(List.of("external", "security"), List.of("security")),
            List.of(List.of("security", "invoker"), List.of()),
            List.of(List.of("parallel", "unsafe"), List.of()),
            List.of(List.of("for", "each", "statement"), List.of()),
            List.of(List.of("for", "statement"), List.of()),
            List.of(List.of("for", "row"), List.of("for", "each", "row")),
            List.of(List.of("using", "btree"), List.of()),
            List.of(List.of("asc"), List.of()),
            List.of(List.of("desc", "nulls", "first"), List.of("desc")),
            List.of(List.of("with", "schema"), List.of("schema")),
            List.of(List.of("not", "deferrable"), List.of()),
            List.of(List.of("initially", "immediate"), List.of()));

    private static final List<List<String>> POLICY =
            List.of(List.of("as", "permissive"), List.of("for", "all"), List.of("to", "public"));

    /** Kinds that are a list of things. */
    private static final Set<String> LISTS = Set.of("statistics", "publication");

    /** What begins what is said about a routine besides what it takes and gives. */
    private static final Set<String> CLAUSES = Set.of(
            "language",
            "immutable",
            "stable",
            "volatile",
            "strict",
            "leakproof",
            "security",
            "parallel",
            "cost",
            "rows",
            "support",
            "set",
            "window",
            "transform",
            "as",
            "return",
            "begin");

    private static final Set<List<String>> DEFAULTS =
            Set.of(List.of("volatile"), List.of("cost", "100"), List.of("rows", "1000"));

    private static final Set<String> EVENTS = Set.of("insert", "update", "delete", "truncate");

    private Canonical() {}

    static List<String> of(SqlObject object) {
        boolean routine = SqlObject.isRoutine(object.id());
        var words = words(object.sql(), routine);
        for (List<List<String>> phrase : PHRASES) {
            replace(words, phrase.get(0), phrase.get(1));
        }
        String kind = object.id().kind();
        if (routine) {
            return routine(words);
        } else if (kind.equals("policy")) {
            POLICY.forEach(phrase -> replace(words, phrase, List.of()));
        } else if (LISTS.contains(kind)) {
            words.removeAll(List.of(",", "table"));
            Collections.sort(words);
        } else if (kind.equals("trigger")) {
            sortEvents(words);
        } else if (kind.equals("rule")) {
            replace(words, List.of("also"), List.of());
        }
        return words;
    }

    /** Are two texts the same but for what only groups or casts, and for the case of words? */
    static boolean isSame(String one, String other) {
        return one.equals(other) || words(one).equals(words(other));
    }

    /** The same with one of the ways in which one thing is said. */
    static List<String> expression(String sql) {
        var words = words(sql, false);
        PHRASES.forEach(phrase -> replace(words, phrase.get(0), phrase.get(1)));
        return words;
    }

    /** Words of a text, without what only groups or casts. */
    static List<String> words(String sql) {
        return words(sql, false);
    }

    /**
     * @param routine is it a routine? Then the types of what it takes and gives have no modifiers
     */
    private static List<String> words(String sql, boolean routine) {
        boolean head = routine;
        var tokens = SqlTokens.meaningful(sql);
        var words = new ArrayList<String>();
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            head &= !CLAUSES.contains(token.identifier());
            if (head && isModifier(tokens, i)) {
                while (!tokens.get(i).text().equals(")")) {
                    i++;
                }
            } else if (token.text().equals("::")) {
                i = afterType(tokens, i + 1) - 1;
            } else if (isQualifier(tokens, i)) {
                i++;
            } else if (!Set.of("(", ")", "[", "]", ";").contains(token.text())) {
                words.add(word(token));
            }
        }
        return words;
    }

    /** {@code (20)}, {@code (10, 2)} after a word. */
    private static boolean isModifier(List<Token> tokens, int at) {
        return at > 0
                && at + 2 < tokens.size()
                && tokens.get(at).text().equals("(")
                && tokens.get(at + 1).kind() == Kind.NUMBER
                && Set.of(")", ",").contains(tokens.get(at + 2).text())
                && tokens.get(at - 1).kind() == Kind.WORD;
    }

    private static boolean isQualifier(List<Token> tokens, int at) {
        return tokens.get(at).identifier().equals(SqlTypes.CATALOG)
                && at + 1 < tokens.size()
                && tokens.get(at + 1).text().equals(".");
    }

    private static String word(Token token) {
        return switch (token.kind()) {
            case WORD -> WORDS.getOrDefault(token.identifier(), token.identifier());
            case QUOTED -> token.identifier();
            case STRING -> "'" + CatalogText.unquoted(token.text());
            default -> token.text();
        };
    }

    /** The place after a type: its words, a modifier and brackets. */
    private static int afterType(List<Token> tokens, int start) {
        int at = start + 1;
        boolean more = true;
        while (more && at < tokens.size()) {
            Token token = tokens.get(at);
            String before = tokens.get(at - 1).text();
            boolean second = Set.of("varying", "precision").contains(token.identifier())
                    || Set.of("with", "without", "time", "zone").contains(token.identifier())
                            && Set.of("timestamp", "time", "with", "without", ")")
                                    .contains(before.toLowerCase(Locale.ROOT));
            if (token.text().equals(".")) {
                at += 2;
            } else if (token.text().equals("(") || token.text().equals("[")) {
                String close = token.text().equals("(") ? ")" : "]";
                while (at < tokens.size() && !tokens.get(at).text().equals(close)) {
                    at++;
                }
                at++;
            } else if (second) {
                at++;
            } else {
                more = false;
            }
        }
        return at;
    }

    private static void replace(List<String> words, List<String> phrase, List<String> with) {
        int at = Collections.indexOfSubList(words, phrase);
        while (at >= 0) {
            words.subList(at, at + phrase.size()).clear();
            words.addAll(at, with);
            int next = Collections.indexOfSubList(words.subList(at + with.size(), words.size()), phrase);
            at = next < 0 ? -1 : next + at + with.size();
        }
    }

    /** What is said about a routine in one order, without what is so anyway. */
    private static List<String> routine(List<String> words) {
        var clauses = new ArrayList<List<String>>();
        var head = new ArrayList<String>();
        List<String> clause = head;
        boolean body = false;
        for (String word : words) {
            if (!body && CLAUSES.contains(word)) {
                clause = new ArrayList<>();
                clauses.add(clause);
                body = word.equals("return") || word.equals("begin");
            }
            clause.add(word);
        }
        clauses.removeIf(DEFAULTS::contains);
        clauses.replaceAll(Canonical::clause);
        clauses.sort((one, other) -> String.join(" ", one).compareTo(String.join(" ", other)));
        head.removeIf("in"::equals);
        replace(head, List.of("default"), List.of("="));
        int returns = head.indexOf("returns");
        boolean told = head.contains("out") || head.contains("inout");
        if (told && returns > 0 && !head.get(returns + 1).equals("setof")) {
            head.subList(returns, head.size()).clear();
        }
        clauses.forEach(head::addAll);
        return head;
    }

    private static List<String> clause(List<String> clause) {
        var plain = new ArrayList<>(clause);
        if (clause.get(0).equals("set")) {
            replace(plain, List.of("to"), List.of("="));
            plain.replaceAll(word -> word.startsWith("'") ? word.substring(1) : word);
        } else if (clause.get(0).equals("language")) {
            plain.replaceAll(word -> word.startsWith("'") ? word.substring(1) : word);
        } else if (Set.of("return", "begin").contains(clause.get(0))) {
            plain.remove("as");
        }
        return plain;
    }

    /** {@code INSERT OR UPDATE OF a, b} is {@code UPDATE OF a, b OR INSERT}. */
    private static void sortEvents(List<String> words) {
        int from = -1;
        for (int i = 0; i < words.size() && from < 0; i++) {
            from = i > 0
                            && EVENTS.contains(words.get(i))
                            && Set.of("before", "after", "of").contains(words.get(i - 1))
                    ? i
                    : -1;
        }
        int to = from < 0 ? -1 : from + words.subList(from, words.size()).indexOf("on");
        if (to <= from) {
            return;
        }
        var events = new ArrayList<String>();
        events.add("");
        for (String word : words.subList(from, to)) {
            if (word.equals("or")) {
                events.add("");
            } else {
                events.set(events.size() - 1, events.get(events.size() - 1) + word + " ");
            }
        }
        Collections.sort(events);
        words.subList(from, to).clear();
        words.addAll(from, events);
    }
}
