package dev.aludel.core.schema;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * SQL text as tokens: enough to see which names an expression mentions and where a statement ends, no more. Lexical
 * rules are PostgreSQL's ("Lexical Structure" in its manual): nested comments, {@code E''} strings, dollar quotes.
 */
public final class SqlTokens {

    /** What a token is. */
    public enum Kind {
        SPACE,
        COMMENT,
        WORD,
        QUOTED,
        STRING,
        NUMBER,
        SYMBOL
    }

    /**
     * A piece of the text.
     *
     * @param text  exactly as it stands
     * @param start offset of its first character
     */
    public record Token(Kind kind, String text, int start) {

        /** Does it mean something to the server, other than white space and comments? */
        public boolean isMeaningful() {
            return kind != Kind.SPACE && kind != Kind.COMMENT;
        }

        /** The identifier that this is, folded or unquoted; empty for what is none. */
        public String identifier() {
            return switch (kind) {
                case WORD -> text.toLowerCase(Locale.ROOT);
                case QUOTED -> text.substring(1, text.length() - 1).replace("\"\"", "\"");
                default -> "";
            };
        }

        public boolean is(String word) {
            return text.equalsIgnoreCase(word);
        }
    }

    private final String sql;
    private int at;

    private SqlTokens(String sql) {
        this.sql = sql;
    }

    /** All tokens in order; joined together they are the text again. An unclosed quote runs to the end. */
    public static List<Token> of(String sql) {
        var lexer = new SqlTokens(sql);
        var tokens = new ArrayList<Token>();
        while (lexer.at < sql.length()) {
            int start = lexer.at;
            Kind kind = lexer.next();
            tokens.add(new Token(kind, sql.substring(start, lexer.at), start));
        }
        return tokens;
    }

    /** The tokens that mean something, in order. */
    public static List<Token> meaningful(String sql) {
        return of(sql).stream().filter(Token::isMeaningful).toList();
    }

    /**
     * The single statements of a script, without their semicolons. A semicolon within {@code BEGIN ATOMIC … END}, as in
     * the body of an SQL-standard function, does not end a statement.
     */
    public static List<String> statements(String script) {
        var statements = new ArrayList<String>();
        int from = 0;
        int depth = 0;
        String before = "";
        for (Token token : of(script)) {
            if (!token.isMeaningful()) {
                continue;
            }
            if (depth == 0 && token.text().equals(";")) {
                add(statements, script.substring(from, token.start()));
                from = token.start() + 1;
            } else if (token.is("atomic") && before.equalsIgnoreCase("begin")) {
                depth = 1;
            } else if (depth > 0 && token.is("case")) {
                depth++;
            } else if (depth > 0 && token.is("end")) {
                depth--;
            }
            before = token.text();
        }
        add(statements, script.substring(from));
        return statements;
    }

    private static void add(List<String> statements, String text) {
        if (!meaningful(text).isEmpty()) {
            statements.add(text.strip());
        }
    }

    /** Every identifier in the expression that is not the name of a function. */
    static Set<String> identifiers(String expression) {
        var tokens = meaningful(expression);
        var identifiers = new HashSet<String>();
        for (int i = 0; i < tokens.size(); i++) {
            if (!tokens.get(i).identifier().isEmpty() && !isCall(tokens, i)) {
                identifiers.add(tokens.get(i).identifier());
            }
        }
        return identifiers;
    }

