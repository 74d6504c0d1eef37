package dev.aludel.docs.snippets;

import static dev.aludel.core.op.Definitions.column;

import dev.aludel.core.Migrator;
import dev.aludel.core.op.Operations;
import javax.sql.DataSource;

/** What the guides show. */
public final class HowTo {

    private HowTo() {}

    public static void startBoth(DataSource dataSource) {
        Migrator library = Migrator.builder()
                .dataSource(dataSource)
                .locations("classpath:com/acme/audit/revisions")
                .schemas("audit") // where its tables are, and its version tables
                .build();
        Migrator host =
                Migrator.builder().dataSource(dataSource).schemas("public").build();
        library.upgradeToHead();
        host.upgradeToHead();
    }

    public static void fillTheGross(Operations op) {
        op.addColumn("invoice", column("gross", "numeric(12,2)"));
        op.backfill("invoice", "gross = total * 1.2", "gross IS NULL").inBatches(10_000, 50); // rows, pause in ms
    }

    static void beforeTheApplication() {
        Migrator.builder().url(System.getenv("DATABASE_URL")).build().upgradeToHead();
    }

    static void whenTheDataSourceIsMade(DataSource dataSource) {
        Migrator.builder().dataSource(dataSource).build().upgradeToHead();
    }

    static Migrator named(DataSource dataSource) {
        Migrator migrator = Migrator.builder()
                .dataSource(dataSource)
                .revisions(new R2e2c946f2c92_add_is_deleted_to_invoices())
                .build();
        return migrator;
    }
}
