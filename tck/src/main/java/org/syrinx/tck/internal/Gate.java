package org.syrinx.tck.internal;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.syrinx.api.Progress;

/** Stops work at its first report until it is opened. */
public final class Gate implements Progress {
    private final CountDownLatch arrived = new CountDownLatch(1);
    private final CountDownLatch opened = new CountDownLatch(1);

    /** A closed gate. */
    public Gate() {}

    @Override
    public void step(String phase, long done, long total) {
        arrived.countDown();
        try {
            if (!opened.await(60, TimeUnit.SECONDS)) {
                throw new AssertionError("the gate was not opened within 60 s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits until the work has reported for the first time. */
    public void awaitArrival() {
        try {
            if (!arrived.await(30, TimeUnit.SECONDS)) {
                throw new AssertionError(
                        "no progress was reported within 30 s, so the call cannot be cancelled"
                                + " either");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Lets the work go on. */
    public void open() {
        opened.countDown();
    }
}
