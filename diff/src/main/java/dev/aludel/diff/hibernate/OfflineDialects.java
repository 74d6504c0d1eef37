package dev.aludel.diff.hibernate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hibernate.dialect.Dialect;
import org.hibernate.dialect.PostgreSQLDialect;
import org.hibernate.engine.jdbc.dialect.spi.DialectResolutionInfo;
import org.hibernate.engine.jdbc.dialect.spi.DialectResolver;
import org.jspecify.annotations.Nullable;

/**
 * Makes Hibernate's dialect for PostgreSQL as it is where there is a connection: it knows the words that the driver calls key
 * words ({@code DatabaseMetaData.getSQLKeywords}), which {@code hibernate.auto_quote_keyword} quotes. Hibernate finds this
 * class by a setting; nobody else needs it.
 */
public final class OfflineDialects implements DialectResolver {

    private static final long serialVersionUID = 1L;

    /** Of PostgreSQL 14 with version 42.7 of its driver, without those of standard SQL, which Hibernate knows itself. */
    private static final String WORDS = """
            abort access aggregate also analyse analyze attach backward bit cache checkpoint class cluster
            columns comment comments compression concurrently configuration conflict connection content
            conversion copy cost csv current_catalog current_schema database delimiter delimiters depends
            detach dictionary disable discard do document enable encoding encrypted enum event exclusive
            explain expression extension family finalize force forward freeze functions generated greatest
            groups handler header if ilike immutable implicit import include index indexes inherit inherits
            inline instead isnull label leakproof least limit listen load location lock locked logged mapping
            materialized mode move nfc nfd nfkc nfkd nothing notify notnull nowait off offset oids operator
            owned owner parallel parser passing password plans policy prepared procedural procedures program
            publication quote reassign refresh reindex rename replace replica reset restrict returning
            routines rule schemas sequences server setof share show skip snapshot stable standalone statistics
            stdin stdout storage stored strict strip subscription support sysid tables tablespace temp
            template text truncate trusted types unencrypted unlisten unlogged until vacuum valid validate
            validator variadic verbose version views volatile whitespace wrapper xml xmlattributes xmlconcat
            xmlelement xmlexists xmlforest xmlnamespaces xmlparse xmlpi xmlroot xmlserialize xmltable yes""";

    private static final String SINCE_16 = """
            absent format indent json json_array json_arrayagg json_object json_objectagg keys scalar""";

    private static final String SINCE_17 = """
            conditional empty error json_exists json_query json_scalar json_serialize json_table json_value
            keep merge_action nested omit plan quotes string target unconditional""";

    private static final String SINCE_18 = """
            enforced objects period virtual""";

    private static final String UP_TO_17 = "recheck";

    /** For Hibernate. */
    public OfflineDialects() {}

    @Override
    public @Nullable Dialect resolveDialect(DialectResolutionInfo info) {
        return info.getDatabaseName().equals("PostgreSQL") ? new PostgreSQLDialect(new WithWords(info)) : null;
    }

    private static List<String> words(int major) {
        var words = new ArrayList<String>(split(WORDS));
        words.addAll(major >= 16 ? split(SINCE_16) : List.of());
        words.addAll(major >= 17 ? split(SINCE_17) : List.of());
        words.addAll(split(major >= 18 ? SINCE_18 : UP_TO_17));
        return words;
    }

    private static List<String> split(String words) {
        return List.of(words.strip().split("\\s+"));
    }

    /** What is said about a database, and its words. */
    private record WithWords(DialectResolutionInfo info) implements DialectResolutionInfo {

        @Override
        public String getSQLKeywords() {
            return String.join(",", words(getDatabaseMajorVersion()));
        }

        @Override
        public String getDatabaseName() {
            return info.getDatabaseName();
        }

        @Override
        public String getDatabaseVersion() {
            return info.getDatabaseVersion();
        }

        @Override
        public int getDatabaseMajorVersion() {
            return info.getDatabaseMajorVersion();
        }

        @Override
        public int getDatabaseMinorVersion() {
            return info.getDatabaseMinorVersion();
        }

        @Override
        public String getDriverName() {
            return info.getDriverName();
        }

        @Override
        public int getDriverMajorVersion() {
            return info.getDriverMajorVersion();
        }

        @Override
        public int getDriverMinorVersion() {
            return info.getDriverMinorVersion();
        }

        @Override
        public Map<String, Object> getConfigurationValues() {
            return info.getConfigurationValues();
        }
    }
}
