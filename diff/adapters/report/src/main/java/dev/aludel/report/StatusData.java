package dev.aludel.report;

import dev.aludel.core.run.Status;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The dashboard: what {@code status} tells in a terminal, taken apart. */
final class StatusData {

    /** How wide the names stand before the values. */
    private static final int NAMES = 18;

    private StatusData() {}

    static Map<String, Object> of(Status status) {
        var facts = new LinkedHashMap<String, String>();
        List<String> health = List.of();
        String last = "";
        for (String line : status.describe().lines().toList()) {
            String name = line.substring(0, Math.min(NAMES, line.length())).strip();
            String value = line.length() > NAMES ? line.substring(NAMES) : "";
            if (name.equals("Health")) {
                health = List.of(value.split(" {2,}"));
            } else if (name.isEmpty()) {
                facts.merge(last, value, (before, more) -> before + "\n" + more);
            } else if (!name.equals("Status")) {
                facts.put(name, value);
                last = name;
            }
        }
        var data = new LinkedHashMap<String, Object>();
        data.put("state", status.state());
        data.put(
                "facts",
                facts.entrySet().stream()
                        .map(fact -> List.of(fact.getKey(), fact.getValue()))
                        .toList());
        data.put("health", health);
        return data;
    }
}
