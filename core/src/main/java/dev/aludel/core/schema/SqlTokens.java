package dev.aludel.core.schema;

import java.util.ArrayList;
import java.util.List;

/**
 * SQL text as tokens: enough to see where names stand and where a statement ends, no more. Lexical
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
                case WORD -> Identifiers.fold(text);
                case QUOTED -> Identifiers.unquote(text);
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
     * the body of an SQL-standard function, or within parentheses, as in a rule, does not end a statement: as psql has it.
     */
    public static List<String> statements(String script) {
        var statements = new ArrayList<String>();
        int from = 0;
        int depth = 0;
        int parentheses = 0;
        String before = "";
        for (Token token : of(script)) {
            if (!token.isMeaningful()) {
                continue;
            }
            if (depth == 0 && parentheses == 0 && token.text().equals(";")) {
                add(statements, script.substring(from, token.start()));
                from = token.start() + 1;
            } else if (token.text().equals("(")) {
                parentheses++;
            } else if (token.text().equals(")")) {
                parentheses = Math.max(0, parentheses - 1);
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

    private Kind next() {
        char c = sql.charAt(at);
        if (isSpace(c)) {
            while (at < sql.length() && isSpace(sql.charAt(at))) {
                at++;
            }
            return Kind.SPACE;
        }
        if (sql.startsWith("--", at)) {
            while (at < sql.length() && sql.charAt(at) != '\n' && sql.charAt(at) != '\r') {
                at++;
            }
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
        if (Identifiers.isDigit(c)) {
            while (at < sql.length() && (isWordPart(sql.charAt(at)) || sql.charAt(at) == '.')) {
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
        boolean parameter = end > at + 1 && Identifiers.isDigit(sql.charAt(at + 1));
        if (end >= sql.length() || sql.charAt(end) != '$' || parameter) {
            at++;
            return Kind.SYMBOL;
        }
        String tag = sql.substring(at, end + 1);
        int close = sql.indexOf(tag, end + 1);
        at = close < 0 ? sql.length() : close + tag.length();
        return Kind.STRING;
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c >= '\t' && c <= '\r';
    }

    private static boolean isWordStart(char c) {
        return Identifiers.isStart(c);
    }

    private static boolean isWordPart(char c) {
        return Identifiers.isPart(c);
    }
}
