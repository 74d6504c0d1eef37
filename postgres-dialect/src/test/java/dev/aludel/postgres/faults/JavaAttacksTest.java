package dev.aludel.postgres.faults;

import static dev.aludel.core.op.Definitions.column;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aludel.core.op.Operation;
import dev.aludel.core.op.Operations;
import dev.aludel.core.revision.RevisionFormat;
import dev.aludel.core.revision.RevisionInfo;
import dev.aludel.core.revision.RevisionSet;
import dev.aludel.core.revision.RevisionWriter;
import dev.aludel.diff.Revisions;
import dev.aludel.postgres.PostgresDialect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Row 49: no text in a generated class becomes code. {@link HostileNamesTest} has the thousands of names.
 */
class JavaAttacksTest {

    private static final String CANARY = "dev.aludel.canary.java";

    private static final String CODE = "System.setProperty(\"" + CANARY + "\", \"sprung\");";

    private static final PostgresDialect DIALECT = new PostgresDialect();

    private static final List<String> ENDS = List.of(
            "\"",
            "\\\"",
            "\\u0022",
            "\\u005c\\u0022",
            "\\\\u0022",
            "\"\"\"",
            "*/",
            "\\u002a\\u002f",
            "\n",
            "\\u000a",
            "\r",
            "\\u000d",
            "\\n",
            "\u2028",
            "\u0085",
            "\\",
            "\\\\",
            "\\uuuu0022",
            "\");}",
            "\")}}static{",
            "${x}",
            "\u001a",
            "\\u001a",
            "\ud83d",
            "'\\''");

    private static final List<BiConsumer<Operations, String>> PLACES = List.of(
            (op, text) -> op.execute("SELECT 1 -- " + text.replaceAll("\\R", " ")),
            (op, text) -> op.createTable("t", column("c", "text").defaultValue(whole(text))),
            (op, text) -> op.commentOnTable("t", null, whole(text)),
            (op, text) -> op.createEnum("e", whole(text)),
            (op, text) -> op.createTable('"' + whole(text).replace("\"", "\"\"") + '"', column("c", "text")),
            (op, text) -> op.backfill("t", "c = '" + whole(text) + "'", ""),
            (op, text) -> op.irreversible(text),
            (op, text) -> op.renameColumn("t", "a", whole(text)));

    @TempDir
    private Path directory;

    private static String whole(String text) {
        return text.replace("\ud83d", "?");
    }

    @Test
    void noTextIsCode() {
        var writer = new RevisionWriter(directory, RevisionFormat.JAVA, "db.revisions");
        var meant = new ArrayList<List<Operation>>();
        var messages = new ArrayList<String>();
        for (String end : ENDS) {
            for (int place = 0; place < PLACES.size(); place++) {
                String text = end + ");" + CODE + "//" + end + "{" + CODE + "}/*";
                var op = new Operations(DIALECT::normalType);
                PLACES.get(place).accept(op, text);
                RevisionWriter.write(writer.render(
                        RevisionInfo.of("r" + meant.size(), text + place), op.recorded(), List.of(), DIALECT, 18));
                meant.add(op.recorded());
                messages.add(text + place);
            }
        }
        var set = RevisionSet.read(List.of(Revisions.source(directory)));
        assertThat(set.graph().all()).hasSize(meant.size());
        for (int i = 0; i < meant.size(); i++) {
            var script = set.script(set.graph().get("r" + i));
            assertThat(script.info().message()).isEqualTo(messages.get(i));
            assertThat(script.upgrade(DIALECT::normalType)).isEqualTo(meant.get(i));
        }
        assertThat(System.getProperty(CANARY)).isNull();
        System.out.printf(
                "row 49: %d attacks by hand in %d places, 0 run, 0 differences%n", meant.size(), PLACES.size());
        assertThat(meant).hasSizeGreaterThanOrEqualTo(200);
    }
}
