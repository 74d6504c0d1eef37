package dev.aludel.core.revision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HookWordsTest {

    /** Words are joined by {@code |}, commands by {@code ;}. */
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '#',
            value = {
                "git add {file}                  # git|add|{file}",
                "a {file}; git add {file}        # a|{file};git|add|{file}",
                "a {file};                       # a|{file}",
                "'a b' \"c;'d\" e\"f\"'g h'  # a b|c;'d|efg h",
                "sh -c '$(id) && x' > y          # sh|-c|$(id) && x|>|y",
                "C:\\bin\\a.exe {file}       # C:\\bin\\a.exe|{file}",
                "a ''                            # a|",
                "a 'b                            # none",
                "a;;b                            # none",
                "; a                             # none",
            })
    void areWhatIsWrittenAndNothingMore(String text, String expected) {
        Optional<String> read = HookWords.of(text)
                .map(commands -> commands.stream()
                        .map((List<String> words) -> String.join("|", words))
                        .collect(Collectors.joining(";")));
        assertThat(read.orElse("none")).isEqualTo(expected);
    }
}
