package org.syrinx.tck;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.syrinx.api.ActivationHook;
import org.syrinx.api.Conditioning;
import org.syrinx.api.DenoiseOptions;
import org.syrinx.api.Denoiser;
import org.syrinx.api.Denoiser.BottleneckSpec;
import org.syrinx.api.Latent;
import org.syrinx.api.LatentMismatchException;
import org.syrinx.api.LatentSpec;
import org.syrinx.api.NoiseSource;
import org.syrinx.api.Progress;
import org.syrinx.api.Role;
import org.syrinx.api.Sampler;
import org.syrinx.api.SyrinxException;
import org.syrinx.tck.internal.Errors;
import org.syrinx.tck.internal.Steps;
import org.syrinx.tck.internal.Values;

/** The contract of a denoiser: clauses D, and S, B and F. */
public abstract class DenoiserContract extends StageContract<Denoiser> {
    private static final int STEPS = 3;

    private Conditioning conditioning;

    /** For subclasses. */
    protected DenoiserContract() {}

    /**
     * Frames of the utterance of the tests.
     *
     * @return at least 1
     */
    protected int frames() {
        return 24;
    }

    /**
     * The shape of a tensor that the denoiser requires and that the kit cannot know. Override it if
     * it requires others than {@code mu}, {@code mask} and {@code reference}.
     *
     * @param name of the tensor, for example {@code speaker}
     * @return its shape
     */
    protected long[] shape(String name) {
        throw new AssertionError("override shape(): the denoiser requires " + name);
    }

    /**
     * What to make: normal values of the shapes that the contract knows or {@link #shape} tells.
     *
     * @param spec the meaning of the latent
     * @param required names of tensors
     * @return with these tensors and no others; closed by the tests
     */
    protected Conditioning conditioning(LatentSpec spec, List<String> required) {
        Conditioning.Builder b = Conditioning.builder(spec, frames());
        for (String name : required) {
            b.tensor(
                    name,
                    switch (name) {
                        case Conditioning.MU, Conditioning.REFERENCE ->
                                Values.gaussian(name, 0.5, -1, 1, spec.channels(), frames());
                        case Conditioning.MASK -> Values.gaussian(name, 0, 1, 1, 1, frames());
                        default -> Values.gaussian(name, 0.5, 0, shape(name));
                    });
        }
        return b.build();
    }

    private Conditioning conditioning(Denoiser denoiser) {
        if (conditioning == null) {
            conditioning = conditioning(denoiser.latentSpec(), denoiser.requires());
        }
        return conditioning;
    }

    /** Closes the conditioning. */
    @AfterAll
    protected final void closeConditioning() {
        if (conditioning != null) {
            conditioning.close();
        }
    }

    @Override
    protected final Role role() {
        return Role.DENOISER;
    }

    @Override
    protected final LatentSpec latentSpec(Denoiser denoiser) {
        return denoiser.latentSpec();
    }

    @Override
    protected final List<NDArray> handedOver(Denoiser denoiser) {
        return new ArrayList<>(conditioning(denoiser).tensors().values());
    }

    @Override
    protected final float[] use(Denoiser denoiser, NoiseSource noise, Progress progress) {
        return numbers(denoiser, options(noise, Optional.empty()), progress);
    }

    private float[] numbers(Denoiser denoiser, DenoiseOptions options, Progress progress) {
        try (Latent made = denoiser.denoise(conditioning(denoiser), options, progress)) {
            return made.frames().toFloatArray();
        }
    }

    private static DenoiseOptions options(NoiseSource noise, Optional<ActivationHook> hook) {
        return new DenoiseOptions(STEPS, Optional.empty(), 1, Double.NaN, noise, hook);
    }

    private float[] plain() {
        return numbers(stage(), options(NoiseSource.seeded(3), Optional.empty()), Progress.NONE);
    }

    private float[] hooked(ActivationHook hook) {
        return numbers(stage(), options(NoiseSource.seeded(3), Optional.of(hook)), Progress.NONE);
    }

    private BottleneckSpec bottleneck() {
        Optional<BottleneckSpec> spec = stage().bottleneck();
        assumeTrue(spec.isPresent(), "it offers no hook");
        return spec.orElseThrow();
    }

    /** D-1. */
    @Clause("D-1")
    void theLatentIsOfItsSpecAndAsLongAsWasAskedFor() {
        try (Latent made =
                stage().denoise(
                                conditioning(stage()),
                                options(NoiseSource.seeded(1), Optional.empty()),
                                Progress.NONE)) {
            assertEquals(List.of(), stage().latentSpec().differences(made.spec()));
            assertEquals(conditioning(stage()).frames(), made.length(), "frames");
        }
    }

    /** D-2. */
    @Clause("D-2")
    void everyNumberIsFinite() {
        assertEquals(-1, Values.firstNotFinite(plain()), "the first number that is not finite");
    }

