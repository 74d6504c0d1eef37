package dev.aludel.diff.hibernate;

import dev.aludel.core.dialect.Dialect;
import dev.aludel.core.schema.Name;
import dev.aludel.core.schema.SchemaModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.model.relational.Database;
import org.hibernate.boot.model.relational.internal.SqlStringGenerationContextImpl;
import org.hibernate.mapping.Table;
import org.jspecify.annotations.Nullable;

/** What of a mapping is SQL already: the queries of views, and database objects. What the dialect cannot read is noted. */
final class SqlReader {

    private static final int NOTE_LENGTH = 80;

    private final Metadata metadata;
    private final Optional<Dialect> dialect;
    private final @Nullable String defaultSchema;
    private final List<String> notes = new ArrayList<>();
    private String script = "";

    SqlReader(Metadata metadata, Optional<Dialect> dialect, @Nullable String defaultSchema) {
        this.metadata = metadata;
        this.dialect = dialect;
        this.defaultSchema = defaultSchema;
    }

    /** A view, as Hibernate would make it. */
    void view(Name name, Table view) {
        Database database = metadata.getDatabase();
        var context = SqlStringGenerationContextImpl.fromExplicit(
                database.getJdbcEnvironment(), database, null, defaultSchema);
        String sql = database.getDialect().getTableExporter().getSqlCreateStrings(view, metadata, context)[0];
        if (!take(sql)) {
            notes.add("view " + name + " is not read: views are not modelled yet");
        }
    }

    /** The statements of a database object. */
    void object(List<String> statements) {
        if (!take(String.join(";\n", statements))) {
            statements.forEach(sql -> notes.add("an auxiliary database object is not read: " + shorten(sql)));
        }
    }

    /** One may be about what another makes, so they are read as one script. */
    private boolean take(String sql) {
        String longer = script.isEmpty() ? sql : script + ";\n" + sql;
        try {
            if (dialect.isEmpty() || dialect.get().definitions(longer).isEmpty()) {
                return false;
            }
        } catch (IllegalArgumentException e) {
            return false;
        }
        script = longer;
        return true;
    }

    /** What was understood. */
    SchemaModel model() {
        return dialect.isEmpty() || script.isEmpty()
                ? SchemaModel.empty()
                : SchemaModel.of(dialect.get().definitions(script));
    }

    List<String> notes() {
        return List.copyOf(notes);
    }

    private static String shorten(String sql) {
        String line = sql.strip().replaceAll("\\s+", " ");
        return line.length() <= NOTE_LENGTH ? line : line.substring(0, NOTE_LENGTH) + "…";
    }
}
