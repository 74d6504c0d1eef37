package dev.aludel.core.dialect;

/**
 * The server and database at the other end of a connection.
 *
 * @param product       e.g. {@code PostgreSQL}
 * @param version       as the server says it, e.g. {@code 18.1}
 * @param majorVersion  e.g. 18
 * @param database      the database's name
 * @param host          host and port as the driver knows them; empty when it does not tell
 * @param role          the role that statements run as
 * @param currentSchema what unqualified names mean on this connection; empty when the search path leads nowhere
 * @param readOnly      the server or the session accepts no writes
 * @param readOnlyWhy   in words, e.g. {@code the server is a hot standby}; empty when writes are accepted
 * @param pooled        between here and the server stands a pooler, so that a session is not one's own
 * @param locks         how many locks all transactions together can hold; 0 when not known
 */
public record ServerInfo(
        String product,
        String version,
        int majorVersion,
        String database,
        String host,
        String role,
        String currentSchema,
        boolean readOnly,
        String readOnlyWhy,
        boolean pooled,
        int locks) {}