    /** D-3. */
    @Clause("D-3")
    void aTensorThatItRequiresIsAskedForByName() {
        assertEquals(stage().requires(), stage().requires(), "requires() changes");
        for (String name : stage().requires()) {
            List<String> others = new ArrayList<>(stage().requires());
            others.remove(name);
            try (Conditioning lacking = conditioning(stage().latentSpec(), others)) {
                SyrinxException e =
                        Errors.assertRefused(
                                "a conditioning without " + name,
                                () ->
                                        stage().denoise(
                                                        lacking,
                                                        options(
                                                                NoiseSource.seeded(1),
                                                                Optional.empty()),
                                                        Progress.NONE));
                assertTrue(e.getMessage().contains(name), name + " is not named: " + e);
            }
        }
    }

    /** D-4. */
    @Clause("D-4")
    void aConditioningOfAnotherMeaningIsRefusedWithTheFields() {
        LatentSpec other = stage().latentSpec().with("tck.parameter", "other");
        try (Conditioning foreign = conditioning(other, stage().requires())) {
            SyrinxException e =
                    Errors.assertRefused(
                            "a conditioning that differs in tck.parameter",
                            () ->
                                    stage().denoise(
                                                    foreign,
                                                    options(
                                                            NoiseSource.seeded(1),
                                                            Optional.empty()),
                                                    Progress.NONE));
            assertTrue(
                    e instanceof LatentMismatchException, "it is no LatentMismatchException: " + e);
            assertTrue(e.getMessage().contains("tck.parameter"), "the field is not named: " + e);
        }
    }

    /** D-5. */
    @Clause("D-5")
    void stepsAreTakenAsAskedAndReportedOneByOne() {
        Steps steps = new Steps(-1);
        use(stage(), NoiseSource.seeded(1), steps);
        assertTrue(
                steps.seen().stream().anyMatch(s -> s.total() == STEPS),
                STEPS + " steps were asked for, and reported: " + steps.seen());
    }

    /** D-6. */
    @Clause("D-6")
    void aHookThatChangesNothingChangesNothing() {
        bottleneck();
        assertArrayEquals(plain(), hooked(ActivationHook.Activation::h));
    }

    /** D-7. */
    @Clause("D-7")
    void aHookSeesEveryStepInTheShapeThatWasPromised() {
        BottleneckSpec spec = bottleneck();
        TreeSet<Integer> seen = new TreeSet<>();
        hooked(
                at -> {
                    seen.add(at.step());
                    assertEquals(STEPS, at.steps(), "the number of steps");
                    assertTrue(at.time() >= 0 && at.time() <= 1, "a time of " + at.time());
                    long[] h = at.h().getShape().getShape();
                    assertEquals(
                            spec.bins() > 0 ? 4 : 3, h.length, "the shape " + at.h().getShape());
                    assertEquals(spec.channels(), h[1], "channels of the activation");
                    if (spec.bins() > 0) {
                        assertEquals(spec.bins(), h[2], "bins of the activation");
                    }
                    long[] mask = at.mask().getShape().getShape();
                    assertEquals(h[h.length - 1], mask[mask.length - 1], "frames of the mask");
                    return at.h();
                });
        assertEquals(List.of(0, 1, 2), List.copyOf(seen), "the steps that the hook saw");
    }

    /** D-8. */
    @Clause("D-8")
    void aHookActsDuringItsCallAndNoLonger() {
        bottleneck();
        float[] before = plain();
        float[] edited = hooked(at -> at.h().add(at.h()));
        assertFalse(Arrays.equals(before, edited), "doubling the activation made no difference");
        assertArrayEquals(before, plain(), "after a call with a hook");
    }

    /** D-9. */
    @Clause("D-9")
    void aHookWithoutABottleneckIsRefused() {
        assumeTrue(stage().bottleneck().isEmpty(), "it offers a hook");
        Errors.assertRefused("a hook", () -> hooked(ActivationHook.Activation::h));
    }

    /** D-10. */
    @Clause("D-10")
    void aGivenSamplerWalksOrIsRefused() {
        boolean[] walked = {false};
        Sampler sampler =
                new Sampler() {
                    @Override
                    public String id() {
                        return "tck-stand-still";
                    }

                    @Override
                    public NDArray sample(Problem problem, Progress progress) {
                        walked[0] = true;
                        return problem.start();
                    }
                };
        try {
            numbers(
                    stage(),
                    new DenoiseOptions(
                            STEPS,
                            Optional.of(sampler),
                            1,
                            Double.NaN,
                            NoiseSource.seeded(1),
                            Optional.empty()),
                    Progress.NONE);
        } catch (SyrinxException e) {
            Errors.assertThreeParts(e);
            return;
        }
        assertTrue(walked[0], "the sampler was neither used nor refused");
    }

    /** D-11. */
    @Clause("D-11")
    void guidanceMakesADifferenceOrIsRefused() {
        float[] guided;
        try {
            guided =
                    numbers(
                            stage(),
                            new DenoiseOptions(
                                    STEPS,
                                    Optional.empty(),
                                    3,
                                    Double.NaN,
                                    NoiseSource.seeded(3),
                                    Optional.empty()),
                            Progress.NONE);
        } catch (SyrinxException e) {
            Errors.assertThreeParts(e);
            return;
        }
        if (Arrays.equals(plain(), guided)) {
            fail("a guidance of 3 was neither used nor refused");
        }
    }
}
