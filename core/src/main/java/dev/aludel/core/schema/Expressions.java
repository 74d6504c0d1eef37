package dev.aludel.core.schema;

import dev.aludel.core.schema.SqlTokens.Kind;
import dev.aludel.core.schema.SqlTokens.Token;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What an expression mentions: columns, types and sequences. Sees tokens, no grammar: it may take a word of the syntax
 * for a column of that name, never the other way round.
 */
final class Expressions {

    /** What a mentioned name stands for. */
    enum Role {
        COLUMN,
        /** in {@code x::name} and {@code cast(x as name)} */
        TYPE,
        /** in {@code 'name'::regclass} and {@code nextval('name')}, quotes included */
        SEQUENCE,
        /** the literal in {@code 'value'::name}, quotes included, with the type's name */
        LABEL
    }

    /**
     * A name in the text.
     *
     * @param start offset of its first character
     * @param end   offset after its last one
     */
    record Mention(Role role, Name name, int start, int end) {}

    private static final Set<String> OF_SEQUENCES = Set.of("nextval", "currval", "setval");

    private final List<Token> tokens;
    private final List<Mention> found = new ArrayList<>();
    private int at;

    private Expressions(String expression) {
        this.tokens = SqlTokens.meaningful(expression);
    }

    /** All mentions, in the order of the text. */
    static List<Mention> mentions(String expression) {
        var reader = new Expressions(expression);
        while (reader.at < reader.tokens.size()) {
            reader.next();
        }
        return reader.found;
    }

    /** The columns' names. */
    static Set<String> columns(String expression) {
        return mentions(expression).stream()
                .filter(mention -> mention.role() == Role.COLUMN)
                .map(mention -> mention.name().local())
                .collect(Collectors.toCollection(HashSet::new));
    }

    /** The expression with other texts in place of the mentions for which {@code text} has one. */
    static String replace(String expression, Function<Mention, Optional<String>> text) {
        var result = new StringBuilder();
        int copied = 0;
        for (Mention mention : mentions(expression)) {
            var replacement = text.apply(mention);
            if (replacement.isPresent()) {
                result.append(expression, copied, mention.start()).append(replacement.get());
                copied = mention.end();
            }
        }
        return result.append(expression, copied, expression.length()).toString();
    }

    private void next() {
        Token token = tokens.get(at);
        if (token.text().equals("::") || token.is("as")) {
            type();
        } else if (token.is("collate")) {
            at = chainEnd(at + 1);
        } else if (are(at, "at", "time", "zone")) {
            at += 3;
        } else if (token.kind() == Kind.STRING) {
            literal(token);
            at++;
        } else if (isName(at)) {
            name();
        } else {
            at++;
        }
    }

    private void type() {
        int start = at + 1;
        int end = chainEnd(start);
        add(Role.TYPE, start, end);
        at = end;
        if (isWord(at, "precision") || isWord(at, "varying")) {
            at++;
        }
        if (isText(at, "(")) {
            while (at < tokens.size() && !isText(at, ")")) {
                at++;
            }
            at++;
        }
        if (are(at, "with", "time", "zone") || are(at, "without", "time", "zone")) {
            at += 3;
        }
    }

    private void literal(Token token) {
        boolean cast = isText(at + 1, "::");
        boolean regclass = cast && tokens.get(chainEnd(at + 2) - 1).is("regclass");
        boolean argument = isText(at - 1, "(")
                && at > 1
                && OF_SEQUENCES.contains(tokens.get(at - 2).identifier());
        if (cast && !regclass) {
            int end = chainEnd(at + 2);
            add(Role.LABEL, at + 2, end, token, token);
        }
        if (regclass || argument && !cast) {
            nameIn(token.text())
                    .ifPresent(name -> found.add(new Mention(
                            Role.SEQUENCE,
                            name,
                            token.start(),
                            token.start() + token.text().length())));
        }
    }

    private void name() {
        int end = chainEnd(at);
        boolean syntax = end == at + 1
                && tokens.get(at).kind() == Kind.WORD
                && Keywords.isSyntax(tokens.get(at).identifier());
        boolean call = isText(end, "(");
        boolean typeOfLiteral = end < tokens.size() && tokens.get(end).kind() == Kind.STRING;
        boolean field = isWord(end, "from") && isText(at - 1, "(") && isWord(at - 2, "extract");
        if (!syntax && !call && !typeOfLiteral && !field) {
            add(Role.COLUMN, end - 1, end);
        }
        at = end;
    }

    private void add(Role role, int start, int end) {
        if (end > start) {
            add(role, start, end, tokens.get(start), tokens.get(end - 1));
        }
    }

    private void add(Role role, int start, int end, Token first, Token last) {
        var parts = new ArrayList<String>();
        for (int i = start; i < end; i += 2) {
            parts.add(tokens.get(i).identifier());
        }
        if (parts.size() == 1 || parts.size() == 2) {
            Name name = parts.size() == 1 ? Name.of(parts.get(0)) : Name.of(parts.get(0), parts.get(1));
            found.add(new Mention(
                    role, name, first.start(), last.start() + last.text().length()));
        }
    }

    /** The end of {@code a.b.c} that starts here; the start itself when none does. */
    private int chainEnd(int start) {
        if (!isName(start)) {
            return start;
        }
        int end = start + 1;
        while (isText(end, ".") && isName(end + 1)) {
            end += 2;
        }
        return end;
    }

    private boolean isName(int i) {
        return i < tokens.size() && !tokens.get(i).identifier().isEmpty();
    }

    private boolean isText(int i, String text) {
        return i >= 0 && i < tokens.size() && tokens.get(i).text().equals(text);
    }

    private boolean isWord(int i, String word) {
        return i >= 0 && i < tokens.size() && tokens.get(i).is(word);
    }

    private boolean are(int start, String... words) {
        for (int i = 0; i < words.length; i++) {
            if (!isWord(start + i, words[i])) {
                return false;
            }
        }
        return true;
    }

    private static Optional<Name> nameIn(String literal) {
        boolean plain = literal.length() > 2 && literal.startsWith("'") && literal.endsWith("'");
        return plain ? Name.tryParse(literal.substring(1, literal.length() - 1).replace("''", "'")) : Optional.empty();
    }
}
