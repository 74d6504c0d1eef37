package dev.aludel.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.aludel.core.revision.RevisionInfo;
import dev.aludel.core.run.History;
import dev.aludel.core.schema.Column;
import dev.aludel.core.schema.Name;
import dev.aludel.core.schema.SchemaModel;
import dev.aludel.core.schema.SqlType;
import dev.aludel.core.schema.Table;
import dev.aludel.diff.ReportInput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page as a person has it before them: in a browser, by mouse and keys, at the widths of a phone, a tablet and a desk. */
@Tag("browser")
class BrowserTest {

    @TempDir
    static Path folder;

    private static Path page;
    private static Browser browser;

    @BeforeAll
    static void open() throws IOException {
        Optional<String> program = Browser.program();
        assumeTrue(program.isPresent(), "no chromium on the path: apt-get install chromium");
        Path revisions = Files.createDirectories(folder.resolve("revisions"));
        try (Shop shop = new Shop(revisions).applied()) {
            String text = Shop.page(shop.input());
            page = written("shop", text.replace(shop.database().name(), "shop").replace(revisions + "/", ""));
        }
        browser = new Browser(program.get());
    }

    private static Path written(String name, String text) throws IOException {
        return Files.writeString(
                        Files.createDirectories(Path.of("target/pages")).resolve(name + ".html"), text)
                .toAbsolutePath();
    }

    @AfterAll
    static void close() throws IOException {
        if (browser != null) {
            browser.close();
        }
    }

    @AfterEach
    void nobodyComplained() {
        assertThat(browser.complaints()).isEmpty();
        assertThat(browser.requests()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"360, false", "360, true", "900, false", "900, true", "1440, false", "1440, true"})
    void fitsEveryWidthAndBothColours(int width, boolean dark) throws IOException {
        browser.size(width, 900, dark).open(page);
        String name = "report-" + width + (dark ? "-dark" : "-light");
        browser.shoot(Path.of("target/screens", name + ".png"), true);
        assertThat(browser.run("document.documentElement.scrollWidth")).isEqualTo(String.valueOf(width));
        assertThat(browser.run("getComputedStyle(document.body).backgroundColor"))
                .isEqualTo(dark ? "rgb(14, 19, 26)" : "rgb(245, 246, 248)");
        assertThat(browser.run("document.querySelectorAll('.er a').length")).isEqualTo("21");
        assertThat(browser.run("document.querySelectorAll('.er path.link').length"))
                .isEqualTo("24");
        assertThat(browser.run("document.querySelectorAll('.locks rect.reads').length"))
                .isNotEqualTo("0");
        assertThat(browser.run("document.querySelectorAll('.bars rect').length"))
                .isNotEqualTo("0");
        isAccessible();
    }

