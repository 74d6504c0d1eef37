package dev.aludel.core.revision;

import dev.aludel.core.compare.Origins;
import dev.aludel.core.dialect.Dialect;
import dev.aludel.core.dialect.Scope;
import dev.aludel.core.op.Operation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes revisions as files that people review and edit, with both directions written out. The message becomes an
 * attribute or an escaped line, never code.
 */
public final class RevisionWriter {

    private final Path directory;
    private final RevisionFormat format;
    private final String packageName;
    private final FileTemplate names;
    private final RevisionTemplate template;

    /**
     * @param directory   where the files go
     * @param packageName the package of Java revisions; empty for the unnamed one
     */
    public RevisionWriter(Path directory, RevisionFormat format, String packageName) {
        this(directory, packageName, FileTemplate.DEFAULT, RevisionTemplate.of(format));
    }

    /**
     * @param names    how the files are called
     * @param template the text around the operations, in the language that is written
     */
    public RevisionWriter(Path directory, String packageName, FileTemplate names, RevisionTemplate template) {
        this.directory = directory;
        this.format = template.format();
        this.packageName = packageName;
        this.names = names;
        this.template = template;
    }

    /** What {@link #write} would write. */
    public RevisionFile render(
            RevisionInfo info, List<Operation> upgrade, List<Operation> downgrade, Dialect dialect, int majorVersion) {
        return render(info, upgrade, downgrade, Origins.NONE, dialect, majorVersion);
    }

    /**
     * @param origins what the revision remembers: where in Java comes from what it makes or renames
     * @throws IllegalArgumentException if the file would not be read back as what was meant
     */
    public RevisionFile render(
            RevisionInfo info,
            List<Operation> upgrade,
            List<Operation> downgrade,
            Origins origins,
            Dialect dialect,
            int majorVersion) {
        var path = names.path(info, format);
        String name = path.get(path.size() - 1);
        var folders = path.subList(0, path.size() - 1);
        var values = new HashMap<>(words(info));
        String text;
        if (format == RevisionFormat.JAVA) {
            String inPackage = String.join(".", folders);
            String all = packageName + (packageName.isEmpty() || inPackage.isEmpty() ? "" : ".") + inPackage;
            values.putAll(JavaParts.of(info, all, name, upgrade, downgrade, origins));
            text = template.fill(values);
        } else {
            var parts = new SqlParts(info, upgrade, downgrade, dialect, Scope.unqualified(majorVersion));
            values.putAll(parts.values(origins));
            text = template.fill(values);
            List.of("message", "upgrade", "downgrade", "properties").forEach(part -> values.put(part, ""));
            parts.requireReadBack(text, template.fill(values));
        }
        return new RevisionFile(info, place(folders, name), format, text);
    }

    /** The last of many locks: whatever the names are, a file stays below the directory. */
    private Path place(List<String> folders, String name) {
        Path place = directory;
        for (String folder : folders) {
            place = place.resolve(folder);
        }
        place = place.resolve(name + (format == RevisionFormat.JAVA ? ".java" : ".sql"));
        if (!place.normalize().startsWith(directory.normalize()) || place.equals(directory)) {
            throw new IllegalArgumentException(place + " is not below " + directory);
        }
        return place;
    }

    private Map<String, String> words(RevisionInfo info) {
        return Map.of(
                "message",
                // a comment in Java must not end within
                format == RevisionFormat.JAVA
                        ? Text.javaString(info.message()).replace("*/", "*\\057")
                        : Text.oneLine(info.message()),
                "id",
                info.id(),
                "revises",
                String.join(", ", info.revises()),
                "depends_on",
                String.join(", ", info.dependsOn()),
                "labels",
                String.join(", ", info.labels()),
                "replaces",
                String.join(", ", info.replaces()),
                "created",
                info.created() == null ? "" : info.created().toString());
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
        } catch (FileAlreadyExistsException e) {
            throw new UncheckedIOException(
                    "cannot write " + file.path()
                            + ": it is there already and is not overwritten; take another message, id or file template",
                    e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file.path(), e);
        }
    }
}
