package dev.aludel.diff.hibernate;

import dev.aludel.core.schema.Column;
import dev.aludel.core.schema.Comment;
import dev.aludel.core.schema.CompositeType;
import dev.aludel.core.schema.Generated;
import dev.aludel.core.schema.Identity;
import dev.aludel.core.schema.Name;
import dev.aludel.core.schema.ObjectId;
import dev.aludel.core.schema.SequenceOptions;
import dev.aludel.core.schema.SqlTokens;
import dev.aludel.core.schema.SqlType;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Set;
import org.hibernate.boot.Metadata;
import org.hibernate.dialect.Dialect;
import org.jspecify.annotations.Nullable;

/** Columns and their comments. A type is Hibernate's own text; the dialect knows its normal spelling. */
final class ColumnReader {

    /** What a clause of a column begins with, as far as a model has it. */
    private static final Set<String> CLAUSES =
            Set.of("check", "collate", "constraint", "default", "not", "primary", "references", "unique");

    private final Metadata metadata;
    private final Dialect dialect;
    private final Names names;
    private final NamedEnums enums;
    private final Set<org.hibernate.mapping.Column> required;

    /**
     * @param required columns that are not null although the metamodel does not say so
     */
    ColumnReader(Metadata metadata, Names names, NamedEnums enums, Set<org.hibernate.mapping.Column> required) {
        this.metadata = metadata;
        this.dialect = metadata.getDatabase().getDialect();
        this.names = names;
        this.enums = enums;
        this.required = required;
    }

    /**
     * @param inKey is it part of the primary key, and so never null?
     */
    Findings read(Name table, org.hibernate.mapping.Column mapped, boolean inKey) {
        Column column = column(table, mapped, inKey);
        var found = new ArrayList<Findings>();
        found.add(Findings.of(column));
        found.add(comment(column.id(), mapped.getComment()));
        String options = Versions.options(mapped);
        if (options != null && !isClause(options)) {
            found.add(Findings.note("column " + column.id().path() + ": its options are not read: " + options));
        }
        return Findings.all(found);
    }

    /** A column of a composite type: nothing but its type counts. */
    CompositeType.Attribute attribute(org.hibernate.mapping.Column mapped) {
        Name collation = mapped.getCollation() == null ? null : Name.of(mapped.getCollation());
        return new CompositeType.Attribute(names.column(mapped), SqlType.of(enums.typeText(type(mapped))), collation);
    }

    private Column column(Name table, org.hibernate.mapping.Column mapped, boolean inKey) {
        String type = type(mapped) + clauses(Versions.options(mapped));
        boolean nullable = mapped.isNullable() && !inKey && !required.contains(mapped);
        var column = Column.of(table, names.column(mapped), SqlType.of(enums.typeText(type)));
        if (mapped.isIdentity()) {
            // a columnDefinition may say it all itself
            return saysIdentity(type)
                    ? column.withNullable(false)
                    : column.withIdentity(new Identity(false, SequenceOptions.of(counterType(type))));
        }
        if (mapped.getCollation() != null) {
            column = column.withCollation(Name.of(mapped.getCollation()));
        }
        if (mapped.getDefaultValue() != null) {
            column = column.withDefault(
                    Versions.columnDefault(dialect, mapped.getDefaultValue()).strip());
        }
        if (mapped.getGeneratedAs() != null) {
            String clause = dialect.generatedAs(mapped.getGeneratedAs()).toLowerCase(Locale.ROOT);
            boolean stored = clause.stripTrailing().endsWith("stored");
            column = column.withGenerated(new Generated(Expressions.bare(mapped.getGeneratedAs()), stored));
            nullable = (nullable || !Versions.keepsNotNullOfGenerated(dialect)) && !inKey;
        }
        return column.withNullable(nullable);
    }

    /** Asked of a copy: the column itself would remember the answer, and a host's schema tool would then use it. */
    private String type(org.hibernate.mapping.Column mapped) {
        return ColumnOrder.copy(mapped).getSqlType(metadata).strip();
    }

    /** Options stand at the end of the column, as the end of a {@code columnDefinition} does. */
    private static String clauses(@Nullable String options) {
        return options == null || !isClause(options) ? "" : " " + options;
    }

    private static boolean isClause(String options) {
        return CLAUSES.contains(SqlTokens.meaningful(options).get(0).text().toLowerCase(Locale.ROOT));
    }

    private static boolean saysIdentity(String type) {
        return SqlTokens.meaningful(type).stream()
                .anyMatch(token -> token.is("generated") || token.is("serial") || token.is("bigserial"));
    }

    private static String counterType(String type) {
        return switch (type.toLowerCase(Locale.ROOT)) {
            case "smallint", "int2" -> "smallint";
            case "integer", "int", "int4" -> "integer";
            default -> "bigint";
        };
    }

    /** Hibernate splices the text into the statement as it stands, so people double the quotes themselves. */
    static Findings comment(ObjectId on, @Nullable String text) {
        return text == null || text.isEmpty() ? Findings.NONE : Findings.of(new Comment(on, text.replace("''", "'")));
    }
}
