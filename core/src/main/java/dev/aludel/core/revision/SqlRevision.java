package dev.aludel.core.revision;

import dev.aludel.core.error.RevisionException;
import dev.aludel.core.op.Irreversible;
import dev.aludel.core.op.Operation;
import dev.aludel.core.op.RunSql;
import dev.aludel.core.schema.SqlTokens;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A revision written in SQL: a header of comments, then the sections {@code -- upgrade} and {@code -- downgrade},
 * and after them, in comments, what {@code -- java properties} there are.
 *
 * <p>A section's marker is a comment line of its own that says nothing else. A line that only looks like one inside a
 * string or function body is part of that string.
 */
final class SqlRevision implements RevisionScript {

    private static final Pattern FIELD = Pattern.compile(
            "--\\s*(revision|revises|depends on|labels|replaces|created|message)\\s*:\\s*(.*?)\\s*",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern MARKER =
            Pattern.compile("--\\s*(upgrade|downgrade|java properties)\\s*:?\\s*", Pattern.CASE_INSENSITIVE);
    private static final Pattern PROPERTY =
            Pattern.compile("--\\s*((?:\"(?:[^\"]|\"\")*\"|[^\":\\s])+)\\s*:\\s*(.*?)\\s*");

    private final RevisionInfo info;
    private final Supplier<Body> body;

    /** What stands below the header; a section that is not there is null. */
    private record Body(@Nullable String up, @Nullable String down, Map<String, String> properties) {}

    private SqlRevision(RevisionInfo info, Supplier<Body> body) {
        this.info = info;
        this.body = body;
    }

    /**
     * Reads the header; the rest when it is asked for.
     *
     * @param head as much of the text as is at hand
     * @param text all of it
     */
    static SqlRevision read(byte[] head, Supplier<String> text, String source) {
        int end = headerEnd(new String(head, StandardCharsets.ISO_8859_1));
        String header = end < 0 ? text.get() : Text.utf8(Arrays.copyOf(head, end), source);
        return new SqlRevision(
                parse(header, source).info, () -> parse(text.get(), source).body.get());
    }

    /** Where the first section begins; negative where more than a look at the lines is needed to tell. */
    private static int headerEnd(String head) {
        int start = 0;
        for (int end = head.indexOf('\n'); end >= 0; end = head.indexOf('\n', start)) {
            String line = head.substring(start, end).strip();
            if (line.startsWith("\u00ef\u00bb\u00bf")) {
                line = line.substring(3);
            }
            if (MARKER.matcher(line).matches()) {
                return start;
            }
            if (!line.isEmpty() && !line.startsWith("--") || line.indexOf('\r') >= 0) {
                return -1;
            }
            start = end + 1;
        }
        return -1;
    }

    /**
     * @param source where the text was found, for messages
     * @throws RevisionException if the header is not one
     */
    static SqlRevision parse(String text, String source) {
        String script = text.startsWith("\ufeff") ? text.substring(1) : text;
        var fields = new LinkedHashMap<String, String>();
        var sections = new LinkedHashMap<String, Integer>();
        var ends = new LinkedHashMap<String, Integer>();
        String open = "";
        for (SqlTokens.Token token : SqlTokens.of(script)) {
            String line = token.text().strip();
            var field = FIELD.matcher(line);
            if (sections.isEmpty() && token.isMeaningful()) {
                requireId(fields, source);
                throw unreadable(
                        source + ": SQL before the first section, at: " + Text.oneLine(token.text()),
                        "write a line \"-- upgrade\" before it");
            } else if (sections.isEmpty() && token.kind() == SqlTokens.Kind.COMMENT && field.matches()) {
                put(fields, field.group(1).toLowerCase(Locale.ROOT), field.group(2), source);
            } else if (isMarker(token, script)) {
                String name = line.replaceAll("[-:\\s]", "").toLowerCase(Locale.ROOT);
                if (sections.containsKey(name)) {
                    throw unreadable(source + ": two sections \"-- " + name + "\"", "join them");
                }
                ends.put(open, token.start());
                open = name;
                sections.put(open, token.start() + token.text().length());
            }
        }
        ends.put(open, script.length());
        var body = new Body(
                section(script, "upgrade", sections, ends),
                section(script, "downgrade", sections, ends),
                properties(section(script, "javaproperties", sections, ends), source));
        return new SqlRevision(info(fields, source), () -> body);
    }

    private static Map<String, String> properties(@Nullable String section, String source) {
        var properties = new TreeMap<String, String>();
        for (SqlTokens.Token token : SqlTokens.of(section == null ? "" : section)) {
            if (token.isMeaningful()) {
                throw unreadable(
                        source + ": SQL in the section \"-- java properties\", at: " + Text.oneLine(token.text()),
                        "move it to \"-- upgrade\" or \"-- downgrade\"");
            }
            var line = PROPERTY.matcher(token.text().strip());
            if (line.matches()) {
                properties.put(line.group(1), line.group(2));
            }
        }
        return properties;
    }

    /** Would this comment begin a section if it stood there in a file? It must have its line for itself. */
    static boolean isMarker(SqlTokens.Token token, String script) {
        if (token.kind() != SqlTokens.Kind.COMMENT
                || !MARKER.matcher(token.text().strip()).matches()) {
            return false;
        }
        int line = Math.max(script.lastIndexOf('\n', token.start()), script.lastIndexOf('\r', token.start())) + 1;
        return script.substring(line, token.start()).isBlank();
    }

    private static void put(Map<String, String> fields, String name, String value, String source) {
        if (fields.put(name, value) != null) {
            throw unreadable(source + ": the header says \"" + name + ":\" twice", "take one out");
        }
    }

    private static @Nullable String section(
            String script, String name, Map<String, Integer> sections, Map<String, Integer> ends) {
        Integer start = sections.get(name);
        return start == null ? null : script.substring(start, ends.get(name));
    }

    private static RevisionInfo info(Map<String, String> fields, String source) {
        String id = requireId(fields, source);
        String created = fields.getOrDefault("created", "");
        try {
            return new RevisionInfo(
                    id,
                    list(fields.get("revises")),
                    list(fields.get("depends on")),
                    list(fields.get("labels")),
                    list(fields.get("replaces")),
                    fields.getOrDefault("message", ""),
                    created.isEmpty() ? null : Instant.parse(created),
                    source);
        } catch (DateTimeParseException e) {
            throw unreadable(source + ": created: \"" + Text.oneLine(created)
                    + "\" is not an instant such as 2026-11-21T10:15:30Z");
        }
    }

    private static String requireId(Map<String, String> fields, String source) {
        String id = fields.get("revision");
        if (id == null) {
            throw unreadable(
                    source + ": no line \"-- revision: id\" in the header", "a revision in SQL starts with one");
        }
        return id;
    }

    private static List<String> list(@Nullable String text) {
        return text == null || text.isBlank()
                ? List.of()
                : Arrays.stream(text.split(",")).map(String::strip).toList();
    }

    private static RevisionException unreadable(String message) {
        return unreadable(message, "");
    }

    private static RevisionException unreadable(String problem, String remedy) {
        return new RevisionException(RevisionException.Reason.UNREADABLE, problem, remedy, List.of());
    }

    @Override
    public RevisionInfo info() {
        return info;
    }

    @Override
    public List<Operation> upgrade(UnaryOperator<String> normalType) {
        String up = body.get().up;
        if (up == null) {
            throw unreadable(info.source() + ": no section \"-- upgrade\"");
        }
        return statements(up);
    }

    @Override
    public List<Operation> downgrade(UnaryOperator<String> normalType) {
        String down = body.get().down;
        return down == null
                ? List.of(new Irreversible(info.source() + " has no section \"-- downgrade\"", new RunSql("", null)))
                : statements(down);
    }

    @Override
    public Map<String, String> properties() {
        return body.get().properties;
    }

    private static List<Operation> statements(String section) {
        var operations = new ArrayList<Operation>();
        SqlTokens.statements(section).forEach(statement -> operations.add(new RunSql(statement, null)));
        return operations;
    }
}
