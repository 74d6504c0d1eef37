package dev.aludel.postgres;

import dev.aludel.core.schema.Name;
import dev.aludel.core.schema.SqlTokens;
import dev.aludel.core.schema.SqlTokens.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Walks over the tokens of a piece of SQL. */
final class TokenCursor {

    /** Tokens {@code from} to the one before {@code to}. */
    record Range(int from, int to) {}

    private final String text;
    private final List<Token> tokens;
    private int at;

    TokenCursor(String text) {
        this.text = text;
        this.tokens = SqlTokens.meaningful(text);
    }

    int at() {
        return at;
    }

    void moveTo(int token) {
        at = token;
    }

    int size() {
        return tokens.size();
    }

    boolean atEnd() {
        return at >= tokens.size();
    }

    /**
     * @throws IllegalArgumentException at the end
     */
    Token token() {
        if (atEnd()) {
            throw new IllegalArgumentException("it ends too early");
        }
        return tokens.get(at);
    }

    boolean is(String word) {
        return !atEnd() && tokens.get(at).is(word);
    }

    /** Goes over the word if it is there. */
    boolean skip(String word) {
        boolean there = is(word);
        at += there ? 1 : 0;
        return there;
    }

    /** Goes over all of the words if the first of them is there. */
    boolean skip(String first, String... others) {
        if (!skip(first)) {
            return false;
        }
        for (String other : others) {
            expect(other);
        }
        return true;
    }

    void expect(String word) {
        if (!skip(word)) {
            throw new IllegalArgumentException("\"" + word + "\" is missing");
        }
    }

    /** The current token in lower case; empty at the end. */
    String word() {
        return atEnd() ? "" : tokens.get(at).text().toLowerCase(Locale.ROOT);
    }

    /** The current token in lower case, and on to the one after it. */
    String next() {
        String word = token().text().toLowerCase(Locale.ROOT);
        at++;
        return word;
    }

    /** The current token as an identifier, and on to the one after it. */
    String identifier() {
        String identifier = token().identifier();
        at++;
        return identifier;
    }

    /**
     * The same where nothing but an identifier can stand.
     *
     * @throws IllegalArgumentException if something else does
     */
    String ident() {
        String identifier = identifier();
        if (identifier.isEmpty()) {
            throw new IllegalArgumentException("a name is missing");
        }
        return identifier;
    }

    /**
     * @throws IllegalArgumentException if anything is left
     */
    void end() {
        if (!atEnd()) {
            throw new IllegalArgumentException("\"" + word() + "\" is not expected");
        }
    }

    /** All that is left, and on to the end. */
    String rest() {
        String rest = piece(at, size());
        at = size();
        return rest;
    }

    /** What stands before the first of these words, outside of brackets, and on to that word. */
    String upTo(Set<String> words) {
        int start = at;
        int depth = 0;
        while (!atEnd() && (depth > 0 || !words.contains(word()))) {
            depth += depth(token());
            at++;
        }
        return piece(start, at);
    }

    /** What stands between the parenthesis that is the current token and the one that closes it, and on to what follows. */
    String inParentheses() {
        var range = parenthesised();
        return piece(range.from(), range.to());
    }

    /** The pieces between the commas of the parenthesis that is the current token, and on to what follows it. */
    List<TokenCursor> elements() {
        return parts(parenthesised()).stream()
                .map(part -> new TokenCursor(piece(part.from(), part.to())))
                .toList();
    }

    /** The pieces between the commas of all that is left. */
    List<TokenCursor> list() {
        var pieces = parts(new Range(at, size())).stream()
                .map(part -> new TokenCursor(piece(part.from(), part.to())))
                .toList();
        at = size();
        return pieces;
    }

    /** One to three identifiers with dots between them. */
    List<String> path() {
        var path = new ArrayList<String>();
        path.add(identifier());
        while (skip(".")) {
            path.add(identifier());
        }
        return path;
    }

    /** {@code name} or {@code schema.name}. */
    Name name() {
        return name(path());
    }

    static Name name(List<String> path) {
        return switch (path.size()) {
            case 1 -> Name.of(path.get(0));
            case 2 -> Name.of(path.get(0), path.get(1));
            default -> throw new IllegalArgumentException("\"" + String.join(".", path) + "\" is not a name");
        };
    }

    /** The text from a token to the one before another, as it stands. */
    String piece(int from, int to) {
        if (from >= to || from >= tokens.size()) {
            return "";
        }
        Token end = tokens.get(Math.min(to, tokens.size()) - 1);
        return text.substring(tokens.get(from).start(), end.start() + end.text().length());
    }

    /**
     * The range between the parenthesis that is the current token and the one that closes it, and on to what follows.
     *
     * @throws IllegalArgumentException if none is open, or it is not closed
     */
    Range parenthesised() {
        expect("(");
        int from = at;
        int depth = 1;
        while (depth > 0) {
            depth += depth(token());
            at++;
        }
        return new Range(from, at - 1);
    }

    /** The parts of a range between its commas. */
    List<Range> parts(Range range) {
        var parts = new ArrayList<Range>();
        int depth = 0;
        int start = range.from();
        for (int i = range.from(); i < range.to(); i++) {
            depth += depth(tokens.get(i));
            if (depth == 0 && tokens.get(i).text().equals(",")) {
                parts.add(new Range(start, i));
                start = i + 1;
            }
        }
        if (start < range.to()) {
            parts.add(new Range(start, range.to()));
        }
        return parts;
    }

    /** What a token opens or closes: brackets, and {@code CASE … END}. */
    static int depth(Token token) {
        return switch (token.text().toLowerCase(Locale.ROOT)) {
            case "(", "[", "case" -> 1;
            case ")", "]", "end" -> -1;
            default -> 0;
        };
    }
}
