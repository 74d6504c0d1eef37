package dev.aludel.diff.hibernate;

import dev.aludel.core.schema.DefaultNames;
import dev.aludel.core.schema.Name;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.model.naming.Identifier;
import org.hibernate.boot.model.relational.Namespace;
import org.hibernate.dialect.Dialect;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.Table;
import org.jspecify.annotations.Nullable;

/**
 * Hibernate's identifiers as the catalog spells them: what Hibernate does not quote PostgreSQL folds to lower case, and
 * nothing is longer than 63 bytes.
 */
final class Names {

    /** Hibernate's implicit naming strategies: a prefix and the MD5 of table and columns to the base 35. */
    private static final Pattern HASHED = Pattern.compile("(?i)(FK|UK|IDX)_?[0-9a-y]{20,26}");

    private final Dialect dialect;
    private final String defaultSchema;
    private final Map<Table, Name> tables = new IdentityHashMap<>();

    /**
     * @param defaultSchema what {@code hibernate.default_schema} says; null for nothing
     */
    Names(Metadata metadata, @Nullable String defaultSchema) {
        this.dialect = metadata.getDatabase().getDialect();
        this.defaultSchema = defaultSchema == null ? "" : catalog(Identifier.toIdentifier(defaultSchema));
        for (Namespace namespace : metadata.getDatabase().getNamespaces()) {
            for (Table table : namespace.getTables()) {
                tables.put(table, new Name(schema(namespace), catalog(table.getNameIdentifier())));
            }
        }
    }

    /** The schema of a namespace; empty for the first managed one. */
    String schema(Namespace namespace) {
        Identifier schema = namespace.getPhysicalName().getSchema();
        return schema == null ? defaultSchema : catalog(schema);
    }

    Name table(Table table) {
        Name name = tables.get(table);
        return name == null ? in(table.getSchemaIdentifier(), table.getNameIdentifier()) : name;
    }

    /** What stands in a schema; null for the first managed one. */
    Name in(@Nullable Identifier schema, Identifier name) {
        return new Name(schema == null ? defaultSchema : catalog(schema), catalog(name));
    }

    String column(Column column) {
        return identifier(column.getQuotedName(dialect));
    }

    List<String> columns(List<Column> columns) {
        return columns.stream().map(this::column).toList();
    }

    static String catalog(Identifier identifier) {
        String text = identifier.getText();
        return DefaultNames.clip(identifier.isQuoted() ? text : text.toLowerCase(Locale.ROOT));
    }

    /** The catalog's spelling of an identifier that stands in DDL or in a mapping. */
    static String identifier(String text) {
        String name = text.strip();
        char first = name.charAt(0);
        char last = name.charAt(name.length() - 1);
        boolean quoted = name.length() > 2
                && ((first == '"' && last == '"') || (first == '`' && last == '`') || (first == '[' && last == ']'));
        return DefaultNames.clip(
                quoted ? name.substring(1, name.length() - 1).replace("\"\"", "\"") : name.toLowerCase(Locale.ROOT));
    }

    /** Did Hibernate make this name up? */
    static boolean isHashed(String name) {
        return HASHED.matcher(name).matches();
    }
}
