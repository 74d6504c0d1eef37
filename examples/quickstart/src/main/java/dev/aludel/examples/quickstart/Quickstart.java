package dev.aludel.examples.quickstart;

import dev.aludel.core.Catalog;
import dev.aludel.core.Migrator;
import dev.aludel.core.compare.RenameHints;
import dev.aludel.core.dialect.Statement;
import dev.aludel.core.error.StatementFailedException;
import dev.aludel.core.revision.RevisionFile;
import dev.aludel.core.revision.RevisionFormat;
import dev.aludel.core.revision.RevisionSource;
import dev.aludel.core.run.Applied;
import dev.aludel.core.run.Status;
import dev.aludel.diff.Autogen;
import dev.aludel.diff.AutogenBuilder;
import dev.aludel.diff.Revisions;
import dev.aludel.diff.SchemaDiff;
import dev.aludel.testing.CatalogFacts;
import dev.aludel.testing.TestDatabase;
import dev.aludel.testing.TestServer;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * From entities to a migrated database, to the next version of the entities, and back. Prints what happens; ends with
 * status 1 if anything is not as it should be.
 */
public final class Quickstart {

    static final String VERSION_1 = "dev.aludel.examples.quickstart.shop";
    static final String VERSION_2 = "dev.aludel.examples.quickstart.shop2";

    /** How Hibernate makes names, set as Spring Boot sets it: {@code createdAt} is kept in {@code created_at}. */
    static final String NAMING = "hibernate.physical_naming_strategy";

    static final String SNAKE_CASE = "org.hibernate.boot.model.naming.CamelCaseToUnderscoresNamingStrategy";

    /** The first is what names without a schema mean. */
    private static final String[] SCHEMAS = {"public", "billing"};

    /** Nobody can tell a rename from a drop and an addition, so it is said. */
    private static final RenameHints RENAMES = RenameHints.none().column("customer", "phone", "phone_number");

    private static final Pattern VERSION_TABLES = Pattern.compile("\\baludel_(head|journal)");

    private static final String CUSTOMERS_1 = "SELECT email, phone, tier FROM customer ORDER BY email";
    private static final String CUSTOMERS_2 = "SELECT email, phone_number, tier FROM customer ORDER BY email";

    /** A value of every column that changes, and a number of every table with rows. */
    private static final String REST = """
            SELECT p.sku, p.price, s.quantity AS in_stock, o.status, l.quantity AS ordered, i.due_on
              FROM product p JOIN stock_level s ON s.product_id = p.id
              JOIN order_line l ON l.product_id = p.id JOIN customer_order o ON o.id = l.order_id
              JOIN billing.invoice i ON i.order_id = o.id
             ORDER BY p.sku
            """;

    private final TestDatabase database;
    private final Path directory;
    private final Printer out;

    private Quickstart(TestDatabase database, Path directory, Printer out) {
        this.database = database;
        this.directory = directory;
        this.out = out;
    }

    public static void main(String[] arguments) throws IOException, SQLException {
        System.setProperty("org.jboss.logging.provider", "slf4j"); // Hibernate logs where everybody does
        System.exit(run(System.out, Printer.onTerminal()));
    }

    /** The whole program; the result is the exit status. */
    static int run(PrintStream stream, boolean colours) throws IOException, SQLException {
        var out = new Printer(stream, colours);
        Path directory = Files.createTempDirectory("aludel-quickstart");
        try (TestDatabase database = TestServer.shared().database()) {
            new Quickstart(database, directory, out).run();
        } finally {
            delete(directory);
        }
        return out.close();
    }

    private void run() throws IOException, SQLException {
        List<String> empty = emptyDatabase();
        firstRevision();
        upgrade();
        noDifference();
        someRows();
        String rest = rows().table(REST);
        secondRevision();
        upgradeWithRows(rest);
        status();
        downgrade(empty, rest);
        failingRevision();
    }

    private List<String> emptyDatabase() throws SQLException {
        out.heading("The empty database");
        List<String> facts = facts();
        out.field("server", TestServer.shared());
        out.field("tables", tables());
        out.field("status", migrator().status().state());
        out.expect("no table is there", tables() == 0);
        return facts;
    }

    private void firstRevision() {
        out.heading("The first revision, generated from the entities");
        RevisionFile file = generate(VERSION_1, "Create the shop");
        out.expect("the file is there", Files.exists(file.path()));
    }

    private void upgrade() {
        out.heading("Upgrade");
        List<Applied> applied = migrator().upgradeToHead().revisions();
        print(applied);
        out.field("tables", tables());
        out.expect("one revision was applied", applied.size() == 1);
    }

    private void noDifference() {
        out.heading("No difference");
        SchemaDiff diff = entities(VERSION_1).diff();
        out.block(diff.toString());
        out.expect("entities and database are the same", diff.isEmpty());
        out.expect(
                "there is nothing to generate",
                revisions(entities(VERSION_1)).generate("Nothing").isEmpty());
    }

    private void someRows() throws SQLException {
        out.heading("Some rows, so that the next upgrade has something to keep");
        rows().insert();
        out.text(rows().table(CUSTOMERS_1));
        out.block(rows().table(REST));
    }

    private void secondRevision() {
        out.heading("The second revision, generated from version 2 of the entities");
        out.text("The difference:");
        out.block(entities(VERSION_2).diff().describe());
        generate(VERSION_2, "Add wish lists, rename phone");
        Migrator migrator = migrator();
        out.text("As SQL:");
        out.block(migrator.plan("head").statements().stream()
                .map(Statement::sql)
                .collect(Collectors.joining(";\n", "", ";")));
        out.expect("one revision is pending", migrator.pending().size() == 1);
    }

