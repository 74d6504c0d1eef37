package dev.aludel.core.schema;

import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A column. At most one of default, identity and generated is set; an identity column is never nullable.
 *
 * @param defaultSql an expression in SQL; null for no default
 * @param collation  only when it is not the type's own; null otherwise
 */
public record Column(
        Name table,
        String name,
        SqlType type,
        boolean nullable,
        @Nullable String defaultSql,
        @Nullable Identity identity,
        @Nullable Generated generated,
        @Nullable Name collation)
        implements TableMember {

    public static final String KIND = "column";

    public Column {
        Name.of(name);
        Name.requireValid(defaultSql == null ? "" : defaultSql);
        int sources = (defaultSql == null ? 0 : 1) + (identity == null ? 0 : 1) + (generated == null ? 0 : 1);
        if (sources > 1) {
            throw new IllegalArgumentException(
                    "column " + table + "." + name + ": only one of default, identity and generated can be set");
        }
        if (identity != null && nullable) {
            throw new IllegalArgumentException("column " + table + "." + name + ": identity but nullable");
        }
    }

    /** A nullable column with no default. */
    public static Column of(Name table, String name, SqlType type) {
        return new Column(table, name, type, true, null, null, null, null);
    }

    public Column withNullable(boolean value) {
        return new Column(table, name, type, value, defaultSql, identity, generated, collation);
    }

    public Column withDefault(@Nullable String sql) {
        return new Column(table, name, type, nullable, sql, identity, generated, collation);
    }

    public Column withIdentity(@Nullable Identity value) {
        return new Column(table, name, type, nullable && value == null, defaultSql, value, generated, collation);
    }

    public Column withGenerated(@Nullable Generated value) {
        return new Column(table, name, type, nullable, defaultSql, identity, value, collation);
    }

    public Column withType(SqlType value) {
        return new Column(table, name, value, nullable, defaultSql, identity, generated, collation);
    }

    public Column withCollation(@Nullable Name value) {
        return new Column(table, name, type, nullable, defaultSql, identity, generated, value);
    }

    @Override
    public ObjectId id() {
        return ObjectId.column(table, name);
    }

    @Override
    public Set<ObjectId> needs(SchemaModel model) {
        var needs = new HashSet<ObjectId>();
        needs.add(ObjectId.table(table));
        model.userType(type).ifPresent(needs::add);
        if (defaultSql != null) {
            needs.addAll(model.mentionedIn(defaultSql));
        }
        if (generated != null) {
            columnsUsed(model).forEach(column -> needs.add(ObjectId.column(table, column)));
            needs.addAll(model.mentionedIn(generated.expression()));
        }
        return needs;
    }

    @Override
    public Set<String> columnsUsed(SchemaModel model) {
        return generated == null ? Set.of() : model.columnsIn(table, generated.expression());
    }

    /** Always: but a change of what it is computed from, or of its type, disturbs what depends on it. */
    @Override
    public boolean canBecome(SchemaObject after) {
        return after instanceof Column;
    }

    /** Must what depends on this column make way while it becomes {@code after}? */
    public boolean isRebuiltAs(Column after) {
        return !Objects.equals(generated, after.generated);
    }

    @Override
    public boolean holdsData() {
        return generated == null;
    }

    @Override
    public Column follow(Renaming renaming) {
        return new Column(
                renaming.table(table),
                renaming.column(table, name),
                renaming.type(type),
                nullable,
                defaultSql == null ? null : renaming.expression(table, defaultSql),
                identity,
                generated == null
                        ? null
                        : new Generated(renaming.expression(table, generated.expression()), generated.stored()),
                collation == null ? null : renaming.schema(collation));
    }

    @Override
    public String details() {
        var text = new StringBuilder(type.text());
        if (collation != null) {
            text.append(" collate ").append(collation);
        }
        if (!nullable) {
            text.append(" not null");
        }
        if (defaultSql != null) {
            text.append(" default ").append(defaultSql);
        }
        if (identity != null) {
            text.append(identity.always() ? " identity always" : " identity");
            if (!identity.options().equals(SequenceOptions.of(identity.options().type()))) {
                text.append(" (").append(identity.options().details()).append(")");
            }
        }
        if (generated != null) {
            text.append(generated.stored() ? " generated stored (" : " generated virtual (")
                    .append(generated.expression())
                    .append(")");
        }
        return text.toString();
    }
}
