package dev.aludel.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.aludel.testing.TestServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Writes {@code docs/commands.md} from commands that were run, and fails when the page says anything else. */
class CommandsPageTest {

    private static final Page PAGE = new Page("commands.md", CommandsPageTest.class);

    private static final String INVOICE =
            "@Id @GeneratedValue Long id; @Column(nullable = false, length = 40) String number;";

    private static final String LABELLED = INVOICE.replace("number", "label")
            + " @Column(nullable = false, columnDefinition = \"boolean default false\") boolean isDeleted;";

    @TempDir
    Path directory;

    @TempDir
    Path legacy;

    @Test
    void theSessionIsWhatThePageShows() throws IOException {
        assumeTrue(TestServer.shared().major() == 18, "the page is about PostgreSQL 18");
        try (Shell shell = new Shell(directory)) {
            shell.environment().put("ALUDEL_CLASS_PATH", "target/classes");
            shell.entity("Invoice", INVOICE);
            var story = new Story(shell);
            begin(story, shell);
            together(story, shell);
            back(story);
            tidy(story, shell);
            backups(story);
            many(story, shell);
            elsewhere(story);
            try (Shell other = new Shell(legacy)) {
                other.environment().put("ALUDEL_FORMAT", "sql");
                other.environment().put("ALUDEL_PACKAGES", "shop");
                other.environment().put("ALUDEL_CLASS_PATH", "target/classes");
                other.entity("Customer", "@Id Long id; @Column(nullable = false, length = 80) String name;");
                var adopted = new Story(other);
                adopt(adopted, other);
                PAGE.is(INTRO.formatted(PAGE.command()) + story + adopted + "\n## Help\n" + help());
            }
        }
    }

    private static void begin(Story story, Shell shell) throws IOException {
        story.says("## From an entity to a database\n\nOnce for a project:");
        done(story.run("init", "--package=shop", "--format", "sql"));
        story.says(
                "There is an entity `Invoice` with a number. What differs becomes a revision; a person reads it; then it is applied.");
        done(story.run("generate", "Create invoices"));
        done(story.run("plan"));
        done(story.run("upgrade", "head"));
        done(story.run("current", "-v"));
        story.says("The entity gets a `boolean` `isDeleted`, and continuous integration notices:");
        shell.entity(
                "Invoice",
                INVOICE
                        + " @Column(nullable = false, columnDefinition = \"boolean default false\") boolean isDeleted;");
        ends(Exit.DIFFERENT, story.run("check"));
        story.says("In one step, without reading it first:");
        done(story.run("quick", "Add is_deleted to invoices"));
        done(story.run("check"));
        done(story.run("generate", "Nothing"));
        story.says(
                "`number` becomes `label`. Was it renamed, or does it go? Nobody answers in a script, so it is refused with what to type:");
        shell.entity("Invoice", LABELLED);
        ends(Exit.REFUSED, story.run("generate", "Rename number"));
        story.says("At a terminal it is asked:");
        done(story.answering("1\n", "generate", "Rename number", "--apply"));
        story.says("## Looking");
        done(story.run("history"));
        done(story.run("history", "--journal"));
        done(story.run("show", "head"));
        done(story.run("status"));
        done(story.run("status", "--json"));
        story.says(
                "As one page with pictures of all that, to open in a browser or to hand on ([what is on it](how-to/report.md)):");
        done(story.run("report", "-o", "report.html"));
    }

    private static void together(Story story, Shell shell) throws IOException {
        story.says("## Two developers\n\nOn two branches of the version control, each begins at the same head:");
        story.run("revision", "-m", "Fill the labels", "--rev-id", "fill_labels", "--branch-label", "labels");
        story.run(
                "revision", "-m", "Total the invoices", "--rev-id", "total_them", "--head", "3f4a5b6c7d8e", "--splice");
        done(story.run("heads"));
        done(story.run("branches"));
        ends(Exit.FAILED, story.run("upgrade", "head"));
        done(story.run("merge", "-m", "Merge labels", "heads"));
        done(story.run("upgrade"));
        done(story.run("current", "--check-heads"));
        story.says("## Before it is pushed");
        done(story.run("validate"));
        done(story.run("repair"));
        done(story.run("check"));
    }

