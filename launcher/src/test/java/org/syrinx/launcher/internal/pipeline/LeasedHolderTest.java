package org.syrinx.launcher.internal.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.syrinx.api.CancelledException;
import org.syrinx.api.Lease;
import org.syrinx.api.SyrinxException;

class LeasedHolderTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Supplier<SyrinxException> NOTHING =
            () -> new SyrinxException("a value", "there is none", "wait");

    private static LeasedHolder<Resource> holder() {
        return new LeasedHolder<>(r -> Lease.NOTHING_TO_FREE, r -> {}, NOTHING);
    }

    /** Something that must not be used once it is freed. */
    private static final class Resource {
        private volatile boolean freed;

        void use() {
            if (freed) {
                throw new IllegalStateException("used after it was freed");
            }
        }
    }

    @Test
    void fourHundredSwapsUnderLoadLoseNoCallAndFreeEveryOldValue() throws InterruptedException {
        LeasedHolder<Resource> holder = holder();
        holder.publish(new Resource());
        AtomicBoolean stop = new AtomicBoolean();
        AtomicInteger failures = new AtomicInteger();
        AtomicLong calls = new AtomicLong();
        List<Thread> callers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Thread caller =
                    new Thread(
                            () -> {
                                while (!stop.get()) {
                                    try (LeasedHolder.Held<Resource> held = holder.acquire(LONG)) {
                                        held.value().use();
                                        Thread.yield();
                                        held.value().use();
                                        calls.incrementAndGet();
                                    } catch (RuntimeException e) {
                                        failures.incrementAndGet();
                                    }
                                }
                            });
            caller.start();
            callers.add(caller);
        }
        int freed = 0;
        for (int swap = 0; swap < 400; swap++) {
            long before = calls.get();
            Resource old = holder.peek();
            if (swap % 4 == 0) {
                // a bundle update: for a moment there is nothing
                holder.withdraw(NOTHING);
                assertTrue(holder.awaitDrained(r -> r == old, LONG));
                old.freed = true;
                freed++;
                holder.publish(new Resource());
            } else {
                holder.publish(new Resource());
                assertTrue(holder.awaitDrained(r -> r == old, LONG));
                old.freed = true;
                freed++;
            }
            while (calls.get() == before && failures.get() == 0) {
                Thread.yield();
            }
        }
        stop.set(true);
        for (Thread caller : callers) {
            caller.join();
        }
        assertEquals(0, failures.get(), "failed calls");
        assertEquals(400, freed);
        assertTrue(calls.get() >= 400, "the swaps happened under load");
    }

    @Test
    void aRequestFinishesOnTheValueThatItStartedWith() {
        LeasedHolder<Resource> holder = holder();
        Resource first = new Resource();
        holder.publish(first);
        try (LeasedHolder.Held<Resource> running = holder.acquire(LONG)) {
            Resource second = new Resource();
            holder.publish(second);
            assertSame(first, running.value());
            try (LeasedHolder.Held<Resource> next = holder.acquire(LONG)) {
                assertSame(second, next.value());
            }
            assertFalse(holder.awaitDrained(r -> r == first, Duration.ZERO), "the first is in use");
        }
        assertTrue(holder.awaitDrained(r -> r == first, Duration.ZERO));
    }

    @Test
    void aRequestThatFindsNothingGetsTheNextValue() throws InterruptedException {
        LeasedHolder<Resource> holder = holder();
        Resource late = new Resource();
        Resource[] got = new Resource[1];
        CountDownLatch done = new CountDownLatch(1);
        Thread caller =
                new Thread(
                        () -> {
                            try (LeasedHolder.Held<Resource> held = holder.acquire(LONG)) {
                                got[0] = held.value();
                            }
                            done.countDown();
                        });
        caller.start();
        while (caller.getState() != Thread.State.TIMED_WAITING) {
            Thread.yield();
        }
        holder.publish(late);
        assertTrue(done.await(20, TimeUnit.SECONDS));
        assertSame(late, got[0]);
    }

    @Test
    void aRequestWhosePatienceEndsIsToldTheReasonOfTheWithdrawal() {
        LeasedHolder<Resource> holder = holder();
        holder.publish(new Resource());
        holder.withdraw(
                () -> new SyrinxException("a vocoder", "it was uninstalled", "install one"));
        SyrinxException e =
                assertThrows(SyrinxException.class, () -> holder.acquire(Duration.ofMillis(1)));
        assertEquals("it was uninstalled", e.found());
    }

    @Test
    void anInterruptEndsTheWaitAndIsNoReasonToLookAgain() {
        LeasedHolder<Resource> holder = holder();
        Thread.currentThread().interrupt();
        assertThrows(CancelledException.class, () -> holder.poll(LONG));
        assertTrue(Thread.interrupted(), "the caller still knows");
        Thread.currentThread().interrupt();
        holder.publish(new Resource());
        holder.acquire(LONG).close();
        assertTrue(Thread.interrupted(), "who need not wait is not stopped here");
    }

    @Test
    void closingARequestTwiceReleasesItOnce() {
        LeasedHolder<Resource> holder = holder();
        Resource value = new Resource();
        holder.publish(value);
        LeasedHolder.Held<Resource> one = holder.acquire(LONG);
        LeasedHolder.Held<Resource> two = holder.acquire(LONG);
        one.close();
        one.close();
        holder.withdraw(NOTHING);
        assertFalse(holder.awaitDrained(r -> true, Duration.ZERO), "the other still runs");
        two.close();
        assertTrue(holder.awaitDrained(r -> true, Duration.ZERO));
    }

    @Test
    void whatKeepsTheValueAliveIsHeldAsLongAsTheRequest() {
        AtomicInteger open = new AtomicInteger();
        LeasedHolder<String> holder =
                new LeasedHolder<>(
                        v -> {
                            open.incrementAndGet();
                            return open::decrementAndGet;
                        },
                        v -> {},
                        NOTHING);
        holder.publish("a");
        try (LeasedHolder.Held<String> held = holder.acquire(LONG)) {
            assertEquals("a", held.value());
            assertEquals(1, open.get());
        }
        assertEquals(0, open.get());
    }

    @Test
    void aReplacedValueIsDisposedOfOnceWhenItsLastRequestEnds() {
        List<String> disposed = new ArrayList<>();
        LeasedHolder<String> holder =
                new LeasedHolder<>(v -> Lease.NOTHING_TO_FREE, disposed::add, NOTHING);
        holder.publish("a");
        LeasedHolder.Held<String> one = holder.acquire(LONG);
        LeasedHolder.Held<String> two = holder.acquire(LONG);
        holder.publish("b");
        one.close();
        assertEquals(List.of(), disposed, "the second request goes on");
        two.close();
        assertEquals(List.of("a"), disposed);
        holder.withdraw(NOTHING);
        assertEquals(List.of("a", "b"), disposed, "nobody used it");
    }

    @Test
    void aCallThatWasLeftBehindBlocksNoSwapButKeepsWhatItUses() {
        List<String> disposed = new ArrayList<>();
        AtomicInteger leases = new AtomicInteger();
        LeasedHolder<String> holder =
                new LeasedHolder<>(
                        v -> {
                            leases.incrementAndGet();
                            return leases::decrementAndGet;
                        },
                        disposed::add,
                        NOTHING);
        holder.publish("a");
        LeasedHolder.Held<String> hung = holder.acquire(LONG);
        holder.publish("b");
        assertFalse(holder.awaitDrained(v -> v.equals("a"), Duration.ZERO));
        hung.abandon();
        assertTrue(holder.awaitDrained(v -> v.equals("a"), Duration.ZERO), "nobody waits for it");
        assertEquals(1, holder.abandoned());
        assertEquals(1, leases.get(), "it may still touch the memory");
        assertEquals(List.of(), disposed);
        hung.close();
        assertEquals(0, holder.abandoned());
        assertEquals(0, leases.get());
        assertEquals(List.of("a"), disposed);
    }
}
