package org.syrinx.tck;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import ai.djl.ndarray.NDArray;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.syrinx.api.Audio;
import org.syrinx.api.Latent;
import org.syrinx.api.LatentSpace;
import org.syrinx.api.LatentSpace.EncodeOptions;
import org.syrinx.api.LatentSpec;
import org.syrinx.api.NoiseSource;
import org.syrinx.api.Progress;
import org.syrinx.api.Role;
import org.syrinx.api.SyrinxException;
import org.syrinx.tck.internal.Errors;
import org.syrinx.tck.internal.Values;

/** The contract of a latent space: clauses L, and S, B and F. */
public abstract class LatentSpaceContract extends StageContract<LatentSpace> {
    /** For subclasses. */
    protected LatentSpaceContract() {}

    /**
     * Who speaks in the sound of the tests.
     *
     * @return a speaker of the model, or null for a model without speakers
     */
    protected String speaker() {
        return null;
    }

    /**
     * Sound to encode: two thirds of a second of a harmonic tone.
     *
     * @param rate in Hz
     * @return mono
     */
    protected Audio sound(int rate) {
        float[] x = new float[rate * 2 / 3];
        for (int i = 0; i < x.length; i++) {
            for (int h = 1; h <= 10; h++) {
                x[i] += (float) (0.2 / h * Math.sin(2 * Math.PI * 170 * h * i / rate));
            }
        }
        return new Audio(x, rate);
    }

    @Override
    protected final Role role() {
        return Role.LATENTSPACE;
    }

    @Override
    protected final LatentSpec latentSpec(LatentSpace space) {
        return space.latentSpec();
    }

    @Override
    protected final List<NDArray> handedOver(LatentSpace space) {
        return List.of();
    }

    @Override
    protected final float[] use(LatentSpace space, NoiseSource noise, Progress progress) {
        try (Latent made =
                space.encode(
                        sound(space.latentSpec().sampleRate()),
                        new EncodeOptions(speaker(), 1, noise),
                        progress)) {
            return made.frames().toFloatArray();
        }
    }

    private Latent encode(Audio sound) {
        return stage().encode(sound, EncodeOptions.mean(speaker()), Progress.NONE);
    }

    private Latent encode() {
        return encode(sound(stage().latentSpec().sampleRate()));
    }

    /** L-1. */
    @Clause("L-1")
    void theLatentIsOfTheSpaceAndAsLongAsTheSound() {
        Audio sound = sound(stage().latentSpec().sampleRate());
        try (Latent made = encode(sound)) {
            assertEquals(List.of(), stage().latentSpec().differences(made.spec()));
            assertEquals(
                    (double) sound.samples().length / stage().latentSpec().hop(),
                    made.length(),
                    2,
                    "frames, to within two");
        }
    }

    /** L-2. */
    @Clause("L-2")
    void everyNumberIsFinite() {
        try (Latent made = encode()) {
            assertEquals(
                    -1,
                    Values.firstNotFinite(made.frames().toFloatArray()),
                    "the first number that is not finite");
        }
    }

    /** L-3. */
    @Clause("L-3")
    void atTemperatureZeroTheNoiseMakesNoDifference() {
        Audio sound = sound(stage().latentSpec().sampleRate());
        float[] mean;
        try (Latent made = encode(sound)) {
            mean = made.frames().toFloatArray();
        }
        try (Latent made =
                stage().encode(
                                sound,
                                new EncodeOptions(speaker(), 0, NoiseSource.seeded(99)),
                                Progress.NONE)) {
            assertArrayEquals(mean, made.frames().toFloatArray());
        }
    }

    /** L-4. */
    @Clause("L-4")
    void soundAtAnotherRateIsTheSameSound() {
        int own = stage().latentSpec().sampleRate();
        try (Latent here = encode(sound(own));
                Latent there = encode(sound(2 * own))) {
            assertEquals(here.length(), there.length(), 2, "frames at twice the rate");
        } catch (SyrinxException e) {
            fail("sound at another rate is refused: " + e.getMessage(), e);
        }
    }

    /** L-5. */
    @Clause("L-5")
    void soundThatCannotBeAnalysedIsRefused() {
        int rate = stage().latentSpec().sampleRate();
        Errors.assertRefused(
                "a sound without samples", () -> encode(new Audio(new float[0], rate)));
        for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
            Audio sound = sound(rate);
            float[] samples = sound.samples().clone();
            samples[samples.length / 2] = bad;
            Errors.assertRefused(
                    "a sound with a sample that is " + bad, () -> encode(new Audio(samples, rate)));
        }
    }

    /** L-6. */
    @Clause("L-6")
    void normalisingAndBackIsNothingOrBothAreRefused() {
        try (Latent made = encode()) {
            Latent normal;
            try {
                normal = stage().normalise(made);
            } catch (SyrinxException e) {
                Errors.assertThreeParts(e);
                Errors.assertRefused(
                        "denormalise without normalise", () -> stage().denormalise(made));
                return;
            }
            try (normal;
                    Latent back = stage().denormalise(normal)) {
                assertArrayEquals(
                        made.frames().toFloatArray(), back.frames().toFloatArray(), 1e-4f);
            }
        }
    }

    /** L-7. */
    @Clause("L-7")
    void anUnknownSpeakerIsRefused() {
        Audio sound = sound(stage().latentSpec().sampleRate());
        Errors.assertRefused(
                "the speaker \"tck-nobody\"",
                () -> stage().encode(sound, EncodeOptions.mean("tck-nobody"), Progress.NONE));
    }

    /** L-8. */
    @Clause("L-8")
    void theLatentOutlivesTheCall() throws Exception {
        try (Latent made =
                        CompletableFuture.supplyAsync(
                                        () -> encode(), work -> new Thread(work).start())
                                .get();
                Latent again = encode()) {
            assertTrue(
                    Arrays.equals(again.frames().toFloatArray(), made.frames().toFloatArray()),
                    "a latent from a thread that has ended is another");
        }
    }

    /** L-9. */
    @Clause("L-9")
    void aNegativeTemperatureIsRefused() {
        Audio sound = sound(stage().latentSpec().sampleRate());
        for (double bad : new double[] {-1, Double.NaN}) {
            Errors.assertRefused(
                    "a temperature of " + bad,
                    () ->
                            stage().encode(
                                            sound,
                                            new EncodeOptions(
                                                    speaker(), bad, NoiseSource.seeded(1)),
                                            Progress.NONE));
        }
    }
}
