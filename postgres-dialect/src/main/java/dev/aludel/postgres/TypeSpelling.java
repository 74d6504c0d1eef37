package dev.aludel.postgres;

import dev.aludel.core.schema.Name;
import dev.aludel.core.schema.SqlTokens;
import dev.aludel.core.schema.SqlTokens.Kind;
import dev.aludel.core.schema.SqlTokens.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Takes one spelling of a type apart: name, modifier, more words ({@code with time zone}), array bounds. */
final class TypeSpelling {

    private static final Pattern SECONDS = Pattern.compile("timestamp|timestamptz|time|timetz|interval.*");

    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,9}");

    /** More digits of a second than these are cut, with a warning. */
    private static final int SECOND_DIGITS = 6;

    /** The largest {@code float(n)} that is a {@code real}. */
    private static final int REAL_BITS = 24;

    private final String type;
    private final List<Token> tokens;
    private final List<String> words = new ArrayList<>();
    private String modifier = "";
    private boolean array;
    private boolean dotted;
    private boolean quoted;
    private int at;

    TypeSpelling(String type) {
        this.type = type.strip();
        this.tokens = SqlTokens.meaningful(type);
    }

    String normal() {
        while (at < tokens.size()) {
            if (!take(tokens.get(at))) {
                return type;
            }
            at++;
        }
        String name = dotted ? qualified() : quoted ? single() : plain();
        return name.isEmpty() ? type : name + (array ? "[]" : "");
    }

    private boolean take(Token token) {
        boolean word = token.kind() == Kind.WORD || token.kind() == Kind.QUOTED;
        if (words.isEmpty() || (word && !token.is("array"))) {
            quoted |= token.kind() == Kind.QUOTED;
            words.add(token.kind() == Kind.QUOTED ? token.text() : token.text().toLowerCase(Locale.ROOT));
            return word && !array;
        }
        switch (token.text()) {
            case "(" -> modifier = upTo(")");
            case "[" -> {
                upTo("]");
                array = true;
            }
            case "." -> dotted = true;
            default -> array = true;
        }
        return word || "([.".contains(token.text());
    }

    private String upTo(String end) {
        var text = new StringBuilder();
        at++;
        while (at < tokens.size() && !tokens.get(at).text().equals(end)) {
            text.append(tokens.get(at).text());
            at++;
        }
        return text.toString();
    }

    private String plain() {
        String text = String.join(" ", words);
        return SqlTypes.builtIn(text).map(base -> builtIn(text, base)).orElseGet(this::single);
    }

    private String single() {
        if (words.size() != 1) {
            return "";
        }
        String word = words.get(0);
        return with(SqlTypes.isOnlyQuoted(word) ? word : SqlTypes.userType(Name.parse(word)));
    }

    private String qualified() {
        if (words.size() != 2) {
            return "";
        }
        Name name = Name.parse(words.get(0) + "." + words.get(1));
        String base = name.schema().equals(SqlTypes.CATALOG)
                ? SqlTypes.builtIn(name.local()).orElse("")
                : "";
        if (base.isEmpty()) {
            return with(name.toString());
        }
        String literal = '"' + name.local() + '"';
        return modifier.isEmpty() && SqlTypes.isOnlyQuoted(literal) ? literal : builtIn(name.local(), base);
    }

    private String builtIn(String text, String base) {
        if (modifier.isEmpty()) {
            return base.equals("char") || base.equals("bit") ? base + "(1)" : base;
        }
        boolean digits = DIGITS.matcher(modifier).matches();
        if (digits && text.equals("float")) {
            return Integer.parseInt(modifier) <= REAL_BITS ? "real" : base;
        }
        if (digits && SECONDS.matcher(base).matches()) {
            modifier = Integer.toString(Math.min(SECOND_DIGITS, Integer.parseInt(modifier)));
        }
        if (digits && base.equals("numeric")) {
            modifier += ",0";
        }
        return with(base.equals("bpchar") ? "char" : base);
    }

    private String with(String base) {
        return modifier.isEmpty() ? base : base + "(" + modifier + ")";
    }
}
