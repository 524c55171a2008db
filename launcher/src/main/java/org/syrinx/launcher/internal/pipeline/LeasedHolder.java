package org.syrinx.launcher.internal.pipeline;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.syrinx.api.Lease;
import org.syrinx.api.SyrinxException;

/**
 * The value that new requests take, replaceable while requests run. A request finishes on the value
 * that it started with; a request that comes while there is none waits for the next one.
 *
 * <p>An injected volatile field loses calls: a stage may be freed between the read of the field and
 * the call. Here taking a value and counting it are one step under the lock that replacing it also
 * needs, so whoever has replaced a value knows everyone who still uses it.
 *
 * <p>Thread-safe. The lock is never held during a call on a value, nor while waiting for one to
 * end.
 *
 * @param <T> what is held
 */
public final class LeasedHolder<T> {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Function<T, Lease> opener;
    private final List<Slot> retired = new ArrayList<>();
    private Slot current;
    private Supplier<SyrinxException> reason;

    /**
     * An empty holder.
     *
     * @param opener called under the lock for every request, quick: takes whatever keeps the value
     *     alive until the returned lease is closed
     * @param reason why there is nothing yet
     */
    public LeasedHolder(Function<T, Lease> opener, Supplier<SyrinxException> reason) {
        this.opener = opener;
        this.reason = reason;
    }

    /**
     * Takes the value for one request.
     *
     * @param patience how long to wait while there is none
     * @return the value; close it when the request is done
     * @throws SyrinxException if there is still none: the reason given to {@link #withdraw}
     */
    public Held<T> acquire(Duration patience) {
        long left = patience.toNanos();
        lock.lock();
        try {
            while (current == null) {
                if (left <= 0) {
                    throw reason.get();
                }
                left = changed.awaitNanos(left);
            }
            Slot slot = current;
            Lease inner = opener.apply(slot.value);
            slot.users++;
            return new Holding(slot, inner);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw reason.get();
        } finally {
            lock.unlock();
        }
    }

    /**
     * The value that the next request would take, for looking only.
     *
     * @return the value, or null
     */
    public T peek() {
        lock.lock();
        try {
            return current == null ? null : current.value;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Makes a value the current one. Requests on the old one go on.
     *
     * @param value what new requests take
     */
    public void publish(T value) {
        replace(new Slot(value), reason);
    }

    /**
     * Leaves new requests waiting, until a value is published or their patience ends.
     *
     * @param why what those are told whose patience ends
     */
    public void withdraw(Supplier<SyrinxException> why) {
        replace(null, why);
    }

    /**
     * Waits until no request uses a replaced value any more.
     *
     * @param which the values to wait for
     * @param patience how long
     * @return whether all of them are free
     */
    public boolean awaitDrained(Predicate<T> which, Duration patience) {
        long left = patience.toNanos();
        lock.lock();
        try {
            while (retired.stream().anyMatch(s -> which.test(s.value))) {
                if (left <= 0) {
                    return false;
                }
                left = changed.awaitNanos(left);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    private void replace(Slot next, Supplier<SyrinxException> why) {
        lock.lock();
        try {
            if (current != null && current.users > 0) {
                retired.add(current);
            }
            current = next;
            reason = why;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void release(Slot slot) {
        lock.lock();
        try {
            if (--slot.users == 0 && retired.remove(slot)) {
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * A value in use by one request.
     *
     * @param <T> what is held
     */
    public interface Held<T> extends AutoCloseable {
        /**
         * The value.
         *
         * @return never null
         */
        T value();

        @Override
        void close();
    }

    private final class Slot {
        final T value;
        int users;

        Slot(T value) {
            this.value = value;
        }
    }

    private final class Holding implements Held<T> {
        private final Slot slot;
        private final Lease inner;
        private boolean closed;

        Holding(Slot slot, Lease inner) {
            this.slot = slot;
            this.inner = inner;
        }

        @Override
        public T value() {
            return slot.value;
        }

        @Override
        public synchronized void close() {
            if (!closed) {
                closed = true;
                try {
                    inner.close();
                } finally {
                    release(slot);
                }
            }
        }
    }
}
