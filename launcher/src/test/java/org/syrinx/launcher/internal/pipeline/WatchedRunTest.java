package org.syrinx.launcher.internal.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.syrinx.api.Audio;
import org.syrinx.api.AudioSink;
import org.syrinx.api.CancelledException;
import org.syrinx.api.Progress;

class WatchedRunTest {
    private static final Audio CHUNK = new Audio(new float[1], 16000);
    private final AtomicInteger ended = new AtomicInteger();

    private <T> T run(
            WatchedRun.Work<T> work, AudioSink sink, Progress progress, Duration silence) {
        return new WatchedRun<>("test", work, ended::incrementAndGet, sink, progress, silence)
                .call();
    }

    @Test
    void theSoundIsHeardInOrderOnTheCallersThreadAndTheWorkRunsOnAnother() {
        List<Thread> heard = new ArrayList<>();
        Thread[] worked = new Thread[1];
        int result =
                run(
                        (sink, progress, alive) -> {
                            worked[0] = Thread.currentThread();
                            for (int i = 0; i < 5; i++) {
                                sink.accept(CHUNK);
                                assertEquals(i + 1, heard.size(), "in step");
                            }
                            return 7;
                        },
                        chunk -> heard.add(Thread.currentThread()),
                        Progress.NONE,
                        Duration.ZERO);
        assertEquals(7, result);
        assertEquals(5, heard.size());
        heard.forEach(thread -> assertSame(Thread.currentThread(), thread));
        assertNotSame(Thread.currentThread(), worked[0]);
        assertEquals(1, ended.get());
    }

    @Test
    void workThatGivesNoSignOfLifeIsLeftBehindAndEndsForItself() throws InterruptedException {
        CountDownLatch letGo = new CountDownLatch(1);
        CountDownLatch gone = new CountDownLatch(1);
        AtomicBoolean stopped = new AtomicBoolean();
        WatchedRun<Object> run =
                new WatchedRun<>(
                        "test",
                        (sink, progress, alive) -> {
                            boolean waiting = true;
                            while (waiting) {
                                try {
                                    letGo.await();
                                    waiting = false;
                                } catch (InterruptedException e) {
                                    continue; // as deaf as native code
                                }
                            }
                            try {
                                sink.accept(CHUNK);
                            } catch (CancelledException e) {
                                stopped.set(true);
                            }
                            return null;
                        },
                        gone::countDown,
                        chunk -> {
                            throw new AssertionError("nobody listens any more");
                        },
                        Progress.NONE,
                        Duration.ofMillis(50));
        assertThrows(WatchedRun.HungException.class, run::call);
        assertEquals(1, gone.getCount(), "it still holds what it uses");
        letGo.countDown();
        assertTrue(gone.await(20, TimeUnit.SECONDS));
        assertTrue(stopped.get(), "its next step tells it to stop");
    }

    @Test
    void progressIsASignOfLife() {
        AtomicInteger steps = new AtomicInteger();
        int result =
                run(
                        (sink, progress, alive) -> {
                            for (int i = 0; i < 40; i++) {
                                pause(50);
                                progress.step("work", i, 40);
                            }
                            return 1;
                        },
                        chunk -> {},
                        (phase, done, total) -> steps.incrementAndGet(),
                        Duration.ofMillis(1500));
        assertEquals(1, result);
        assertEquals(40, steps.get());
    }

    @Test
    void whatTheListenerThrowsComesBackUnchangedAndStopsTheWork() {
        IllegalStateException full = new IllegalStateException("disk full");
        AtomicBoolean stopped = new AtomicBoolean();
        IllegalStateException thrown =
                assertThrows(
                        IllegalStateException.class,
                        () ->
                                run(
                                        (sink, progress, alive) -> {
                                            try {
                                                sink.accept(CHUNK);
                                            } finally {
                                                stopped.set(true);
                                            }
                                            return null;
                                        },
                                        chunk -> {
                                            throw full;
                                        },
                                        Progress.NONE,
                                        Duration.ZERO));
        assertSame(full, thrown);
        assertTrue(stopped.get());
    }

    @Test
    void anInterruptOfTheCallerCancelsTheWorkAtItsNextStep() {
        Thread caller = Thread.currentThread();
        assertThrows(
                CancelledException.class,
                () ->
                        run(
                                (sink, progress, alive) -> {
                                    caller.interrupt();
                                    for (int i = 0; i < 2000; i++) {
                                        pause(10);
                                        progress.step("work", i, 2000);
                                    }
                                    return null;
                                },
                                chunk -> {},
                                Progress.NONE,
                                Duration.ZERO));
        assertTrue(Thread.interrupted(), "the caller still knows");
    }

    @Test
    void workThatCannotBeginGivesBackWhatItHolds() {
        WatchedRun<Object> run =
                new WatchedRun<>(
                        "test",
                        (sink, progress, alive) -> null,
                        ended::incrementAndGet,
                        chunk -> {},
                        Progress.NONE,
                        Duration.ZERO);
        run.call();
        // a thread starts once: the second call fails as one without memory for a thread does
        assertThrows(IllegalThreadStateException.class, run::call);
        assertEquals(2, ended.get());
    }

    @Test
    void theWorkInheritsNoClassLoaderOfTheCaller() {
        ClassLoader mine = Thread.currentThread().getContextClassLoader();
        ClassLoader[] its = new ClassLoader[1];
        Thread.currentThread().setContextClassLoader(new ClassLoader(mine) {});
        try {
            run(
                    (sink, progress, alive) -> {
                        its[0] = Thread.currentThread().getContextClassLoader();
                        return null;
                    },
                    chunk -> {},
                    Progress.NONE,
                    Duration.ZERO);
            assertFalse(its[0] == Thread.currentThread().getContextClassLoader());
        } finally {
            Thread.currentThread().setContextClassLoader(mine);
        }
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
