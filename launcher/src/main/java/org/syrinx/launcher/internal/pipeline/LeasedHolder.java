package org.syrinx.launcher.internal.pipeline;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.syrinx.api.CancelledException;
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
    private final Consumer<T> disposer;
    private final List<Slot> retired = new ArrayList<>();
    private Slot current;
    private int abandoned;
    private Supplier<SyrinxException> reason;

    /**
     * An empty holder.
     *
     * @param opener called without the lock for every request, quick: takes whatever keeps the
     *     value alive until the returned lease is closed; may throw if the value is gone
     * @param disposer called once for every value that was replaced, without the lock, when nobody
     *     uses it any more, neither a request nor a call that was left behind
     * @param reason why there is nothing yet
     */
    public LeasedHolder(
            Function<T, Lease> opener, Consumer<T> disposer, Supplier<SyrinxException> reason) {
        this.opener = opener;
        this.disposer = disposer;
        this.reason = reason;
    }

    /**
     * Takes the value for one request.
     *
     * @param patience how long to wait while there is none
     * @return the value; close it when the request is done
     * @throws CancelledException if the thread is interrupted while it waits
     * @throws SyrinxException if there is still none: the reason given to {@link #withdraw}
     */
    public Held<T> acquire(Duration patience) {
        return poll(patience)
                .orElseThrow(
                        () -> {
                            lock.lock();
                            try {
                                return reason.get();
                            } finally {
                                lock.unlock();
                            }
                        });
    }

    /**
     * Takes the value for one request, if there is one in time.
     *
     * @param patience how long to wait while there is none
     * @return the value, which the request closes when it is done; empty if there is still none
     * @throws CancelledException if the thread is interrupted while it waits; it stays interrupted
     */
    public Optional<Held<T>> poll(Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        while (true) {
            Slot slot = take(end);
            if (slot == null) {
                return Optional.empty();
            }
            Lease inner = null;
            try {
                // no lock is held: this is a plug-in's code, which may wait for locks of its own
                inner = opener.apply(slot.value);
                return Optional.of(new Holding(slot, inner));
            } catch (RuntimeException e) {
                if (isCurrent(slot)) {
                    throw e;
                }
                // the value was replaced between the two steps: take the next
            } finally {
                if (inner == null) {
                    leave(slot, false);
                }
            }
        }
    }

    /** Counts one more user; null if there is nothing to use in time. */
    private Slot take(long end) {
        lock.lock();
        try {
            while (current == null) {
                long left = end - System.nanoTime();
                if (left <= 0) {
                    return null;
                }
                changed.awaitNanos(left);
            }
            current.users++;
            return current;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException("waiting for a stage");
        } finally {
            lock.unlock();
        }
    }

    private boolean isCurrent(Slot slot) {
        lock.lock();
        try {
            return slot == current;
        } finally {
            lock.unlock();
        }
    }

    /** Counts one user less; the last one disposes of a value that was replaced. */
    private void leave(Slot slot, boolean wasLeftBehind) {
        boolean last;
        lock.lock();
        try {
            if (wasLeftBehind) {
                abandoned--;
                slot.leftBehind--;
            } else {
                slot.users--;
            }
            changed.signalAll();
            last = slot.idle() && retired.remove(slot);
        } finally {
            lock.unlock();
        }
        if (last) {
            disposer.accept(slot.value);
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
     * Waits until the value that new requests take is a certain one.
     *
     * @param wanted looks at the current value, null if there is none; called under the lock, quick
     * @param patience how long
     * @return whether it is
     */
    public boolean await(Predicate<T> wanted, Duration patience) {
        long left = patience.toNanos();
        lock.lock();
        try {
            while (!wanted.test(current == null ? null : current.value)) {
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

    /** Wakes those who {@link #await} something that has changed outside of this holder. */
    void look() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * How many calls were left behind and have not come back.
     *
     * @return 0 or more
     */
    public int abandoned() {
        lock.lock();
        try {
            return abandoned;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until no request uses a replaced value any more. A call that was left behind is not
     * waited for: it may never end.
     *
     * @param which the values to wait for
     * @param patience how long
     * @return whether all of them are free
     */
    public boolean awaitDrained(Predicate<T> which, Duration patience) {
        long left = patience.toNanos();
        lock.lock();
        try {
            while (retired.stream().anyMatch(s -> s.users > 0 && which.test(s.value))) {
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
        Slot unused = null;
        lock.lock();
        try {
            if (current != null) {
                if (current.idle()) {
                    unused = current;
                } else {
                    retired.add(current);
                }
            }
            current = next;
            reason = why;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        if (unused != null) {
            disposer.accept(unused.value);
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

        /**
         * Leaves the call behind: nobody waits for it any more when the value is replaced. What
         * keeps the value alive stays until {@link #close}, if the call ever comes back to it.
         */
        void abandon();

        @Override
        void close();
    }

    private final class Slot {
        final T value;
        int users;
        int leftBehind;

        Slot(T value) {
            this.value = value;
        }

        boolean idle() {
            return users == 0 && leftBehind == 0;
        }
    }

    private final class Holding implements Held<T> {
        private final Slot slot;
        private final Lease inner;
        private boolean left;
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
        public void abandon() {
            lock.lock();
            try {
                if (!closed && !left) {
                    left = true;
                    abandoned++;
                    slot.leftBehind++;
                    slot.users--;
                    changed.signalAll();
                }
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void close() {
            boolean wasLeft;
            lock.lock();
            try {
                if (closed) {
                    return;
                }
                closed = true;
                wasLeft = left;
            } finally {
                lock.unlock();
            }
            try {
                // frees the value's memory, if it was the last: before anyone sees it drained
                inner.close();
            } finally {
                leave(slot, wasLeft);
            }
        }
    }
}
