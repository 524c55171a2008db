package org.syrinx.tck;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.syrinx.api.CancelledException;
import org.syrinx.api.LatentSpec;
import org.syrinx.api.Lease;
import org.syrinx.api.NoiseSource;
import org.syrinx.api.Progress;
import org.syrinx.api.Stage;
import org.syrinx.api.StageInfo;
import org.syrinx.api.SyrinxModel;
import org.syrinx.tck.internal.NativeMemory;
import org.syrinx.tck.internal.Steps;
import org.syrinx.tck.internal.Values;

/**
 * What holds for a stage of any role: the clauses S. Extend the class of a role, not this one.
 *
 * @param <S> the service interface of the role
 */
public abstract class StageContract<S extends Stage> extends PlugInContract<S> {
    /** What the process may take besides while memory is measured, in bytes. */
    private static final long NOISE = 32 * 1024;

    private static final int ROUNDS = 6;
    private static final int MOST_CALLS = 5;

    private static final int THREADS = 4;

    /** For subclasses. */
    protected StageContract() {}

    /**
     * The latent that the stage makes or wants.
     *
     * @param stage the stage
     * @return its spec
     */
    protected abstract LatentSpec latentSpec(S stage);

    /**
     * What the tests hand to the stage and what stays theirs.
     *
     * @param stage the stage
     * @return tensors that no call may close or change
     */
    protected abstract List<NDArray> handedOver(S stage);

    @Override
    protected final Lease lease(S stage) {
        return stage.lease();
    }

    /**
     * The stage under test.
     *
     * @return ready to serve
     */
    protected final S stage() {
        return subject();
    }

    private float[] use(long seed) {
        return use(stage(), NoiseSource.seeded(seed), Progress.NONE);
    }

    /** S-1. */
    @Clause("S-1")
    void itsDescriptionIsTheSameForLife() {
        StageInfo before = stage().info();
        assertNotNull(before, "info() is null");
        use(1);
        assertEquals(before, stage().info());
    }

    /** S-2. */
    @Clause("S-2")
    void itsDescriptionIsEnoughToCiteIt() {
        StageInfo info = stage().info();
        assertFalse(info.model().isBlank(), "model is blank");
        assertFalse(info.plugin().isBlank(), "plugin is blank");
        assertFalse(info.version().isBlank(), "version is blank");
        assertTrue(
                info.fingerprint().isEmpty() || info.fingerprint().matches("sha256:[0-9a-f]{64}"),
                "the fingerprint is neither empty nor sha256: and 64 hexadecimal digits: "
                        + info.fingerprint());
        assertTrue(
                info.device().matches("jvm|cpu|gpu\\d+"),
                "the device is none of jvm, cpu, gpu0 ...: " + info.device());
    }

    /** S-3. */
    @Clause("S-3")
    void itsLatentSpecIsTheSameForLife() {
        LatentSpec before = latentSpec(stage());
        assertNotNull(before, "latentSpec() is null");
        use(1);
        assertEquals(List.of(), before.differences(latentSpec(stage())));
    }

    /** S-4. */
    @Clause("S-4")
    void theResultDependsOnTheArgumentsAlone() {
        float[] first = use(11);
        use(12);
        assertArrayEquals(first, use(11), "the same seed after a call with another one");
    }

