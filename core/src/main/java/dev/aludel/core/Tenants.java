package dev.aludel.core;

import dev.aludel.core.Tenant.Outcome;
import dev.aludel.core.error.DatabaseException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Upgrades many schemas that have the same tables, such as one for each tenant, some of them at a time. Each has version
 * tables of its own and stands where it stands; what happens to one does not concern the others. Immutable.
 */
public final class Tenants {

    private static final Logger LOG = LoggerFactory.getLogger(Tenants.class);

    /** Where a logger finds the schema that a line is about. */
    private static final String MDC_KEY = "aludel.schema";

    private final MigratorBuilder base;
    private final List<String> schemas;
    private final int atATime;
    private final int failures;
    private final TenantListener listener;

    private Tenants(MigratorBuilder base, List<String> schemas, int atATime, int failures, TenantListener listener) {
        this.base = base;
        this.schemas = schemas;
        this.atATime = atATime;
        this.failures = failures;
        this.listener = listener;
    }

    /**
     * Four at a time.
     *
     * @param base    says all but schemas: the database and the revisions, whose names have no schema. Its managed schemas
     *                and version schema give way; its listener is called by several threads
     * @param schemas in the order in which they are begun; one that is not there is made
     */
    public static Tenants of(MigratorBuilder base, List<String> schemas) {
        return new Tenants(base, List.copyOf(new LinkedHashSet<>(schemas)), 4, Integer.MAX_VALUE, TenantListener.NONE);
    }

    /**
     * The schemas of a database whose names are like this, in alphabetical order.
     *
     * @param pattern as for SQL's {@code LIKE}: {@code tenant\_%}; an underscore is any character where no backslash stands
     *                before it
     */
    public static List<String> like(DataSource dataSource, String pattern) {
        try (var connection = dataSource.getConnection();
                var rows = connection.getMetaData().getSchemas(null, pattern)) {
            var found = new ArrayList<String>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            found.sort(null);
            return List.copyOf(found);
        } catch (SQLException e) {
            throw new DatabaseException(
                    "cannot read the names of schemas: " + e.getMessage(),
                    e.getSQLState() == null ? "" : e.getSQLState(),
                    e);
        }
    }

    /** How many at a time; that many connections are used, and no more. */
    public Tenants atATime(int value) {
        if (value < 1) {
            throw new IllegalArgumentException(value + " at a time are none; say 1 or more");
        }
        return new Tenants(base, schemas, value, failures, listener);
    }

    /** Begins no other after so many have failed; those that are being upgraded are finished. No limit when nothing is said. */
    public Tenants stopAfter(int value) {
        return new Tenants(base, schemas, atATime, Math.max(1, value), listener);
    }

    public Tenants listener(TenantListener value) {
        return new Tenants(base, schemas, atATime, failures, value);
    }

    public List<String> schemas() {
        return schemas;
    }

    /** As {@link #upgradeTo}, to the newest revision. */
    public TenantsResult upgradeToHead() {
        return upgradeTo("head");
    }

    /**
     * Brings each schema forward to a revision, as {@link Migrator#upgradeTo} does with one. When the calling thread is
     * interrupted, no other schema is begun.
     *
     * @param target {@code head}, {@code heads}, an id or the start of one, {@code +2}
     * @return what became of each: one that fails is in the result, and no exception
     * @throws dev.aludel.core.error.RevisionException if the revisions do not form a chain; nothing was touched then
     */
    public TenantsResult upgradeTo(String target) {
        Instant start = Instant.now();
        Function<String, Migrator> migrators = base.perSchema();
        var run = new Run(migrators, target);
        ExecutorService threads =
                Executors.newFixedThreadPool(Math.max(1, Math.min(atATime, schemas.size())), threads());
        try {
            var waiting = new ArrayList<Future<Tenant>>();
            schemas.forEach(schema -> waiting.add(threads.submit(() -> run.tenant(schema))));
            var tenants = new ArrayList<Tenant>();
            for (Future<Tenant> one : waiting) {
                tenants.add(run.result(one));
            }
            var result = new TenantsResult(tenants, Duration.between(start, Instant.now()));
            LOG.info("{}", result.describe().lines().findFirst().orElse(""));
            return result;
        } finally {
            threads.shutdown();
        }
    }

    private static ThreadFactory threads() {
        var number = new AtomicInteger();
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        return work -> {
            var thread = new Thread(work, "aludel-tenants-" + number.incrementAndGet());
            thread.setDaemon(true);
            thread.setContextClassLoader(loader);
            return thread;
        };
    }

    /** One upgrade of all of them. */
    private final class Run {

        private final Function<String, Migrator> migrators;
        private final String target;
        private final AtomicInteger failed = new AtomicInteger();
        private final AtomicInteger finished = new AtomicInteger();
        private volatile boolean interrupted;

        Run(Function<String, Migrator> migrators, String target) {
            this.migrators = migrators;
            this.target = target;
        }

        Tenant tenant(String schema) {
            Tenant tenant;
            if (interrupted || failed.get() >= failures) {
                tenant = new Tenant(schema, Set.of(), Set.of(), Outcome.SKIPPED, Duration.ZERO, Optional.empty());
            } else {
                listen(() -> listener.starting(schema));
                MDC.put(MDC_KEY, schema);
                try {
                    tenant = upgraded(schema);
                } finally {
                    MDC.remove(MDC_KEY);
                }
            }
            Tenant done = tenant;
            int count = finished.incrementAndGet();
            listen(() -> listener.finished(done, count, schemas.size()));
            return tenant;
        }

        private Tenant upgraded(String schema) {
            Instant start = Instant.now();
            Migrator migrator = migrators.apply(schema);
            try {
                var result = migrator.upgradeTo(target);
                boolean moved = !result.revisions().isEmpty();
                return new Tenant(
                        schema,
                        migrator.before(result),
                        result.heads(),
                        moved ? Outcome.UPGRADED : Outcome.UP_TO_DATE,
                        Duration.between(start, Instant.now()),
                        Optional.empty());
            } catch (RuntimeException | Error e) {
                failed.incrementAndGet();
                LOG.error("schema {}: {}", schema, e.getMessage());
                Set<String> heads = heads(migrator);
                return new Tenant(
                        schema, heads, heads, Outcome.FAILED, Duration.between(start, Instant.now()), Optional.of(e));
            }
        }

        private static Set<String> heads(Migrator migrator) {
            try {
                return migrator.heads();
            } catch (RuntimeException e) {
                return Set.of();
            }
        }

        Tenant result(Future<Tenant> one) {
            while (true) {
                try {
                    Tenant tenant = one.get();
                    if (interrupted) {
                        Thread.currentThread().interrupt();
                    }
                    return tenant;
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    throw new IllegalStateException(e.getCause());
                }
            }
        }

        private static void listen(Runnable call) {
            try {
                call.run();
            } catch (RuntimeException e) {
                LOG.warn("a listener failed", e);
            }
        }
    }
}
