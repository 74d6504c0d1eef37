package dev.aludel.diff;

import dev.aludel.core.revision.RevisionFormat;
import dev.aludel.core.revision.RevisionScript;
import dev.aludel.core.revision.RevisionSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Collects what {@link Revisions} needs. */
public final class RevisionsBuilder {

    private static final Pattern SOURCE_ROOT = Pattern.compile(".*(?:^|/)src/[^/]+/(?:java|resources)/(.+)");

    private @Nullable Autogen autogen;
    private Path directory = Path.of("src/main/java/db/revisions");
    private RevisionFormat format = RevisionFormat.JAVA;
    private @Nullable String packageName;
    private String versionSchema = "";
    private final List<String> locations = new ArrayList<>();
    private Supplier<String> ids = RevisionsBuilder::randomId;

    RevisionsBuilder() {}

    /** Entities and database. */
    public RevisionsBuilder autogen(Autogen value) {
        autogen = value;
        return this;
    }

    /** Where new files go, and where those of the chain are; {@code src/main/java/db/revisions} when nothing is said. */
    public RevisionsBuilder directory(Path value) {
        directory = value;
        return this;
    }

    /** Java when nothing is said. */
    public RevisionsBuilder format(RevisionFormat value) {
        format = value;
        return this;
    }

    /** The package of Java revisions; derived from the directory below {@code src/…/java} when nothing is said. */
    public RevisionsBuilder packageName(String value) {
        packageName = value;
        return this;
    }

    /** Further locations of the chain, such as {@code classpath:db/revisions}. */
    public RevisionsBuilder locations(String... values) {
        locations.addAll(List.of(values));
        return this;
    }

    /** Where the version tables live; the first managed schema otherwise. */
    public RevisionsBuilder versionSchema(String value) {
        versionSchema = value;
        return this;
    }

    /** How new ids are made; 12 random hexadecimal digits when nothing is said. */
    public RevisionsBuilder ids(Supplier<String> value) {
        ids = value;
        return this;
    }

    /**
     * @throws IllegalArgumentException if there is no {@link #autogen}
     */
    public Revisions build() {
        if (autogen == null) {
            throw new IllegalArgumentException("give the revisions an autogen(…): the entities and the database");
        }
        return new Revisions(autogen, this);
    }

    Path directory() {
        return directory;
    }

    RevisionFormat format() {
        return format;
    }

    String versionSchema() {
        return versionSchema;
    }

    String nextId() {
        return ids.get();
    }

    String packageName() {
        if (packageName != null) {
            return packageName;
        }
        var matcher = SOURCE_ROOT.matcher(directory.toString().replace('\\', '/'));
        return matcher.matches() ? matcher.group(1).replace('/', '.') : "db.revisions";
    }

    RevisionSource source() {
        return () -> {
            var scripts = new ArrayList<RevisionScript>();
            if (Files.isDirectory(directory)) {
                scripts.addAll(RevisionSource.at("file:" + directory, RevisionsBuilder.class.getClassLoader())
                        .read());
                scripts.addAll(RevisionSource.ofClasses(RevisionCompiler.compile(javaFiles()))
                        .read());
            }
            Map<String, RevisionScript> byId = new LinkedHashMap<>();
            locations.forEach(location -> RevisionSource.at(
                            location, Thread.currentThread().getContextClassLoader())
                    .read()
                    .forEach(script -> byId.put(script.info().id(), script)));
            // the directory is the source of what the class path may hold compiled
            scripts.forEach(script -> byId.remove(script.info().id()));
            scripts.addAll(byId.values());
            return scripts;
        };
    }

    private List<Path> javaFiles() {
        try (var files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + directory, e);
        }
    }

    private static String randomId() {
        byte[] bytes = new byte[6];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