    private static void back(Story story) {
        story.says("## Back\n\nWhat destroys asks; where nobody answers it is refused:");
        ends(Exit.REFUSED, story.run("downgrade", "3f4a5b6c7d8e"));
        done(story.answering("y\n", "downgrade", "3f4a5b6c7d8e"));
        done(story.run("downgrade", "--steps", "1", "--yes"));
        story.says("In a protected environment it takes the name of the database:");
        story.environment("ALUDEL_ENVIRONMENT", "production");
        ends(Exit.REFUSED, story.run("downgrade", "base", "--yes"));
        done(story.run("downgrade", "base", "--yes-i-mean", "shop"));
        story.environment("ALUDEL_ENVIRONMENT", "development");
    }

    private static void tidy(Story story, Shell shell) throws IOException {
        story.says(
                "## Drafts become one\n\nTwo drafts of one feature, applied only here, become one revision of which the same comes:");
        done(story.run("upgrade"));
        shell.entity("Invoice", LABELLED + " @Column(length = 200) String note;");
        done(story.run("quick", "Add note", "--quiet"));
        shell.entity("Invoice", LABELLED + " @Column(length = 200) String note; java.time.LocalDate paid;");
        done(story.run("quick", "Add paid", "--quiet"));
        done(story.run("squash", "5c9e1a2b3d4f:6d0f2b3c4e5a", "-m", "Pay invoices", "--yes"));
        done(story.run("current"));
        done(story.run("check"));
        story.says(
                "Its header keeps what it `replaces`. A database elsewhere that has applied all of the drafts counts as being at the"
                        + " new revision, and its next upgrade writes that down; one that has applied only some of them is refused with what to"
                        + " do.");
    }

    private static void many(Story story, Shell shell) {
        shell.database()
                .execute("CREATE SCHEMA tenant_1; CREATE SCHEMA tenant_2; CREATE TABLE tenant_2.invoice (id int)");
        story.says(
                "## Many schemas\n\nEach has version tables of its own; what happens to one does not concern the others:");
        ends(Exit.FAILED, story.run("upgrade", "--all-schemas", "tenant_%", "--at-a-time", "1"));
    }

    private static void backups(Story story) {
        story.says("""
                ## Backups, and starting over

                With `BACKUP_BEFORE_MIGRATE=true`, what a step destroys is kept before it goes (`--no-backup` leaves that out), and a full dump
                is made where there is a `pg_dump` that is as new as the server; the answer says what was made. `downgrade --restore-data` puts
                back what was kept when the revisions were applied, and `db restore` what is in one backup. By hand:""");
        done(story.run("db", "backup", "--tables", "invoice"));
        done(story.run("db", "list-backups"));
        ends(Exit.REFUSED, story.run("db", "reset"));
        done(story.run("db", "reset", "--yes"));
        done(story.run("db", "create"));
    }

    private static void elsewhere(Story story) {
        story.says(
                "## Scripts\n\nFor somebody else to run with psql; without `--offline` the database is asked which server it is.");
        done(story.beginning(8, "upgrade", "base:head", "--sql", "--offline"));
        story.says("## Completion\n\nFor bash and zsh: `source <(aludel completion)`.");
        done(story.beginning(5, "completion"));
        story.says("## What goes wrong");
        ends(Exit.USAGE, story.run("upgrad"));
        ends(Exit.FAILED, story.run("upgrade", "nowhere"));
        ends(Exit.FAILED, story.run("upgrade", "nowhere", "--json"));
    }

