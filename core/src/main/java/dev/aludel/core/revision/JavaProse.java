package dev.aludel.core.revision;

import static dev.aludel.core.revision.Text.javaLines;
import static dev.aludel.core.revision.Text.javaString;

import dev.aludel.core.op.Alter;
import dev.aludel.core.op.Backfill;
import dev.aludel.core.op.Create;
import dev.aludel.core.op.Drop;
import dev.aludel.core.op.Irreversible;
import dev.aludel.core.op.Operation;
import dev.aludel.core.op.Rename;
import dev.aludel.core.op.RunJava;
import dev.aludel.core.op.RunSql;
import dev.aludel.core.schema.Column;
import dev.aludel.core.schema.Comment;
import dev.aludel.core.schema.CustomObject;
import dev.aludel.core.schema.Index;
import dev.aludel.core.schema.Name;
import dev.aludel.core.schema.Namespace;
import dev.aludel.core.schema.ObjectId;
import dev.aludel.core.schema.SchemaObject;
import dev.aludel.core.schema.Sequence;
import dev.aludel.core.schema.SequenceOwner;
import dev.aludel.core.schema.Setting;
import dev.aludel.core.schema.SqlObject;
import dev.aludel.core.schema.Table;
import dev.aludel.core.schema.TableMember;
import dev.aludel.core.schema.TableOption;
import dev.aludel.core.schema.UserType;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Operations as the Java statements that record them. What stands in quotes is escaped; nothing else comes from data. */
final class JavaProse {

    private JavaProse() {}

    /** One statement, with its semicolon; arguments may stand on lines of their own. */
    static String of(Operation operation) {
        if (operation instanceof Create create) {
            return create(create.object());
        } else if (operation instanceof Drop drop) {
            return drop(drop.object());
        } else if (operation instanceof Alter alter) {
            return alter(alter);
        } else if (operation instanceof Rename rename) {
            return rename(rename.from(), rename.to());
        } else if (operation instanceof RunSql sql) {
            String reverse = sql.down() == null ? "" : ".reversedBy(" + javaString(sql.down()) + ")";
            return "op.execute(" + javaString(sql.up()) + ")" + reverse + ";";
        } else if (operation instanceof Backfill fill) {
            return fill.backwards() ? "" : backfill(fill);
        } else if (operation instanceof RunJava run) {
            return "// code \"" + run.name().replaceAll("[^A-Za-z0-9 _.-]", "?") + "\" version " + run.version();
        }
        Irreversible irreversible = (Irreversible) operation;
        return call("irreversible", javaString(irreversible.why()));
    }

    static String create(SchemaObject object) {
        if (object instanceof Table table) {
            return table("createTable", table);
        } else if (object instanceof Comment comment) {
            return comment(comment.on(), "null", javaString(comment.text()));
        } else if (object instanceof SequenceOwner owner) {
            return owner("ownSequence", owner);
        } else if (object instanceof TableOption option) {
            return call("changeOption", option.table(), "null", JavaDefinitions.of(option));
        } else if (object instanceof TableMember member) {
            return call(word("add", "create", member), member.table(), JavaDefinitions.of(member));
        } else if (object instanceof Setting setting) {
            return setting("set", setting);
        }
        return simple("create", object);
    }

    private static String drop(SchemaObject object) {
        if (object instanceof Table table) {
            return table("dropTable", table);
        } else if (object instanceof Comment comment) {
            return comment(comment.on(), javaString(comment.text()), "null");
        } else if (object instanceof SequenceOwner owner) {
            return owner("disownSequence", owner);
        } else if (object instanceof TableOption option) {
            return call("changeOption", option.table(), JavaDefinitions.of(option), "null");
        } else if (object instanceof TableMember member) {
            return call(word("drop", "drop", member), member.table(), JavaDefinitions.of(member));
        } else if (object instanceof Setting setting) {
            return setting("reset", setting);
        }
        return simple("drop", object);
    }

    private static String word(String verb, String ofIndex, TableMember member) {
        if (member instanceof Index) {
            return ofIndex + "Index";
        }
        return verb + (member instanceof Column ? "Column" : "Constraint");
    }

    private static String simple(String verb, SchemaObject object) {
        if (object instanceof Sequence sequence) {
            return call(verb + "Sequence", sequence.name(), JavaDefinitions.sequence(sequence.options()));
        } else if (object instanceof UserType type) {
            return JavaTypes.simple(verb, type);
        } else if (object instanceof SqlObject definition) {
            return sqlObject(verb, definition.id(), definition.sql());
        } else if (object instanceof CustomObject custom) {
            return call(verb, custom.toJava());
        }
        return call(verb + "Schema", javaString(((Namespace) object).name()));
    }

