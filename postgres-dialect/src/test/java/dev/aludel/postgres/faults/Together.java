package dev.aludel.postgres.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** Several threads that begin at the same moment, again and again. */
final class Together implements AutoCloseable {

    private final int count;
    private final ExecutorService threads;

    Together(int count) {
        this.count = count;
        this.threads = Executors.newFixedThreadPool(count);
    }

    /** What each gave back, in the order of their numbers from 0; the first failure of any is thrown. */
    <T> List<T> run(IntFunction<Callable<T>> task) throws Exception {
        var barrier = new CyclicBarrier(count);
        var running = new ArrayList<Future<T>>();
        for (int i = 0; i < count; i++) {
            Callable<T> one = task.apply(i);
            running.add(threads.submit(() -> {
                barrier.await();
                return one.call();
            }));
        }
        var results = new ArrayList<T>();
        for (var one : running) {
            results.add(one.get());
        }
        return results;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
