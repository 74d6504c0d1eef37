package dev.aludel.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The program does what it says. It runs once for all tests. */
class QuickstartTest {

    private static final Pattern HEADING = Pattern.compile("^\\d+\\. .*", Pattern.MULTILINE);

    private static String output;
    private static int status;

    @BeforeAll
    static void run() throws Exception {
        var bytes = new ByteArrayOutputStream();
        status = Quickstart.run(new PrintStream(bytes, true, StandardCharsets.UTF_8), false);
        output = bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void everyExpectationIsMet() {
        assertThat(output).doesNotContain("FAILED     ").contains(" expectations met, 0 failed, ");
        assertThat(status).isZero();
    }

    @Test
    void tellsTheStoryInOrder() {
        assertThat(HEADING.matcher(output).results().map(heading -> heading.group()))
                .containsExactly(
                        "1. The empty database",
                        "2. The first revision, generated from the entities",
                        "3. Upgrade",
                        "4. No difference",
                        "5. Some rows, so that the next upgrade has something to keep",
                        "6. The second revision, generated from version 2 of the entities",
                        "7. Upgrade, with rows in the tables",
                        "8. Status",
                        "9. Downgrade: one step, and to base",
                        "10. A revision that fails: written by hand, in SQL, and two products have the same name");
    }

    @Test
    void showsRevisionsAndTheirSql() {
        assertThat(output)
                .contains("message = \"Create the shop\"")
                .contains("op.createSchema(\"billing\");")
                .contains("op.renameColumn(\"customer\", \"phone\", \"phone_number\");")
                .contains("ALTER TABLE public.customer RENAME COLUMN phone TO phone_number;")
                .contains("ALTER TYPE public.orderstatus ADD VALUE 'RETURNED'");
    }

    @Test
    void theSecondRevisionIsAboutWhatChanged() {
        assertThat(output)
                .contains("> column customer.phone -> phone_number")
                .contains("+ table wishlist ")
                .contains("+ column product.fragile boolean not null default false")
                .contains("~ column product.price numeric(10,2) -> numeric(12,2)")
                .contains("~ column stock_level.quantity integer -> bigint")
                .contains("~ column billing.invoice.due_on date -> date not null")
                .contains("~ enum orderstatus [PAID, PLACED, SHIPPED] -> [PAID, PLACED, RETURNED, SHIPPED]")
                .contains("- index review.ix_review_created_at (created_at)\n")
                .doesNotContain("column customer.phone varchar");
    }

    @Test
    void theErrorIsClear() {
        assertThat(output)
                .contains("revision f00d (One name, one product): statement 3")
                .contains("(23505)")
                .contains("Key (name)=(Teapot) is duplicated")
                .contains("nothing of this revision was applied");
    }

    @Test
    void hasNoColoursWhereNobodyLooks() {
        assertThat(output).doesNotContain("\u001b");
    }

    @Test
    void anExpectationThatIsNotMetMakesItFail() {
        var printer = new Printer(new PrintStream(OutputStream.nullOutputStream()), true);

        printer.expect("the moon is made of cheese", false);

        assertThat(printer.close()).isOne();
    }
}
