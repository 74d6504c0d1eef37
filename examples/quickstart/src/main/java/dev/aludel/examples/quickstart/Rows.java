package dev.aludel.examples.quickstart;

import dev.aludel.testing.TestDatabase;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A few rows of the shop, and what is in its tables. */
record Rows(TestDatabase database) {

    void insert() {
        database.execute("""
                INSERT INTO party (id, version, name) VALUES (1000, 0, 'Ada'), (1001, 0, 'Ben'), (1002, 0, 'Mill & Co');
                INSERT INTO customer (id, email, phone, tier) VALUES
                    (1000, 'ada@example.org', '+49 30 901820', 2), (1001, 'ben@example.org', null, 0);
                INSERT INTO supplier (id, preferred) VALUES (1002, true);
                INSERT INTO product (sku, version, name, price, attributes, tags, supplier_id) VALUES
                    ('T-1', 0, 'Teapot', 24.90, '{"colour": "blue"}', '{kitchen,gift}', 1002),
                    ('C-1', 0, 'Cup', 6.50, null, null, 1002);
                INSERT INTO warehouse (code) VALUES ('NORTH');
                INSERT INTO stock_level (warehouse_code, product_id, quantity) SELECT 'NORTH', id, 500 FROM product;
                INSERT INTO customer_order (id, version, customer_id, status) VALUES
                    ('00000000-0000-0000-0000-000000000001', 0, 1000, 'PAID');
                INSERT INTO order_line (id, order_id, position, product_id, quantity, unit_price)
                    SELECT id, '00000000-0000-0000-0000-000000000001', id, id, 2, price FROM product;
                INSERT INTO billing.invoice (number, version, order_id, total, due_on) VALUES
                    ('2026-1', 0, '00000000-0000-0000-0000-000000000001', 62.80, '2026-12-01');
                """);
    }

    /** Two products with one name. */
    void insertTwins() {
        database.execute("INSERT INTO product (sku, version, name, price)"
                + " VALUES ('T-1', 0, 'Teapot', 24.90), ('T-2', 0, 'Teapot', 29.90)");
    }

    /** The result of a query as aligned lines, the first with the names of the columns. */
    String table(String sql) throws SQLException {
        var rows = new ArrayList<List<String>>();
        try (var connection = database.dataSource().getConnection();
                var statement = connection.createStatement();
                var result = statement.executeQuery(sql)) {
            rows.add(names(result));
            while (result.next()) {
                rows.add(values(result));
            }
        }
        var text = new StringBuilder();
        rows.forEach(row -> text.append(aligned(row, rows)).append("\n"));
        return text.toString();
    }

    private static List<String> names(ResultSet result) throws SQLException {
        var names = new ArrayList<String>();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
            names.add(result.getMetaData().getColumnLabel(i));
        }
        return names;
    }

    private static List<String> values(ResultSet result) throws SQLException {
        var values = new ArrayList<String>();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
            values.add(Objects.requireNonNullElse(result.getString(i), "null"));
        }
        return values;
    }

    private static String aligned(List<String> row, List<List<String>> rows) {
        var line = new StringBuilder();
        for (int i = 0; i < row.size(); i++) {
            int column = i;
            int width = rows.stream()
                    .mapToInt(one -> one.get(column).length())
                    .max()
                    .orElse(0);
            line.append(row.get(i)).append(" ".repeat(width - row.get(i).length() + 3));
        }
        return line.toString().stripTrailing();
    }
}
