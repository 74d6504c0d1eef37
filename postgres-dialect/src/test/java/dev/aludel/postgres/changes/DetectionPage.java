package dev.aludel.postgres.changes;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.aludel.postgres.changes.Change.Proved;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.hibernate.Version;

/**
 * {@code docs/detection.md}: one line for each row that was proved, beside what peers make of it.
 *
 * @param liquibase what liquibase-hibernate made of a row, by the row's name
 */
record DetectionPage(List<Detection> sections, Map<String, String> liquibase) {

    private static final Page PAGE = new Page("detection.md", DetectionTest.class);

    static DetectionPage of(List<Detection> sections) throws IOException {
        var answers = new HashMap<String, String>();
        try (InputStream file = DetectionPage.class.getResourceAsStream("liquibase-hibernate.txt")) {
            new String(file.readAllBytes(), StandardCharsets.UTF_8).lines().forEach(line -> {
                int end = line.lastIndexOf(" = ");
                answers.put(line.substring(0, end), line.substring(end + " = ".length()));
            });
        }
        return new DetectionPage(sections, answers);
    }

    /** Is this the PostgreSQL and the Hibernate that the page tells about? Others have other answers. */
    static boolean isAbout() {
        return Side.major() == 18 && Version.getVersionString().startsWith("6.6.");
    }

    void isCurrent() throws IOException {
        assumeTrue(isAbout(), "the page is about PostgreSQL 18 and Hibernate 6.6");
        PAGE.is(text());
    }

    private String text() {
        var text = new StringBuilder(intro());
        for (Detection section : sections) {
            text.append("\n## ").append(section.title()).append("\n\n");
            text.append("| change | detects | runs | reverses | Alembic | liquibase-hibernate | Hibernate update |\n");
            text.append("|---|---|---|---|---|---|---|\n");
            section.rows().forEach(row -> text.append(line(row)));
        }
        return text.toString();
    }

    private String line(Change row) {
        return "| "
                + String.join(
                        " | ",
                        row.name,
                        detects(row),
                        mark(row, Proved.RUNS),
                        mark(row, Proved.REVERSES),
                        row.alembic,
                        ofLiquibase(row),
                        row.update)
                + " |\n";
    }

    private String ofLiquibase(Change row) {
        return row.isOfEntities() ? liquibase.getOrDefault(row.name, "not measured") : "cannot be said";
    }

    private static String detects(Change row) {
        if (!row.proved.contains(Proved.DETECTS)) {
            return "**no**";
        }
        return row.isChange() ? "yes" : "silent";
    }

    private static String mark(Change row, Proved proved) {
        if (!row.isChange() || (proved == Proved.REVERSES && !row.never.isEmpty())) {
            return "–";
        }
        if (!row.proved.contains(proved)) {
            return "**no**";
        }
        if (!row.never.isEmpty()) {
            return "refused, says why";
        }
        String refusal = proved == Proved.RUNS ? row.refusal : row.refusalBack;
        return refusal.isEmpty() ? "yes" : "when rows allow it";
    }

    private String intro() {
        return """
                # What is detected

                One line for each kind of change that a schema can see. This page is written by `DetectionTest`, and fails the build when it is
                not what the tests proved: no mark of Aludel's is typed in. To write it anew:

                ```
                %s
                ```

                Of %d lines, `yes` or `silent` and nothing to add: Aludel %d, Alembic %d, liquibase-hibernate %d, Hibernate update %d.

                **Aludel**, on PostgreSQL %d, on tables with rows. *detects*: the difference is the expected one, or there is none where
                nothing differs (`silent`). *runs*: the operations lead to exactly the catalog that the wanted SQL makes, keep the rows, and
                a second difference is empty. *reverses*: the downgrade restores the catalog exactly. `when rows allow it`: the server
                refuses while there is a row that stands in the way, and nothing is changed then.

                **Alembic** 1.20.0 on PostgreSQL 15.18, with `compare_type` and `compare_server_default`: what autogenerate does with the same
                change of SQLAlchemy's tables, and `fails` when what it writes does not run. A line that was not run there has the answer of
                the one that it is a case of.

                **liquibase-hibernate** 7 5.0.3 with Liquibase 5.0.4 and Hibernate 7.3.2 on PostgreSQL 18, measured on 2026-11-21: the change log
                of the difference between the same entities and the same database, applied and rolled back.

                **Hibernate update** %s on PostgreSQL %d, asked in the same run: `hbm2ddl.auto=update` with the same entities on the same database.

                Of the peers: `in part` when the catalog is another one afterwards and still not the wanted one; `no way back` when the rollback
                fails or leads elsewhere (update has none at all); `cannot be said` when entities have no words for it.
                """.formatted(
                PAGE.command(),
                sections.stream().mapToInt(section -> section.rows().size()).sum(),
                count(DetectionPage::ofAludel),
                count(row -> row.alembic),
                count(this::ofLiquibase),
                count(row -> row.update),
                Side.major(),
                Version.getVersionString(),
                Side.major());
    }

    private static String ofAludel(Change row) {
        boolean all = row.proved.contains(Proved.DETECTS)
                && (!row.isChange() || row.proved.contains(Proved.REVERSES) || !row.never.isEmpty());
        return all ? "yes" : "no";
    }

    private long count(Function<Change, String> answer) {
        return sections.stream()
                .flatMap(section -> section.rows().stream())
                .filter(row -> List.of("yes", "silent").contains(answer.apply(row)))
                .count();
    }
}
