package dev.aludel.diff;

import dev.aludel.core.revision.FileTemplate;
import dev.aludel.core.revision.PostWriteHook;
import dev.aludel.core.revision.RevisionFormat;
import dev.aludel.core.revision.RevisionSource;
import dev.aludel.core.revision.RevisionTemplate;
import dev.aludel.core.revision.RevisionWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Collects what {@link Revisions} needs. */
public final class RevisionsBuilder {

    private static final Pattern SOURCE_ROOT = Pattern.compile(".*(?:^|/)src/[^/]+/(?:java|resources)/(.+)");

    private @Nullable Autogen autogen;
    private List<Path> directories = List.of(Path.of("src/main/java/db/revisions"));
    private boolean recursive;
    private boolean protectedDatabase;
    private FileTemplate names = FileTemplate.DEFAULT;
    private final Map<RevisionFormat, RevisionTemplate> templates = new EnumMap<>(RevisionFormat.class);
    private final List<PostWriteHook> hooks = new ArrayList<>();
    private Rewriter rewriter = upgrade -> upgrade;
    private Against against = Against.LIVE;
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
        return directories(value);
    }

    /**
     * Several of them. All are read; a new file goes where what it follows is, or into the first, unless its draft says
     * which.
     */
    public RevisionsBuilder directories(Path... values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("give the revisions a directory");
        }
        directories = List.of(values);
        return this;
    }

    /** Revisions are in folders below the directories, too; so it is anyway when the file template makes folders. */
    public RevisionsBuilder recursive(boolean value) {
        recursive = value;
        return this;
    }

    /** How new files are called. */
    public RevisionsBuilder fileTemplate(FileTemplate value) {
        names = value;
        return this;
    }

    /** The text around what is generated, in the language that the template is for. */
    public RevisionsBuilder template(RevisionTemplate value) {
        templates.put(value.format(), value);
        return this;
    }

    /** What is done to every new file, one after another. */
    public RevisionsBuilder hooks(PostWriteHook... values) {
        hooks.addAll(List.of(values));
        return this;
    }

    /** What is done to the operations before they are written; after what was said before. */
    public RevisionsBuilder rewrite(Rewriter value) {
        rewriter = rewriter.andThen(value);
        return this;
    }

    /** What the entities are compared with; the live catalog when nothing is said. */
    public RevisionsBuilder against(Against value) {
        against = value;
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

    /** Does the database matter, as in production? Then revisions that it has applied are never squashed. */
    public RevisionsBuilder protectedDatabase(boolean value) {
        protectedDatabase = value;
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

    String versionSchema() {
        return versionSchema;
    }

    String nextId() {
        return ids.get();
    }

    private String packageName(Path directory) {
        if (packageName != null) {
            return packageName;
        }
        var matcher = SOURCE_ROOT.matcher(directory.toString().replace('\\', '/'));
        return matcher.matches() ? matcher.group(1).replace('/', '.') : "db.revisions";
    }

    /** The revisions that are there, see {@link Revisions#source()}; needs neither entities nor a database. */
    public RevisionSource source() {
        return Chain.source(directories, folders(), locations);
    }

    Chain chain() {
        return Chain.read(directories, folders(), locations);
    }

    List<Path> directories() {
        return directories;
    }

    /** Are revisions in folders below a directory, too? */
    boolean folders() {
        return recursive || names.hasFolders();
    }

    RevisionWriter writer(Path directory) {
        return new RevisionWriter(
                directory, packageName(directory), names, templates.getOrDefault(format, RevisionTemplate.of(format)));
    }

    List<PostWriteHook> hooks() {
        return hooks;
    }

    boolean isProtected() {
        return protectedDatabase;
    }

    Rewriter rewriter() {
        return rewriter;
    }

    Against against() {
        return against;
    }

    private static String randomId() {
        byte[] bytes = new byte[6];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
