package dev.aludel.postgres.changes;

import dev.aludel.postgres.PostgresDialect;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Proves rows side by side, each at a bench with two databases of its own: a row mostly waits for its server. */
final class Workshop {

    private static final int BENCHES = Math.min(4, Runtime.getRuntime().availableProcessors());

    /** What is done at a bench. */
    @FunctionalInterface
    interface Work {
        void at(Changes bench) throws Exception;
    }

    private final Written written = new Written(new PostgresDialect());
    private final List<Changes> all = new ArrayList<>();
    private final BlockingQueue<Changes> free = new ArrayBlockingQueue<>(BENCHES);
    private final ExecutorService workers = Executors.newFixedThreadPool(BENCHES);

    Workshop() throws SQLException, IOException {
        for (int i = 0; i < BENCHES; i++) {
            all.add(new Changes(written));
        }
        free.addAll(all);
    }

    Future<?> submit(Work work) {
        return workers.submit(() -> {
            Changes bench = free.take();
            try {
                work.at(bench);
            } finally {
                free.add(bench);
            }
            return null;
        });
    }

    /** Waits until it is done, and fails as it failed. */
    static void await(Future<?> work) throws Throwable {
        try {
            work.get();
        } catch (ExecutionException e) {
            throw e.getCause();
        }
    }

    void provesJava() throws IOException {
        all.get(0).provesJava();
    }

    void close() {
        workers.shutdownNow();
        try {
            for (Changes bench : all) {
                bench.close();
            }
            written.delete();
        } catch (SQLException | IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
