package dev.aludel.core.revision;

import static dev.aludel.core.revision.Text.javaString;

import dev.aludel.core.op.Alter;
import dev.aludel.core.schema.CompositeType;
import dev.aludel.core.schema.Domain;
import dev.aludel.core.schema.EnumType;
import dev.aludel.core.schema.Name;
import dev.aludel.core.schema.SchemaObject;
import dev.aludel.core.schema.SequenceOwner;
import dev.aludel.core.schema.TableMember;
import dev.aludel.core.schema.UserType;
import java.util.stream.Collectors;

/** Types, and changes of them, as the Java words of {@code Operations}. */
final class JavaTypes {

    private JavaTypes() {}

    static String word(String kind) {
        return switch (kind) {
            case EnumType.KIND -> "Enum";
            case Domain.KIND -> "Domain";
            default -> "CompositeType";
        };
    }

    static String simple(String verb, UserType type) {
        String definition = definition(type);
        return "op." + verb + word(type.id().kind()) + "("
                + javaString(type.name().toString()) + (definition.isEmpty() ? "" : ", " + definition) + ");";
    }

    private static String definition(UserType type) {
        if (type instanceof EnumType values) {
            return JavaDefinitions.strings(values.labels());
        } else if (type instanceof Domain domain) {
            return domain(domain);
        }
        return ((CompositeType) type)
                .attributes().stream().map(JavaTypes::attribute).collect(Collectors.joining(", "));
    }

    private static String domain(Domain domain) {
        var text = new StringBuilder("domain(" + javaString(domain.type().text()) + ")");
        if (domain.collation() != null) {
            text.append(collate(domain.collation()));
        }
        text.append(domain.notNull() ? ".notNull()" : "");
        if (domain.defaultSql() != null) {
            text.append(".defaultSql(").append(javaString(domain.defaultSql())).append(")");
        }
        for (Domain.Check check : domain.checks()) {
            text.append(check.valid() ? ".check(" : ".checkNotValid(")
                    .append(javaString(check.name()))
                    .append(", ")
                    .append(javaString(check.expression()))
                    .append(")");
        }
        return text.toString();
    }

    private static String attribute(CompositeType.Attribute attribute) {
        return "column(" + javaString(attribute.name()) + ", "
                + javaString(attribute.type().text()) + ")"
                + (attribute.collation() == null ? "" : collate(attribute.collation()));
    }

    private static String collate(Name collation) {
        return ".collate(" + javaString(collation.toString()) + ")";
    }

    static String alter(Alter alter) {
        UserType before = (UserType) alter.before();
        UserType after = (UserType) alter.after();
        boolean list = !(before instanceof Domain);
        var text = new StringBuilder("op.alter" + word(before.id().kind()) + "("
                + javaString(before.name().toString()) + ", "
                + listed(list, definition(before)) + ", " + listed(list, definition(after)) + ")");
        if (!alter.using().up().isEmpty() || !alter.using().down().isEmpty()) {
            text.append("\n        .using(" + javaString(alter.using().up()) + ", "
                    + javaString(alter.using().down()) + ")");
        }
        users(alter, text);
        return text.append(";").toString();
    }

    static String constraint(TableMember before, Alter alter) {
        var text = new StringBuilder(
                "op.alterConstraint(" + javaString(before.table().toString()) + ", " + JavaDefinitions.of(before) + ", "
                        + JavaDefinitions.of((TableMember) alter.after()) + ")");
        users(alter, text);
        return text.append(";").toString();
    }

    private static String listed(boolean list, String definition) {
        return list ? "List.of(" + definition + ")" : definition;
    }

    /** What rests on something of another table has to stay behind it, so each is written where it stands. */
    private static void users(Alter alter, StringBuilder text) {
        Name open = null;
        for (SchemaObject user : alter.users()) {
            boolean part = user instanceof TableMember && !(user instanceof SequenceOwner);
            if (part && user.table().equals(open)) {
                text.append(", ").append(JavaDefinitions.of((TableMember) user));
                continue;
            }
            text.append(open == null ? "" : ")").append("\n        .usedBy(");
            open = part ? user.table() : null;
            if (part) {
                text.append(javaString(user.table().toString())).append(", ").append(JavaDefinitions.of((TableMember)
                        user));
            } else {
                String made = JavaProse.create(user);
                text.append("again -> again")
                        .append(made, "op".length(), made.length() - 1)
                        .append(")");
            }
        }
        text.append(open == null ? "" : ")");
    }
}
