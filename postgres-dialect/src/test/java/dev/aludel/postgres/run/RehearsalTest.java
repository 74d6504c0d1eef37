package dev.aludel.postgres.run;

import static dev.aludel.core.op.Definitions.column;
import static dev.aludel.core.op.Definitions.primaryKey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aludel.core.Catalog;
import dev.aludel.core.compare.Differ;
import dev.aludel.core.dialect.Dialect;
import dev.aludel.core.dialect.Dialects;
import dev.aludel.core.dialect.Scope;
import dev.aludel.core.error.RefusedException;
import dev.aludel.core.error.RevisionException;
import dev.aludel.core.op.Operations;
import dev.aludel.core.revision.Replay;
import dev.aludel.core.revision.RevisionInfo;
import dev.aludel.core.revision.RevisionScript;
import dev.aludel.core.revision.RevisionSet;
import dev.aludel.core.run.Rehearsal;
import dev.aludel.core.run.RunSettings;
import dev.aludel.core.schema.SchemaModel;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a chain makes, found out without touching anything: by running it where nobody sees it, and by folding it. */
class RehearsalTest {

    private final Database database = new Database();
    private final Dialect dialect = Dialects.of(database.dataSource());
    private final RunSettings settings = new RunSettings(
            List.of(), "", Duration.ofSeconds(5), Duration.ofMillis(200), Duration.ofSeconds(5), false, false);
    private final Rehearsal rehearsal = Rehearsal.inScratchSchema(database.dataSource(), dialect, settings);

    @AfterEach
    void drop() {
        database.close();
    }

    private static final Script CUSTOMER = Script.of(
            "aaaa1",
            "customers",
            op -> op.createTable(
                    "customer",
                    column("id", "bigint").notNull(),
                    column("name", "varchar(80)").notNull(),
                    column("joined", "timestamptz").defaultSql("now()"),
                    primaryKey("id")));

    private static final Script SHORTER = Script.of(
            "aaaa2",
            "a shorter name",
            op -> op.alterColumn("customer", column("name", "varchar(80)").notNull(), column("name", "text")),
            "aaaa1");

    private static Script undoing(String id, Consumer<Operations> up, Consumer<Operations> down, String parent) {
        return new Script(RevisionInfo.of(id, "by hand", parent), up, down);
    }

    private static RevisionSet set(RevisionScript... scripts) {
        return RevisionSet.read(List.of(() -> List.of(scripts)));
    }

    @Test
    void aRehearsedChainMakesWhatARealOneMakesAndLeavesNothing() throws SQLException {
        var chain = set(CUSTOMER, SHORTER);
        database.run(
                "CREATE TABLE bystander (id int); CREATE FUNCTION twice(int) RETURNS int LANGUAGE sql AS 'SELECT 2'");
        var before = database.facts();
        SchemaModel rehearsed = rehearsal.model(chain, Set.of("aaaa2"));
        assertThat(database.facts()).isEqualTo(before);
        database.run("DROP TABLE bystander; DROP FUNCTION twice");
        database.migrator(CUSTOMER, SHORTER).upgradeToHead();
        SchemaModel real = Catalog.read(database.dataSource());
        assertThat(Differ.diff(rehearsed, real).stream()
                        .filter(op -> !op.describe().contains("schema")))
                .isEmpty();
        assertThat(rehearsed.tables()).isEqualTo(real.tables());
        SchemaModel folded = Replay.model(chain, Set.of("aaaa2"), dialect, new Scope(List.of("public"), 18));
        assertThat(Differ.diff(folded, rehearsed)).isEmpty();
    }

