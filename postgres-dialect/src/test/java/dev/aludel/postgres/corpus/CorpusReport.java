package dev.aludel.postgres.corpus;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What became of all pairs. */
record CorpusReport(Map<SchemaPair, Verdict> verdicts) {

    private static final int LONGEST_DETAIL = 60;

    /** The share of pairs that passed among those that this server can hold, in percent. */
    double passedPercent() {
        long applicable = passed() + count(Verdict.Failed.class);
        return applicable == 0 ? 100 : 100.0 * passed() / applicable;
    }

    private long passed() {
        return count(Verdict.Passed.class) + count(Verdict.Unmanaged.class);
    }

    private long count(Class<? extends Verdict> kind) {
        return verdicts.values().stream().filter(kind::isInstance).count();
    }

    /** Reasons with their cases, the most frequent first; the counts at the end. */
    List<String> summary() {
        var lines = new ArrayList<String>();
        lines.addAll(groups(Verdict.NotApplicable.class, verdict -> "not applicable: " + verdict.reason()));
        lines.addAll(groups(Verdict.Passed.class, verdict -> verdict.silent() ? "passed: nothing to do" : ""));
        lines.addAll(groups(Verdict.Unmanaged.class, verdict -> "passed: unmanaged: " + verdict.kinds()));
        lines.addAll(groups(Verdict.Failed.class, verdict -> verdict.phase() + ": " + verdict.reason()));
        lines.add("%d passed, %d failed (%d not applicable): %.1f %%"
                .formatted(passed(), count(Verdict.Failed.class), count(Verdict.NotApplicable.class), passedPercent()));
        return lines;
    }

    private <T extends Verdict> List<String> groups(Class<T> kind, Function<T, String> reason) {
        var cases = new TreeMap<String, List<String>>();
        verdicts.forEach((pair, verdict) -> {
            String text = kind.isInstance(verdict) ? reason.apply(kind.cast(verdict)) : "";
            if (!text.isEmpty()) {
                cases.computeIfAbsent(text, key -> new ArrayList<>()).add(pair.toString());
            }
        });
        Comparator<Map.Entry<String, List<String>>> byCount =
                Comparator.comparing(entry -> -entry.getValue().size());
        return cases.entrySet().stream()
                .sorted(byCount)
                .map(entry -> "%4d  %s%n        %s"
                        .formatted(
                                entry.getValue().size(),
                                entry.getKey(),
                                entry.getValue().stream().sorted().collect(Collectors.joining(" "))))
                .toList();
    }

    /** Each failure by itself: what differs or what the server said, then the SQL. */
    List<String> details() {
        var lines = new ArrayList<String>();
        verdicts.forEach((pair, verdict) -> {
            if (verdict instanceof Verdict.Failed failed) {
                lines.add("");
                lines.add("== " + pair + " == " + failed.phase() + ": " + failed.reason());
                failed.detail().stream().limit(LONGEST_DETAIL).forEach(lines::add);
            }
        });
        return lines;
    }
}
