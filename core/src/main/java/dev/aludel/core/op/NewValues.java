package dev.aludel.core.op;

import dev.aludel.core.schema.CheckConstraint;
import dev.aludel.core.schema.Column;
import dev.aludel.core.schema.Domain;
import dev.aludel.core.schema.EnumType;
import dev.aludel.core.schema.Index;
import dev.aludel.core.schema.SchemaObject;
import dev.aludel.core.schema.SqlObject;
import dev.aludel.core.schema.SqlTokens;
import dev.aludel.core.schema.Table;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The values that an enum gets. Sees tokens, no types: it may take a text for one of the values, never the other way
 * round, unless it is written with escapes.
 */
record NewValues(EnumType type, Set<String> labels) {

    static NewValues of(Alter change) {
        var labels = new HashSet<>(((EnumType) change.after()).labels());
        labels.removeAll(((EnumType) change.before()).labels());
        return new NewValues((EnumType) change.after(), labels);
    }

    boolean areUsedBy(List<Operation> operations) {
        return !labels.isEmpty() && operations.stream().anyMatch(this::areUsedBy);
    }

    private boolean areUsedBy(Operation operation) {
        if (operation instanceof Create create) {
            return areIn(create.object());
        } else if (operation instanceof Alter alter) {
            return areIn(alter.after()) || isConversion(alter);
        } else if (operation instanceof RunSql sql) {
            return areIn(sql.up());
        }
        return operation instanceof Backfill fill && (areIn(fill.assignments()) || areIn(fill.where()));
    }

    /** Are other values turned into this type? Nobody knows which. */
    private boolean isConversion(Alter alter) {
        return alter.before() instanceof Column before
                && alter.after() instanceof Column after
                && after.type().isOf(type.name())
                && !before.type().equals(after.type());
    }

    private boolean areIn(SchemaObject object) {
        var texts = new ArrayList<@Nullable String>();
        if (object instanceof Table table) {
            return table.members().stream().anyMatch(this::areIn);
        } else if (object instanceof Column column) {
            texts.add(column.defaultSql());
            texts.add(column.generated() == null ? null : column.generated().expression());
        } else if (object instanceof Domain domain) {
            texts.add(domain.defaultSql());
            domain.checks().forEach(check -> texts.add(check.expression()));
        } else if (object instanceof SqlObject definition) {
            texts.add(definition.sql());
        } else if (object instanceof CheckConstraint check) {
            texts.add(check.expression());
        } else if (object instanceof Index index) {
            index.keys().forEach(key -> texts.add(key.expression()));
            texts.add(index.predicate());
        }
        return texts.stream().anyMatch(text -> text != null && areIn(text));
    }

    private boolean areIn(String sql) {
        return SqlTokens.meaningful(sql).stream()
                .filter(token -> token.kind() == SqlTokens.Kind.STRING)
                .anyMatch(token -> isIn(token.text()));
    }

    /** Is it the literal of a value, or of an array with one? */
    private boolean isIn(String literal) {
        String text = literal.replaceAll("^[^']*'|'$", "").replace("''", "'");
        return labels.contains(text)
                || text.startsWith("{")
                        && labels.stream()
                                .anyMatch(label -> text.contains(
                                        label.replace("\\", "\\\\").replace("\"", "\\\"")));
    }
}
