package dev.aludel.core;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What libpq reads from the environment ("Environment Variables" in PostgreSQL's manual), as a URL. */
final class LibpqVariables {

    private static final Map<String, String> OPTIONS = new LinkedHashMap<>();

    static {
        OPTIONS.put("PGHOST", "host");
        OPTIONS.put("PGPORT", "port");
        OPTIONS.put("PGDATABASE", "dbname");
        OPTIONS.put("PGUSER", "user");
        OPTIONS.put("PGPASSWORD", "password");
        OPTIONS.put("PGSSLMODE", "sslmode");
        OPTIONS.put("PGSSLROOTCERT", "sslrootcert");
        OPTIONS.put("PGSSLCERT", "sslcert");
        OPTIONS.put("PGSSLKEY", "sslkey");
        OPTIONS.put("PGCONNECT_TIMEOUT", "connect_timeout");
        OPTIONS.put("PGAPPNAME", "application_name");
        OPTIONS.put("PGOPTIONS", "options");
        OPTIONS.put("PGTARGETSESSIONATTRS", "target_session_attrs");
    }

    private LibpqVariables() {}

    /** Empty when no variable says which database is meant: none of host, port, database and user. */
    static Optional<String> url(Map<String, String> environment) {
        var present = OPTIONS.keySet().stream()
                .filter(name -> !environment.getOrDefault(name, "").isEmpty())
                .toList();
        boolean meant = present.stream().anyMatch(name -> name.matches("PG(HOST|PORT|DATABASE|USER)"));
        return meant
                ? Optional.of(present.stream()
                        .map(name -> OPTIONS.get(name) + "=" + encoded(environment.get(name)))
                        .collect(Collectors.joining("&", "postgresql://?", "")))
                : Optional.empty();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
