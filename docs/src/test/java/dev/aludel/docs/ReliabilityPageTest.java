package dev.aludel.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The page of faults names tests that are there, for every row. */
class ReliabilityPageTest {

    private static final int ROWS = 77;

    private static final Pattern ROW = Pattern.compile("(?m)^\\| (\\d+) \\|.*\\| ([^|]*) \\|$");

    private static final Pattern TEST = Pattern.compile("`(\\w+Test)`");

    @Test
    void everyRowNamesTestsThatAreThere() throws IOException {
        Set<String> tests;
        try (var files = Files.walk(Path.of(".."))) {
            tests = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith("Test.java"))
                    .map(name -> name.substring(0, name.length() - ".java".length()))
                    .collect(Collectors.toSet());
        }
        var numbers = new ArrayList<Integer>();
        var strangers = new ArrayList<String>();
        var row = ROW.matcher(Files.readString(Path.of("reliability.md")));
        while (row.find()) {
            numbers.add(Integer.parseInt(row.group(1)));
            var named = TEST.matcher(row.group(2))
                    .results()
                    .map(match -> match.group(1))
                    .toList();
            named.stream().filter(name -> !tests.contains(name)).forEach(strangers::add);
            if (named.isEmpty()
                    && !row.group().contains("not run here")
                    && !row.group().contains("see below")) {
                strangers.add("row " + row.group(1) + " names none");
            }
        }
        assertThat(strangers).isEmpty();
        assertThat(numbers)
                .isEqualTo(List.copyOf(IntStream.rangeClosed(1, ROWS).boxed().toList()));
    }
}
