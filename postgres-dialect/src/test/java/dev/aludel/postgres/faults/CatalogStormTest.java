package dev.aludel.postgres.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aludel.core.Catalog;
import dev.aludel.core.error.DatabaseException;
import dev.aludel.core.schema.CheckConstraint;
import dev.aludel.core.schema.Column;
import dev.aludel.core.schema.Index;
import dev.aludel.core.schema.Name;
import dev.aludel.core.schema.SchemaModel;
import dev.aludel.core.schema.SchemaObject;
import dev.aludel.postgres.run.Database;
import dev.aludel.postgres.run.OneConnection;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Tables are changed without end while the catalog is read. Every committed state obeys one law, so that a reading which
 * does not is torn: it shows a state that never was. {@code -Daludel.reads=1000} for the long run.
 */
class CatalogStormTest {

    private static final int READS = Integer.getInteger("aludel.reads", 12);
    private static final int TABLES = 3;
    /** Milliseconds between thirty changes and the next thirty, without which no reading would ever be whole. */
    private static final int PAUSE = Integer.getInteger("aludel.pause", 400);

    private static final Pattern NAMES = Pattern.compile("\\bc\\d+\\b");

    /** One change after another: the column that the check and the index speak of changes its name. */
    private static void storm(Database database, int table, AtomicInteger changes) {
        try (Connection connection = database.dataSource().getConnection();
                var statement = connection.createStatement()) {
            for (int i = 0; !Thread.interrupted(); i++) {
                if (i % 10 == 0) {
                    Thread.sleep(PAUSE);
                }
                statement.execute("ALTER TABLE t" + table + " RENAME COLUMN c" + i + " TO c" + (i + 1));
                statement.execute("CREATE TABLE e" + table + " (extra int DEFAULT " + i
                        + " CONSTRAINT extra_check CHECK (extra >= " + i + "))");
                statement.execute("DROP TABLE e" + table);
                changes.addAndGet(3);
            }
        } catch (InterruptedException e) {
            // the end of the storm
        } catch (SQLException e) {
            changes.addAndGet(-1_000_000);
        }
    }

    @Test
    void noReadingShowsAStateThatNeverWas() throws Exception {
        var changes = new AtomicInteger();
        var torn = new ArrayList<String>();
        int accepted = 0;
        int refused = 0;
        try (Database database = new Database()) {
            for (int i = 0; i < TABLES; i++) {
                database.run("CREATE TABLE t" + i + " (id int PRIMARY KEY, c0 int CHECK (c0 > 0));" + " CREATE INDEX t"
                        + i + "_i ON t" + i + " ((c0 + 1)) WHERE c0 > 5");
            }
            var storms = new ArrayList<Thread>();
            for (int i = 0; i < TABLES; i++) {
                int table = i;
                storms.add(new Thread(() -> storm(database, table, changes)));
            }
            storms.forEach(Thread::start);
            long begin = System.nanoTime();
            try (var pool = new OneConnection(database.dataSource())) {
                while (accepted < READS && System.nanoTime() - begin < READS * 5_000_000_000L) {
                    try {
                        var model = Catalog.read(pool, "public");
                        accepted++;
                        torn.addAll(torn(model));
                    } catch (DatabaseException e) {
                        assertThat(e).hasMessageContaining("changed while it was read");
                        refused++;
                    }
                }
            } finally {
                for (Thread thread : storms) {
                    thread.interrupt();
                    thread.join();
                }
            }
            long millis = (System.nanoTime() - begin) / 1_000_000;
            System.out.println("catalog storm: " + changes.get() * 1000L / Math.max(1, millis) + " changes a second; "
                    + accepted + " readings accepted, " + torn.size() + " torn, " + refused + " given up, " + millis
                    + " ms");
        }
        assertThat(changes.get()).isPositive();
        assertThat(torn).isEmpty();
        assertThat(accepted).isEqualTo(READS);
    }

    /** Every expression names the one column c… that is there, and the table e… comes and goes whole. */
    private static List<String> torn(SchemaModel model) {
        var problems = new ArrayList<String>();
        for (int i = 0; i < TABLES; i++) {
            var table = Name.of("t" + i);
            var columns = new TreeSet<String>();
            var named = new TreeSet<String>();
            var extra = new TreeSet<String>();
            int expressions = 0;
            for (SchemaObject object : model.everything().values()) {
                if (object instanceof Column column && column.table().equals(Name.of("e" + i))) {
                    extra.add("column " + column.defaultSql());
                } else if (object instanceof CheckConstraint check
                        && check.table().equals(Name.of("e" + i))) {
                    extra.add("check " + check.expression());
                } else if (object instanceof Column column && column.table().equals(table)) {
                    columns.add(column.name());
                } else if (object instanceof CheckConstraint check
                        && check.table().equals(table)) {
                    named.addAll(names(check.expression()));
                    expressions++;
                } else if (object instanceof Index index && index.table().equals(table)) {
                    named.addAll(names(index.toString()));
                    expressions++;
                }
            }
            columns.remove("id");
            if (columns.size() != 1
                    || !named.equals(columns)
                    || expressions != 2
                    || extra.size() == 1
                    || extra.stream()
                                    .map(one -> one.replaceAll("\\D", ""))
                                    .distinct()
                                    .count()
                            > 1) {
                problems.add(table + ": columns " + columns + ", named " + named + " by " + expressions + ", " + extra);
            }
        }
        return problems;
    }

    private static List<String> names(String expression) {
        return NAMES.matcher(expression).results().map(MatchResult::group).toList();
    }
}
