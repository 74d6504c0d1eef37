package dev.aludel.report;

import dev.aludel.core.Catalog;
import dev.aludel.core.Migrator;
import dev.aludel.core.error.MigrationException;
import dev.aludel.core.run.Plan;
import dev.aludel.diff.ReportInput;
import dev.aludel.testing.TestDatabase;
import dev.aludel.testing.TestServer;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A shop with branches, a merge, failures in its journal and revisions that are pending, in a real database. */
final class Shop implements AutoCloseable {

    private final TestDatabase database = TestServer.shared().database();
    private final Path folder;

    Shop(Path folder) {
        this.folder = folder;
    }

    TestDatabase database() {
        return database;
    }

    Shop revision(String id, String revises, String message, String up) throws IOException {
        return revision(id, revises, message, "", up, "SELECT 1");
    }

    Shop revision(String id, String revises, String message, String labels, String up, String down) throws IOException {
        Files.writeString(
                folder.resolve(id + ".sql"),
                "-- revision: " + id + "\n" + (revises.isEmpty() ? "" : "-- revises: " + revises + "\n")
                        + "-- created: 2026-11-0" + (1 + id.charAt(0) % 9) + "T10:15:30Z\n"
                        + (labels.isEmpty() ? "" : "-- labels: " + labels + "\n") + "-- message: " + message
                        + "\n\n-- upgrade\n" + up + ";\n\n-- downgrade\n" + down + ";\n");
        return this;
    }

    Migrator migrator() {
        return Migrator.builder()
                .dataSource(database.dataSource())
                .locations("file:" + folder)
                .build();
    }

    ReportInput input() {
        Migrator migrator = migrator();
        Plan plan = migrator.plan("heads");
        var schema = Catalog.read(database.dataSource());
        return new ReportInput(
                Instant.parse("2026-11-22T08:00:00Z"),
                Optional.of(migrator.status()),
                migrator.history(),
                Optional.of(plan),
                Optional.of(schema),
                plan.isEmpty() ? Optional.of(schema) : plan.after(),
                Optional.empty(),
                List.of());
    }

    static String page(ReportInput input) throws IOException {
        var page = new StringWriter();
        new HtmlReport().write(input, page);
        return page.toString();
    }

    /** Applies most of it; the first of what is pending fails, as it would in life. */
    Shop applied() throws IOException {
        applied(HISTORY);
        migrator().upgradeTo("heads");
        migrator().downgradeTo("-1");
        database.execute("INSERT INTO supplier SELECT 1, 1; INSERT INTO category VALUES (1, NULL, 'all')");
        migrator().upgradeTo("heads");
        database.execute("""
                INSERT INTO customer SELECT n, NULL, 'c' || n || '@example.org', 'bronze' FROM generate_series(1, 60000) n;
                INSERT INTO customer_order SELECT n, n, now(), 'new', n / 7.0 FROM generate_series(1, 60000) n;
                UPDATE customer SET tier = 'platinum' WHERE id = 77;
                ANALYZE customer; ANALYZE customer_order""");
        applied(PENDING);
        try {
            migrator().upgradeTo("heads");
            throw new IllegalStateException("a value that is no label was converted");
        } catch (MigrationException expected) {
            return this;
        }
    }

    private void applied(String[][] revisions) throws IOException {
        for (String[] one : revisions) {
            revision(one[0], one[1], one[2], one[3], one[4], one.length > 5 ? one[5] : "SELECT 1");
        }
    }

