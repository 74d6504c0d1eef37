package dev.aludel.core.revision;

import static dev.aludel.core.op.Definitions.column;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aludel.core.op.Operations;
import java.util.HashSet;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A checksum follows the meaning. */
class ChecksumTest {

    private static String of(Consumer<Operations> up) {
        var operations = new Operations(type -> type);
        up.accept(operations);
        return Checksum.of(operations.recorded());
    }

    private static String sql(String text) {
        return of(op -> op.execute(text));
    }

    static Stream<List<String>> same() {
        return Stream.of(
                List.of(
                        "SELECT a, b FROM x",
                        "SELECT a,b\r\n\tFROM   x",
                        "-- why\nSELECT a /* b */, b -- c\nFROM x",
                        " SELECT a , b FROM x\n"),
                List.of("SELECT $$ a\n b $$", "SELECT $$ a\r\n b $$", "SELECT\n$$ a\n b $$"),
                List.of("SELECT 'a\nb'", "SELECT 'a\r\nb'"));
    }

    @ParameterizedTest
    @MethodSource("same")
    void whiteSpaceCommentsAndLineEndsDoNotCount(List<String> spellings) {
        assertThat(spellings.stream().map(ChecksumTest::sql).distinct()).hasSize(1);
    }

    @Test
    void everyOtherDifferenceDoes() {
        var meanings = List.of(
                sql("SELECT a, b FROM x"),
                sql("SELECT a, b FROM y"),
                sql("SELECT ab FROM x"),
                sql("SELECT 'a, b' FROM x"),
                sql("SELECT 'a,  b' FROM x"),
                sql("SELECT \"a\", b FROM x"),
                sql("SELECT $$ a $$"),
                sql("SELECT $$  a $$"),
                sql("SELECT a - -b"),
                sql("SELECT 1; SELECT 2"),
                sql("SELECT 2; SELECT 1"),
                of(op -> {}),
                of(op -> op.addColumn("t", column("c", "int"))),
                of(op -> op.addColumn("t", column("c", "bigint"))),
                of(op -> op.addColumn("t", column("c", "int").notNull())),
                of(op -> op.addColumn("t", column("c", "int").defaultSql("1"))),
                of(op -> op.addColumn("t", column("c", "int").comment("x"))),
                of(op -> op.addColumn("s.t", column("c", "int"))),
                of(op -> op.dropColumn("t", column("c", "int"))),
                of(op -> op.run("fill", 1, connection -> {})),
                of(op -> op.run("fill", 2, connection -> {})),
                of(op -> op.run("fill it", 1, connection -> {})),
                of(op -> op.backfill("t", "a = 1", "")),
                of(op -> op.backfill("t", "a = 1", "b")),
                of(op -> op.irreversible("a")));
        assertThat(new HashSet<>(meanings)).hasSameSizeAs(meanings);
        assertThat(meanings).allMatch(checksum -> checksum.matches("1:[0-9a-f]{32}"));
    }

    @Test
    void everyCharacterThatCanChangeAMeaningDoes() {
        String text = "UPDATE \"T\" SET a = 'x  y', b = $$ z $$, c = 1.5e3 WHERE d <> 'É'";
        String before = sql(text);
        for (int i = 0; i < text.length(); i++) {
            boolean between = text.charAt(i) == ' ' && !inQuotes(text, i);
            String changed = text.substring(0, i) + (text.charAt(i) == '7' ? '8' : '7') + text.substring(i + 1);
            if (!between) {
                assertThat(sql(changed)).describedAs(changed).isNotEqualTo(before);
            }
        }
    }

    private static boolean inQuotes(String text, int at) {
        return text.substring(0, at).chars().filter(c -> c == '\'').count() % 2 == 1
                || text.substring(0, at).split("\\$\\$", -1).length % 2 == 0;
    }

    @Test
    void codeCountsByItsNameAndVersionAlone() {
        assertThat(of(op -> op.run("fill", 1, connection -> connection.close())))
                .isEqualTo(of(op -> op.run("fill", 1, connection -> {})));
    }

    @Test
    void theWayBackDoesNotCount() {
        assertThat(of(op -> op.execute("SELECT 1").reversedBy("SELECT 2"))).isEqualTo(sql("SELECT 1"));
    }
}
