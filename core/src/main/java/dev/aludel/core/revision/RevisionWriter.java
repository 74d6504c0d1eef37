package dev.aludel.core.revision;

import static dev.aludel.core.revision.Text.javaString;

import dev.aludel.core.compare.Origins;
import dev.aludel.core.dialect.Dialect;
import dev.aludel.core.dialect.Scope;
import dev.aludel.core.op.Irreversible;
import dev.aludel.core.op.Operation;
import dev.aludel.core.op.RunJava;
import dev.aludel.core.op.RunSql;
import dev.aludel.core.op.Statements;
import dev.aludel.core.schema.SqlTokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Writes revisions as files that people review and edit, with both directions written out. The message becomes an
 * attribute or an escaped line, never code.
 */
public final class RevisionWriter {

    private static final int SLUG_LENGTH = 40;

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

    private final Path directory;
    private final RevisionFormat format;
    private final String packageName;

    /**
     * @param directory   where the files go
     * @param packageName the package of Java revisions; empty for the unnamed one
     */
    public RevisionWriter(Path directory, RevisionFormat format, String packageName) {
        this.directory = directory;
        this.format = format;
        this.packageName = packageName;
    }

    /** What {@link #write} would write. */
    public RevisionFile render(
            RevisionInfo info, List<Operation> upgrade, List<Operation> downgrade, Dialect dialect, int majorVersion) {
        return render(info, upgrade, downgrade, Origins.NONE, dialect, majorVersion);
    }

    /**
     * @param origins what the revision remembers: where in Java comes from what it makes or renames
     */
    public RevisionFile render(
            RevisionInfo info,
            List<Operation> upgrade,
            List<Operation> downgrade,
            Origins origins,
            Dialect dialect,
            int majorVersion) {
        String slug = slug(info.message());
        String name = info.id() + (slug.isEmpty() ? "" : "_" + slug);
        if (format == RevisionFormat.JAVA) {
            return new RevisionFile(
                    info,
                    directory.resolve("R" + name + ".java"),
                    format,
                    java(info, "R" + name, upgrade, downgrade, origins));
        }
        Scope scope = Scope.unqualified(majorVersion);
        return new RevisionFile(
                info, directory.resolve(name + ".sql"), format, sql(info, upgrade, downgrade, origins, dialect, scope));
    }

    /**
     * Writes a new file; makes the directory if need be.
     *
     * @throws UncheckedIOException if the file is there already or cannot be written
     */
    public static RevisionFile write(RevisionFile file) {
        try {
            Files.createDirectories(file.path().toAbsolutePath().getParent());
            Files.writeString(file.path(), file.text(), StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file.path(), e);
        }
    }

    /** The message as part of a file's name: {@code a-z 0-9 _} only, at most 40 characters. */
    static String slug(String message) {
        String words =
                message.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_").replaceAll("^_+|_+$", "");
        return (words.length() > SLUG_LENGTH ? words.substring(0, SLUG_LENGTH) : words).replaceAll("_+$", "");
    }