    private static final String[][] HISTORY = {
        {"1a2b3c4d5e6f", "", "create parties and addresses", "", """
                CREATE TABLE address (id bigint PRIMARY KEY, street text NOT NULL, town text NOT NULL, zip varchar(12));
                CREATE TABLE party (id bigint PRIMARY KEY, name text NOT NULL DEFAULT 'nobody', address_id bigint REFERENCES address);
                CREATE TABLE customer (id bigint PRIMARY KEY, party_id bigint REFERENCES party, email varchar(320) NOT NULL UNIQUE,
                    tier varchar(20));
                INSERT INTO party VALUES (1)"""},
        {"2e2c946f2c92", "1a2b3c4d5e6f", "create the catalogue: products, categories, suppliers", "", """
                CREATE TABLE supplier (id bigint PRIMARY KEY, party_id bigint NOT NULL REFERENCES party, rating smallint);
                CREATE TABLE category (id bigint PRIMARY KEY, parent_id bigint REFERENCES category, name text NOT NULL);
                CREATE TABLE product (id bigint PRIMARY KEY, category_id bigint REFERENCES category,
                    supplier_id bigint REFERENCES supplier, sku varchar(40) NOT NULL UNIQUE, price numeric(10, 2) NOT NULL,
                    weight_g integer, width_mm integer, height_mm integer, discontinued boolean NOT NULL DEFAULT false);
                COMMENT ON TABLE product IS 'What is sold; what is no longer sold stays, discontinued';
                SELECT pg_sleep(0.06)"""},
        {"3f4a5b6c7d8e", "2e2c946f2c92", "create orders and their lines", "", """
                CREATE TYPE order_state AS ENUM ('new', 'paid', 'sent', 'returned');
                CREATE TABLE customer_order (id bigint PRIMARY KEY, customer_id bigint NOT NULL REFERENCES customer,
                    placed timestamptz NOT NULL DEFAULT now(), state order_state NOT NULL, total real);
                CREATE TABLE order_line (order_id bigint REFERENCES customer_order, line smallint, product_id bigint NOT NULL
                    REFERENCES product, quantity integer NOT NULL CHECK (quantity > 0), price numeric(10, 2) NOT NULL,
                    PRIMARY KEY (order_id, line))"""},
        {"4b8d0f1a2c3e", "3f4a5b6c7d8e", "take payments by card and by transfer", "billing", """
                CREATE TABLE payment (id bigint PRIMARY KEY, order_id bigint NOT NULL REFERENCES customer_order,
                    amount numeric(12, 2) NOT NULL, kind varchar(31) NOT NULL);
                CREATE TABLE card_payment (id bigint PRIMARY KEY REFERENCES payment, last_four char(4) NOT NULL);
                CREATE TABLE bank_transfer (id bigint PRIMARY KEY REFERENCES payment, iban varchar(34) NOT NULL);
                SELECT pg_sleep(0.02)"""},
        {"5c9e1a2b3d4f", "4b8d0f1a2c3e", "invoices with numbers from a sequence", "", """
                CREATE SEQUENCE invoice_number START 1000;
                CREATE TABLE invoice (id bigint PRIMARY KEY, order_id bigint NOT NULL REFERENCES customer_order,
                    number bigint NOT NULL DEFAULT nextval('invoice_number') UNIQUE, issued date NOT NULL)"""},
        {"6d0f2b3c4e5a", "3f4a5b6c7d8e", "warehouses and what is in them", "stock", """
                CREATE TABLE warehouse (id bigint PRIMARY KEY, address_id bigint REFERENCES address, name text NOT NULL);
                CREATE TABLE stock_level (warehouse_id bigint REFERENCES warehouse, product_id bigint REFERENCES product,
                    amount integer NOT NULL, PRIMARY KEY (warehouse_id, product_id));
                SELECT pg_sleep(0.25)"""},
        {"7e1a3c4d5f6b", "6d0f2b3c4e5a", "delivery notes", "", """
                CREATE TABLE delivery_note (id bigint PRIMARY KEY, order_id bigint NOT NULL REFERENCES customer_order,
                    warehouse_id bigint NOT NULL REFERENCES warehouse, sent timestamptz)"""},
        {"77aa3c4d5f6b", "6d0f2b3c4e5a", "alarms when stock runs low", "", """
                CREATE TABLE stock_alarm (id bigint PRIMARY KEY, warehouse_id bigint REFERENCES warehouse,
                    product_id bigint REFERENCES product, below integer NOT NULL)"""},
        {"8f2b4d5e6a7c", "7e1a3c4d5f6b, 77aa3c4d5f6b", "merge delivery and alarms", "", "SELECT 1"},
        {"903c5e6f7b8d", "5c9e1a2b3d4f, 8f2b4d5e6a7c", "merge billing and stock", "", "SELECT 1"},
        {
            "a14d6f708c9e",
            "903c5e6f7b8d",
            "reviews, one for each customer and product",
            "",
            """
                CREATE TABLE review (id bigint PRIMARY KEY, customer_id bigint NOT NULL REFERENCES customer,
                    product_id bigint NOT NULL REFERENCES product, stars smallint NOT NULL CHECK (stars BETWEEN 1 AND 5), body text,
                    UNIQUE (customer_id, product_id));
                CREATE TABLE coupon (code varchar(20) PRIMARY KEY, customer_id bigint REFERENCES customer, percent smallint NOT NULL);
                CREATE TABLE audit_log (id bigint PRIMARY KEY, at timestamptz NOT NULL, who text, what jsonb);
                CREATE TABLE feature_flag (name text PRIMARY KEY, enabled boolean NOT NULL DEFAULT false);
                CREATE VIEW on_sale AS SELECT id, sku, price FROM product WHERE NOT discontinued""",
            "DROP VIEW on_sale; DROP TABLE feature_flag, audit_log, coupon, review"
        },
    };

    private static final String[][] PENDING = {
        {"b25e70819daf", "a14d6f708c9e", "loyalty tiers as an enum", "", """
                CREATE TYPE loyalty_tier AS ENUM ('bronze', 'silver', 'gold');
                ALTER TABLE customer ALTER COLUMN tier TYPE loyalty_tier USING tier::loyalty_tier;
                CREATE TABLE loyalty_event (id bigint PRIMARY KEY, customer_id bigint NOT NULL REFERENCES customer,
                    points integer NOT NULL)"""},
        {"c36f8192aeb0", "b25e70819daf", "order totals as numeric, and found by day", "", """
                ALTER TABLE customer_order ALTER COLUMN total TYPE numeric(12, 2);
                ALTER TABLE customer_order RENAME COLUMN placed TO placed_at;
                ALTER TABLE order_line ADD CONSTRAINT price_positive CHECK (price >= 0);
                CREATE INDEX CONCURRENTLY customer_order_placed_at ON customer_order (placed_at)"""},
        {"d47092a3bfc1", "c36f8192aeb0", "drop the coupons that nobody uses", "", """
                DROP TABLE coupon;
                ALTER TABLE supplier DROP COLUMN rating;
                ALTER TABLE review ADD COLUMN helpful integer NOT NULL DEFAULT 0"""},
    };

    @Override
    public void close() {
        database.close();
    }
}