    private void upgradeWithRows(String rest) throws SQLException {
        out.heading("Upgrade, with rows in the tables");
        print(migrator().upgradeToHead().revisions());
        String customers = rows().table(CUSTOMERS_2);
        out.block(customers);
        out.block(rows().table(REST));
        out.expect("the renamed column kept its values", customers.contains("+49 30 901820"));
        out.expect("so did all others", rows().table(REST).equals(rest));
        out.expect(
                "entities and database are the same", entities(VERSION_2).diff().isEmpty());
    }

    private void status() {
        out.heading("Status");
        Status status = migrator().status();
        out.block(status.describe());
        out.expect("nothing is pending", status.pending().isEmpty());
    }

    private void downgrade(List<String> empty, String rest) throws SQLException {
        out.heading("Downgrade: one step, and to base");
        Migrator migrator = migrator();
        print(migrator.downgradeTo("-1").revisions());
        out.block(rows().table(CUSTOMERS_1));
        out.expect("the values went back, too", rows().table(CUSTOMERS_1).contains("+49 30 901820"));
        out.expect("so did all others", rows().table(REST).equals(rest));
        out.expect("it is version 1 again", entities(VERSION_1).diff().isEmpty());
        print(migrator.downgradeTo("base").revisions());
        List<String> differences = CatalogFacts.differences(empty, facts());
        String foreign = differences.stream()
                .filter(fact -> !VERSION_TABLES.matcher(fact).find())
                .collect(Collectors.joining("\n"));
        out.field("remaining", "the version tables aludel_head and aludel_journal, and nothing else");
        out.text(foreign);
        out.expect("but for them the catalog is exactly what it was", foreign.isEmpty());
    }

    private void failingRevision() throws IOException, SQLException {
        out.heading("A revision that fails: written by hand, in SQL, and two products have the same name");
        Migrator complete = migrator();
        complete.upgradeToHead();
        rows().insertTwins();
        Status before = complete.status();
        List<String> facts = facts();
        write("f00d_one_name_one_product.sql", """
                -- revision: f00d
                -- revises: %s
                -- message: One name, one product

                -- upgrade
                CREATE TABLE shelf (id bigint PRIMARY KEY, label varchar(20) NOT NULL);
                ALTER TABLE product ADD COLUMN shelf_id bigint REFERENCES shelf;
                CREATE UNIQUE INDEX uq_product_name ON product (name);

                -- downgrade
                DROP INDEX uq_product_name;
                ALTER TABLE product DROP COLUMN shelf_id;
                DROP TABLE shelf;
                """.formatted(String.join(", ", before.current())));
        Migrator withIt = migrator();
        try {
            withIt.upgradeToHead();
            out.expect("the upgrade fails", false);
        } catch (StatementFailedException e) {
            out.block(e.getMessage());
            out.field("revision", e.revision());
            out.field("statement", "no. " + e.position() + ": " + e.statement());
            out.field("SQLSTATE", e.sqlState());
            out.expect("the error names the revision", e.revision().equals("f00d"));
            out.expect("and the statement", e.position() == 3 && e.statement().contains("uq_product_name"));
        }
        Status after = withIt.status();
        out.block(after.describe());
        out.expect("it left nothing in the catalog", facts.equals(facts()));
        out.expect("the database is where it was", after.current().equals(before.current()));
        out.expect("the status tells", after.state() == Status.State.FAILED);
    }

    private RevisionFile generate(String entities, String message) {
        RevisionFile file = revisions(entities(entities)).generate(message).orElseThrow();
        out.field("file", file.path().getFileName());
        out.block(file.text());
        return file;
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(directory.resolve(name), text);
        out.field("file", name);
        out.block(text);
    }

    /** The entities of a package, to compare with the database. What no revision made is left alone. */
    private Autogen entities(String packageName) {
        return shop(packageName).revisions(chain()).build();
    }

    private AutogenBuilder shop(String packageName) {
        return Autogen.builder()
                .packages(packageName)
                .hibernateSetting(NAMING, SNAKE_CASE)
                .dataSource(database.dataSource())
                .schemas(SCHEMAS)
                .renames(RENAMES);
    }

    private Revisions revisions(Autogen entities) {
        return Revisions.builder()
                .autogen(entities)
                .directory(directory)
                .format(RevisionFormat.JAVA)
                .build();
    }

    /** The files in the directory. They are not on the class path, as an application's are, so they are compiled here. */
    private RevisionSource chain() {
        return Revisions.source(directory);
    }

    /** An application says {@code .locations("classpath:db/revisions")} in place of the chain, or nothing at all. */
    private Migrator migrator() {
        return Migrator.builder()
                .dataSource(database.dataSource())
                .revisions(chain())
                .schemas(SCHEMAS)
                .build();
    }

    private Rows rows() {
        return new Rows(database);
    }

    private void print(List<Applied> revisions) {
        for (Applied one : revisions) {
            out.field(
                    one.direction().word(),
                    one.revision().title() + ", " + one.operations() + " operations, "
                            + one.took().toMillis() + " ms");
        }
    }

    private int tables() {
        return Catalog.read(database.dataSource(), SCHEMAS).tables().size();
    }

    private List<String> facts() throws SQLException {
        try (var connection = database.dataSource().getConnection()) {
            return CatalogFacts.read(connection);
        }
    }

    private static void delete(Path directory) throws IOException {
        try (var files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(directory);
    }
}
