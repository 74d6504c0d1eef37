package dev.aludel.cli;

import dev.aludel.core.run.Applied;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was applied or undone, in words and as data. */
final class Done {

    private Done() {}

    static String text(List<Applied> revisions, String word, Collection<String> heads) {
        if (revisions.isEmpty()) {
            return "Nothing to do, at " + at(heads) + "\n";
        }
        long millis = revisions.stream().mapToLong(one -> one.took().toMillis()).sum();
        return revisions.size() + (revisions.size() == 1 ? " revision " : " revisions ") + word + " in " + millis
                + " ms, now at " + at(heads) + "\n";
    }

    static String at(Collection<String> heads) {
        return heads.isEmpty() ? "base" : String.join(", ", sorted(heads));
    }

    static List<String> sorted(Collection<String> heads) {
        return heads.stream().sorted().toList();
    }

    static List<Map<String, Object>> data(List<Applied> revisions) {
        return revisions.stream()
                .map(one -> {
                    Map<String, Object> data = new LinkedHashMap<>();
                    data.put("revision", one.revision().id());
                    data.put("message", one.revision().message());
                    data.put("operations", one.operations());
                    data.put("millis", one.took().toMillis());
                    return data;
                })
                .toList();
    }
}
