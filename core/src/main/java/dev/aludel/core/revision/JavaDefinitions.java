package dev.aludel.core.revision;

import static dev.aludel.core.revision.Text.javaString;

import dev.aludel.core.schema.CheckConstraint;
import dev.aludel.core.schema.Column;
import dev.aludel.core.schema.Comment;
import dev.aludel.core.schema.ExclusionConstraint;
import dev.aludel.core.schema.ForeignKey;
import dev.aludel.core.schema.Identity;
import dev.aludel.core.schema.Index;
import dev.aludel.core.schema.IndexKey;
import dev.aludel.core.schema.Key;
import dev.aludel.core.schema.ObjectId;
import dev.aludel.core.schema.PrimaryKey;
import dev.aludel.core.schema.SchemaObject;
import dev.aludel.core.schema.SequenceOptions;
import dev.aludel.core.schema.Standing;
import dev.aludel.core.schema.Table;
import dev.aludel.core.schema.TableMember;
import dev.aludel.core.schema.TableOption;
import dev.aludel.core.schema.Timing;
import dev.aludel.core.schema.UniqueConstraint;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Parts of tables as the Java words of {@code Definitions}. */
final class JavaDefinitions {

    private JavaDefinitions() {}

    /** The members of a table, one expression each; comments on members stand within them. */
    static List<String> of(Table table) {
        var definitions = new ArrayList<String>();
        for (SchemaObject member : table.members()) {
            if (member instanceof TableMember part) {
                String comment = table.member(Comment.id(part.id()))
                        .map(found -> ".comment(" + javaString(((Comment) found).text()) + ")")
                        .orElse("");
                definitions.add(of(part) + comment);
            }
        }
        table.member(Comment.id(table.id()))
                .ifPresent(found -> definitions.add("comment(" + javaString(((Comment) found).text()) + ")"));
        return definitions;
    }

    static String of(TableMember member) {
        if (member instanceof Column column) {
            return column(column);
        } else if (member instanceof PrimaryKey key) {
            return "primaryKey(" + strings(key.columns()) + ").named(" + javaString(key.name()) + ")"
                    + timing(key.timing()) + more(key);
        } else if (member instanceof UniqueConstraint key) {
            return "unique(" + strings(key.columns()) + ").named(" + javaString(key.name()) + ")" + timing(key.timing())
                    + (key.nullsNotDistinct() ? ".nullsNotDistinct()" : "") + more(key);
        } else if (member instanceof CheckConstraint check) {
            return "check(" + javaString(check.name()) + ", " + javaString(check.expression()) + ")"
                    + (check.inherited() ? "" : ".noInherit()") + standing(check.standing());
        } else if (member instanceof ExclusionConstraint exclusion) {
            return "exclusion(" + javaString(exclusion.name()) + ", " + javaString(exclusion.definition()) + ")";
        } else if (member instanceof TableOption option) {
            boolean fixed = option.set().isEmpty() && option.reset().isEmpty();
            return "option(" + javaString(option.name()) + ", " + javaString(option.clause())
                    + (fixed ? "" : ", " + javaString(option.set()) + ", " + javaString(option.reset())) + ")";
        } else if (member instanceof ForeignKey key) {
            return foreignKey(key);
        } else if (member instanceof Index index) {
            return index(index);
        }
        throw new IllegalArgumentException(member.id() + " is not defined within a table");
    }

    private static String column(Column column) {
        var text = new StringBuilder("column(")
                .append(javaString(column.name()))
                .append(", ")
                .append(javaString(column.type().text()))
                .append(")");
        if (column.collation() != null) {
            text.append(".collate(")
                    .append(javaString(column.collation().toString()))
                    .append(")");
        }
        if (!column.nullable() && column.identity() == null) {
            text.append(".notNull()");
        }
        if (column.defaultSql() != null) {
            text.append(".defaultSql(").append(javaString(column.defaultSql())).append(")");
        }
        if (column.identity() != null) {
            text.append(identity(column.identity(), column.type().text()));
        }
        if (column.generated() != null) {
            text.append(column.generated().stored() ? ".generatedAs(" : ".generatedVirtuallyAs(")
                    .append(javaString(column.generated().expression()))
                    .append(")");
        }
        return text.toString();
    }

    private static String identity(Identity identity, String type) {
        boolean plain =
                identity.options().type().equals(type) && identity.options().equals(SequenceOptions.of(type));
        if (plain) {
            return identity.always() ? ".identityAlways()" : ".identity()";
        }
        return ".identity(" + identity.always() + ", " + sequence(identity.options()) + ")";
    }

