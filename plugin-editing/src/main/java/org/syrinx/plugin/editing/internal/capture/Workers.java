package org.syrinx.plugin.editing.internal.capture;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.syrinx.api.Backend;
import org.syrinx.api.CancelledException;

/**
 * Speaks several utterances at once: one thread and one core for each is faster than all cores for
 * one after the other, since the tensors of one utterance are small. With one worker everything
 * happens on the caller's thread.
 */
public final class Workers implements AutoCloseable {
    private static final long LOOK_MILLIS = 100;

    private final ExecutorService threads;
    private final Backend backend;
    private final int nativeThreads;

    /**
     * Starts workers.
     *
     * @param count at least 1
     * @param backend whose native threads are set to one until {@link #close}, if there is more
     *     than one worker
     */
    public Workers(int count, Backend backend) {
        this.backend = backend;
        this.threads =
                count == 1
                        ? null
                        : Executors.newFixedThreadPool(
                                count,
                                job -> {
                                    Thread t = new Thread(job, "syrinx-editing-worker");
                                    t.setDaemon(true);
                                    return t;
                                });
        this.nativeThreads = threads == null ? 0 : backend.threads();
        if (threads != null) {
            backend.setThreads(1);
        }
    }

    /** The caller's thread alone. */
    public static Workers one() {
        return new Workers(1, null);
    }

    /**
     * Does the same to everything.
     *
     * @param jobs what to do it to
     * @param work what to do; called by several threads
     * @param done called on this thread with the number of jobs that are done, before each and
     *     while waiting; what it throws (a {@link CancelledException}) stops everything
     * @return results in the order of the jobs
     */
    public <J, R> List<R> each(List<J> jobs, Function<J, R> work, LongConsumer done) {
        List<R> out = new ArrayList<>();
        if (threads == null) {
            for (J job : jobs) {
                done.accept(out.size());
                out.add(work.apply(job));
            }
            return out;
        }
        AtomicBoolean stop = new AtomicBoolean();
        AtomicLong finished = new AtomicLong();
        List<Future<R>> futures = new ArrayList<>();
        for (J job : jobs) {
            futures.add(
                    threads.submit(
                            () -> {
                                R result = stop.get() ? null : work.apply(job);
                                finished.incrementAndGet();
                                return result;
                            }));
        }
        try {
            for (Future<R> next : futures) {
                out.add(wait(next, () -> done.accept(finished.get())));
            }
            return out;
        } finally {
            // what has begun is finished before the caller closes what it needs
            stop.set(true);
            futures.forEach(Workers::settle);
        }
    }

    private static <R> R wait(Future<R> next, Runnable look) {
        while (true) {
            look.run();
            try {
                return next.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                continue;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CancelledException("speaking");
            } catch (ExecutionException e) {
                throw unchecked(e.getCause());
            }
        }
    }

    private static void settle(Future<?> future) {
        boolean interrupted = false;
        while (!future.isDone()) {
            try {
                future.get();
            } catch (InterruptedException e) {
                interrupted = true;
            } catch (ExecutionException e) {
                break; // the first failure is on its way to the caller
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static RuntimeException unchecked(Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        return (RuntimeException) cause;
    }

    @Override
    public void close() {
        if (threads != null) {
            threads.shutdown();
            backend.setThreads(nativeThreads);
        }
    }
}