    /** By axe: contrast, names, roles, landmarks, order of headings. */
    private static void isAccessible() throws IOException {
        String script = "META-INF/resources/webjars/axe-core/4.6.3/axe.min.js";
        try (var in = BrowserTest.class.getClassLoader().getResourceAsStream(script)) {
            assertThat(in).as(script).isNotNull();
            browser.run("document.querySelectorAll('details').forEach(one => { one.open = true; })");
            Browser.pause(100);
            browser.add(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            assertThat(
                            browser.run(
                                    "axe.run(document, {resultTypes: ['violations']}).then(found => found.violations.map(one =>"
                                            + " one.id + ': ' + one.nodes.slice(0, 4).map(node => node.target + ' ' + node.failureSummary).join('; ')).join('\\n'))"))
                    .isEmpty();
            // how axe looks at ligatures
            browser.complaints().removeIf(line -> line.contains("Canvas2D"));
        }
    }

    @Test
    void searchFindsRevisionsAndTables() {
        browser.size(1440, 900, false).open(page);
        browser.key("/", 191);
        assertThat(browser.run("document.activeElement.id")).isEqualTo("query");
        browser.type("coupon");
        assertThat(browser.run("document.getElementById('found').textContent"))
                .isEqualTo("Found 1 revision and 1 table.");
        assertThat(browser.run("document.querySelectorAll('li.rev').length")).isEqualTo("1");
        assertThat(browser.run("document.querySelector('.tables b').textContent"))
                .isEqualTo("coupon");
        assertThat(browser.run("document.querySelectorAll('.er a').length")).isEqualTo("2");
        browser.key("Escape", 27);
        assertThat(browser.run("document.querySelectorAll('li.rev').length")).isEqualTo("14");
        browser.type("nothing at all");
        assertThat(browser.run("document.getElementById('found').textContent")).isEqualTo("Nothing is called so.");
    }

    @Test
    void goesByKeysAlone() {
        browser.size(1440, 900, false).open(page);
        browser.key("Tab", 9);
        assertThat(browser.run("document.activeElement.className")).isEqualTo("skip");
        browser.key("Enter", 13);
        assertThat(browser.run("document.activeElement.id")).isEqualTo("main");
        browser.key("Tab", 9);
        assertThat(browser.run("document.activeElement.tagName")).isEqualTo("SUMMARY");
        browser.key("Enter", 13);
        assertThat(browser.run("document.activeElement.parentElement.open")).isEqualTo("true");
        assertThat(browser.run("document.activeElement.parentElement.textContent"))
                .contains("Revises", "c36f8192aeb0");
        assertThat(browser.run("(() => { document.querySelector('.er a').focus(); return getComputedStyle("
                        + "document.activeElement.querySelector('rect')).strokeWidth; })()"))
                .isEqualTo("2.5px");
        browser.key("Enter", 13);
        Browser.pause(100);
        assertThat(browser.run("document.activeElement.tagName + document.activeElement.parentElement.open"))
                .isEqualTo("SUMMARYtrue");
    }

    @Test
    void aClickOnATableShowsItsColumns() {
        browser.size(900, 900, false).open(page);
        browser.run("document.querySelector('.scroll').scrollIntoView()");
        browser.click(".er a.changed");
        Browser.pause(100);
        assertThat(browser.run("document.activeElement.parentElement.querySelector('table.grid').textContent"))
                .contains("was varchar(20)");
        String before = browser.run("document.querySelector('svg.er').getBoundingClientRect().width");
        browser.click("[aria-label='Larger']");
        assertThat(Double.parseDouble(browser.run("document.querySelector('svg.er').getBoundingClientRect().width")))
                .isGreaterThan(Double.parseDouble(before));
    }

    @Test
    void theSwitchChangesTheColours() {
        browser.size(900, 900, false).open(page);
        browser.run("localStorage.clear()");
        browser.click("#theme");
        browser.click("#theme");
        assertThat(browser.run("getComputedStyle(document.body).backgroundColor"))
                .isEqualTo("rgb(14, 19, 26)");
        assertThat(browser.run("document.getElementById('theme').getAttribute('aria-label')"))
                .contains("dark");
        browser.click("#theme");
        assertThat(browser.run("getComputedStyle(document.body).backgroundColor"))
                .isEqualTo("rgb(245, 246, 248)");
    }

    @Test
    void hostileNamesRunNothing() throws IOException {
        String hostile = HtmlReportTest.HOSTILE;
        Name name = Name.of("</script><img src=x onerror=window.hit=1>");
        Name other = Name.of("\"><svg onload=window.hit=3>");
        var schema = SchemaModel.of(
                Table.of(name, Column.of(name, "</td><b onclick=window.hit=4>", SqlType.of("text"))),
                Table.of(other, Column.of(other, "javascript:window.hit=5", SqlType.of("text"))));
        var line = new History.Line(
                new RevisionInfo("abcd", List.of(), List.of(), List.of(), hostile, null, hostile),
                false,
                Set.of(History.Mark.HEAD),
                List.of(),
                List.of());
        var input = new ReportInput(
                Instant.now(),
                Optional.empty(),
                new History(List.of(line), List.of()),
                Optional.empty(),
                Optional.of(schema),
                Optional.of(schema),
                Optional.of(List.of(hostile)),
                List.of(hostile));
        browser.size(900, 900, false).open(written("hostile", Shop.page(input)));
        browser.run("document.querySelectorAll('details').forEach(one => { one.open = true; })");
        Browser.pause(150);
        assertThat(browser.run("window.hit")).isEqualTo("undefined");
        assertThat(browser.run(
                        "document.querySelectorAll('img, iframe, object, [onerror], [onload], [onclick]').length"))
                .isEqualTo("0");
        assertThat(browser.run("document.querySelector('.rev .msg').textContent"))
                .isEqualTo(hostile);
        assertThat(browser.run("[...document.querySelectorAll('.er title')].map(one => one.textContent).join(' ')"))
                .contains(name.toString(), other.toString());
    }

    @Test
    void opensFastHoweverMuchThereIs() throws IOException {
        var lines = IntStream.rangeClosed(1, 1_000)
                .map(i -> 1_001 - i)
                .mapToObj(i -> new History.Line(
                        RevisionInfo.of(
                                "r" + i, "change number " + i, i == 1 ? new String[0] : new String[] {"r" + (i - 1)}),
                        i < 900,
                        i == 1_000 ? Set.of(History.Mark.HEAD) : Set.of(),
                        List.of(),
                        List.of()))
                .toList();
        var schema = HtmlReportTest.tables(1_000);
        var input = new ReportInput(
                Instant.now(),
                Optional.empty(),
                new History(lines, List.of()),
                Optional.empty(),
                Optional.of(schema),
                Optional.of(schema),
                Optional.empty(),
                List.of());
        Path big = written("big", Shop.page(input));
        browser.size(360, 900, false).open(big);
        double millis = Double.parseDouble(
                browser.run("performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd"));
        System.out.println("1,000 tables and 1,000 revisions: " + Math.round(millis) + " ms");
        assertThat(millis).isLessThan(5_000);
        assertThat(browser.run("document.querySelectorAll('li.rev').length")).isEqualTo("100");
        assertThat(browser.run("document.querySelector('.tools').textContent")).contains("of 1,000 tables");
        browser.click("#revisions .more button");
        Browser.pause(400);
        assertThat(browser.run("document.querySelectorAll('li.rev').length")).isEqualTo("1000");
        browser.run(
                "(() => { document.getElementById('query').focus(); document.getElementById('query').value = ''; })()");
        browser.type("table_777");
        assertThat(browser.run("document.querySelector('.tables b').textContent"))
                .isEqualTo("table_777");
    }
}
