package dev.aludel.maven;

import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.inject.Inject;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.jspecify.annotations.Nullable;

/**
 * A command of the command line. The goal is its name; what is in a parameter wins over the setting of the same meaning among
 * properties of the project and of Maven's command line, and those over environment and {@code aludel.properties}.
 */
abstract class CommandMojo extends AbstractMojo {

    private static final String SETTING = "aludel.";

    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|'([^']*)'|(\\S+)");

    /** Does nothing. */
    @Parameter(property = "aludel.skip", defaultValue = "false")
    boolean skip;

    /** The database, such as {@code postgresql://localhost/shop}; {@code DATABASE_URL} in the environment otherwise. */
    @Parameter(property = "aludel.database-url")
    @Nullable
    String url;

    /** The server in Maven's {@code settings.xml} that has user and password for the database. */
    @Parameter(property = "aludel.server")
    @Nullable
    String server;

    /** Packages of entities. */
    @Parameter(property = "aludel.packages")
    List<String> packages = List.of();

    /** The unit of {@code persistence.xml} that has the entities. */
    @Parameter(property = "aludel.persistence-unit")
    @Nullable
    String persistenceUnit;

    /** The managed schemas; the first is what names without a schema mean. */
    @Parameter(property = "aludel.schemas")
    List<String> schemas = List.of();

    /** Where the version tables are. */
    @Parameter(property = "aludel.version-schema")
    @Nullable
    String versionSchema;

    /** Where revisions are: {@code classpath:folder} or {@code file:folder}. */
    @Parameter(property = "aludel.locations")
    List<String> locations = List.of();

    /** Where the source files of revisions are and new ones go, from the directory of the module. */
    @Parameter(property = "aludel.directory")
    @Nullable
    String directory;

    /** The language of new revisions, {@code java} or {@code sql}. */
    @Parameter(property = "aludel.format")
    @Nullable
    String format;

    /** What the database is for, such as {@code production}. */
    @Parameter(property = "aludel.environment")
    @Nullable
    String environment;

    /** What else stands after the command, with blanks between words and quotes around those that have some. */
    @Parameter(property = "aludel.args")
    @Nullable
    String args;

    @Parameter(defaultValue = "${session}", readonly = true, required = true)
    @Nullable
    MavenSession session;

    @Parameter(defaultValue = "${mojoExecution}", readonly = true, required = true)
    @Nullable
    MojoExecution execution;

    @Parameter(defaultValue = "${project.basedir}", readonly = true, required = true)
    File basedir = new File("");

    @Parameter(defaultValue = "${project.packaging}", readonly = true, required = true)
    String packaging = "jar";

    @Parameter(defaultValue = "${project.properties}", readonly = true, required = true)
    Properties properties = new Properties();

    @Parameter(defaultValue = "${project.testClasspathElements}", readonly = true, required = true)
    List<String> classPath = List.of();

    @Parameter(defaultValue = "${project.artifacts}", readonly = true, required = true)
    Set<Artifact> projectArtifacts = Set.of();

    @Parameter(defaultValue = "${plugin.artifacts}", readonly = true, required = true)
    List<Artifact> pluginArtifacts = List.of();

    @Inject
    @Nullable
    SettingsDecrypter decrypter;

    /** What stands after the command and {@link #args}. */
    List<String> operands() {
        return List.of();
    }

    @Override
    public final void execute() throws MojoExecutionException, MojoFailureException {
        if (skip) {
            getLog().info("skipped, because aludel.skip says so");
        } else if (packaging.equals("pom")) {
            getLog().info("nothing to do: there are no classes in a project of packaging pom");
        } else {
            new Program(ClassPath.of(classPath, projectArtifacts, pluginArtifacts), getLog())
                    .run(arguments(), settings(), basedir.toPath());
        }
    }

    private List<String> arguments() {
        var words = new ArrayList<>(words(command()));
        words.addAll(words(args));
        words.addAll(operands());
        return words;
    }

    /** The goal {@code db-backup} is the command {@code db backup}. */
    String command() {
        return execution == null ? "" : execution.getGoal().replaceFirst("^db-", "db ");
    }

    static List<String> words(@Nullable String text) {
        return text == null
                ? List.of()
                : WORD.matcher(text)
                        .results()
                        .map(word -> Stream.of(1, 2, 3)
                                .map(word::group)
                                .filter(group -> group != null)
                                .findFirst()
                                .orElseThrow())
                        .toList();
    }

    private Properties settings() throws MojoExecutionException {
        var all = new Properties();
        var given = session == null ? new Properties() : session.getUserProperties();
        for (Properties some : List.of(properties, given)) {
            some.stringPropertyNames().stream()
                    .filter(name -> name.startsWith(SETTING))
                    .forEach(name -> all.setProperty(name, some.getProperty(name)));
        }
        put(all, "database-url", url);
        put(all, "packages", String.join(",", packages));
        put(all, "persistence-unit", persistenceUnit);
        put(all, "schemas", String.join(",", schemas));
        put(all, "version-schema", versionSchema);
        put(all, "locations", String.join(",", locations));
        put(all, "directory", directory);
        put(all, "format", format);
        put(all, "environment", environment);
        if (server != null && session != null && decrypter != null) {
            put(all, "database-url", new Login(session.getSettings(), decrypter).into(url, server));
        }
        return all;
    }

    private static void put(Properties all, String name, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            all.setProperty(SETTING + name, value);
        }
    }
}
