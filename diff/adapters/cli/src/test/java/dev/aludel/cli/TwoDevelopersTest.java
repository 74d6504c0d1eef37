package dev.aludel.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.aludel.testing.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Writes {@code docs/two-developers.md} from what two people with a database each really did, and guards it. */
class TwoDevelopersTest {

    private static final Page PAGE = new Page("two-developers.md", TwoDevelopersTest.class);

    private static final String REVISIONS = "src/main/resources/db/revisions";
    private static final String INVOICE =
            "@Id @GeneratedValue public Long id; @Column(nullable = false, length = 40) public String number;";
    private static final String LABEL = " @Column(length = 80) public String label;";
    private static final String DUE = " public java.time.LocalDate due;";

    @TempDir
    Path directories;

    @Test
    void theSessionIsWhatThePageShows() throws IOException {
        assumeTrue(TestServer.shared().major() == 18, "the page is about PostgreSQL 18");
        try (Shell ann = developer("ann");
                Shell ben = developer("ben")) {
            var story = new Story(ann);
            begin(story, ann, ben);
            apart(story, ann, ben);
            together(story, ann, ben);
            back(story);
            push(story);
            PAGE.is(INTRO.formatted(PAGE.command()) + story);
        }
    }

    private Shell developer(String name) throws IOException {
        var shell = new Shell(Files.createDirectories(directories.resolve(name)));
        shell.environment().put("ALUDEL_CLASS_PATH", "target/classes");
        return shell.entity("Invoice", INVOICE);
    }

    private static void begin(Story story, Shell ann, Shell ben) throws IOException {
        story.says("""
                Ann and Ben work on one application. Each has a clone of it and a database of their own. On `main` there is an entity
                `Invoice` and the revision that makes its table; both have it.""");
        story.at("ann", ann);
        done(story.run("init", "--package=shop", "--format", "sql"));
        done(story.id("1a2b3c4d5e6f").run("quick", "Create invoices"));
        copy(ann, ben);
        story.at("ben", ben);
        done(story.run("upgrade", "head"));
    }

    private static void apart(Story story, Shell ann, Shell ben) throws IOException {
        story.says("## Each on a branch\n\nAnn, on the branch `labels`, gives invoices a label:");
        ann.entity("Invoice", INVOICE + LABEL);
        story.at("ann", ann);
        done(story.id("2e2c946f2c92").run("quick", "Label invoices"));
        story.says(
                "Ben, on the branch `due-dates`, gives them a date, and a little later of a default. While he works that makes two drafts:");
        ben.entity("Invoice", INVOICE + DUE);
        story.at("ben", ben);
        done(story.id("3f4a5b6c7d8e").run("quick", "Date invoices"));
        ben.entity(
                "Invoice",
                INVOICE + DUE.replace("public", "@org.hibernate.annotations.ColumnDefault(\"current_date\") public"));
        done(story.id("4b8d0f1a2c3e").run("quick", "Invoices are due today"));
        story.says(
                "Nobody else has seen them yet, so he makes one revision of the two. It is proven that the same comes of it, and his database, which has both, stands at the new one afterwards:");
        done(story.id("5c9e1a2b3d4f").run("squash", "3f4a5b6c7d8e:4b8d0f1a2c3e", "-m", "Due dates", "--yes"));
        done(story.run("current"));
        done(story.run("check"));
    }

    private static void together(Story story, Shell ann, Shell ben) throws IOException {
        story.says("""
                ## Both at once

                Ann's branch is merged first. Ben brings `main` into his: git has no conflict in the revisions, because each of them is a file of
                its own.""");
        copy(ann, ben);
        ben.entity(
                "Invoice",
                INVOICE
                        + LABEL
                        + DUE.replace("public", "@org.hibernate.annotations.ColumnDefault(\"current_date\") public"));
        story.shows("git merge main")
                .says("But two revisions follow the same one, and nobody has said what comes first:");
        assertThat(story.run("upgrade", "head").exit()).isEqualTo(Exit.FAILED);
        assertThat(story.run("check").exit()).isEqualTo(Exit.DIFFERENT);
        done(story.run("branches"));
        story.says("A merge is a revision that follows both:");
        done(story.id("6d0f2b3c4e5a").run("merge", "-m", "Labels and due dates", "heads"));
        done(story.run("upgrade", "head"));
        done(story.run("check"));
        done(story.run("history"));
    }

    private static void back(Story story) {
        story.says(
                "## One step back\n\nAt a merge there are two ways back, so `-1` alone is refused, with what to type:");
        var refused = story.run("downgrade", "-1", "--yes");
        assertThat(refused.exit()).isNotZero();
        story.says("The merge itself is undone by naming what it followed; then a step goes along one branch:");
        done(story.run("downgrade", "2e2c946f2c92", "--yes"));
        done(story.run("current"));
        done(story.run("upgrade", "head"));
    }

    private static void push(Story story) {
        story.says(
                "## Before it is pushed\n\nWhat [continuous integration](how-to/continuous-integration.md) will ask:");
        done(story.run("validate"));
        done(story.run("check", "--offline"));
    }

    private static void done(Shell.Result result) {
        assertThat(result.exit()).as(result.toString()).isZero();
    }

    /** What a merge in git does with files that only one side has. */
    private static void copy(Shell from, Shell to) throws IOException {
        Path revisions = Files.createDirectories(to.directory().resolve(REVISIONS));
        try (Stream<Path> files = Files.list(from.directory().resolve(REVISIONS))) {
            for (Path file : files.toList()) {
                Path target = revisions.resolve(file.getFileName());
                if (!Files.exists(target)) {
                    Files.copy(file, target);
                }
            }
        }
        Path settings = to.directory().resolve("aludel.properties");
        if (!Files.exists(settings)) {
            Files.copy(from.directory().resolve("aludel.properties"), settings);
        }
    }

    private static final String INTRO = """
            # Two developers

            What is shown here was run by `TwoDevelopersTest` on a real PostgreSQL; only ids, times, addresses and the names of the databases
            are made to read the same every time. To write the page anew:

            ```
            %s
            ```
            """;
}
