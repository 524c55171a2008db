package org.syrinx.plugin.editing.internal.edits;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.syrinx.api.ActivationHook;
import org.syrinx.api.ActivationHook.Activation;
import org.syrinx.api.Conditioning;
import org.syrinx.api.DenoiseOptions;
import org.syrinx.api.Direction;
import org.syrinx.api.Directions;
import org.syrinx.api.Edit;
import org.syrinx.api.Latent;
import org.syrinx.api.NoiseSource;
import org.syrinx.api.Progress;
import org.syrinx.api.TensorScope;
import org.syrinx.nn.Tensors;
import org.syrinx.nn.internal.PyTorchBackend;
import org.syrinx.plugin.editing.internal.ToyDenoiser;
import org.syrinx.plugin.editing.internal.capture.BottleneckReader;

@SuppressWarnings("try")
class BroadcastEditTest {
    private static final int WIDTH = ToyDenoiser.C * ToyDenoiser.F;
    private static final int FRAMES = 12;
    private static final int VALID = 8;

    private final PyTorchBackend backend = new PyTorchBackend();
    private final NDManager manager = backend.newManager("cpu", "test");
    private final ToyDenoiser denoiser = new ToyDenoiser(backend, manager, 1);

    @AfterEach
    void close() {
        manager.close();
    }

    private Direction direction(int steps) {
        SplittableRandom random = new SplittableRandom(9);
        float[] values = new float[steps * WIDTH];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return new Direction(
                "toy",
                denoiser.info().fingerprint(),
                denoiser.bottleneck().orElseThrow(),
                steps,
                values,
                "class gap",
                -2,
                2,
                Map.of(),
                Map.of());
    }

    private float[] run(Optional<ActivationHook> hook, int steps) {
        try (Conditioning c = ToyDenoiser.conditioning(manager, FRAMES, VALID, 0.5f, -1f, 4);
                Latent latent =
                        denoiser.denoise(
                                c,
                                new DenoiseOptions(
                                        steps,
                                        Optional.empty(),
                                        1,
                                        Double.NaN,
                                        NoiseSource.seeded(3),
                                        hook),
                                Progress.NONE)) {
            return latent.frames().toFloatArray();
        }
    }

    private Optional<ActivationHook> edit(Direction d, double strength) {
        return new InstalledDirections(backend, () -> List.of(d))
                .prepare(List.of(Edit.of("toy", strength)), denoiser)
                .hook();
    }

    /** Spec 4.8.2. */
    @Test
    void strengthZeroIsBitIdenticalToNoEditAndPaddedFramesStayZero() {
        Direction d = direction(5);
        float[] plain = run(Optional.empty(), 5);
        assertArrayEquals(plain, run(edit(d, 0), 5), 0);
        float[] edited = run(edit(d, 1), 5);
        assertFalse(Arrays.equals(plain, edited));
        for (int c = 0; c < 6; c++) {
            for (int t = VALID; t < FRAMES; t++) {
                assertEquals(0f, edited[c * FRAMES + t]);
            }
        }
    }

