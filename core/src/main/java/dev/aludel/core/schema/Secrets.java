package dev.aludel.core.schema;

import dev.aludel.core.schema.SqlTokens.Kind;
import dev.aludel.core.schema.SqlTokens.Token;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Passwords that SQL says, so that nothing repeats them: no message, no log, no journal. */
public final class Secrets {

    static final String HIDDEN = "***";

    /** A shorter one could be part of any word. */
    private static final int SHORTEST = 4;

    /** As in a connection string, whether for libpq or a URL. */
    private static final Pattern WITHIN =
            Pattern.compile("(?i)(?:pass(?:word|wd|phrase|file)?\\s*=\\s*|://[^\\s:/@']*:)"
                    + "(?:\\\\?'+((?:[^'\\\\]|\\\\.)+)|([^\\s'&@]+))");

    /** Nobody said one. */
    public static final Secrets NONE = new Secrets();

    /** What may stand between the word and its password. */
    private static final Set<String> BETWEEN = Set.of("=", "u", "&");

    private final List<String> words = new ArrayList<>();

    private Secrets() {}

    /** Those of some statements. */
    public static Secrets in(Collection<String> statements) {
        var secrets = new Secrets();
        statements.forEach(secrets::read);
        return secrets;
    }

    /** A statement without its own. */
    public static String hidden(String sql) {
        return in(List.of(sql)).hide(sql);
    }

    private void read(String sql) {
        if (!sql.toLowerCase(Locale.ROOT).contains("pass") && !sql.contains("://")) {
            return;
        }
        String before = "";
        for (Token token : SqlTokens.meaningful(sql)) {
            if (token.kind() == Kind.STRING) {
                string(token.text(), before.equalsIgnoreCase("password"));
            }
            if (!BETWEEN.contains(token.text().toLowerCase(Locale.ROOT))) {
                before = token.text();
            }
        }
    }

    private void string(String literal, boolean secret) {
        String inside = literal.startsWith("$")
                ? literal.replaceAll("(?s)^\\$[^$]*\\$|\\$[^$]*\\$$", "")
                : literal.replaceAll("(?s)^[^']*'|'$", "");
        if (secret) {
            add(literal);
            add(inside);
            add(inside.replace("''", "'"));
        } else {
            read(literal.startsWith("$") ? inside : inside.replace("''", "'"));
        }
        var within = WITHIN.matcher(inside);
        while (within.find()) {
            add(within.group(1) == null ? within.group(2) : within.group(1));
        }
    }

    private void add(String word) {
        if (word.length() >= SHORTEST) {
            words.add(word);
        }
    }

    /** The text with none of them in it. */
    public String hide(String text) {
        String hidden = text;
        for (String word : words) {
            hidden = hidden.replace(word, word.startsWith("'") ? "'" + HIDDEN + "'" : HIDDEN);
        }
        return hidden;
    }
}
