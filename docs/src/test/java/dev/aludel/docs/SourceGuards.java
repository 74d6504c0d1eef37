package dev.aludel.docs;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Guards that look at files. Each returns its violations, one readable line each. */
final class SourceGuards {
    private static final Set<String> TOP_LEVEL = Set.of(
            "core",
            "diff",
            "postgres-dialect",
            "examples",
            "docs",
            "pom.xml",
            "README.md",
            "LICENSE",
            "CONTRIBUTING.md");
    private static final String BUILD_OUTPUT = "target";

    private static final Pattern JAVADOC = Pattern.compile("\\s*/\\*\\*[^/]*\\p{L}.*?\\*/\\s*[@p]", Pattern.DOTALL);
    private static final Pattern NULL_MARKED = Pattern.compile("^@NullMarked\\s+package ", Pattern.MULTILINE);

    private SourceGuards() {}

    /** Main files of the library stay within 400 lines; tests and examples within 800. */
    static List<String> longFiles(ProjectTree project) {
        return Stream.concat(
                        project.javaFiles("src/main/java").stream()
                                .flatMap(file -> longer(project, file, isExample(project, file) ? 800 : 400)),
                        project.javaFiles("src/test/java").stream().flatMap(file -> longer(project, file, 800)))
                .toList();
    }

    /** Every main package says what it is for, and that its types are not null unless marked. */
    static List<String> packagesNotIntroduced(ProjectTree project) {
        return project.javaFiles("src/main/java").stream()
                .filter(file -> !file.getFileName().toString().equals("module-info.java"))
                .map(file -> file.resolveSibling("package-info.java"))
                .distinct()
                .flatMap(info -> introductionOf(project, info))
                .toList();
    }

    /** The top level is fixed; dot-files are free. */
    static List<String> strangersAtTheTop(ProjectTree project) {
        return ProjectTree.entries(project.root()).stream()
                .filter(name -> !name.startsWith(".") && !name.equals(BUILD_OUTPUT) && !TOP_LEVEL.contains(name))
                .map(name -> name + ": not one of the top level's "
                        + TOP_LEVEL.stream().sorted().toList())
                .toList();
    }

    private static boolean isExample(ProjectTree project, Path file) {
        return project.name(file).startsWith("examples/");
    }

    private static Stream<String> longer(ProjectTree project, Path file, int limit) {
        long lines = ProjectTree.read(file).lines().count();
        return lines <= limit
                ? Stream.empty()
                : Stream.of(project.name(file) + ": " + lines + " lines, limit " + limit + "; split it by idea");
    }

    private static Stream<String> introductionOf(ProjectTree project, Path info) {
        if (!Files.exists(info)) {
            return Stream.of(project.name(info) + ": missing");
        }
        String text = ProjectTree.read(info);
        Stream.Builder<String> violations = Stream.builder();
        if (!NULL_MARKED.matcher(text).find()) {
            violations.add(project.name(info) + ": no @NullMarked on the package");
        }
        if (!JAVADOC.matcher(text).lookingAt()) {
            violations.add(project.name(info) + ": no javadoc that says what the package is for");
        }
        return violations.build();
    }
}
