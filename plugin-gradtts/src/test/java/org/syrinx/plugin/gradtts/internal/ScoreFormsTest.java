package org.syrinx.plugin.gradtts.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.syrinx.api.TensorScope;
import org.syrinx.nn.Ops;
import org.syrinx.nn.Tensors;
import org.syrinx.nn.Types;
import org.syrinx.nn.autograd.Autograd;
import org.syrinx.nn.models.ModelFolder;
import org.syrinx.nn.params.ParameterSet;
import org.syrinx.nn.safetensors.SafetensorsFile;
import org.syrinx.plugin.gradtts.internal.model.GradTtsConfig;
import org.syrinx.plugin.gradtts.internal.model.GradTtsNetwork;

/**
 * On fixed weights the score network has two forms: native calls of a level each, and operators one
 * by one where a thread records gradients.
 */
class ScoreFormsTest {
    private static final int FRAMES = 20;

    /** What a score is computed from. */
    private record Inputs(NDArray x, NDArray mask, NDArray mu, NDArray t, NDArray speaker) {}

    private interface Body {
        void run(GradTtsNetwork network, Inputs in);
    }

    @SuppressWarnings("try") // the scope works by being open
    private static void with(String name, int valid, Body body) {
        Path folder = Fixtures.folder(name);
        GradTtsConfig config = GradTtsConfig.of(ModelFolder.open(folder).config());
        try (SafetensorsFile file = SafetensorsFile.open(folder.resolve(ModelFolder.WEIGHTS));
                NDManager manager = Fixtures.BACKEND.newManager("cpu", "forms");
                ParameterSet set = ParameterSet.load(file, manager)) {
            GradTtsNetwork network = new GradTtsNetwork(config, set);
            try (TensorScope ignored = Fixtures.BACKEND.scope()) {
                NDArray mask = null;
                if (valid < FRAMES) {
                    float[] m = new float[FRAMES];
                    Arrays.fill(m, 0, valid, 1);
                    mask = Tensors.of(manager, m, 1, 1, FRAMES);
                }
                body.run(
                        network,
                        new Inputs(
                                noise(manager, 1, 1, 80, FRAMES),
                                mask,
                                noise(manager, 2, 1, 80, FRAMES),
                                Tensors.of(manager, new float[] {0.4f}, 1),
                                network.speakers(0)));
            }
        }
    }

    private static NDArray noise(NDManager manager, int seed, long... shape) {
        float[] v = new float[Math.toIntExact(Arrays.stream(shape).reduce(1, (a, b) -> a * b))];
        Random random = new Random(seed);
        for (int i = 0; i < v.length; i++) {
            v[i] = (float) random.nextGaussian();
        }
        return Tensors.of(manager, v, shape);
    }

    @ParameterizedTest
    @ValueSource(strings = {"single", "speakers", "pe1"})
    @SuppressWarnings("try") // the guard works by being open
    void theTwoFormsAgree(String name) {
        for (int valid : new int[] {FRAMES, FRAMES - 3}) {
            with(
                    name,
                    valid,
                    (network, in) -> {
                        float[] fused = score(network, in);
                        float[] ordered;
                        try (Autograd.Guard ignored = Autograd.grad()) {
                            ordered = score(network, in);
                        }
                        assertArrayEquals(ordered, fused, 2e-5f);
                        for (int i = 0; i < fused.length; i++) {
                            if (i % FRAMES >= valid) {
                                assertEquals(0, fused[i], 0);
                            }
                        }
                    });
        }
    }

    private static float[] score(GradTtsNetwork network, Inputs in) {
        return network.score().score(in.x, in.mask, in.mu, in.t, in.speaker, null).toFloatArray();
    }

    /** Directions are found by such gradients. */
    @ParameterizedTest
    @ValueSource(ints = {FRAMES, FRAMES - 3})
    void theScoreCanBeDifferentiatedAgainstTheBottleneckOfFixedWeights(int valid) {
        with(
                "speakers",
                valid,
                (network, in) ->
                        network.score()
                                .score(
                                        in.x,
                                        in.mask,
                                        in.mu,
                                        in.t,
                                        in.speaker,
                                        (h, mask, rest) -> {
                                            assertSlope(h, rest);
                                            return h;
                                        }));
    }

    @SuppressWarnings("try") // the guard works by being open
    private static void assertSlope(NDArray h, UnaryOperator<NDArray> rest) {
        NDManager manager = h.getManager();
        NDArray v = noise(manager, 3, 1, 80, FRAMES);
        NDArray w = noise(manager, 4, h.getShape().getShape());
        double step = 1e-2;
        double up = dot(rest.apply(Ops.axpy(step, w, h)), v);
        double down = dot(rest.apply(Ops.axpy(-step, w, h)), v);
        double slope = (up - down) / (2 * step);
        double found;
        try (Autograd.Guard ignored = Autograd.grad()) {
            NDArray leaf = Autograd.requireGradient(Types.copy(h));
            found = dot(Autograd.vjp(rest.apply(leaf), leaf, v, false), w);
        }
        assertNotEquals(0, slope);
        assertEquals(slope, found, 0.02 * Math.max(1, Math.abs(slope)));
    }

    private static double dot(NDArray x, NDArray y) {
        float[] a = x.toFloatArray();
        float[] b = y.toFloatArray();
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }
}
