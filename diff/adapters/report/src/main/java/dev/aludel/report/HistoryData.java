package dev.aludel.report;

import dev.aludel.core.dialect.VersionTables.Entry;
import dev.aludel.core.revision.RevisionInfo;
import dev.aludel.core.run.History;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** The chain of revisions, newest first, and the journal, oldest line first. */
final class HistoryData {

    /** Of a longer journal only the newest lines are told. */
    static final int ENTRIES = 2_000;

    private HistoryData() {}

    static Map<String, Object> of(History history) {
        var journal = new ArrayList<>(Stream.concat(
                        history.lines().stream().flatMap(line -> line.journal().stream()), history.others().stream())
                .sorted(Comparator.comparing(Entry::at))
                .toList());
        int left = Math.max(0, journal.size() - ENTRIES);
        var data = new LinkedHashMap<String, Object>();
        data.put(
                "revisions", history.lines().stream().map(HistoryData::revision).toList());
        data.put(
                "journal",
                journal.subList(left, journal.size()).stream()
                        .map(HistoryData::entry)
                        .toList());
        data.put("journalLeft", left);
        return data;
    }

    private static Map<String, Object> revision(History.Line line) {
        RevisionInfo info = line.revision();
        var data = new LinkedHashMap<String, Object>();
        data.put("id", info.id());
        data.put("message", info.message());
        data.put("revises", info.revises());
        put(data, "dependsOn", info.dependsOn());
        put(data, "labels", info.labels());
        put(data, "replaces", info.replaces());
        if (info.created() != null) {
            data.put("created", info.created());
        }
        data.put("source", info.source());
        data.put("applied", line.applied());
        put(
                data,
                "marks",
                line.marks().stream()
                        .sorted()
                        .map(mark -> mark.name().toLowerCase(Locale.ROOT))
                        .toList());
        line.appliedBy().ifPresent(entry -> {
            data.put("at", entry.at());
            data.put("millis", entry.took().toMillis());
            data.put("by", client(entry));
            data.put("stamped", entry.direction().equals("stamp"));
        });
        boolean failed = !line.journal().isEmpty()
                && !line.journal().get(line.journal().size() - 1).state().equals("done");
        data.put("failed", failed);
        return data;
    }

    /** What is not there needs no place on the page. */
    private static void put(Map<String, Object> data, String name, List<String> values) {
        if (!values.isEmpty()) {
            data.put(name, values);
        }
    }

    private static Map<String, Object> entry(Entry entry) {
        var data = new LinkedHashMap<String, Object>();
        data.put("revision", entry.revision());
        data.put("message", entry.message());
        data.put("direction", entry.direction());
        data.put("state", entry.state());
        data.put("at", entry.at());
        data.put("millis", entry.took().toMillis());
        data.put("by", client(entry));
        data.put("role", entry.role());
        if (!entry.error().isEmpty()) {
            data.put("error", entry.error());
        }
        return data;
    }

    /** Without the number of the process. */
    private static String client(Entry entry) {
        return entry.client().replaceFirst(" \\d+$", "");
    }
}