    /** Spec 4.8.3, and the linearity at the hook of 4.8.2. */
    @Test
    void everyValidFrameGetsTheSameVectorAndPaddedFramesNothing() {
        Direction d = direction(1);
        try (TensorScope ignored = backend.scope()) {
            int frames = 5;
            int valid = 3;
            SplittableRandom random = new SplittableRandom(2);
            float[] h = new float[WIDTH * frames];
            float[] mask = new float[frames];
            for (int t = 0; t < valid; t++) {
                mask[t] = 1;
                for (int k = 0; k < WIDTH; k++) {
                    h[k * frames + t] = (float) random.nextGaussian();
                }
            }
            NDArray image = Tensors.of(manager, h, 1, ToyDenoiser.C, ToyDenoiser.F, frames);
            Activation at =
                    new Activation(image, Tensors.of(manager, mask, 1, 1, 1, frames), 0, 1, 0.5);
            for (double lambda : new double[] {-2, 0.5, 1}) {
                ActivationHook hook =
                        new BroadcastEdit(
                                List.of(new BroadcastEdit.Part(d, lambda, Optional.empty())));
                BottleneckReader reader =
                        new BottleneckReader(
                                Optional.of(hook),
                                BottleneckReader.Gradients.NONE,
                                0,
                                Progress.NONE);
                float[] edited = reader.apply(at).toFloatArray();
                for (int k = 0; k < WIDTH; k++) {
                    double mean = 0;
                    for (int t = 0; t < frames; t++) {
                        float added = (float) (d.values()[k] * lambda);
                        float expected = t < valid ? h[k * frames + t] + added : 0;
                        assertEquals(expected, edited[k * frames + t]);
                        mean += t < valid ? h[k * frames + t] / (double) valid : 0;
                    }
                    // pooling the edited h gives the old pooled vector plus lambda v
                    assertEquals(mean + lambda * d.values()[k], reader.pooled()[k], 1e-6);
                }
            }
        }
    }

    @Test
    void anEnvelopeScalesTheEditFrameByFrameAndHoldsItsLastValue() {
        Direction d = direction(1);
        try (TensorScope ignored = backend.scope()) {
            int frames = 4;
            NDArray image =
                    Tensors.of(
                            manager,
                            new float[WIDTH * frames],
                            1,
                            ToyDenoiser.C,
                            ToyDenoiser.F,
                            frames);
            NDArray mask = Tensors.of(manager, new float[] {1, 1, 1, 0}, 1, 1, 1, frames);
            float[] out =
                    new BroadcastEdit(
                                    List.of(
                                            new BroadcastEdit.Part(
                                                    d,
                                                    2,
                                                    Optional.of(
                                                            new Envelope.Sampled(
                                                                    new float[] {0, 0.5f}, 0.1)))))
                            .apply(new Activation(image, mask, 0, 1, 0.5))
                            .toFloatArray();
            for (int k = 0; k < WIDTH; k++) {
                assertEquals(0, out[k * frames]);
                assertEquals(d.values()[k], out[k * frames + 1], 1e-6);
                assertEquals(d.values()[k], out[k * frames + 2], 1e-6);
                assertEquals(0, out[k * frames + 3]);
            }
        }
    }

    @Test
    void breakpointsAreReadAtTheMiddleOfEachValidFrameInSecondsOrAsAShareOfThem() {
        Edit.Breakpoints half =
                new Edit.Breakpoints(
                        Edit.TimeUnit.FRACTION,
                        List.of(new Edit.Point(0, 0), new Edit.Point(1, 3)));
        // three valid frames: middles at 1/6, 1/2, 5/6
        float[] shares = new Envelope.Linear(half, 99).factors(3, 4);
        assertArrayEquals(new float[] {0.5f, 1.5f, 2.5f}, Arrays.copyOf(shares, 3), 1e-6f);
        Edit.Breakpoints seconds =
                new Edit.Breakpoints(
                        Edit.TimeUnit.SECONDS,
                        List.of(new Edit.Point(0.1, 0), new Edit.Point(0.3, 2)));
        // frames of 0.1 s: middles at 0.05, 0.15, 0.25, 0.35 s
        assertArrayEquals(
                new float[] {0, 0.5f, 1.5f, 2},
                new Envelope.Linear(seconds, 0.1).factors(4, 4),
                1e-6f);
    }

