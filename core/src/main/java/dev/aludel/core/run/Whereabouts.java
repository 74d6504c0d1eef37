package dev.aludel.core.run;

import dev.aludel.core.dialect.VersionTables;
import dev.aludel.core.dialect.VersionTables.Head;
import dev.aludel.core.dialect.VersionTables.Store;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;

/** Where the database is, as its version tables say. */
final class Whereabouts {

    private final Session session;
    private final VersionTables tables;
    private final String schema;
    private Store store;

    /**
     * @param store what was seen before
     */
    Whereabouts(Session session, VersionTables tables, String schema, Store store) {
        this.session = session;
        this.tables = tables;
        this.schema = schema;
        this.store = store;
    }

    /** What the journal said when it was last looked at. */
    Store store() {
        return store;
    }

    /** The heads; empty without version tables. */
    Optional<Set<Head>> heads() throws SQLException {
        return tables.heads(session.connection(), schema);
    }

    /** Looks at heads and journal. */
    Set<String> look() throws SQLException {
        var found = heads();
        store = found.isEmpty() ? new Store(false, Optional.empty()) : tables.store(session.connection(), schema);
        return Runner.ids(found.orElse(Set.of()));
    }

    /** The same, until heads and journal are of one moment. */
    Set<String> settled() throws SQLException {
        while (true) {
            Set<String> heads = look();
            if (heads.equals(Runner.ids(heads().orElse(Set.of())))) {
                return heads;
            }
        }
    }

    /** Looks at the journal: are the parts before this one done, and is it not? */
    boolean isNext(Leg leg) throws SQLException {
        store = tables.store(session.connection(), schema);
        return Progress.of(leg.step(), leg.of(), store) == leg.number() - 1;
    }

    /** Nothing of a revision is half done now. */
    void completed() {
        store = new Store(true, Optional.empty());
    }
}
