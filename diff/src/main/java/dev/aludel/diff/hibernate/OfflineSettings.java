package dev.aludel.diff.hibernate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.dialect.PostgreSQLDialect;

/**
 * What Hibernate is told when it builds a metamodel for us: it must open no connection and create nothing, and it must
 * name and type things as the application does.
 *
 * @param given what shapes the schema, from the caller or from a host
 */
record OfflineSettings(Map<String, Object> given, int majorVersion, int minorVersion) {

    static final String DIALECT = "hibernate.dialect";

    private static final String RESOLVERS = "hibernate.dialect_resolvers";

    /** Of a host's settings only these are taken over; the rest is about running. */
    private static final List<String> SHAPING = List.of(
            "hibernate.physical_naming_strategy",
            "hibernate.implicit_naming_strategy",
            "hibernate.column_ordering_strategy",
            "hibernate.default_schema",
            "hibernate.default_catalog",
            "hibernate.globally_quoted_identifiers",
            "hibernate.audit.",
            "hibernate.auto_quote_keyword",
            "hibernate.use_nationalized_character_data",
            "hibernate.create_empty_composites.",
            "hibernate.discriminator.",
            "hibernate.hbm2ddl.default_constraint_mode",
            "hibernate.id.",
            "hibernate.integration.envers.",
            "hibernate.jpa.compliance.",
            "hibernate.mapping.",
            "hibernate.temporal.",
            "hibernate.timezone.",
            "hibernate.transform_hbm_xml.",
            "hibernate.type.",
            "hibernate.type_contributors",
            "hibernate.metadata_builder_contributor",
            "hibernate.validator.",
            "hibernate.xml_mapping_enabled",
            "hibernate.dialect",
            "jakarta.persistence.validation.",
            "javax.persistence.validation.",
            "org.hibernate.envers.");

    /** Unless it shapes the schema: what a caller's settings must not have. It opens connections or changes databases. */
    private static final List<String> RUNNING = List.of(
            "jakarta.persistence.jdbc.",
            "jakarta.persistence.schema-generation.",
            "jakarta.persistence.jtaDataSource",
            "jakarta.persistence.nonJtaDataSource",
            "jakarta.persistence.transactionType",
            "javax.persistence.jdbc.",
            "javax.persistence.schema-generation.",
            "javax.persistence.jtaDataSource",
            "javax.persistence.nonJtaDataSource",
            "javax.persistence.transactionType",
            "hibernate.agroal.",
            "hibernate.c3p0.",
            "hibernate.cache.",
            "hibernate.connection.",
            "hibernate.hbm2ddl.",
            "hibernate.hikari.",
            "hibernate.jndi.",
            "hibernate.multi_tenant_connection_provider",
            "hibernate.session_factory",
            "hibernate.transaction.");

    OfflineSettings {
        given = Map.copyOf(without(given));
    }

    private static Map<String, Object> without(Map<String, Object> settings) {
        var kept = new LinkedHashMap<String, Object>();
        settings.forEach((key, value) -> {
            if (value != null && (isShaping(key) || RUNNING.stream().noneMatch(key::startsWith))) {
                kept.put(key, value);
            }
        });
        return kept;
    }

    /** These, and of the host's settings those that shape the schema; where both say something, these count. */
    OfflineSettings withInherited(Map<String, Object> host) {
        var all = new LinkedHashMap<String, Object>();
        host.forEach((key, value) -> {
            if (value != null && isShaping(key)) {
                all.put(key, value);
            }
        });
        all.putAll(given);
        return new OfflineSettings(all, majorVersion, minorVersion);
    }

    private static boolean isShaping(String key) {
        return SHAPING.stream().anyMatch(key::startsWith);
    }

    OfflineSettings withVersion(int major, int minor) {
        return new OfflineSettings(given, major, minor);
    }

    /** With Hibernate's own dialect for PostgreSQL, whatever is configured. An empty setting counts as none. */
    OfflineSettings withOwnDialect() {
        var all = new LinkedHashMap<String, Object>(given);
        all.put(DIALECT, "");
        return new OfflineSettings(all, majorVersion, minorVersion);
    }

    /** All settings for Hibernate. The name and version of the database choose the dialect, and the version of that. */
    Map<String, Object> all() {
        var all = new LinkedHashMap<String, Object>(given);
        all.put("hibernate.boot.allow_jdbc_metadata_access", false);
        all.put("jakarta.persistence.database-product-name", "PostgreSQL");
        all.put("jakarta.persistence.database-major-version", majorVersion);
        all.put("jakarta.persistence.database-minor-version", minorVersion);
        // what the resolver makes is the same dialect, and knows more
        all.replace(DIALECT, PostgreSQLDialect.class.getName(), "");
        all.merge(RESOLVERS, OfflineDialects.class.getName(), (given, own) -> given + "," + own);
        all.put("hibernate.hbm2ddl.auto", "none");
        all.put("jakarta.persistence.schema-generation.database.action", "none");
        all.put("jakarta.persistence.schema-generation.scripts.action", "none");
        all.put("hibernate.cache.use_second_level_cache", false);
        all.put("hibernate.transaction.coordinator_class", "jdbc");
        return all;
    }
}
