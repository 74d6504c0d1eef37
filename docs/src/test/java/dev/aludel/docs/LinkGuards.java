package dev.aludel.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Guards over the Markdown files: the README, the guide for contributors, and all of docs. */
final class LinkGuards {
    private static final Pattern FENCED = Pattern.compile("(?ms)^```.*?^```");
    private static final Pattern CODE = Pattern.compile("`[^`\\n]*`");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} (.+)$");

    private LinkGuards() {}

    /** Every link to a file leads to one, and every anchor to a heading of it. */
    static List<String> brokenLinks(ProjectTree project) {
        Map<Path, Set<String>> anchors = new HashMap<>();
        return pages(project)
                .flatMap(page -> LINK.matcher(withoutCode(ProjectTree.read(page)))
                        .results()
                        .map(match -> match.group(1))
                        .filter(link -> !link.matches("[a-z]+:.*") && !leads(page, link, anchors))
                        .map(link -> project.name(page) + ": " + link + " leads nowhere"))
                .toList();
    }

    /** Every page of docs is reached from its index, over other pages if need be. */
    static List<String> lostPages(ProjectTree project) {
        var reached = new HashSet<Path>();
        reach(project.root().resolve("docs/README.md"), reached);
        return pages(project)
                .filter(page -> project.name(page).startsWith("docs/") && !reached.contains(page))
                .map(page -> project.name(page) + ": docs/README.md does not lead to it")
                .toList();
    }

    private static void reach(Path page, Set<Path> reached) {
        if (!page.toString().endsWith(".md") || !Files.isRegularFile(page) || !reached.add(page)) {
            return;
        }
        LINK.matcher(withoutCode(ProjectTree.read(page)))
                .results()
                .map(match -> match.group(1).replaceFirst("#.*", ""))
                .filter(link -> !link.isEmpty() && !link.matches("[a-z]+:.*"))
                .forEach(link -> reach(page.resolveSibling(link).normalize(), reached));
    }

    private static boolean leads(Path page, String link, Map<Path, Set<String>> anchors) {
        int hash = link.indexOf('#');
        String file = hash < 0 ? link : link.substring(0, hash);
        Path target = file.isEmpty() ? page : page.resolveSibling(file).normalize();
        return Files.exists(target)
                && (hash < 0
                        || Files.isRegularFile(target)
                                && anchors.computeIfAbsent(target, LinkGuards::anchors)
                                        .contains(link.substring(hash + 1)));
    }

    /** What forges make of headings: lower case, no punctuation, hyphens for blanks, a number where one comes again. */
    private static Set<String> anchors(Path page) {
        var anchors = new HashSet<String>();
        HEADING.matcher(FENCED.matcher(ProjectTree.read(page)).replaceAll(""))
                .results()
                .map(match -> match.group(1)
                        .strip()
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-'))
                .forEach(anchor -> {
                    String free = anchor;
                    for (int i = 1; !anchors.add(free); i++) {
                        free = anchor + "-" + i;
                    }
                });
        return anchors;
    }

    private static String withoutCode(String text) {
        return CODE.matcher(FENCED.matcher(text).replaceAll("")).replaceAll("");
    }

    private static Stream<Path> pages(ProjectTree project) {
        try (Stream<Path> docs = Files.walk(project.root().resolve("docs"))) {
            return Stream.concat(
                    Stream.of("README.md", "CONTRIBUTING.md")
                            .map(project.root()::resolve)
                            .filter(Files::exists),
                    docs.filter(file -> file.toString().endsWith(".md")
                            && !project.name(file).contains("/target/")))
                    .sorted()
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
