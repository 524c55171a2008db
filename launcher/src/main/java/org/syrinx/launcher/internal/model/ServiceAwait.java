package org.syrinx.launcher.internal.model;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceListener;

/** Waits until something about the services of the framework becomes true. */
public final class ServiceAwait {
    /** A failed activation and a bind come without a service event: they are seen after this. */
    private static final long LOOK_AGAIN_MILLIS = 20;

    private ServiceAwait() {}

    /**
     * Looks at once, after every service event, and every now and then.
     *
     * @param context of the caller
     * @param patience how long
     * @param <T> the answer
     * @param look gives the answer, or empty to wait on; may throw
     * @return the answer, or empty when the patience ended
     */
    public static <T> Optional<T> until(
            BundleContext context, Duration patience, Supplier<Optional<T>> look) {
        Object bell = new Object();
        long[] rung = {0};
        ServiceListener listener =
                event -> {
                    synchronized (bell) {
                        rung[0]++;
                        bell.notifyAll();
                    }
                };
        long end = System.nanoTime() + patience.toNanos();
        context.addServiceListener(listener);
        try {
            while (true) {
                long before;
                synchronized (bell) {
                    before = rung[0];
                }
                Optional<T> answer = look.get();
                if (answer.isPresent() || System.nanoTime() > end) {
                    return answer;
                }
                synchronized (bell) {
                    if (rung[0] == before) {
                        bell.wait(LOOK_AGAIN_MILLIS);
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } finally {
            context.removeServiceListener(listener);
        }
    }
}
