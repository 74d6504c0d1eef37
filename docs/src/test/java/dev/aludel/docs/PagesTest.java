package dev.aludel.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The pages lead to each other, and those that name tests name tests that are there. */
class PagesTest {
    private static final ProjectTree PROJECT = ProjectTree.ofThisBuild();
    private static final int WORKFLOWS = 15;
    private static final Pattern ROW = Pattern.compile("(?m)^\\| W(\\d+) \\|.*\\| ([^|]*) \\|$");
    private static final Pattern TEST = Pattern.compile("`(\\w+Test)`");

    @Test
    void everyLinkLeadsSomewhere() {
        assertThat(LinkGuards.brokenLinks(PROJECT)).isEmpty();
    }

    @Test
    void everyPageIsReachedFromTheIndex() {
        assertThat(LinkGuards.lostPages(PROJECT)).isEmpty();
    }

    @Test
    void everyWorkflowNamesTestsThatWalkIt() {
        Set<String> tests = PROJECT.javaFiles("src/test/java").stream()
                .map(file -> file.getFileName().toString().replaceFirst("\\.java$", ""))
                .collect(Collectors.toSet());
        var rows =
                ROW.matcher(ProjectTree.read(Path.of("workflows.md"))).results().toList();
        assertThat(rows.stream().map(row -> Integer.parseInt(row.group(1))))
                .isEqualTo(
                        List.copyOf(IntStream.rangeClosed(1, WORKFLOWS).boxed().toList()));
        assertThat(rows)
                .allSatisfy(
                        row -> assertThat(TEST.matcher(row.group(2)).results().map(match -> match.group(1)))
                                .as(row.group())
                                .isNotEmpty()
                                .isSubsetOf(tests));
    }
}