    @Test
    void anEditOverTimeChangesItsOwnFramesAloneAndItsPeakIsWarnedOf() {
        Direction d = direction(1);
        double frame = 2.0 * ToyDenoiser.SPEC.hop() / ToyDenoiser.SPEC.sampleRate();
        Edit.Breakpoints second =
                new Edit.Breakpoints(
                        Edit.TimeUnit.SECONDS,
                        List.of(
                                new Edit.Point(frame, 0),
                                new Edit.Point(frame, -3),
                                new Edit.Point(2 * frame, -3),
                                new Edit.Point(2 * frame, 0)));
        InstalledDirections installed = new InstalledDirections(backend, () -> List.of(d));
        Directions.Editing editing = installed.prepare(List.of(Edit.of("toy", second)), denoiser);
        assertEquals(1, editing.warnings().size(), "the validated range is -2 to 2");
        assertTrue(editing.warnings().get(0).contains("-3"), editing.warnings().get(0));
        try (TensorScope ignored = backend.scope()) {
            NDArray image =
                    Tensors.of(manager, new float[WIDTH * 3], 1, ToyDenoiser.C, ToyDenoiser.F, 3);
            NDArray mask = Tensors.of(manager, new float[] {1, 1, 1}, 1, 1, 1, 3);
            float[] out =
                    editing.hook()
                            .orElseThrow()
                            .apply(new Activation(image, mask, 0, 1, 0.5))
                            .toFloatArray();
            for (int k = 0; k < WIDTH; k++) {
                assertEquals(0, out[k * 3]);
                assertEquals(-3 * d.values()[k], out[k * 3 + 1], 1e-5);
                assertEquals(0, out[k * 3 + 2]);
            }
        }
    }

    /** Spec 4.8.8. */
    @Test
    void aConstantDirectionIsUnchangedFromFiftyStepsToTen() {
        float[] slice = Arrays.copyOf(direction(1).values(), WIDTH);
        float[] values = new float[50 * WIDTH];
        for (int i = 0; i < 50; i++) {
            System.arraycopy(slice, 0, values, i * WIDTH, WIDTH);
        }
        Direction fifty =
                new Direction(
                        "toy",
                        denoiser.info().fingerprint(),
                        denoiser.bottleneck().orElseThrow(),
                        50,
                        values,
                        "class gap",
                        -2,
                        2,
                        Map.of(),
                        Map.of());
        for (double t : Direction.midpoints(10)) {
            assertArrayEquals(slice, StepSlices.at(fifty, t), 0);
        }
    }

    @Test
    void slicesAreInterpolatedLinearlyOverTimeAndHeldAtTheEnds() {
        Direction two = direction(2); // times 0.75 and 0.25
        float[] a = Arrays.copyOfRange(two.values(), 0, WIDTH);
        float[] b = Arrays.copyOfRange(two.values(), WIDTH, 2 * WIDTH);
        float[] middle = StepSlices.at(two, 0.5);
        for (int k = 0; k < WIDTH; k++) {
            assertEquals((a[k] + b[k]) / 2, middle[k], 1e-6);
        }
        assertArrayEquals(a, StepSlices.at(two, 1), 0);
        assertArrayEquals(a, StepSlices.at(two, 0.75), 0);
        assertArrayEquals(b, StepSlices.at(two, 0.1), 0);
    }

    @Test
    void aSpeakerDirectionMovesTheSpeakerVectorAndNothingElse() {
        Direction d =
                new Direction(
                        "embedding",
                        denoiser.info().fingerprint(),
                        new org.syrinx.api.Denoiser.BottleneckSpec("conditioning:speaker", 2, 0, 0),
                        1,
                        new float[] {1, -3},
                        "class gap",
                        -1,
                        1,
                        Map.of(),
                        Map.of());
        var editing =
                new InstalledDirections(backend, () -> List.of(d))
                        .prepare(List.of(Edit.of("embedding", 0.5)), denoiser);
        assertTrue(editing.hook().isEmpty());
        try (Conditioning c = ToyDenoiser.conditioning(manager, FRAMES, VALID, 0.5f, -1f, 4);
                Conditioning moved = editing.edit(c)) {
            assertArrayEquals(
                    new float[] {1, -2.5f},
                    moved.tensor(Conditioning.SPEAKER).toFloatArray(),
                    1e-6f);
            assertArrayEquals(
                    c.tensor(Conditioning.MU).toFloatArray(),
                    moved.tensor(Conditioning.MU).toFloatArray());
            assertArrayEquals(
                    new float[] {0.5f, -1f}, c.tensor(Conditioning.SPEAKER).toFloatArray());
        }
    }
}
