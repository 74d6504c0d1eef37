/** Aludel on PostgreSQL: catalog, DDL, types, locks, expressions, hazards. Found as a service. */
@SuppressWarnings({"requires-automatic", "requires-transitive-automatic"})
module dev.aludel.postgres {
    requires transitive dev.aludel.core;
    requires java.naming;
    requires net.sf.jsqlparser;
    requires org.postgresql.jdbc;
    requires static org.jspecify;

    exports dev.aludel.postgres;

    provides dev.aludel.core.dialect.Dialect with
            dev.aludel.postgres.PostgresDialect;
}
