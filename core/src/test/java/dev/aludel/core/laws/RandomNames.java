package dev.aludel.core.laws;

import dev.aludel.core.schema.DefaultNames;
import dev.aludel.core.schema.Name;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;

/** Names as people give them, and names as they should not. */
final class RandomNames {

    private static final List<String> PLAIN = List.of(
            "account",
            "invoice",
            "item",
            "total",
            "state",
            "owner_id",
            "created",
            "note",
            "price",
            "amount",
            "code",
            "label",
            "kind",
            "parent_id",
            "email",
            "title",
            "counter",
            "region",
            "ledger",
            "tag");

    private static final List<String> KEYWORDS =
            List.of("order", "user", "select", "table", "end", "and", "time", "position", "values", "default");

    private static final List<String> ODD = List.of(
            "Upper",
            "mixedCase",
            "with space",
            "quo\"te",
            "a'b",
            "dot.ted",
            "semi;colon",
            "back\\slash",
            "per%cent",
            "1digit",
            "dollar$",
            "Größe",
            "名前",
            "имя",
            "smile😀",
            "(paren)",
            "--dash",
            "/*star",
            "$1",
            "tab\there",
            "comma,comma",
            "[]",
            "x::text",
            "'",
            "\"",
            "in",
            "length",
            "lower",
            "text",
            "date");

    private static final Set<String> QUOTED = Set.copyOf(KEYWORDS);

    private final Random random;

    RandomNames(Random random) {
        this.random = random;
    }

    /** A name that is not taken. */
    String next(Predicate<String> taken) {
        int kind = random.nextInt(10);
        String name = kind < 6 ? pick(PLAIN) : kind == 6 ? pick(KEYWORDS) : kind < 9 ? pick(ODD) : longest();
        while (taken.test(name)) {
            String digits = "_" + random.nextInt(1000);
            name = DefaultNames.clip(name).length() + digits.length() > 60 ? longest() : name + digits;
        }
        return name;
    }

    /** A text as long as the server takes it. */
    private String longest() {
        String unit = random.nextBoolean() ? "long_name_" : "länge ";
        return DefaultNames.clip(random.nextInt(100_000) + "_" + unit.repeat(8));
    }

    private String pick(List<String> names) {
        return names.get(random.nextInt(names.size()));
    }

    /** The identifier as it can stand anywhere in SQL. */
    static String sql(String identifier) {
        String plain = Name.of(identifier).toString();
        return QUOTED.contains(plain) || plain.equals("in") ? '"' + plain + '"' : plain;
    }

    /** The name as it can stand anywhere in SQL. */
    static String sql(Name name) {
        return name.isUnqualified() ? sql(name.local()) : sql(name.schema()) + "." + sql(name.local());
    }
}
