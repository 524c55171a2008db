package org.syrinx.training;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.syrinx.api.Backend;
import org.syrinx.nn.autograd.Autograd;

/**
 * Threads that compute parts of a batch side by side. Two Java threads with one native thread each
 * train 1.3 times as fast on two cores as one thread with two (docs/training-vits.md). What a
 * worker keeps, such as a tensor scope, belongs to its own thread: work for worker i always runs on
 * thread i. A single worker is the thread that made this object, so that nothing waits for
 * anything.
 */
public final class Workers implements AutoCloseable {
    private final List<ExecutorService> threads = new ArrayList<>();
    private final Backend backend;
    private final int nativeThreads;

    /**
     * Starts the threads.
     *
     * @param backend whose native threads are limited to 1 while there are several workers
     * @param count how many, at least 1
     */
    public Workers(Backend backend, int count) {
        this.backend = backend;
        this.nativeThreads = backend.threads();
        if (count == 1) {
            Autograd.prepareThread(true);
            return;
        }
        backend.setThreads(1);
        for (int i = 0; i < count; i++) {
            int index = i;
            threads.add(
                    Executors.newSingleThreadExecutor(
                            r -> {
                                Thread t = new Thread(r, "syrinx-train-" + index);
                                t.setDaemon(true);
                                return t;
                            }));
        }
        all(
                i -> {
                    backend.setThreads(1);
                    Autograd.prepareThread(true);
                    return null;
                });
    }

    /**
     * How many there are.
     *
     * @return at least 1
     */
    public int count() {
        return Math.max(1, threads.size());
    }

    /**
     * Runs a task on every thread and waits for all.
     *
     * @param task what worker i does
     * @param <T> of the results
     * @return the results in order of the workers
     */
    public <T> List<T> all(IntFunction<T> task) {
        if (threads.isEmpty()) {
            List<T> one = new ArrayList<>();
            one.add(task.apply(0));
            return one;
        }
        List<Future<T>> futures = new ArrayList<>();
        for (int i = 0; i < threads.size(); i++) {
            int index = i;
            Callable<T> call = () -> task.apply(index);
            futures.add(threads.get(i).submit(call));
        }
        List<T> results = new ArrayList<>();
        RuntimeException failure = null;
        boolean interrupted = false;
        for (Future<T> f : futures) {
            while (true) {
                try {
                    results.add(f.get());
                } catch (InterruptedException e) {
                    // native work cannot be abandoned half way: wait for it, then say so
                    interrupted = true;
                    continue;
                } catch (ExecutionException e) {
                    failure = wrap(e.getCause(), failure);
                }
                break;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (failure != null) {
            throw failure;
        }
        return results;
    }

    /**
     * Runs a task on the first thread and waits.
     *
     * @param task the task
     * @param <T> of the result
     * @return the result
     */
    public <T> T first(Supplier<T> task) {
        return all(i -> i == 0 ? task.get() : null).get(0);
    }

    private static RuntimeException wrap(Throwable cause, RuntimeException earlier) {
        RuntimeException e =
                cause instanceof RuntimeException r ? r : new IllegalStateException(cause);
        if (earlier != null) {
            e.addSuppressed(earlier);
        }
        return e;
    }

    @Override
    public void close() {
        if (threads.isEmpty()) {
            Autograd.prepareThread(false);
            return;
        }
        threads.forEach(ExecutorService::shutdown);
        try {
            for (ExecutorService t : threads) {
                t.awaitTermination(1, TimeUnit.MINUTES);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        backend.setThreads(nativeThreads);
    }
}
