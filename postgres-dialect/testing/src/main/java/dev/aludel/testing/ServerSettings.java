package dev.aludel.testing;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** How a server is configured whose data need not survive a crash. */
final class ServerSettings {
    static final SortedMap<String, String> ALL = new TreeMap<>(Map.of(
            "fsync", "off",
            "synchronous_commit", "off",
            "full_page_writes", "off",
            "wal_level", "minimal",
            "max_wal_senders", "0",
            "max_connections", "200",
            "max_prepared_transactions", "20",
            // a worker that comes along would take locks that no test asked for
            "autovacuum", "off",
            "jit", "off"));

    private ServerSettings() {}

    /** The command line of a container. */
    static String[] command() {
        Stream<String> options = ALL.entrySet().stream()
                .flatMap(setting -> Stream.of("-c", setting.getKey() + "=" + setting.getValue()));
        return Stream.concat(List.of("postgres").stream(), options).toArray(String[]::new);
    }
}
