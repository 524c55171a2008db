package org.syrinx.corpus.internal.render;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.syrinx.api.Progress;
import org.syrinx.api.SyrinxException;
import org.syrinx.corpus.Teacher;
import org.syrinx.corpus.format.Utterance;
import org.syrinx.corpus.internal.plan.Journal;
import org.syrinx.corpus.internal.plan.Planned;

/**
 * Speaks a plan on several threads. The plan is cut into shards of fixed size; a teacher gives
 * equal speech to equal requests, so which thread takes which shard cannot be seen in the result.
 */
public final class Workers {
    private static final int SHARD = 16;
    private static final long POLL_MILLIS = 100;

    private final Teacher teacher;
    private final Path root;
    private final int threads;

    /**
     * Prepares.
     *
     * @param teacher who speaks
     * @param root the corpus folder
     * @param threads how many at once
     */
    public Workers(Teacher teacher, Path root, int threads) {
        this.teacher = teacher;
        this.root = root;
        this.threads = threads;
    }

    /**
     * Speaks what is missing.
     *
     * @param missing what to speak
     * @param done receives the finished utterances by id; only touched by the calling thread
     * @param journal told after each shard
     * @param total utterances of the whole plan, for the progress
     * @param progress told on the calling thread, at least every 100 ms
     */
    public void speak(
            List<Planned> missing,
            Map<String, Utterance> done,
            Journal journal,
            int total,
            Progress progress) {
        AtomicBoolean stop = new AtomicBoolean();
        ExecutorService pool = Executors.newFixedThreadPool(threads, Workers::thread);
        BlockingQueue<Future<List<Utterance>>> finished = new LinkedBlockingQueue<>();
        ExecutorCompletionService<List<Utterance>> service =
                new ExecutorCompletionService<>(pool, finished);
        try {
            int shards = 0;
            for (int at = 0; at < missing.size(); at += SHARD, shards++) {
                List<Planned> shard = missing.subList(at, Math.min(missing.size(), at + SHARD));
                service.submit(() -> shard(shard, stop));
            }
            int collected = 0;
            while (collected < shards) {
                progress.step("speaking", done.size(), total);
                Future<List<Utterance>> future = finished.poll(POLL_MILLIS, TimeUnit.MILLISECONDS);
                if (future != null) {
                    List<Utterance> utterances = future.get();
                    utterances.forEach(u -> done.put(u.id(), u));
                    journal.add(utterances);
                    collected++;
                }
            }
            progress.step("speaking", done.size(), total);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new org.syrinx.api.CancelledException("speaking");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof SyrinxException known) {
                throw known;
            }
            throw new SyrinxException(
                    "speech from " + teacher.name(),
                    "an unexpected failure: " + e.getCause(),
                    "report it with this message",
                    e.getCause());
        } finally {
            stop.set(true);
            end(pool);
        }
    }

    private List<Utterance> shard(List<Planned> shard, AtomicBoolean stop) {
        List<Utterance> utterances = new ArrayList<>();
        try (Teacher.Session session = teacher.open()) {
            for (Planned planned : shard) {
                if (stop.get()) {
                    break; // nobody collects what is left
                }
                utterances.add(Renderer.render(planned, root, session));
            }
        }
        return utterances;
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "corpus-worker");
        thread.setDaemon(true);
        return thread;
    }

    /** Waits for the workers, so that nothing writes into the folder after build() has returned. */
    private static void end(ExecutorService pool) {
        pool.shutdownNow();
        boolean interrupted = Thread.interrupted();
        try {
            while (!pool.awaitTermination(1, TimeUnit.SECONDS)) {
                // a worker ends after its current sentence at the latest
                pool.shutdownNow();
            }
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
