package dev.aludel.postgres.faults;

import static dev.aludel.core.op.Definitions.check;
import static dev.aludel.core.op.Definitions.column;
import static dev.aludel.core.op.Definitions.comment;
import static dev.aludel.core.op.Definitions.domain;
import static dev.aludel.core.op.Definitions.index;
import static dev.aludel.core.op.Definitions.primaryKey;
import static dev.aludel.core.op.Definitions.sequence;
import static dev.aludel.core.op.Definitions.unique;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aludel.core.Migrator;
import dev.aludel.core.dialect.Scope;
import dev.aludel.core.op.Operation;
import dev.aludel.core.op.Operations;
import dev.aludel.core.revision.RevisionFormat;
import dev.aludel.core.revision.RevisionInfo;
import dev.aludel.core.revision.RevisionScript;
import dev.aludel.core.revision.RevisionSet;
import dev.aludel.core.revision.RevisionWriter;
import dev.aludel.core.schema.CheckConstraint;
import dev.aludel.core.schema.SchemaModel;
import dev.aludel.core.schema.SchemaObject;
import dev.aludel.diff.Revisions;
import dev.aludel.postgres.PostgresDialect;
import dev.aludel.postgres.run.Database;
import dev.aludel.postgres.run.Psql;
import dev.aludel.postgres.run.Script;
import dev.aludel.testing.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Rows 43 and 47: names and messages of any kind, through the server, through a script for psql and through Java, are what
 * they were. {@code -Daludel.names=10000} for all, {@code -Daludel.seed=…} to try again.
 */
class HostileNamesTest {

    private static final int NAMES = Integer.getInteger("aludel.names", 300);

    private static final int TOGETHER = 100;

    private static final int IN_ONE_REVISION = 10;

    private static final PostgresDialect DIALECT = new PostgresDialect();

    @TempDir
    private Path directory;

