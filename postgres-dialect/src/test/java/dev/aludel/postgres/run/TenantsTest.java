package dev.aludel.postgres.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.aludel.core.Migrator;
import dev.aludel.core.Tenant;
import dev.aludel.core.Tenant.Outcome;
import dev.aludel.core.TenantListener;
import dev.aludel.core.Tenants;
import dev.aludel.core.revision.RevisionScript;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Many schemas, and many migrators in one JVM. */
class TenantsTest {

    private final Database database = new Database();
    private final Counted counted = new Counted(database.dataSource());

    @AfterEach
    void drop() {
        database.close();
    }

    private static List<String> schemas(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> String.format("tenant_%04d", i))
                .toList();
    }

    private Tenants tenants(List<? extends RevisionScript> scripts, List<String> schemas) {
        return Tenants.of(
                Migrator.builder().dataSource(counted.dataSource()).revisions(() -> List.copyOf(scripts)), schemas);
    }

    private void areAt(List<String> schemas, String head, int tables) throws Exception {
        assertThat(database.ask("SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace"
                        + " WHERE relkind = 'r' AND nspname LIKE 'tenant%' AND relname LIKE 't\\_%'"))
                .containsExactly(String.valueOf(schemas.size() * tables));
        for (String schema : schemas) {
            assertThat(database.ask("SELECT revision FROM " + schema + ".aludel_head"))
                    .as(schema)
                    .containsExactly(head);
        }
    }

    @Test
    void eachHasItsOwnVersionRows() throws Exception {
        var some = schemas(3);
        tenants(Script.chain(1), some.subList(0, 2)).upgradeToHead();
        tenants(Script.chain(2), some.subList(0, 1)).upgradeToHead();
        var result = tenants(Script.chain(2), some).upgradeToHead();
        assertThat(result.isDone()).isTrue();
        assertThat(result.tenants())
                .extracting(Tenant::schema, Tenant::from, Tenant::to, Tenant::outcome)
                .containsExactly(
                        tuple("tenant_0000", Set.of("r00002"), Set.of("r00002"), Outcome.UP_TO_DATE),
                        tuple("tenant_0001", Set.of("r00001"), Set.of("r00002"), Outcome.UPGRADED),
                        tuple("tenant_0002", Set.of(), Set.of("r00002"), Outcome.UPGRADED));
        areAt(some, "r00002", 2);
        assertThat(Tenants.like(database.dataSource(), "tenant\\_%")).isEqualTo(some);
        assertThat(result.describe()).matches("3 schemas: 2 upgraded, 1 up to date, 0 failed, 0 skipped, in \\d+ ms\n");
    }

    @Test
    void whatFailsInOneDoesNotConcernTheOthers() throws Exception {
        var some = schemas(12);
        database.run("CREATE SCHEMA tenant_0005; CREATE TABLE tenant_0005.t_r00002 (id int)");
        var told = ConcurrentHashMap.<String>newKeySet();
        var finished = new AtomicInteger();
        var result = tenants(Script.chain(3), some)
                .atATime(3)
                .listener(new TenantListener() {
                    @Override
                    public void starting(String schema) {
                        told.add(schema);
                    }

                    @Override
                    public void finished(Tenant tenant, int done, int all) {
                        finished.accumulateAndGet(done, Math::max);
                        assertThat(all).isEqualTo(12);
                        throw new IllegalStateException("nobody minds");
                    }
                })
                .upgradeToHead();
        assertThat(told).containsExactlyInAnyOrderElementsOf(some);
        assertThat(finished).hasValue(12);
        assertThat(result.isDone()).isFalse();
        assertThat(result.with(Outcome.UPGRADED)).hasSize(11);
        assertThat(result.with(Outcome.FAILED)).singleElement().satisfies(failed -> {
            assertThat(failed.schema()).isEqualTo("tenant_0005");
            assertThat(failed.to()).containsExactly("r00001");
            assertThat(failed.failure().orElseThrow()).hasMessageContaining("already exists");
        });
        assertThat(result.describe()).contains("tenant_0005  FAILED at r00001: revision r00002");
        assertThat(counted.most()).isLessThanOrEqualTo(3);

        database.run("DROP TABLE tenant_0005.t_r00002");
        assertThat(tenants(Script.chain(3), some).upgradeToHead().isDone()).isTrue();
        areAt(some, "r00003", 3);
    }

    @Test
    void noneIsBegunAfterTooManyFailed() {
        var bad = List.of(Script.of("aaaa", "", op -> op.execute("SELECT 1/0")));
        var result = tenants(bad, schemas(20)).atATime(1).stopAfter(3).upgradeToHead();
        assertThat(result.with(Outcome.FAILED)).hasSize(3);
        assertThat(result.with(Outcome.SKIPPED)).hasSize(17);
    }

    @Test
    void whoIsInterruptedBeginsNoOther() throws Exception {
        var slow = List.of(Script.of("aaaa", "", op -> op.execute("SELECT pg_sleep(0.3)")));
        var caller = Thread.currentThread();
        var result = tenants(slow, schemas(20))
                .atATime(2)
                .listener(new TenantListener() {
                    @Override
                    public void finished(Tenant tenant, int done, int all) {
                        if (done == 2) {
                            caller.interrupt();
                        }
                    }
                })
                .upgradeToHead();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(result.with(Outcome.FAILED)).isEmpty();
        assertThat(result.with(Outcome.SKIPPED)).hasSizeGreaterThan(10);
        assertThat(result.with(Outcome.UPGRADED)).hasSizeGreaterThanOrEqualTo(2);
    }

    @Test
    void fiftySchemas() throws Exception {
        many(50);
    }

    @Test
    @Tag("long")
    void aThousandSchemas() throws Exception {
        many(1000);
    }

    private void many(int count) throws Exception {
        var all = schemas(count);
        var first = tenants(Script.chain(3), all).atATime(8).upgradeToHead();
        assertThat(first.with(Outcome.UPGRADED)).hasSize(count);
        areAt(all, "r00003", 3);
        int connections = counted.opened();
        var again = tenants(Script.chain(3), all).atATime(8).upgradeToHead();
        assertThat(again.with(Outcome.UP_TO_DATE)).hasSize(count);
        assertThat(counted.most()).isLessThanOrEqualTo(8);
        System.out.println("FIGURE " + count + " schemas, 3 revisions each, 8 at a time: "
                + first.took().toMillis() + " ms, " + connections + " connections opened, at most " + counted.most()
                + " at once; nothing to do: " + again.took().toMillis() + " ms");
    }

    @Test
    void sixteenThreadsInSixteenSchemas() throws Exception {
        rounds(3);
    }

    @Test
    @Tag("long")
    void sixteenThreadsInSixteenSchemasTwentyTimes() throws Exception {
        rounds(20);
    }

    /** Every thread wants every schema to be at the head, and each begins with another one. */
    private void rounds(int rounds) throws Exception {
        var all = schemas(16);
        int wrong = 0;
        for (int round = 0; round < rounds; round++) {
            var threads = Executors.newFixedThreadPool(16);
            var applied = new AtomicInteger();
            var waiting = new ArrayList<Future<?>>();
            for (int i = 0; i < 16; i++) {
                int first = i;
                waiting.add(threads.submit(() -> {
                    for (int k = 0; k < 16; k++) {
                        String schema = all.get((first + k) % 16);
                        applied.addAndGet(Migrator.builder()
                                .dataSource(database.dataSource())
                                .schemas(schema)
                                .revisions(() -> List.copyOf(Script.chain(3)))
                                .build()
                                .upgradeToHead()
                                .revisions()
                                .size());
                    }
                }));
            }
            for (Future<?> one : waiting) {
                one.get();
            }
            threads.shutdown();
            areAt(all, "r00003", 3);
            wrong += applied.get() == 16 * 3 ? 0 : 1;
            for (String schema : all) {
                assertThat(database.ask("SELECT count(*) FROM " + schema + ".aludel_journal"))
                        .containsExactly("3");
                database.run("DROP SCHEMA " + schema + " CASCADE");
            }
        }
        assertThat(wrong).isZero();
        System.out.println("FIGURE 16 threads x 16 schemas x " + rounds + " rounds: " + rounds + " correct");
    }
}