    /** The names that stand in casts, {@code x::name}, and those that are the text of a literal. */
    static Set<Name> names(String expression) {
        var names = new HashSet<Name>();
        var tokens = of(expression);
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (token.text().equals("::")) {
                int end = nameEnd(tokens, i + 1);
                if (end > i + 1) {
                    names.add(Name.parse(join(tokens, i + 1, end)));
                }
            } else if (token.kind() == Kind.STRING && token.text().startsWith("'")) {
                nameIn(token).ifPresent(names::add);
            }
        }
        return names;
    }

    static String renameColumn(String expression, String from, String to) {
        var meaningful = meaningful(expression);
        var hits = new HashSet<Integer>();
        for (int i = 0; i < meaningful.size(); i++) {
            if (meaningful.get(i).identifier().equals(from) && !isCall(meaningful, i)) {
                hits.add(meaningful.get(i).start());
            }
        }
        return rewrite(
                of(expression), token -> hits.contains(token.start()) ? Identifiers.plain(to) : token.text());
    }

    static String renameType(String expression, Name from, Name to) {
        var tokens = of(expression);
        var result = new StringBuilder();
        int i = 0;
        while (i < tokens.size()) {
            result.append(tokens.get(i).text());
            boolean cast = tokens.get(i).text().equals("::");
            i++;
            if (cast) {
                int end = nameEnd(tokens, i);
                String name = join(tokens, i, end);
                boolean same = end > i && Name.parse(name).equals(from);
                result.append(same ? to.toString() : name);
                i = end;
            }
        }
        return result.toString();
    }

    static String renameInLiterals(String expression, Name from, Name to) {
        return rewrite(of(expression), token -> {
            if (token.kind() != Kind.STRING || !token.text().startsWith("'")) {
                return token.text();
            }
            return nameIn(token).filter(from::equals).isPresent()
                    ? "'" + to.toString().replace("'", "''") + "'"
                    : token.text();
        });
    }

    private static Optional<Name> nameIn(Token literal) {
        String text = literal.text();
        if (text.length() < 3 || !text.endsWith("'")) {
            return Optional.empty();
        }
        return name(text.substring(1, text.length() - 1).replace("''", "'"));
    }

    /** The text as a name, if it is one. */
    static Optional<Name> name(String text) {
        try {
            return Optional.of(Name.parse(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static boolean isCall(List<Token> tokens, int i) {
        return i + 1 < tokens.size() && tokens.get(i + 1).text().equals("(");
    }

    private static int nameEnd(List<Token> tokens, int start) {
        int end = start;
        while (end < tokens.size() && !tokens.get(end).identifier().isEmpty()) {
            end++;
            if (end + 1 < tokens.size()
                    && tokens.get(end).text().equals(".")
                    && !tokens.get(end + 1).identifier().isEmpty()) {
                end++;
            } else {
                return end;
            }
        }
        return end;
    }

    private static String join(List<Token> tokens, int from, int to) {
        var text = new StringBuilder();
        tokens.subList(from, to).forEach(token -> text.append(token.text()));
        return text.toString();
    }

    private static String rewrite(List<Token> tokens, Function<Token, String> f) {
        var text = new StringBuilder();
        tokens.forEach(token -> text.append(f.apply(token)));
        return text.toString();
    }

    private Kind next() {
        char c = sql.charAt(at);
        if (Character.isWhitespace(c)) {
            while (at < sql.length() && Character.isWhitespace(sql.charAt(at))) {
                at++;
            }
            return Kind.SPACE;
        }
        if (sql.startsWith("--", at)) {
            int end = sql.indexOf('\n', at);
            at = end < 0 ? sql.length() : end;
            return Kind.COMMENT;
        }
        if (sql.startsWith("/*", at)) {
            return comment();
        }
        if (c == '\'') {
            return string(false);
        }
        if ((c == 'e' || c == 'E') && sql.startsWith("'", at + 1)) {
            at++;
            return string(true);
        }
        if (c == '"') {
            at = closing('"', at + 1, false);
            return Kind.QUOTED;
        }
        if (c == '$') {
            return dollar();
        }
        if (isWordStart(c)) {
            while (at < sql.length() && isWordPart(sql.charAt(at))) {
                at++;
            }
            return Kind.WORD;
        }
        if (Character.isDigit(c)) {
            while (at < sql.length() && (Character.isLetterOrDigit(sql.charAt(at)) || sql.charAt(at) == '.')) {
                at++;
            }
            return Kind.NUMBER;
        }
        at += sql.startsWith("::", at) ? 2 : 1;
        return Kind.SYMBOL;
    }

    private Kind comment() {
        int depth = 0;
        while (at < sql.length()) {
            if (sql.startsWith("/*", at)) {
                depth++;
                at += 2;
            } else if (sql.startsWith("*/", at)) {
                depth--;
                at += 2;
                if (depth == 0) {
                    break;
                }
            } else {
                at++;
            }
        }
        return Kind.COMMENT;
    }

    private Kind string(boolean backslash) {
        at = closing('\'', at + 1, backslash);
        return Kind.STRING;
    }

    private int closing(char quote, int from, boolean backslash) {
        int i = from;
        while (i < sql.length()) {
            char c = sql.charAt(i);
            if (backslash && c == '\\') {
                i += 2;
            } else if (c == quote && i + 1 < sql.length() && sql.charAt(i + 1) == quote) {
                i += 2;
            } else if (c == quote) {
                return i + 1;
            } else {
                i++;
            }
        }
        return sql.length();
    }

    private Kind dollar() {
        int end = at + 1;
        while (end < sql.length() && isWordPart(sql.charAt(end)) && sql.charAt(end) != '$') {
            end++;
        }
        boolean parameter = end > at + 1 && Character.isDigit(sql.charAt(at + 1));
        if (end >= sql.length() || sql.charAt(end) != '$' || parameter) {
            at++;
            return Kind.SYMBOL;
        }
        String tag = sql.substring(at, end + 1);
        int close = sql.indexOf(tag, end + 1);
        at = close < 0 ? sql.length() : close + tag.length();
        return Kind.STRING;
    }

    private static boolean isWordStart(char c) {
        return Character.isLetter(c) || c == '_' || c > 127;
    }

    private static boolean isWordPart(char c) {
        return isWordStart(c) || Character.isDigit(c) || c == '$';
    }
}
