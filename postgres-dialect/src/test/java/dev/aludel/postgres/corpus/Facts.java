package dev.aludel.postgres.corpus;

import dev.aludel.testing.CatalogFacts;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A database's catalog, and how another one differs from it. */
record Facts(List<String> all) {

    /** They belong to the cluster or hold secrets, and are set up for each database by whoever runs it. */
    private static final Set<String> UNMANAGED_KINDS =
            Set.of("subscription", "comment on subscription", "database setting");

    private static boolean isUnmanaged(String fact) {
        return UNMANAGED_KINDS.contains(Fact.of(fact).kind());
    }

    /** What a diff is about. */
    Facts managed() {
        return new Facts(all.stream().filter(fact -> !isUnmanaged(fact)).toList());
    }

    /** What a diff leaves alone. */
    Facts unmanaged() {
        return new Facts(all.stream().filter(Facts::isUnmanaged).toList());
    }

    /** The kinds of its objects, each once. */
    String kinds() {
        return all.stream()
                .map(fact -> Fact.of(fact).kind())
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
    }

    /** What {@code actual} lacks begins with {@code -}, what it has too much with {@code +}. */
    List<String> differences(Facts actual) {
        return CatalogFacts.differences(all, actual.all);
    }

    /**
     * Why {@code actual} is not this, in words that other cases can share. Of an object that is missing or too much, nothing
     * else is told, nor of what stands in it.
     */
    String reason(Facts actual) {
        Set<String> here = subjects();
        Set<String> there = actual.subjects();
        var whole = new TreeSet<String>();
        var parts = new TreeSet<String>();
        var names = new TreeSet<String>();
        List<String> differences = differences(actual);
        for (String line : differences) {
            Fact fact = Fact.of(line.substring(2));
            boolean alone = !here.contains(fact.subject()) || !there.contains(fact.subject());
            if (alone && !fact.kind().equals("column")) {
                names.add(fact.name());
            }
        }
        for (String line : differences) {
            Fact fact = Fact.of(line.substring(2));
            String state = !there.contains(fact.subject())
                    ? " missing"
                    : !here.contains(fact.subject()) ? " surplus" : " differs";
            if (state.equals(" differs")) {
                parts.add(fact.kind() + state + ": " + fact.aspect());
            } else if (names.stream().noneMatch(name -> isWithin(line, fact, name))) {
                whole.add(fact.kind() + state);
            }
        }
        whole.addAll(parts);
        return whole.isEmpty() ? "?" : "fact: " + String.join(", ", whole);
    }

    private static boolean isWithin(String line, Fact fact, String name) {
        return !fact.name().equals(name)
                && Pattern.compile("(?<![\\w.\"])" + Pattern.quote(name) + "(?![\\w\"])")
                        .matcher(line)
                        .find();
    }

    private Set<String> subjects() {
        return all.stream().map(fact -> Fact.of(fact).subject()).collect(Collectors.toSet());
    }
}
