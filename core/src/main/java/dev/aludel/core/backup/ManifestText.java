package dev.aludel.core.backup;

import dev.aludel.core.dialect.DatabaseIdentity;
import dev.aludel.core.dialect.Kept;
import dev.aludel.core.dialect.SequenceValue;
import dev.aludel.core.schema.Name;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A manifest as text: one fact a line, a word and its values with tabs between, and at last the SHA-256 of all before it. */
final class ManifestText {

    private static final String FIRST = "aludel-backup\t1";

    private static final String LAST = "sha256\t";

    private ManifestText() {}

    static byte[] write(Manifest manifest) {
        var lines = new ArrayList<String>();
        lines.add(FIRST);
        lines.add(line("kind", manifest.kind().name()));
        lines.add(line("made", manifest.made().toString()));
        var database = manifest.database();
        lines.add(line("database", database.name(), database.id(), database.system()));
        lines.add(line("server", Integer.toString(manifest.server())));
        lines.add(line("library", manifest.library()));
        lines.add(line("schemas", manifest.schemas()));
        lines.add(line("step", manifest.revision(), manifest.direction()));
        lines.add(line("heads", new TreeSet<>(manifest.heads())));
        lines.add(line("after", new TreeSet<>(manifest.headsAfter())));
        for (Manifest.Part part : manifest.parts()) {
            lines.add(line("part", part.file(), number(part.length()), number(part.size()), part.sha256()));
            part.rows().ifPresent(rows -> {
                lines.add(line("rows", rows.table().schema(), rows.table().local(), number(part.count())));
                lines.add(line("columns", rows.columns()));
                lines.add(line("lost", rows.lost()));
                lines.add(line("key", rows.key()));
            });
        }
        for (SequenceValue one : manifest.sequences()) {
            lines.add(line(
                    "sequence",
                    one.sequence().schema(),
                    one.sequence().local(),
                    one.table().schema(),
                    one.table().local(),
                    one.column(),
                    number(one.value()),
                    Boolean.toString(one.called())));
        }
        manifest.notes().forEach(note -> lines.add(line("note", note)));
        String text = String.join("\n", lines) + "\n";
        return (text + LAST + Digests.sha256(text.getBytes(StandardCharsets.UTF_8)) + "\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String number(long value) {
        return Long.toString(value);
    }

    private static String line(String word, String... values) {
        return line(word, List.of(values));
    }

    private static String line(String word, Collection<String> values) {
        var text = new StringBuilder(word);
        values.forEach(value -> text.append('\t')
                .append(value.replace("\\", "\\\\")
                        .replace("\t", "\\t")
                        .replace("\n", "\\n")
                        .replace("\r", "\\r")));
        return text.toString();
    }

    /**
     * @throws IllegalArgumentException if it is not what {@link #write} writes, to the last byte; the message has no name of a
     *                                  file
     */
    static Manifest read(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        int end = text.lastIndexOf(LAST);
        String signed = text.substring(0, Math.max(0, end));
        String hash = Digests.sha256(signed.getBytes(StandardCharsets.UTF_8));
        if (end < 0
                || !text.equals(signed + LAST + hash + "\n")
                || !Arrays.equals(bytes, text.getBytes(StandardCharsets.UTF_8))) {
            throw new IllegalArgumentException("its SHA-256 is another: it was cut or changed");
        }
        Manifest manifest = new ManifestText.Reading(List.of(signed.split("\n"))).manifest();
        if (!Arrays.equals(write(manifest), bytes)) {
            throw new IllegalArgumentException("it has lines that nobody understands");
        }
        return manifest;
    }

    /** Lines in the order in which they are written. */
    private static final class Reading {

        private final List<String> lines;
        private int at;

        Reading(List<String> lines) {
            this.lines = lines;
        }

        Manifest manifest() {
            if (!lines.get(at++).equals(FIRST)) {
                throw new IllegalArgumentException("it is of another format than this version reads");
            }
            String kind = one("kind");
            String made = one("made");
            List<String> database = several("database", 3);
            String server = one("server");
            String library = one("library");
            List<String> schemas = values("schemas");
            List<String> step = several("step", 2);
            Set<String> heads = Set.copyOf(values("heads"));
            Set<String> after = Set.copyOf(values("after"));
            var parts = new ArrayList<Manifest.Part>();
            while (is("part")) {
                parts.add(part());
            }
            var sequences = new ArrayList<SequenceValue>();
            while (is("sequence")) {
                var one = several("sequence", 7);
                sequences.add(new SequenceValue(
                        new Name(one.get(0), one.get(1)),
                        new Name(one.get(2), one.get(3)),
                        one.get(4),
                        Long.parseLong(one.get(5)),
                        Boolean.parseBoolean(one.get(6))));
            }
            var notes = new ArrayList<String>();
            while (is("note")) {
                notes.add(one("note"));
            }
            try {
                return new Manifest(
                        Manifest.Kind.valueOf(kind),
                        Instant.parse(made),
                        new DatabaseIdentity(database.get(0), database.get(1), database.get(2)),
                        Integer.parseInt(server),
                        library,
                        schemas,
                        step.get(0),
                        step.get(1),
                        heads,
                        after,
                        parts,
                        sequences,
                        notes);
            } catch (java.time.DateTimeException e) {
                throw new IllegalArgumentException("it was made at no time", e);
            }
        }

        private Manifest.Part part() {
            var file = several("part", 4);
            Optional<Kept> rows = Optional.empty();
            long count = 0;
            if (is("rows")) {
                var table = several("rows", 3);
                count = Long.parseLong(table.get(2));
                rows = Optional.of(new Kept(
                        new Name(table.get(0), table.get(1)), values("columns"), values("lost"), values("key")));
            }
            return new Manifest.Part(
                    file.get(0), rows, count, Long.parseLong(file.get(1)), Long.parseLong(file.get(2)), file.get(3));
        }

        private boolean is(String word) {
            return at < lines.size()
                    && (lines.get(at).equals(word) || lines.get(at).startsWith(word + "\t"));
        }

        private String one(String word) {
            return several(word, 1).get(0);
        }

        private List<String> several(String word, int count) {
            var values = values(word);
            if (values.size() != count) {
                throw new IllegalArgumentException("its line \"" + word + "\" has not " + count + " value(s)");
            }
            return values;
        }

        private List<String> values(String word) {
            if (!is(word)) {
                throw new IllegalArgumentException("its line \"" + word + "\" is missing");
            }
            var values = new ArrayList<String>();
            for (String value : lines.get(at++).substring(word.length()).split("\t", -1)) {
                values.add(unescaped(value));
            }
            return values.subList(1, values.size());
        }

        private static String unescaped(String value) {
            var text = new StringBuilder();
            for (int i = 0; i < value.length(); i++) {
                char c = value.charAt(i);
                if (c != '\\' || i + 1 == value.length()) {
                    text.append(c);
                    continue;
                }
                char escaped = value.charAt(++i);
                text.append(escaped == 't' ? '\t' : escaped == 'n' ? '\n' : escaped == 'r' ? '\r' : escaped);
            }
            return text.toString();
        }
    }
}
