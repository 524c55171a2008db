package org.syrinx.plugin.editing.internal.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.syrinx.api.CancelledException;
import org.syrinx.nn.internal.PyTorchBackend;

class WorkersTest {
    private static final List<Integer> JOBS = IntStream.range(0, 20).boxed().toList();

    private final PyTorchBackend backend = new PyTorchBackend();

    @Test
    void resultsKeepTheOrderOfTheJobsAndWorkersRunAtOnce() {
        CountDownLatch both = new CountDownLatch(2);
        try (Workers two = new Workers(2, backend)) {
            List<Integer> squares =
                    two.each(
                            JOBS,
                            i -> {
                                both.countDown();
                                await(both); // would wait for ever with one worker
                                return i * i;
                            },
                            done -> {});
            assertEquals(JOBS.stream().map(i -> i * i).toList(), squares);
        }
    }

    @Test
    void nativeThreadsAreOneWhileSeveralWorkAndComeBack() {
        int before = backend.threads();
        backend.setThreads(2);
        try {
            try (Workers two = new Workers(2, backend)) {
                assertEquals(List.of(1), two.each(List.of(0), i -> backend.threads(), done -> {}));
            }
            assertEquals(2, backend.threads());
        } finally {
            backend.setThreads(before);
        }
    }

    @Test
    void cancellingStopsBeforeTheRestAndAfterWhatHasBegun() {
        AtomicInteger begun = new AtomicInteger();
        AtomicInteger ended = new AtomicInteger();
        CountDownLatch running = new CountDownLatch(1);
        try (Workers two = new Workers(2, backend)) {
            assertThrows(
                    CancelledException.class,
                    () ->
                            two.each(
                                    JOBS,
                                    i -> {
                                        begun.incrementAndGet();
                                        running.countDown();
                                        pause();
                                        return ended.incrementAndGet();
                                    },
                                    done -> {
                                        await(running);
                                        throw new CancelledException("test");
                                    }));
        }
        assertEquals(begun.get(), ended.get(), "nothing runs on after the caller was told");
        assertTrue(begun.get() < JOBS.size(), begun + " begun");
    }

    @Test
    void theFirstFailureIsTheCallers() {
        IllegalStateException own = new IllegalStateException("own");
        try (Workers two = new Workers(2, backend)) {
            assertSame(
                    own,
                    assertThrows(
                            IllegalStateException.class,
                            () ->
                                    two.each(
                                            JOBS,
                                            i -> {
                                                throw own;
                                            },
                                            done -> {})));
        }
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
