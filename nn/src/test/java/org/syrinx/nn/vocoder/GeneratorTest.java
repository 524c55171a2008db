package org.syrinx.nn.vocoder;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.syrinx.api.NoiseSource;
import org.syrinx.engine.Operators;
import org.syrinx.nn.Tensors;
import org.syrinx.nn.autograd.Autograd;
import org.syrinx.nn.params.ParameterSet;
import org.syrinx.nn.params.Scope;
import org.syrinx.nn.vocoder.HifiGanGenerator.Layout;

/**
 * What holds for every generator; that HiFi-GAN's is the published one is plug-in tests' matter.
 */
class GeneratorTest {
    private static final int BANDS = 6;

    private NDManager manager;

    @BeforeEach
    void open() {
        Autograd.prepareThread(false);
        manager = Operators.engine().newBaseManager();
    }

    @AfterEach
    void close() {
        manager.close();
    }

    private static HifiGanSpec hifiGan(List<Integer> rates, List<Integer> kernels, boolean second) {
        List<List<Integer>> dilations = List.of(List.of(1, 3), List.of(1, 2));
        return new HifiGanSpec(BANDS, 0, 16, rates, kernels, List.of(3, 5), dilations, second, 0.1);
    }

    enum Kind {
        FIRST(s -> hifi(s, hifiGan(List.of(4, 2), List.of(8, 4), false))),
        SECOND(s -> hifi(s, hifiGan(List.of(4, 2), List.of(8, 4), true))),
        ODD(s -> hifi(s, hifiGan(List.of(3, 5), List.of(9, 5), false))),
        VOCOS(s -> new IstftGenerator(s, IstftSpec.plain(BANDS, 0, 12, 2, 2, 64, 16))),
        SPLIT(s -> new IstftGenerator(s, new IstftSpec(BANDS, 0, 12, 2, 2, 32, 16, 2, 8, 3)));

        private final Function<Scope, Generator> declare;

        Kind(Function<Scope, Generator> declare) {
            this.declare = declare;
        }

        static Generator hifi(Scope scope, HifiGanSpec spec) {
            return new HifiGanGenerator(scope, spec, Layout.HIFI_GAN, false);
        }
    }

    private interface Use {
        void with(Generator generator);
    }

    private void with(Kind kind, Use use) {
        try (ParameterSet set = ParameterSet.initialise(manager, 7);
                NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            Generator generator = kind.declare.apply(set.root());
            set.finish();
            use.with(generator);
        }
    }

    private float[] decode(Generator g, float[] z, int frames, int from, int to, int l, int r) {
        float[] cut = new float[BANDS * (to - from)];
        for (int c = 0; c < BANDS; c++) {
            System.arraycopy(z, c * frames + from, cut, c * (to - from), to - from);
        }
        return g.decode(Tensors.of(manager, cut, 1, BANDS, to - from), l, r, null).toFloatArray();
    }

    private static float[] latent(int frames) {
        return NoiseSource.seeded(3).gaussian("z", BANDS * frames);
    }

    @ParameterizedTest
    @EnumSource
    void aStretchWithItsContextDecodesAsInsideTheWhole(Kind kind) {
        with(
                kind,
                g -> {
                    int frames = 90;
                    float[] z = latent(frames);
                    float[] whole = decode(g, z, frames, 0, frames, 0, 0);
                    assertEquals(frames * g.hop(), whole.length);
                    int r = g.radius();
                    assertTrue(2 * r + 10 < frames, "radius " + r);
                    float[] middle = decode(g, z, frames, 40 - r, 50 + r, r, r);
                    assertArrayEquals(
                            java.util.Arrays.copyOfRange(whole, 40 * g.hop(), 50 * g.hop()),
                            middle,
                            1e-5f);
                    float[] start = decode(g, z, frames, 0, 10 + r, 0, r);
                    assertArrayEquals(java.util.Arrays.copyOf(whole, 10 * g.hop()), start, 1e-5f);
                });
    }

    @ParameterizedTest
    @EnumSource
    void theRadiusIsWhatAFrameReachesAndLittleMore(Kind kind) {
        with(
                kind,
                g -> {
                    int frames = 91;
                    float[] z = latent(frames);
                    float[] a = decode(g, z, frames, 0, frames, 0, 0);
                    for (int c = 0; c < BANDS; c++) {
                        z[c * frames + 45] += 3;
                    }
                    float[] b = decode(g, z, frames, 0, frames, 0, 0);
                    int reach = 0;
                    for (int i = 0; i < a.length; i++) {
                        if (a[i] != b[i]) {
                            reach = Math.max(reach, Math.abs(i / g.hop() - 45));
                        }
                    }
                    assertTrue(reach <= g.radius(), reach + " > " + g.radius());
                    assertTrue(reach >= g.radius() - 2, reach + " << " + g.radius());
                });
    }

    @Test
    void sizesThatCannotWorkAreRefused() {
        assertThrows(
                IllegalArgumentException.class, () -> hifiGan(List.of(4, 2), List.of(8, 3), false));
        assertThrows(
                IllegalArgumentException.class,
                () -> new IstftSpec(8, 0, 8, 1, 2, 64, 16, 3, 8, 1));
        assertThrows(IllegalArgumentException.class, () -> IstftSpec.plain(8, 0, 8, 1, 2, 16, 16));
    }

    @Test
    void theAuthorsFirstConfigurationHasTheirNumberOfWeightsAndRadius() {
        HifiGanSpec v1 =
                new HifiGanSpec(
                        80,
                        0,
                        512,
                        List.of(8, 8, 2, 2),
                        List.of(16, 16, 4, 4),
                        List.of(3, 7, 11),
                        List.of(List.of(1, 3, 5), List.of(1, 3, 5), List.of(1, 3, 5)),
                        false,
                        0.1);
        try (ParameterSet set = ParameterSet.initialise(manager, 1)) {
            Generator g = new HifiGanGenerator(set.root(), v1, Layout.HIFI_GAN, false);
            set.finish();
            assertEquals(13_926_017, set.count());
            assertEquals(256, g.hop());
            assertEquals(13, g.radius());
        }
    }
}