    static String sequence(SequenceOptions options) {
        var text = new StringBuilder(
                options.type().equals("bigint") ? "sequence()" : "sequence(\"" + options.type() + "\")");
        var plain = SequenceOptions.of(options.type(), options.start(), options.increment());
        if (options.increment() != 1) {
            text.append(".incrementBy(").append(number(options.increment())).append(")");
        }
        if (options.start() != 1) {
            text.append(".startingAt(").append(number(options.start())).append(")");
        }
        if (options.min() != plain.min() || options.max() != plain.max()) {
            text.append(".between(").append(number(options.min())).append(", ");
            text.append(number(options.max())).append(")");
        }
        if (options.cache() != 1) {
            text.append(".cache(").append(number(options.cache())).append(")");
        }
        return text.append(options.cycle() ? ".cycle()" : "").toString();
    }

    private static String number(long value) {
        return value == (int) value ? Long.toString(value) : value + "L";
    }

    private static String foreignKey(ForeignKey key) {
        return "foreignKey(" + strings(key.columns()) + ").references("
                + javaString(key.target().toString()) + ", "
                + strings(key.targetColumns()) + ").named(" + javaString(key.name()) + ")"
                + action("onDelete", key.onDelete()) + action("onUpdate", key.onUpdate()) + timing(key.timing())
                + (key.matchFull() ? ".matchFull()" : "")
                + (key.setOnDelete().isEmpty() ? "" : ".settingOnDelete(" + strings(key.setOnDelete()) + ")")
                + (key.period() ? ".period()" : "") + standing(key.standing());
    }

    private static String more(Key key) {
        return (key.include().isEmpty() ? "" : ".include(" + strings(key.include()) + ")")
                + (key.withoutOverlaps() ? ".withoutOverlaps()" : "");
    }

    private static String standing(Standing standing) {
        return switch (standing) {
            case VALID -> "";
            case NOT_VALID -> ".notValid()";
            case NOT_ENFORCED -> ".notEnforced()";
        };
    }

    private static String action(String word, ForeignKey.Action action) {
        return action == ForeignKey.Action.NO_ACTION ? "" : "." + word + "(Action." + action + ")";
    }

    private static String index(Index index) {
        boolean columnsOnly = index.keys().stream()
                .allMatch(key -> key.column() != null && key.equals(IndexKey.column(key.column())));
        var text = new StringBuilder("index(").append(javaString(index.name())).append(", ");
        text.append(
                columnsOnly
                        ? strings(index.keys().stream()
                                .map(key -> String.valueOf(key.column()))
                                .toList())
                        : index.keys().stream().map(JavaDefinitions::key).collect(Collectors.joining(", ")));
        text.append(")").append(index.unique() ? ".unique()" : "");
        if (!index.method().equals("btree")) {
            text.append(".using(").append(javaString(index.method())).append(")");
        }
        if (!index.include().isEmpty()) {
            text.append(".include(").append(strings(index.include())).append(")");
        }
        if (index.predicate() != null) {
            text.append(".where(").append(javaString(index.predicate())).append(")");
        }
        return text.append(index.nullsNotDistinct() ? ".nullsNotDistinct()" : "")
                .toString();
    }

    private static String key(IndexKey key) {
        var text = new StringBuilder();
        if (key.column() == null) {
            text.append("expression(")
                    .append(javaString(String.valueOf(key.expression())))
                    .append(")");
            text.append(key.descending() ? ".desc()" : "");
        } else {
            text.append(key.descending() ? "desc(" : "asc(")
                    .append(javaString(key.column()))
                    .append(")");
        }
        if (key.nullsFirst() != key.descending()) {
            text.append(".withNullsFirst(").append(key.nullsFirst()).append(")");
        }
        if (key.collation() != null) {
            text.append(".withCollation(Name.parse(")
                    .append(javaString(key.collation().toString()))
                    .append("))");
        }
        if (key.operatorClass() != null) {
            text.append(".withOperatorClass(Name.parse(")
                    .append(javaString(key.operatorClass().toString()))
                    .append("))");
        }
        return text.toString();
    }

    private static String timing(Timing timing) {
        return switch (timing) {
            case NOT_DEFERRABLE -> "";
            case DEFERRABLE -> ".deferrable()";
            case INITIALLY_DEFERRED -> ".initiallyDeferred()";
        };
    }

    static String strings(Collection<String> texts) {
        return texts.stream().map(Text::javaString).collect(Collectors.joining(", "));
    }

    static String id(ObjectId id) {
        String name = "Name.parse(" + javaString(id.name().toString()) + ")";
        return "new ObjectId(" + javaString(id.kind()) + ", " + name
                + (id.isMember() ? ", " + javaString(id.member()) : "") + ")";
    }
}
