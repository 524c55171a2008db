package org.syrinx.launcher.internal.pipeline;

import java.time.Duration;
import org.syrinx.api.Audio;
import org.syrinx.api.AudioSink;
import org.syrinx.api.CancelledException;
import org.syrinx.api.Progress;

/**
 * One request on a thread of its own, watched by the thread of its caller. A call into native code
 * cannot be stopped from outside; the caller can only stop to wait for it. So the work runs where
 * it can be left behind, and the caller hears the sound, in step, on its own thread.
 *
 * <p>The thread dies with the request: whatever a plug-in has tied to it (thread locals, native
 * caches) goes too, and an uninstalled plug-in is not kept by a pool.
 *
 * @param <T> the result of the work
 */
final class WatchedRun<T> {
    /**
     * The work; what it is given is for its own thread only. It may say that it is alive; handing
     * over sound and reporting progress say so too.
     */
    interface Work<T> {
        T run(AudioSink sink, Progress progress, Runnable alive);
    }

    private final AudioSink sink;
    private final Progress progress;
    private final long silence;
    private final Runnable atEnd;
    private final Thread worker;

    private Audio chunk;
    private ListenerException listenerFailed;
    private T result;
    private Throwable failure;
    private boolean done;
    private boolean abandoned;
    private volatile boolean cancelled;
    private volatile long lastSign = System.nanoTime();

    /**
     * Prepares the run.
     *
     * @param name of the thread
     * @param work what is to be done
     * @param atEnd run on the work's thread at its very end, also when it was left behind; on the
     *     caller's if the work cannot even begin
     * @param sink hears the sound on the thread that calls {@link #call}
     * @param progress hears of progress on the work's thread
     * @param silence how long the work may give no sign of life; zero for ever
     */
    WatchedRun(
            String name,
            Work<T> work,
            Runnable atEnd,
            AudioSink sink,
            Progress progress,
            Duration silence) {
        this.sink = sink;
        this.progress = progress;
        this.silence = silence.isZero() ? Long.MAX_VALUE : silence.toNanos();
        // no inherited thread locals, no class loader of the caller's
        this.atEnd = atEnd;
        this.worker = new Thread(null, () -> work(work), name, 0, false);
        worker.setContextClassLoader(ClassLoader.getSystemClassLoader());
        worker.setDaemon(true);
    }

    /**
     * Does the work.
     *
     * @return its result
     * @throws HungException when it gave no sign of life; it is left behind
     */
    T call() {
        boolean interrupted = false;
        try {
            worker.start();
        } catch (RuntimeException | Error e) {
            // no memory for another thread: the work never runs, and so never ends by itself
            atEnd.run();
            throw e;
        }
        try {
            while (true) {
                Audio heard;
                synchronized (this) {
                    long left = silence - (System.nanoTime() - lastSign);
                    if (chunk == null && !done && left > 0) {
                        try {
                            wait(Math.min(left / 1_000_000 + 1, 60_000));
                        } catch (InterruptedException e) {
                            // the caller wants to leave: the work hears it at its next step
                            interrupted = true;
                            cancelled = true;
                        }
                        continue;
                    }
                    if (done) {
                        return outcome();
                    }
                    if (chunk == null) {
                        abandoned = true;
                        notifyAll();
                        break;
                    }
                    heard = chunk;
                }
                deliver(heard);
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        // whoever waits in Java hears this; native code does not
        worker.interrupt();
        throw new HungException();
    }

    private void deliver(Audio heard) {
        ListenerException failed = null;
        try {
            sink.accept(heard);
        } catch (RuntimeException | Error e) {
            failed = new ListenerException(e);
        }
        synchronized (this) {
            listenerFailed = failed;
            chunk = null;
            lastSign = System.nanoTime();
            notifyAll();
        }
    }

    private T outcome() {
        if (failure instanceof ListenerException listener) {
            throw listener.unwrap();
        }
        if (failure instanceof RuntimeException e) {
            throw e;
        }
        if (failure instanceof Error e) {
            throw e;
        }
        return result;
    }

    private void work(Work<T> work) {
        T made = null;
        Throwable thrown = null;
        try {
            made = work.run(this::hand, this::step, this::alive);
        } catch (Exception | Error e) {
            // also what is thrown past the compiler
            thrown = e;
        }
        try {
            // before the caller goes on: what it does next may rely on the memory being free
            atEnd.run();
        } catch (RuntimeException | Error e) {
            thrown = thrown == null ? e : thrown;
        }
        synchronized (this) {
            result = made;
            failure = thrown;
            done = true;
            notifyAll();
        }
    }

    /** On the work's thread: waits until the caller has heard the chunk. */
    private synchronized void hand(Audio sound) {
        stopIfLeft();
        chunk = sound;
        notifyAll();
        try {
            while (chunk != null && !abandoned) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException("delivering sound");
        }
        stopIfLeft();
        if (listenerFailed != null) {
            throw listenerFailed;
        }
    }

    private void stopIfLeft() {
        if (abandoned) {
            throw new CancelledException("delivering sound to a caller who has left");
        }
    }

    private void step(String phase, long now, long total) {
        lastSign = System.nanoTime();
        synchronized (this) {
            stopIfLeft();
        }
        if (cancelled) {
            throw new CancelledException(phase);
        }
        try {
            progress.step(phase, now, total);
        } catch (CancelledException e) {
            throw e;
        } catch (RuntimeException | Error e) {
            throw new ListenerException(e);
        }
    }

    private void alive() {
        lastSign = System.nanoTime();
    }

    /** The work gave no sign of life for too long and was left behind. */
    static final class HungException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