    @Test
    void everyDowngradeThatDoesNotLeadBackIsFound() {
        var chain = set(
                CUSTOMER,
                SHORTER,
                undoing(
                        "aaaa3",
                        op -> op.execute("ALTER TABLE customer ADD COLUMN a int, ADD COLUMN b int"),
                        op -> op.execute("ALTER TABLE customer DROP COLUMN a"),
                        "aaaa2"),
                undoing(
                        "aaaa4",
                        op -> op.execute("CREATE TABLE t (id int)"),
                        op -> op.execute("DROP TABLE u"),
                        "aaaa3"),
                undoing(
                        "aaaa5",
                        op -> op.execute("CREATE VIEW v AS SELECT 1 AS one"),
                        op -> op.irreversible("no"),
                        "aaaa4"),
                Script.of("aaaa6", "fine", op -> op.createTable("last", column("id", "int")), "aaaa5"));
        var seen = new ArrayList<String>();
        var findings = rehearsal.reversibility(
                chain, Set.of("aaaa2", "aaaa3", "aaaa4", "aaaa5", "aaaa6"), revision -> seen.add(revision.id()));
        assertThat(seen).containsExactly("aaaa2", "aaaa3", "aaaa4", "aaaa5", "aaaa6");
        assertThat(findings)
                .extracting(finding -> finding.revision().id() + " " + finding.kind())
                .containsExactly("aaaa3 NOT_REVERSED", "aaaa4 NOT_REVERSED", "aaaa5 IRREVERSIBLE");
        assertThat(findings.get(0).details())
                .singleElement()
                .asString()
                .contains("customer")
                .contains("b");
        assertThat(findings.get(1).message()).contains("\"u\" does not exist");
    }

    @Test
    void aRevisionThatFailsEndsTheRehearsalAndLeavesNothing() throws SQLException {
        var chain = set(CUSTOMER, Script.of("aaaa2", "broken", op -> op.execute("SELECT nonsense"), "aaaa1"));
        var before = database.facts();
        assertThat(rehearsal.reversibility(chain, Set.of("aaaa1", "aaaa2"), revision -> {}))
                .singleElement()
                .matches(finding -> finding.kind() == Rehearsal.Kind.FAILS)
                .matches(finding -> finding.message().contains("nonsense"));
        assertThatThrownBy(() -> rehearsal.model(chain, Set.of("aaaa2")))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("nonsense");
        assertThat(database.facts()).isEqualTo(before);
    }

    @Test
    void inAnEmptyDatabaseRevisionsMayNameSchemas() throws SQLException {
        var chain = set(Script.of(
                "aaaa1",
                "billing",
                op -> op.execute("CREATE SCHEMA billing; CREATE TABLE billing.invoice (id int);"
                                + " CREATE VIEW public.v AS SELECT id FROM billing.invoice")
                        .reversedBy("DROP VIEW public.v; DROP TABLE billing.invoice; DROP SCHEMA billing")));
        var both = new RunSettings(
                List.of("public", "billing"),
                "",
                Duration.ofSeconds(5),
                Duration.ofMillis(200),
                Duration.ZERO,
                false,
                false);
        var empty = Rehearsal.inEmptyDatabase(database.dataSource(), dialect, both);
        var before = database.facts();
        assertThat(empty.model(chain, Set.of("aaaa1")).tables()).hasSize(1);
        assertThat(empty.reversibility(chain, Set.of("aaaa1"), revision -> {})).isEmpty();
        assertThat(database.facts()).isEqualTo(before);
        database.run("CREATE TABLE there_already (id int)");
        assertThatThrownBy(() -> empty.model(chain, Set.of("aaaa1")))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("there_already");
    }

    @Test
    void sqlThatOnlyADatabaseUnderstandsIsNotFolded() {
        var chain = set(CUSTOMER, Script.of("aaaa2", "opaque", op -> op.execute("DO 'BEGIN END'"), "aaaa1"));
        assertThatThrownBy(() -> Replay.model(chain, Set.of("aaaa2"), dialect, new Scope(List.of("public"), 18)))
                .isInstanceOfSatisfying(
                        RevisionException.class, e -> assertThat(e.reason()).isEqualTo(RevisionException.Reason.OPAQUE))
                .hasMessageContaining("aaaa2")
                .hasMessageContaining("DO 'BEGIN END'");
    }
}
