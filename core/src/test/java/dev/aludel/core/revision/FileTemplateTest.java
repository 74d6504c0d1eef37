package dev.aludel.core.revision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names of files, and that none leads out of the directory. */
class FileTemplateTest {

    private static RevisionInfo info(String id, String message) {
        return new RevisionInfo(
                id, List.of(), List.of(), List.of(), message, Instant.parse("2026-01-02T23:04:05Z"), "here");
    }

    private static String name(FileTemplate template, RevisionFormat format, String id, String message) {
        return String.join("/", template.path(info(id, message), format));
    }

    @ParameterizedTest
    @CsvSource({
        "%(rev)s_%(slug)s, 2e2c_add_it, R2e2c_add_it",
        "%(slug)s, add_it, Radd_it",
        "%(epoch)s-%(rev)s, 1767395045-2e2c, R1767395045_2e2c",
        "%(year)d%(month).2d%(day).2d_%(hour).2d%(minute).2d%(second).2d_%(rev)s, 20260102_230405_2e2c,"
                + " R20260102_230405_2e2c",
        "%(year)d_%(month)02d_%(rev)s, 2026_01_2e2c, R2026_01_2e2c",
        "%(month)d_%(rev)s, 1_2e2c, R1_2e2c",
        "V%(rev)s__%(slug)s, V2e2c__add_it, V2e2c__add_it",
        "100%%_%(rev)s, 100%_2e2c, R100__2e2c",
        "%(year)d/%(month).2d/%(rev)s, 2026/01/2e2c, _2026/_01/R2e2c",
    })
    void fieldsAreFilledAndMadeAnIdentifierForJava(String template, String sql, String java) {
        var names = FileTemplate.of(template);
        assertThat(name(names, RevisionFormat.SQL, "2e2c", "Add: it!")).isEqualTo(sql);
        assertThat(name(names, RevisionFormat.JAVA, "2e2c", "Add: it!")).isEqualTo(java);
        assertThat(names.hasFolders()).isEqualTo(template.contains("/"));
    }

    @Test
    void datesAreThoseOfTheZone() {
        var template = FileTemplate.of("%(day).2d_%(rev)s").withZone(ZoneId.of("Asia/Tokyo"));
        assertThat(name(template, RevisionFormat.SQL, "a", "")).isEqualTo("03_a");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%(nope)s",
                "%(rev)d",
                "%rev",
                "%",
                "%(rev)",
                "%(rev)x",
                "/%(rev)s",
                "../%(rev)s",
                "a/../%(rev)s",
                "./%(rev)s",
                "a//%(rev)s",
                "%(rev)s/",
                "a\\%(rev)s",
                "c:%(rev)s",
                "%(rev)s\n",
                "a\0%(rev)s",
                "",
                ".../%(rev)s",
                " /%(rev)s"
            })
    void whatIsNoTemplateOrLeadsOutIsRefused(String template) {
        assertThatThrownBy(() -> FileTemplate.of(template))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the file template \"");
    }

    @Test
    void anUnknownFieldIsToldWithThoseThatAreKnown() {
        assertThatThrownBy(() -> FileTemplate.of("%(nope)s"))
                .hasMessageContaining("\"%(nope)s\", which is no field; known are %(rev)s %(slug)s %(epoch)s");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../etc/passwd", "/etc/passwd", "..", "日本", "a\0b", "C:\\x", "%(rev)s/../..", "\ud800"})
    void noMessageLeadsOut(String message) {
        for (String template : List.of("%(rev)s_%(slug)s", "%(slug)s", "%(slug)s/%(slug)s", "x/%(slug)s")) {
            for (RevisionFormat format : RevisionFormat.values()) {
                Path path = Path.of("/revisions", name(FileTemplate.of(template), format, "a1", message));
                assertThat(path.normalize()).isEqualTo(path).startsWithRaw(Path.of("/revisions"));
                assertThat(path.getFileName().toString()).matches("[A-Za-z0-9_]+");
            }
        }
    }

    @Test
    void namesAreCutToTwoHundredBytesBeforeTheIdIs() {
        var template = FileTemplate.of("ü".repeat(70) + "_%(rev)s_%(slug)s").withSlugLength(500);
        String id = "f".repeat(40);
        String name = name(template, RevisionFormat.SQL, id, "word ".repeat(90));
        assertThat((name + ".java").getBytes(StandardCharsets.UTF_8).length).isBetween(190, 200);
        assertThat(name).contains(id + "_w");
        assertThatThrownBy(() -> name(template, RevisionFormat.SQL, "f".repeat(64), "x"))
                .hasMessageContaining("makes a name of more than 200 bytes");
        assertThat(name(FileTemplate.DEFAULT, RevisionFormat.SQL, "a", "x".repeat(99)))
                .isEqualTo("a_" + "x".repeat(40));
    }
}
