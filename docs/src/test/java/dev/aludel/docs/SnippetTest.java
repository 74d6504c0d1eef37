package dev.aludel.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every block of Java in a Markdown file stands in a test or an example that was compiled, word for word. */
class SnippetTest {

    private static final Pattern JAVA = Pattern.compile("(?s)```java\\n(.*?)```");

    @Test
    void everySnippetWasCompiled() throws IOException {
        var sources = new StringBuilder();
        var project = ProjectTree.ofThisBuild();
        for (String folder : List.of("src/test/java", "src/main/java")) {
            project.javaFiles(folder).stream()
                    .filter(file ->
                            folder.contains("test") || project.name(file).startsWith("examples/"))
                    .forEach(file ->
                            sources.append(words(ProjectTree.read(file))).append("\n"));
        }
        var pages = new ArrayList<>(files(Path.of("."), ".md"));
        pages.add(Path.of("../README.md"));
        var strangers = new ArrayList<String>();
        int blocks = 0;
        for (Path page : pages) {
            var matcher = JAVA.matcher(Files.readString(page));
            while (matcher.find()) {
                blocks++;
                if (sources.indexOf(words(matcher.group(1))) < 0) {
                    strangers.add(page + ":\n" + matcher.group(1));
                }
            }
        }
        assertThat(strangers).as("blocks that no source file holds").isEmpty();
        assertThat(blocks).isPositive();
    }

    private static List<Path> files(Path folder, String ending) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(file ->
                            file.toString().endsWith(ending) && !file.toString().contains("target"))
                    .sorted()
                    .toList();
        }
    }

    private static String words(String text) {
        return String.join(" ", text.strip().split("\\s+"));
    }
}
