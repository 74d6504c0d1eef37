package dev.aludel.docs;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Guards over what is published: every module whose pom does not skip its deployment. One readable line each. */
final class PublishGuards {
    private static final String BOM = "core/bom";
    private static final Pattern PARENT = Pattern.compile("(?s)<parent>.*?</parent>");
    private static final Pattern VERSION = Pattern.compile("<version>([^<]+)</version>");
    private static final Pattern ARTIFACT = Pattern.compile("<artifactId>([^<]+)</artifactId>");

    private PublishGuards() {}

    /** Whoever has modules can name the jar: by its descriptor, or at least by its manifest. Maven loads plugins without. */
    static List<String> jarsWithoutModuleName(ProjectTree project) {
        return published(project)
                .filter(module -> !pom(module).contains("<packaging>"))
                .filter(module -> !Files.exists(module.resolve("src/main/java/module-info.java"))
                        && !pom(module).contains("<Automatic-Module-Name>"))
                .map(module -> project.name(module) + ": neither module-info.java nor Automatic-Module-Name")
                .toList();
    }

    /** Who imports the BOM needs no other version of ours. Maven's plugins cannot be in one. */
    static List<String> missingInTheBom(ProjectTree project) {
        String bom = pom(project.root().resolve(BOM));
        return published(project)
                .filter(module -> !pom(module).contains("<packaging>"))
                .map(module -> first(ARTIFACT, pom(module)))
                .filter(artifact -> !bom.contains("<artifactId>" + artifact + "</artifactId>"))
                .map(artifact -> artifact + ": not in " + BOM + "/pom.xml")
                .toList();
    }

    /** The BOM has no parent that would tell it its version. */
    static List<String> versionsThatDiffer(ProjectTree project) {
        String own = first(VERSION, pom(project.root()));
        String bom = first(VERSION, pom(project.root().resolve(BOM)));
        return own.equals(bom) ? List.of() : List.of(BOM + ": version " + bom + ", the project's is " + own);
    }

    /** Maven Central takes nothing that does not say what it is. */
    static List<String> notDescribed(ProjectTree project) {
        return published(project)
                .flatMap(module -> Stream.of("name", "description")
                        .filter(element -> !pom(module).contains("<" + element + ">"))
                        .map(element -> project.name(module) + ": no <" + element + ">"))
                .toList();
    }

    private static Stream<Path> published(ProjectTree project) {
        return project.modules().stream()
                .filter(module -> !pom(module).contains("<maven.deploy.skip>true</maven.deploy.skip>"));
    }

    private static String pom(Path module) {
        return PARENT.matcher(ProjectTree.read(module.resolve("pom.xml"))).replaceFirst("");
    }

    private static String first(Pattern pattern, String pom) {
        Matcher matcher = pattern.matcher(pom);
        return matcher.find() ? matcher.group(1) : "";
    }
}