    private String java(
            RevisionInfo info, String className, List<Operation> upgrade, List<Operation> downgrade, Origins origins) {
        String body = method("upgrade", upgrade) + "\n" + method("downgrade", downgrade);
        var imports = new TreeSet<String>();
        imports.add("import dev.aludel.core.op.Operations;\n");
        imports.add("import dev.aludel.core.revision.Migration;\n");
        imports.add("import dev.aludel.core.revision.Revision;\n");
        use(body, "Action.", "dev.aludel.core.schema.ForeignKey.Action", imports);
        use(body, "Name.", "dev.aludel.core.schema.Name", imports);
        use(body, "new ObjectId", "dev.aludel.core.schema.ObjectId", imports);
        use(body, "List.", "java.util.List", imports);
        String properties = properties(origins);
        use(properties, "Map.", "java.util.Map", imports);
        String statics = WORDS.stream()
                .filter(word -> body.matches("(?s).*[ (]" + word + "\\(.*"))
                .sorted()
                .map(word -> "import static dev.aludel.core.op.Definitions." + word + ";\n")
                .collect(Collectors.joining());
        return (packageName.isEmpty() ? "" : "package " + packageName + ";\n\n")
                + (statics.isEmpty() ? "" : statics + "\n")
                + String.join("", imports)
                + "\n@Revision(\n        id = " + javaString(info.id())
                + attribute("revises", info.revises())
                + attribute("dependsOn", info.dependsOn())
                + attribute("labels", info.labels())
                + ",\n        message = " + javaString(info.message())
                + (info.created() == null
                        ? ""
                        : ",\n        created = " + javaString(info.created().toString()))
                + ")\npublic final class " + className + " implements Migration {\n\n" + body + properties
                + "}\n";
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

    private static String sql(
            RevisionInfo info,
            List<Operation> upgrade,
            List<Operation> downgrade,
            Origins origins,
            Dialect dialect,
            Scope scope) {
        String text = "-- revision: " + info.id() + "\n"
                + field("revises", String.join(", ", info.revises()))
                + field("depends on", String.join(", ", info.dependsOn()))
                + field("labels", String.join(", ", info.labels()))
                + field("created", info.created() == null ? "" : info.created().toString())
                + field("message", Text.oneLine(info.message()))
                + "\n-- upgrade\n" + statements(upgrade, dialect, scope)
                + "\n-- downgrade\n" + statements(downgrade, dialect, scope);
        var properties = new StringBuilder();
        origins.lines().forEach((table, line) -> properties.append(field(table, line)));
        text += properties.isEmpty() ? "" : "\n-- java properties\n" + properties;
        return proven(text, info, List.of(upgrade, downgrade), dialect, scope);
    }

    private static String field(String name, String value) {
        return value.isEmpty() ? "" : "-- " + name + ": " + value + "\n";
    }

    private static String statements(List<Operation> operations, Dialect dialect, Scope scope) {
        var text = new StringBuilder();
        for (Operation operation : operations) {
            if (operation instanceof Irreversible irreversible) {
                throw new IllegalArgumentException(
                        "a revision in SQL cannot say that it is irreversible (" + irreversible.why() + "); use Java");
            }
            if (operation instanceof RunJava code) {
                throw new IllegalArgumentException(
                        "a revision in SQL cannot run code (\"" + code.name() + "\"); use Java");
            }
        }
        Statements.of(operations, dialect, scope).stream()
                .flatMap(List::stream)
                .forEach(statement -> text.append(terminated(statement.sql())).append("\n"));
        return text.toString();
    }

    /** The statement and its semicolon, which no comment swallows, and no comment of it begins a section. */
    private static String terminated(String sql) {
        var text = new StringBuilder();
        boolean comment = false;
        for (SqlTokens.Token token : SqlTokens.of(sql)) {
            comment = token.kind() == SqlTokens.Kind.COMMENT && token.text().startsWith("--");
            text.append(
                    SqlRevision.isMarker(token, sql)
                            ? "-- (" + token.text().substring(2).strip() + ")"
                            : token.text());
        }
        return text.append(comment ? "\n;" : ";").toString();
    }

    /** What is written must be read as what was meant, whatever is in it; a quote that is not closed would run on. */
    private static String proven(
            String text, RevisionInfo info, List<List<Operation>> sections, Dialect dialect, Scope scope) {
        var back = SqlRevision.parse(text, "revision " + info.id());
        var read = List.of(back.upgrade(dialect::normalType), back.downgrade(dialect::normalType));
        for (int i = 0; i < sections.size(); i++) {
            var meant = Statements.of(sections.get(i), dialect, scope).stream()
                    .flatMap(List::stream)
                    .map(statement -> tokens(statement.sql()))
                    .toList();
            var said = read.get(i).stream()
                    .map(operation -> operation instanceof RunSql sql ? tokens(sql.up()) : "")
                    .toList();
            if (!meant.equals(said)) {
                throw new IllegalArgumentException(
                        "revision " + info.title()
                                + " has SQL that would not be read back as it is, such as a quote that is not closed; use Java");
            }
        }
        return text;
    }

    private static String tokens(String sql) {
        return SqlTokens.meaningful(sql).stream().map(SqlTokens.Token::text).collect(Collectors.joining("\n"));
    }
}