    /** Another project, whose database was there before. */
    private static void adopt(Story story, Shell shell) {
        shell.database()
                .execute("CREATE TABLE customer (id bigint PRIMARY KEY, name varchar(80) NOT NULL);"
                        + "CREATE TABLE flyway_schema_history (installed_rank int PRIMARY KEY, version text, description text,"
                        + " success boolean); INSERT INTO flyway_schema_history VALUES (1, '7.2', 'names', true)");
        story.says(
                "## A database that was there before\n\nWhat is in it becomes the first revision, and the database is said to be there:");
        done(story.run("status"));
        done(story.run("import", "-m", "What is there"));
        done(story.run("stamp", "head"));
        done(story.run("current"));
        story.says("A stamp makes sure that it is true:");
        shell.database().execute("ALTER TABLE customer ALTER name DROP NOT NULL");
        ends(Exit.REFUSED, story.run("stamp", "head"));
    }

    private static void done(Shell.Result result) {
        ends(Exit.DONE, result);
    }

    private static void ends(int exit, Shell.Result result) {
        assertThat(result.exit()).as(result.toString()).isEqualTo(exit);
    }

    private static String help() {
        var text = new StringBuilder();
        var none = new Surroundings(
                java.io.InputStream.nullInputStream(),
                new java.io.PrintStream(new ByteArrayOutputStream()),
                new java.io.PrintStream(new ByteArrayOutputStream()),
                java.util.Map.of(),
                new java.util.Properties(),
                Path.of(""),
                false);
        CommandLine root = Aludel.commandLine(none);
        text.append("\n```\n$ aludel --help\n").append(usage(root)).append("```\n");
        root.getSubcommands().forEach((name, command) -> {
            help(name, command, text);
            command.getSubcommands().forEach((below, one) -> help(name + " " + below, one, text));
        });
        return text.toString();
    }

    private static void help(String name, CommandLine command, StringBuilder text) {
        text.append("\n### ")
                .append(name)
                .append("\n\n```\n")
                .append(usage(command))
                .append("```\n");
    }

    private static String usage(CommandLine command) {
        var text = new StringWriter();
        command.usage(new PrintWriter(text), CommandLine.Help.Ansi.OFF);
        return text.toString().replaceAll("(?m) +$", "");
    }

    private static final String INTRO = """
            # Commands

            What is shown here was run by `CommandsPageTest` on a real PostgreSQL, one command after another; only ids, times, the address and
            the name of the database are made to read the same every time. To write the page anew:

            ```
            %s
            ```

            Exit codes: `0` done or nothing to do · `1` failed · `2` differences found or not at head (`check`, `validate`, `current
            --check-heads`) · `3` refused, nothing was touched: a confirmation is missing or something stands in the way · `64` wrong usage.
            `--json` prints one document, errors too. Answers go to standard output, everything else to standard error.

            ## Running it

            It runs on the class path of the application, which has `dev.aludel:aludel-cli` and `dev.aludel:aludel-postgres-dialect` on it:

            - in a Maven project by the script `aludel` that `init` writes; by hand, with the list of jars that
              `mvn dependency:build-classpath -Dmdep.outputFile=target/aludel.classpath` writes:
              `java -cp target/classes:$(cat target/aludel.classpath) dev.aludel.cli.Aludel upgrade head`
            - the same in one line, in Maven's own process:
              `mvn -q compile exec:java -Dexec.mainClass=dev.aludel.cli.Aludel -Dexec.args="upgrade head"`
              (with `-Dexec.classpathScope=test` where `aludel-cli` is a dependency for tests alone)
            - from an assembled Spring Boot jar:
              `java -cp app.jar -Dloader.main=dev.aludel.cli.Aludel org.springframework.boot.loader.launch.PropertiesLauncher upgrade head`

            Settings stand in `aludel.properties` on the class path or in the working directory, then in the environment, then among system
            properties, then among options; the later wins. The database is said by `DATABASE_URL`, or by `PGHOST` and the like.

            Programs that run after each new file are one of them: `aludel.post-write-hooks=google-java-format -i {file}; git add {file}`. They
            are no shell's: blanks stand between words, quotes keep a word together, `{file}` is one word whatever is in it. `--no-hooks` leaves
            them out. What `--json` prints, key for key, is in [JSON](json.md).
            """;
}