    @BeforeAll
    static void tell() {
        System.out.println("-Daludel.seed=" + HostileText.SEED);
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** Every noun that has a name, under that name, and all that can be said of it. */
    private static void make(Operations op, String name, String other, String text) {
        String table = quoted(name);
        op.createTable(
                table,
                column(name, "bigint").notNull().comment(text + "."),
                column("b" + other, "text").defaultValue(text),
                comment(name),
                primaryKey(name).named(name + "p"),
                unique("b" + other).named(name + "u"),
                check("k" + other, quoted(name) + " > 0"));
        op.createIndex(table, index(name + "i", "b" + other, name));
        op.createSequence(quoted(name + "s"), sequence());
        op.createEnum(quoted(name + "e"), name, text.length() > 15 ? "x" + name : text + "x");
        op.createDomain(quoted(name + "d"), domain("text").check(name, "VALUE <> ''::text"));
        op.createCompositeType(quoted(name + "c"), column(name, "text"), column("b" + other, "bigint"));
    }

    private static void change(Operations op, String name, String other, String text) {
        String table = quoted(name);
        String after = quoted(name + "t");
        op.commentOnTable(table, name, text + "!");
        op.renameColumn(table, name, "c" + other);
        op.rename("index", table, name + "i", name + "j");
        op.rename("check", table, "k" + other, "l" + other);
        op.rename("unique", table, name + "u", name + "v");
        op.renameTable(table, after);
        op.alterColumn(
                after,
                column("b" + other, "text").defaultValue(text),
                column("b" + other, "text").defaultValue(name));
        op.renameSequence(quoted(name + "s"), quoted(name + "q"));
        op.renameEnum(quoted(name + "e"), quoted(name + "f"));
        op.renameDomain(quoted(name + "d"), quoted(name + "g"));
        op.renameCompositeType(quoted(name + "c"), quoted(name + "h"));
    }

    private static List<RevisionScript> chain(List<String> names, HostileText text) {
        var revisions = new ArrayList<RevisionScript>();
        String parent = "";
        for (int i = 0; i < names.size(); i += IN_ONE_REVISION) {
            var some = names.subList(i, Math.min(names.size(), i + IN_ONE_REVISION));
            var texts = some.stream().map(name -> text.text(5)).toList();
            Consumer<Operations> make = op -> {
                for (int k = 0; k < some.size(); k++) {
                    make(op, some.get(k), Integer.toString(k), texts.get(k));
                }
            };
            Consumer<Operations> change = op -> {
                for (int k = 0; k < some.size(); k++) {
                    change(op, some.get(k), Integer.toString(k), texts.get(k));
                }
            };
            for (var body : List.of(make, change)) {
                String id = String.format("r%05d", revisions.size());
                revisions.add(
                        Script.of(id, text.text(8), body, parent.isEmpty() ? new String[0] : new String[] {parent}));
                parent = id;
            }
        }
        return revisions;
    }

    private static List<String> facts(SchemaModel model) {
        var facts = new TreeSet<String>();
        for (SchemaObject object : model.everything().values()) {
            // how a check and a default are spelled is the server's business
            String fact = object.describe().replaceFirst("'::text$", "'");
            facts.add(object instanceof CheckConstraint ? object.id().toString() : fact);
        }
        return List.copyOf(facts);
    }

    private static SchemaModel folded(List<RevisionScript> chain) {
        var model = SchemaModel.empty();
        for (RevisionScript script : chain) {
            for (Operation operation : script.upgrade(DIALECT::normalType)) {
                model = operation.applyTo(model);
            }
        }
        return model;
    }

    @Test
    void theyAreTheSameEverywhere() throws Exception {
        var text = new HostileText(HostileText.SEED);
        var names = List.copyOf(text.names(NAMES));
        Path canaries = Files.createDirectory(directory.resolve("cwd"));
        int round = 0;
        for (int i = 0; i < names.size(); i += TOGETHER) {
            var chain = chain(names.subList(i, Math.min(names.size(), i + TOGETHER)), text);
            String conforming = round++ % 2 == 0 ? "on" : "off";
            try (Database live = new Database();
                    Database scripted = new Database()) {
                for (Database one : List.of(live, scripted)) {
                    one.run("DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET standard_conforming_strings = "
                            + conforming + "', current_database()); END $$");
                }
                throughTheServer(live, chain);
                throughAScript(scripted, live, chain);
                live.migrator(chain).downgradeTo("base");
                assertThat(facts(managed(live))).allMatch(fact -> fact.contains("aludel_"));
            }
            throughJava(chain, directory.resolve("java" + i));
        }
        assertThat(canaries).isEmptyDirectory();
        System.out.printf(
                "rows 43 and 47: %d names through the server, a script by %s and Java; strings conforming and not;"
                        + " 0 mismatches%n",
                NAMES, Psql.isThere() ? "psql" : "JDBC");
    }

    private static SchemaModel managed(Database database) throws SQLException {
        try (var connection = database.dataSource().getConnection()) {
            return DIALECT.read(
                    connection,
                    new Scope(List.of("public"), TestServer.shared().major()),
                    DIALECT.versionTables().tables());
        }
    }

    private static void throughTheServer(Database database, List<RevisionScript> chain) throws Exception {
        var migrator = database.migrator(chain);
        migrator.upgradeToHead();
        var model = managed(database);
        var found = facts(model).stream()
                .filter(fact -> !fact.startsWith("function aludel_"))
                .toList();
        var meant = facts(folded(chain));
        var missing = new ArrayList<>(meant);
        missing.removeAll(found);
        var unexpected = new ArrayList<>(found);
        unexpected.removeAll(meant);
        assertThat(missing)
                .as("-Daludel.seed=%d, missing; instead %s", HostileText.SEED, unexpected)
                .isEmpty();
        assertThat(unexpected)
                .as("-Daludel.seed=%d, unexpected", HostileText.SEED)
                .isEmpty();
    }

    private void throughAScript(Database database, Database like, List<RevisionScript> chain) throws Exception {
        String script = Migrator.builder()
                .offline(TestServer.shared().major())
                .revisions(() -> chain)
                .build()
                .sql("head");
        assertThat(Psql.run(database, script))
                .as("-Daludel.seed=%d", HostileText.SEED)
                .endsWith("exit 0");
        assertThat(database.facts()).isEqualTo(like.facts());
        String journal = "SELECT revision, message, checksum, parents::text FROM aludel_journal ORDER BY seq";
        assertThat(database.ask(journal)).isEqualTo(like.ask(journal));
        assertThat(database.ask("SELECT message FROM aludel_journal ORDER BY seq"))
                .isEqualTo(
                        chain.stream().map(script1 -> script1.info().message()).toList());
    }

    private static void throughJava(List<RevisionScript> chain, Path folder) throws IOException {
        var writer = new RevisionWriter(folder, RevisionFormat.JAVA, "db.revisions");
        for (RevisionScript script : chain) {
            RevisionInfo info = script.info();
            RevisionWriter.write(writer.render(
                    info,
                    script.upgrade(DIALECT::normalType),
                    script.downgrade(DIALECT::normalType),
                    DIALECT,
                    TestServer.shared().major()));
        }
        var read = RevisionSet.read(List.of(Revisions.source(folder)));
        for (RevisionScript script : chain) {
            RevisionScript back = read.script(read.graph().get(script.info().id()));
            assertThat(back.info().message()).isEqualTo(script.info().message());
            assertThat(back.upgrade(DIALECT::normalType)).isEqualTo(script.upgrade(DIALECT::normalType));
            assertThat(back.downgrade(DIALECT::normalType)).isEqualTo(script.downgrade(DIALECT::normalType));
        }
    }
}
