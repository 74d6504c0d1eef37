package dev.aludel.core.revision;

import static dev.aludel.core.revision.Text.javaString;

import dev.aludel.core.compare.Origins;
import dev.aludel.core.op.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What a revision in Java consists of, by the placeholders of its {@link RevisionTemplate}. */
final class JavaParts {

    /** In characters. The JVM takes 64 KB of code in a method; this makes about half of that. */
    private static final int METHOD_LENGTH = 60_000;

    /** In characters. The JVM takes 64 KB for a constant, and three bytes for a character at most. */
    private static final int CONSTANT_LENGTH = 21_000;

    private static final List<String> WORDS = List.of(
            "column",
            "option",
            "primaryKey",
            "unique",
            "check",
            "foreignKey",
            "index",
            "asc",
            "desc",
            "expression",
            "comment",
            "sequence",
            "domain",
            "exclusion");

    private JavaParts() {}

    static Map<String, String> of(
            RevisionInfo info,
            String packageName,
            String className,
            List<Operation> upgrade,
            List<Operation> downgrade,
            Origins origins) {
        String up = method("upgrade", upgrade);
        String down = method("downgrade", downgrade);
        String properties = properties(origins);
        return Map.of(
                "package",
                packageName.isEmpty() ? "" : "package " + packageName + ";\n\n",
                "imports",
                imports(up + down, properties),
                "annotation",
                annotation(info),
                "class",
                className,
                "upgrade",
                up,
                "downgrade",
                down,
                "properties",
                properties);
    }

    private static String imports(String body, String properties) {
        var imports = new TreeSet<String>();
        imports.add("import dev.aludel.core.op.Operations;\n");
        imports.add("import dev.aludel.core.revision.Migration;\n");
        imports.add("import dev.aludel.core.revision.Revision;\n");
        use(body, "Action.", "dev.aludel.core.schema.ForeignKey.Action", imports);
        use(body, "Name.", "dev.aludel.core.schema.Name", imports);
        use(body, "new ObjectId", "dev.aludel.core.schema.ObjectId", imports);
        use(body, "List.", "java.util.List", imports);
        use(properties, "Map.", "java.util.Map", imports);
        String statics = WORDS.stream()
                .filter(word -> body.matches("(?s).*[ (]" + word + "\\(.*"))
                .sorted()
                .map(word -> "import static dev.aludel.core.op.Definitions." + word + ";\n")
                .collect(Collectors.joining());
        return (statics.isEmpty() ? "" : statics + "\n") + String.join("", imports);
    }

    private static String annotation(RevisionInfo info) {
        return "@Revision(\n        id = " + javaString(info.id())
                + attribute("revises", info.revises())
                + attribute("dependsOn", info.dependsOn())
                + attribute("labels", info.labels())
                + attribute("replaces", info.replaces())
                + ",\n        message = " + javaString(info.message())
                + (info.created() == null
                        ? ""
                        : ",\n        created = " + javaString(info.created().toString()))
                + ")";
    }

    private static void use(String body, String mention, String type, TreeSet<String> imports) {
        if (body.contains(mention)) {
            imports.add("import " + type + ";\n");
        }
    }

    private static String attribute(String name, List<String> values) {
        if (values.isEmpty()) {
            return "";
        }
        String list = JavaDefinitions.strings(values);
        return ",\n        " + name + " = " + (values.size() == 1 ? list : "{" + list + "}");
    }

    private static String properties(Origins origins) {
        String entries = origins.lines().entrySet().stream()
                .filter(line -> line.getValue().length() <= CONSTANT_LENGTH)
                .map(line -> "Map.entry(" + javaString(line.getKey()) + ", " + javaString(line.getValue()) + ")")
                .collect(Collectors.joining(",\n                "));
        return entries.isEmpty()
                ? ""
                : "\n    @Override\n    public Map<String, String> properties() {\n        return Map.ofEntries(\n"
                        + "                " + entries + ");\n    }\n";
    }

    private static String method(String name, List<Operation> operations) {
        var parts = new ArrayList<StringBuilder>();
        for (Operation operation : operations) {
            String text = JavaProse.of(operation);
            if (text.isEmpty()) {
                continue;
            }
            if (parts.isEmpty() || parts.get(parts.size() - 1).length() > METHOD_LENGTH) {
                parts.add(new StringBuilder());
            }
            parts.get(parts.size() - 1)
                    .append("        ")
                    .append(text.replace("\n", "\n        "))
                    .append("\n");
        }
        String head = "    @Override\n    public void " + name + "(Operations op) {\n";
        if (parts.size() < 2) {
            return head + String.join("", parts) + "    }\n";
        }
        var calls = new StringBuilder(head);
        var methods = new StringBuilder();
        for (int i = 0; i < parts.size(); i++) {
            String part = name + "Part" + (i + 1) + "(";
            calls.append("        ").append(part).append("op);\n");
            methods.append("\n    private static void ").append(part).append("Operations op) {\n");
            methods.append(parts.get(i)).append("    }\n");
        }
        return calls + "    }\n" + methods;
    }
}