    private static String table(String word, Table table) {
        var text = new StringBuilder(
                "op." + word + "(\n        " + javaString(table.name().toString()));
        JavaDefinitions.of(table).forEach(member -> text.append(",\n        ").append(member));
        return text.append(");").toString();
    }

    private static String owner(String word, SequenceOwner owner) {
        return call(word, owner.sequence(), javaString(owner.table().toString()), javaString(owner.column()));
    }

    private static String alter(Alter alter) {
        if (alter.before() instanceof Column before) {
            Column after = (Column) alter.after();
            String using = alter.using().up().isEmpty() && alter.using().down().isEmpty()
                    ? ""
                    : "\n        .using(" + javaString(alter.using().up()) + ", "
                            + javaString(alter.using().down()) + ")";
            return "op.alterColumn(\n        " + javaString(before.table().toString()) + ",\n        "
                    + JavaDefinitions.of(before) + ",\n        " + JavaDefinitions.of(after) + ")" + using + ";";
        } else if (alter.before() instanceof Comment before) {
            return comment(before.on(), javaString(before.text()), javaString(((Comment) alter.after()).text()));
        } else if (alter.before() instanceof Sequence before) {
            return call(
                    "alterSequence",
                    before.name(),
                    JavaDefinitions.sequence(before.options()),
                    JavaDefinitions.sequence(((Sequence) alter.after()).options()));
        } else if (alter.before() instanceof TableOption before) {
            return call("changeOption", before.table(), JavaDefinitions.of(before), JavaDefinitions.of((TableOption)
                    alter.after()));
        } else if (alter.before() instanceof TableMember before) {
            return JavaTypes.constraint(before, alter);
        } else if (alter.before() instanceof UserType) {
            return JavaTypes.alter(alter);
        } else if (alter.before() instanceof SqlObject before) {
            return sqlObject("replace", before.id(), before.sql(), ((SqlObject) alter.after()).sql());
        } else if (alter.before() instanceof Setting before) {
            Setting after = (Setting) alter.after();
            return setting("change", before, after.set(), after.reset());
        }
        return call("drop", ((CustomObject) alter.before()).toJava()) + "\n"
                + call("create", ((CustomObject) alter.after()).toJava());
    }

    private static String sqlObject(String verb, ObjectId id, String... sql) {
        String member = id.isMember() ? ", " + javaString(id.member()) : "";
        String texts = Arrays.stream(sql)
                .map(text -> ",\n        " + javaLines(text, "        "))
                .collect(Collectors.joining());
        return "op." + verb + "(" + javaString(id.kind()) + ", "
                + javaString(id.name().toString()) + member + texts + ");";
    }

    private static String setting(String verb, Setting setting, String... more) {
        String texts = Stream.concat(Stream.of(setting.set(), setting.reset()), Arrays.stream(more))
                .map(text -> ",\n        " + javaLines(text, "        "))
                .collect(Collectors.joining());
        return "op." + verb + "(" + JavaDefinitions.id(setting.on()) + ", " + javaString(setting.key()) + texts + ");";
    }

    private static String rename(ObjectId from, ObjectId to) {
        return switch (from.kind()) {
            case "table" ->
                call("renameTable", from.name(), javaString(to.name().toString()));
            case "column" -> call("renameColumn", from.name(), javaString(from.member()), javaString(to.member()));
            case "sequence" ->
                call("renameSequence", from.name(), javaString(to.name().toString()));
            case "enum", "domain", "composite type" ->
                call(
                        "rename" + JavaTypes.word(from.kind()),
                        from.name(),
                        javaString(to.name().toString()));
            case "schema" ->
                call(
                        "renameSchema",
                        javaString(from.name().local()),
                        javaString(to.name().local()));
            default ->
                "op.rename(" + javaString(from.kind()) + ", "
                        + javaString(from.name().toString()) + ", " + javaString(from.member()) + ", "
                        + javaString(to.member()) + ");";
        };
    }

    private static String comment(ObjectId on, String before, String after) {
        if (on.kind().equals("table")) {
            return call("commentOnTable", on.name(), before, after);
        } else if (on.kind().equals("column")) {
            return call("commentOnColumn", on.name(), javaString(on.member()), before, after);
        }
        return call("comment", JavaDefinitions.id(on), before, after);
    }

    private static String backfill(Backfill fill) {
        String call = call("backfill", fill.table(), javaString(fill.assignments()), javaString(fill.where()));
        String pause = fill.pauseMillis() == 0 ? "" : ", " + fill.pauseMillis();
        return fill.rows() == 0
                ? call
                : call.substring(0, call.length() - 1) + ".inBatches(" + fill.rows() + pause + ");";
    }

    private static String call(String word, Name first, String... rest) {
        return call(word, javaString(first.toString()) + ", " + String.join(", ", rest));
    }

    private static String call(String word, String... arguments) {
        return "op." + word + "(" + String.join(", ", arguments) + ");";
    }
}
