package dev.aludel.postgres.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aludel.core.dialect.Scope;
import dev.aludel.core.op.Create;
import dev.aludel.core.op.Drop;
import dev.aludel.core.op.Operation;
import dev.aludel.core.op.Operations;
import dev.aludel.core.revision.RevisionInfo;
import dev.aludel.core.schema.SchemaModel;
import dev.aludel.core.schema.SchemaObject;
import dev.aludel.core.schema.SqlObject;
import dev.aludel.core.schema.Table;
import dev.aludel.postgres.PostgresDialect;
import dev.aludel.postgres.run.Database;
import dev.aludel.postgres.run.Script;
import dev.aludel.testing.TestServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Row 46: bodies of functions, comments and defaults are read from the catalog, made again from what was read, and are to the
 * last character what they were. {@code -Daludel.bodies=10000} for all.
 */
class BodiesTest {

    private static final int BODIES = Integer.getInteger("aludel.bodies", 1_000);

    private static final int TOGETHER = 250;

    private static final PostgresDialect DIALECT = new PostgresDialect();

    @Test
    void theyComeBackAsTheyWere() throws Exception {
        System.out.println("-Daludel.seed=" + HostileText.SEED);
        var text = new HostileText(HostileText.SEED);
        for (int done = 0; done < BODIES; done += TOGETHER) {
            boolean conforming = done / TOGETHER % 2 == 0;
            try (Database database = new Database()) {
                database.run("DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET standard_conforming_strings = "
                        + (conforming ? "on" : "off") + "', current_database()); END $$");
                var made = new ArrayList<String>();
                try (var connection = database.dataSource().getConnection();
                        var function = connection.prepareStatement(
                                "SELECT pg_catalog.set_config('x.body', ?, false), pg_catalog.set_config('x.comment', ?, false)");
                        var statement = connection.createStatement()) {
                    for (int i = 0; i < TOGETHER; i++) {
                        String body = text.text(12);
                        made.add(body);
                        function.setString(1, body);
                        function.setString(2, text.text(6));
                        function.execute();
                        statement.execute(
                                "DO $do$ BEGIN SET LOCAL check_function_bodies = off; EXECUTE format('CREATE FUNCTION f"
                                        + i
                                        + "() RETURNS text LANGUAGE plpgsql AS %L', current_setting('x.body')); EXECUTE format('CREATE"
                                        + " TABLE t" + i
                                        + " (a text DEFAULT %L)', current_setting('x.body')); EXECUTE format('COMMENT ON"
                                        + " FUNCTION f" + i
                                        + "() IS %L', current_setting('x.comment')); EXECUTE format('COMMENT ON COLUMN"
                                        + " t" + i + ".a IS %L', current_setting('x.comment')); END $do$");
                    }
                }
                var all = said(database);
                var model = read(database);
                var back = new ArrayList<Operation>();
                for (SchemaObject object : model.objects()) {
                    if (object instanceof SqlObject || object instanceof Table) {
                        back.add(new Drop(object));
                    }
                }
                var comments = new ArrayList<SchemaObject>(model.objects());
                comments.removeIf(object -> object instanceof SqlObject || object instanceof Table);
                // away and back: the way back is made of nothing but what was read
                var migrator = database.migrator(new Script(
                        RevisionInfo.of("aaaa", "away"),
                        op -> {
                            op.execute("SET LOCAL check_function_bodies = off");
                            op.add(back);
                        },
                        op -> {
                            op.execute("SET LOCAL check_function_bodies = off");
                            op.add(Operations.reverse(back));
                            comments.forEach(comment -> op.add(List.of(new Create(comment))));
                        }));
                migrator.upgradeToHead();
                assertThat(said(database)).isEmpty();
                migrator.downgradeTo("base");
                assertThat(said(database))
                        .as("-Daludel.seed=%d", HostileText.SEED)
                        .isEqualTo(all);
                assertThat(all).hasSize(3 * made.size());
                assertThat(read(database)).isEqualTo(model);
            }
        }
        System.out.printf("row 46: %d bodies with their defaults and comments, 0 differences%n", BODIES);
    }

    private static SchemaModel read(Database database) throws Exception {
        try (var connection = database.dataSource().getConnection()) {
            return DIALECT.read(
                    connection,
                    new Scope(List.of("public"), TestServer.shared().major()),
                    Set.of("aludel_head", "aludel_journal"));
        }
    }

    /** As the server keeps them, and not as it spells them. */
    private static List<String> said(Database database) throws Exception {
        return database.ask(
                "SELECT 'f ' || proname || ' ' || prosrc || ' # ' || coalesce("
                        + "obj_description(oid, 'pg_proc'), '') FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND proname ~ '^f[0-9]'"
                        + " UNION ALL SELECT 't ' || adrelid::regclass || ' ' || pg_get_expr(adbin, adrelid) FROM pg_attrdef WHERE"
                        + " adrelid::regclass::text ~ '^t[0-9]' UNION ALL SELECT 'c ' || objoid::regclass || ' ' || description FROM"
                        + " pg_description WHERE classoid = 'pg_class'::regclass AND objoid::regclass::text ~ '^t[0-9]' ORDER BY 1");
    }
}
