package dev.aludel.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aludel.core.run.History;
import dev.aludel.core.schema.Column;
import dev.aludel.core.schema.Name;
import dev.aludel.core.schema.PrimaryKey;
import dev.aludel.core.schema.SchemaModel;
import dev.aludel.core.schema.SqlType;
import dev.aludel.core.schema.Table;
import dev.aludel.diff.ReportInput;
import dev.aludel.diff.ReportWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HtmlReportTest {

    /** What ends elements, texts and lines wherever somebody forgot that it does. */
    static final String HOSTILE =
            "x</script><script>window.hit=1</script><img src=x onerror=window.hit=2>\u2028'\"\\u003c]]>&lt;\u202e";

    private static final Pattern DATA =
            Pattern.compile("<script type=\"application/json\" id=\"data\">(.*?)</script>", Pattern.DOTALL);

    @TempDir
    Path folder;

    private static @Nullable Object data(String page) {
        Matcher matcher = DATA.matcher(page);
        assertThat(matcher.find()).isTrue();
        return JsonReader.read(matcher.group(1));
    }

    static ReportInput bare(List<String> missing, SchemaModel... schema) {
        return new ReportInput(
                Instant.parse("2026-11-22T08:00:00Z"),
                Optional.empty(),
                new History(List.of(), List.of()),
                Optional.empty(),
                List.of(schema).stream().findFirst(),
                List.of(schema).stream().reduce((before, after) -> after),
                Optional.empty(),
                missing);
    }

    static SchemaModel tables(int count) {
        return SchemaModel.of(IntStream.range(0, count)
                .mapToObj(i -> Name.of("table_" + i))
                .map(name -> Table.of(
                        name,
                        Column.of(name, "id", SqlType.of("bigint")).withNullable(false),
                        new PrimaryKey(name, name.local() + "_pkey", List.of("id"))))
                .toList());
    }

    @Test
    void isFoundOnTheClassPath() {
        assertThat(ReportWriter.find()).isInstanceOf(HtmlReport.class);
    }

    @Test
    void tellsWhatADatabaseHas() throws IOException {
        try (Shop shop = new Shop(folder).applied()) {
            String page = Shop.page(shop.input());
            Object data = data(page);
            assertThat(JsonReader.at(data, "title")).isEqualTo(shop.database().name());
            assertThat(JsonReader.at(data, "status", "state")).isEqualTo("FAILED");
            assertThat((List<?>) JsonReader.at(data, "history", "revisions")).hasSize(14);
            assertThat(JsonReader.at(data, "history", "revisions", 2, "failed")).isEqualTo(true);
            assertThat(JsonReader.at(data, "history", "revisions", 3, "applied"))
                    .isEqualTo(true);
            assertThat(page).doesNotContain("password", shop.database().url());
            hasTheJournal(data);
            hasThePlan(data);
            hasTheSchema(data);
        }
    }

    private static void hasTheJournal(@Nullable Object data) {
        var lines = (List<?>) JsonReader.at(data, "history", "journal");
        assertThat(lines).extracting(line -> JsonReader.at(line, "direction")).contains("upgrade", "downgrade");
        assertThat(lines)
                .filteredOn(line -> JsonReader.at(line, "revision").equals("6d0f2b3c4e5a"))
                .allMatch(line -> (Double) JsonReader.at(line, "millis") >= 250);
        Object last = lines.get(lines.size() - 1);
        assertThat(JsonReader.at(last, "state")).isEqualTo("failed");
        assertThat(JsonReader.at(last, "error")).asString().contains("platinum");
    }

    private static void hasThePlan(@Nullable Object data) {
        assertThat(JsonReader.at(data, "plan", "revisions")).isEqualTo(3.0);
        Object converting = JsonReader.at(data, "plan", "steps", 0, "segments", 0, "statements", 1);
        assertThat(JsonReader.at(converting, "sql")).asString().startsWith("ALTER TABLE customer");
        assertThat(JsonReader.at(converting, "locks", 0, "table")).isEqualTo("customer");
        assertThat(JsonReader.at(converting, "locks", 0, "blocks")).isEqualTo("reads");
        assertThat(JsonReader.at(converting, "estimate")).asString().startsWith("about 60,000 rows, ");
        assertThat((List<?>) JsonReader.at(data, "plan", "steps", 1, "segments"))
                .extracting(part -> JsonReader.at(part, "how"))
                .contains("transaction", "alone");
        assertThat((List<?>) JsonReader.at(data, "plan", "steps", 2, "losses")).hasSize(2);
    }

    private static void hasTheSchema(@Nullable Object data) {
        Map<Object, Object> tables = ((List<?>) JsonReader.at(data, "schema", "tables"))
                .stream().collect(Collectors.toMap(table -> JsonReader.at(table, "name"), table -> table));
        assertThat(tables).hasSize(21).doesNotContainKey("aludel_head");
        assertThat(JsonReader.at(tables.get("coupon"), "mark")).isEqualTo("removed");
        assertThat(JsonReader.at(tables.get("loyalty_event"), "mark")).isEqualTo("added");
        assertThat(JsonReader.at(tables.get("customer"), "columns", 3))
                .isEqualTo(Map.of("name", "tier", "details", "loyalty_tier", "mark", "changed", "was", "varchar(20)"));
        assertThat(JsonReader.at(tables.get("customer_order"), "columns", 2, "mark"))
                .isEqualTo("renamed");
        assertThat(JsonReader.at(tables.get("product"), "comment")).asString().startsWith("What is sold");
        assertThat((List<?>) JsonReader.at(data, "schema", "links"))
                .extracting(link -> JsonReader.at(link, "from") + " -> " + JsonReader.at(link, "to") + " "
                        + JsonReader.at(link, "mark"))
                .contains(
                        "coupon -> customer removed",
                        "loyalty_event -> customer added",
                        "payment -> customer_order null");
        assertThat((List<?>) JsonReader.at(data, "schema", "others"))
                .extracting(other -> JsonReader.at(other, "mark"))
                .contains("added");
    }

    @Test
    void loadsNothingAndRunsOnlyWhatIsItsOwn() throws IOException {
        String page = Shop.page(bare(List.of()));
        String elements = page.replaceAll("(?s)(<(?:script|style)[^>]*>).*?(</(?:script|style)>)", "$1$2");
        assertThat(elements).doesNotContain("src=", "http:", "<link", "@import", " on");
        assertThat(page.replaceAll("(?s).*<style>(.*?)</style>.*", "$1")).doesNotContain("url(", "@import");
        assertThat(page)
                .containsPattern(
                        "default-src 'none'; script-src 'sha256-[^']+' 'sha256-[^']+'; style-src 'sha256-[^']+';")
                .doesNotContain("unsafe-inline")
                .contains("Copyright 2010-2023 Mike Bostock", "Permission to use, copy, modify");
        assertThat(page.length()).isLessThan(450_000);
    }

    @Test
    void whatADatabaseSaysStaysText() throws IOException {
        Name name = Name.of("t\u00fcr</script><!--<script>");
        var schema = SchemaModel.of(Table.of(name, Column.of(name, "</style>", SqlType.of("text"))));
        String page = Shop.page(bare(List.of(HOSTILE), schema));
        assertThat(page).doesNotContain("<img", "hit=1</", "t\u00fcr<", "</style>\",", "\u2028", "\u202e");
        Object data = data(page);
        assertThat(JsonReader.at(data, "missing", 0)).isEqualTo(HOSTILE);
        assertThat(JsonReader.at(data, "schema", "tables", 0, "name")).isEqualTo(name.toString());
        assertThat(JsonReader.read(JsonText.of("half \ud83d of a pair"))).isEqualTo("half \ud83d of a pair");
        assertThat(Page.of("<b>&\"", "{}")).contains("<title>&lt;b&gt;&amp;&quot; – Aludel report</title>");
    }

    @Test
    void saysWhatIsMissing() throws IOException {
        Object data = data(Shop.page(bare(List.of("database: no such host"))));
        assertThat(JsonReader.at(data, "missing", 0)).isEqualTo("database: no such host");
        assertThat(((Map<?, ?>) data).keySet().toString()).doesNotContain("plan", "status", "schema");
    }

    @Test
    void aDropBesideACreationIsNoRename() {
        Name name = Name.of("account");
        var now = SchemaModel.of(Table.of(name, Column.of(name, "a", SqlType.of("text"))));
        var next = SchemaModel.of(Table.of(name, Column.of(name, "b", SqlType.of("text"))));
        assertThat(marks(now, next, RenameEvidence.NONE)).containsExactly("removed", "added");
        assertThat(marks(now, next, new RenameEvidence(List.of("ALTER TABLE account RENAME a TO b"))))
                .containsExactly("renamed");
        assertThat(marks(now, now, RenameEvidence.NONE)).containsOnlyNulls();
    }

    private static List<@Nullable Object> marks(SchemaModel now, SchemaModel next, RenameEvidence evidence) {
        Object columns = JsonReader.at(new SchemaData(now, next, evidence).data(), "tables", 0, "columns");
        var marks = new ArrayList<@Nullable Object>();
        ((List<?>) columns).forEach(column -> marks.add(JsonReader.at(column, "mark")));
        return marks;
    }

    @Test
    void aThousandTablesAreLittleText() throws IOException {
        String page = Shop.page(bare(List.of(), tables(1_000)));
        assertThat(page.length()).isLessThan(700_000);
        assertThat((List<?>) JsonReader.at(data(page), "schema", "tables")).hasSize(1_000);
    }
}
