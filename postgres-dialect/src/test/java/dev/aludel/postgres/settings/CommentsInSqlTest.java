package dev.aludel.postgres.settings;

import static dev.aludel.core.op.Definitions.check;
import static dev.aludel.core.op.Definitions.column;
import static dev.aludel.core.op.Definitions.index;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aludel.core.Migrator;
import dev.aludel.core.op.Operations;
import dev.aludel.core.revision.Migration;
import dev.aludel.core.revision.Revision;
import dev.aludel.testing.CatalogFacts;
import dev.aludel.testing.TestDatabase;
import dev.aludel.testing.TestServer;
import org.junit.jupiter.api.Test;

/** Expressions that end in a comment. */
class CommentsInSqlTest {

    @Revision(id = "aa01", message = "Comments")
    static final class Commented implements Migration {
        @Override
        public void upgrade(Operations op) {
            op.createTable(
                    "account",
                    column("id", "bigint").defaultSql("7 -- lucky").notNull(),
                    check("positive", "id > 0 -- not negative"));
            op.createIndex("account", index("small", "id").where("id < 5 -- few"));
        }
    }

    @Test
    void endWhereTheyEnd() throws Exception {
        try (TestDatabase database = TestServer.shared().database()) {
            Migrator.builder()
                    .dataSource(database.dataSource())
                    .revisions(new Commented())
                    .build()
                    .upgradeToHead();
            try (var connection = database.dataSource().getConnection()) {
                assertThat(CatalogFacts.read(connection, "public"))
                        .contains("column public.account.id not null", "constraint public.account.positive check");
            }
        }
    }
}
