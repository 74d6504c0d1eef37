package dev.aludel.diff.hibernate;

import dev.aludel.core.error.ModelException;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.boot.Metadata;
import org.hibernate.dialect.Dialect;
import org.hibernate.dialect.PostgreSQLDialect;

/**
 * A metamodel to read, and what must be closed afterwards.
 *
 * @param notes what was lost on the way to it, a line each
 */
record Boot(Metadata metadata, List<String> notes, Runnable closing) implements AutoCloseable {

    Boot {
        notes = List.copyOf(notes);
    }

    /**
     * A host's metamodel: it is read and never touched.
     *
     * @throws ModelException if it is not for PostgreSQL: its types are another database's
     */
    static Boot host(Metadata metadata) {
        var boot = new Boot(metadata, List.of(), () -> {});
        if (!boot.isPostgres()) {
            throw new ModelException(
                    "the metamodel was built for " + boot.dialect().getClass().getSimpleName()
                            + ", so its types are not PostgreSQL's; build it with Hibernate's PostgreSQLDialect",
                    null);
        }
        return boot;
    }

    Dialect dialect() {
        return metadata.getDatabase().getDialect();
    }

    boolean isPostgres() {
        return dialect() instanceof PostgreSQLDialect;
    }

    Boot withNote(String note) {
        var all = new ArrayList<>(notes);
        all.add(note);
        return new Boot(metadata, all, closing);
    }

    @Override
    public void close() {
        closing.run();
    }
}