    /** S-5. */
    @Clause("S-5")
    void severalThreadsAtOnceGetWhatOneGets() throws Exception {
        List<float[]> alone = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            alone.add(use(i));
        }
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            for (int round = 0; round < 3; round++) {
                List<Future<float[]>> together = new ArrayList<>();
                for (int i = 0; i < THREADS; i++) {
                    long seed = i;
                    together.add(threads.submit(() -> use(seed)));
                }
                for (int i = 0; i < THREADS; i++) {
                    assertArrayEquals(
                            alone.get(i), together.get(i).get(120, TimeUnit.SECONDS), "seed " + i);
                }
            }
        } catch (ExecutionException e) {
            fail("a call failed while others ran: " + e.getCause(), e.getCause());
        } catch (TimeoutException e) {
            fail("calls of several threads do not end within two minutes");
        } finally {
            threads.shutdownNow();
        }
    }

    /** S-6. */
    @Clause("S-6")
    void whatItIsHandedStaysOpenAndUnchanged() {
        List<NDArray> tensors = handedOver(stage());
        List<float[]> before = Values.snapshot(tensors);
        use(1);
        for (int i = 0; i < tensors.size(); i++) {
            assertFalse(tensors.get(i).isReleased(), "tensor " + i + " was closed");
            assertArrayEquals(before.get(i), Values.of(tensors.get(i)), "tensor " + i);
        }
    }

    /** S-7. */
    @Clause("S-7")
    void progressIsReportedAndGrows() {
        Steps steps = new Steps(-1);
        use(stage(), NoiseSource.seeded(1), steps);
        assertFalse(steps.seen().isEmpty(), "no progress was reported");
        long done = 0;
        String phase = "";
        for (Steps.Step step : steps.seen()) {
            assertFalse(step.phase().isBlank(), "a phase without a name");
            assertTrue(step.done() >= 0 && step.total() >= 0, "a negative number in " + step);
            assertTrue(
                    step.total() == 0 || step.done() <= step.total(), "more than all in " + step);
            assertTrue(!step.phase().equals(phase) || step.done() >= done, "back to " + step);
            phase = step.phase();
            done = step.done();
        }
    }

    /** S-8. */
    @Clause("S-8")
    void cancellingStopsItAndHarmsNothing() {
        float[] expected = use(1);
        Steps all = new Steps(-1);
        use(stage(), NoiseSource.seeded(1), all);
        int reports = all.seen().size();
        assertTrue(reports > 0, "no progress is reported, so nothing can be cancelled");
        Set<Integer> at = new LinkedHashSet<>(List.of(0, reports / 2, reports - 1));
        for (int i : at) {
            cancel(i);
            assertArrayEquals(expected, use(1), "after a call that was cancelled at report " + i);
        }
    }

    private void cancel(int at) {
        Steps steps = new Steps(at);
        try {
            use(stage(), NoiseSource.seeded(1), steps);
            fail("the cancellation of report " + at + " did not come out");
        } catch (CancelledException e) {
            assertSame(steps.thrown(), e, "another exception came out than went in");
        } catch (RuntimeException e) {
            fail("the cancellation of report " + at + " came out as " + e, e);
        }
        assertEquals(at + 1, steps.seen().size(), "reports after the one that cancelled the call");
    }

    /** S-9. */
    @Clause("S-9")
    void aCallLeavesNoNativeMemory() {
        assertNothingLeft("each call", () -> use(1));
    }

    /** S-10. */
    @Clause("S-10")
    void aCancelledCallLeavesNoNativeMemory() {
        Steps all = new Steps(-1);
        use(stage(), NoiseSource.seeded(1), all);
        int last = all.seen().size() - 1;
        assumeTrue(last >= 0, "no progress is reported: see S-7");
        assertNothingLeft("each call that is cancelled at its last report", () -> cancel(last));
    }

    private void assertNothingLeft(String what, Runnable call) {
        assumeTrue(NativeMemory.missing().isEmpty(), () -> NativeMemory.missing().orElseThrow());
        for (int i = 0; i < MOST_CALLS; i++) {
            call.run();
        }
        long began = System.nanoTime();
        call.run();
        double seconds = (System.nanoTime() - began) * 1e-9;
        int calls = (int) Math.max(2, Math.min(MOST_CALLS, 0.2 / seconds));
        long left =
                NativeMemory.leftBehind(
                        ROUNDS,
                        NOISE / ROUNDS,
                        () -> {
                            for (int i = 0; i < calls; i++) {
                                call.run();
                            }
                        });
        assertTrue(
                left <= NOISE / ROUNDS,
                what + " leaves " + left / calls + " bytes of native memory behind");
    }

    /** S-11. */
    @Clause("S-11")
    void leasesAreManyAndClosingOneTwiceIsHarmless() {
        float[] expected = use(1);
        Lease first = stage().lease();
        Lease second = stage().lease();
        first.close();
        first.close();
        assertArrayEquals(expected, use(1), "under a second lease");
        second.close();
        second.close();
        stage().lease().close();
        assertArrayEquals(expected, use(1), "after all leases");
    }

    /** B-2. */
    @Clause("B-2")
    void itsServicePropertiesAreItsDescription() {
        StageInfo info = stage().info();
        var reference = reference();
        assumeTrue(reference.isPresent(), "open() gave an object: this clause is about bundles");
        assertEquals(info.model(), reference.get().getProperty(SyrinxModel.MODEL), "syrinx.model");
        assertEquals(
                info.plugin(), reference.get().getProperty(SyrinxModel.PLUGIN), "syrinx.plugin");
        assertEquals(
                latentSpec(stage()).id(),
                reference.get().getProperty(SyrinxModel.LATENT),
                "syrinx.latent");
    }
}
