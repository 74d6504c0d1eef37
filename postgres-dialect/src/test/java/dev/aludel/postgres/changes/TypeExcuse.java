package dev.aludel.postgres.changes;

import dev.aludel.core.dialect.Hazard;
import java.util.function.Predicate;

/** Why what is said of a pair is not what was found. */
enum TypeExcuse {
    READ(
            "What is read from text may be refused, and comes back as the type spells it (`007` as `7`), or not at all: "
                    + "which texts a type reads is not known.",
            pair -> pair.readsText() && pair.said().says(Hazard.Kind.MAY_FAIL_ON_DATA)),
    WRITTEN(
            "A time with a zone is written as text in the zone of the session; it is the same time.",
            pair -> pair.from().startsWith("timestamptz") && pair.writesText()),
    SESSION_ZONE(
            "What the server would convert by the time zone of the session is converted by UTC.",
            pair -> pair.said().using().contains("'UTC'") || pair.said().using().contains("'Z'")),
    DOMAIN(
            "What a domain is made of is not known: its values go by their text, even where the server would cast them.",
            pair -> pair.from().equals("quantity") || pair.to().equals("quantity")),
    FAR_DATE(
            "A date after the year 294276 is no timestamp.",
            pair -> pair.from().equals("date") && pair.to().startsWith("timestamp")),
    LENGTH_OF_TEXT(
            "How long the text of a value is at most is not known.",
            pair -> pair.to().startsWith("varchar(") || pair.to().startsWith("char(")),
    DIGITS(
            "Digits of a numeric are not counted against those of a whole number.",
            pair -> pair.from().equals("numeric(10,2)")),
    MIDNIGHT(
            "24:00 comes back as 00:00, but it is the way back that says so.",
            pair -> pair.from().equals("time") && pair.to().equals("interval")),
    SHORT_TEXT(
            "Text of three characters is too short to lose much.",
            pair -> pair.from().equals("char(3)")),
    SIGN(
            "A negative number is a large one until it comes back.",
            pair -> (pair.from() + pair.to()).matches("integeroid|oidinteger"));

    private final String reason;
    private final Predicate<TypePair> pairs;

    TypeExcuse(String reason, Predicate<TypePair> pairs) {
        this.reason = reason;
        this.pairs = pairs;
    }

    String reason() {
        return reason;
    }

    boolean isFor(TypePair pair) {
        return pairs.test(pair);
    }
}
