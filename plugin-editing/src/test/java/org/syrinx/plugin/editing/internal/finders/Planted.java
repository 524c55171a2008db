package org.syrinx.plugin.editing.internal.finders;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.syrinx.api.Denoiser.BottleneckSpec;
import org.syrinx.api.DirectionFinder.ActivationSet;
import org.syrinx.api.DirectionFinder.Sample;

/** Activations {@code X = y a + noise} with a known a of unit length in every step. */
public final class Planted {
    public static final int STEPS = 3;
    public static final int CHANNELS = 10;
    public static final int BINS = 4;
    public static final int WIDTH = CHANNELS * BINS;

    private Planted() {}

    public static double[] direction(int step) {
        SplittableRandom random = new SplittableRandom(100 + step);
        double[] a = new double[WIDTH];
        for (int d = 0; d < WIDTH; d++) {
            a[d] = random.nextGaussian();
        }
        return Matrices.scaled(a, 1 / Matrices.norm(a));
    }

    /** Half the samples have y = +size, half y = -size; speakers a, b are +, c, d are -. */
    public static ActivationSet set(int count, double size, double noise) {
        SplittableRandom random = new SplittableRandom(7);
        List<Sample> samples = new ArrayList<>();
        for (int k = 0; k < count; k++) {
            boolean plus = k % 2 == 0;
            double y = (plus ? size : -size);
            float[] pooled = new float[STEPS * WIDTH];
            for (int i = 0; i < STEPS; i++) {
                double[] a = direction(i);
                for (int d = 0; d < WIDTH; d++) {
                    pooled[i * WIDTH + d] =
                            (float) (y * a[d] + noise * random.nextGaussian() + 0.5 * d);
                }
            }
            samples.add(
                    new Sample(
                            pooled,
                            Map.of(
                                    "gender", plus ? "female" : "male",
                                    "pair", "p" + k / 2,
                                    "speaker",
                                            plus
                                                    ? (k % 4 == 0 ? "a" : "b")
                                                    : (k % 4 == 1 ? "c" : "d")),
                            Map.of("pitch", 3 * y + 1)));
        }
        return new ActivationSet(
                "sha256:toy", new BottleneckSpec("after_mid", CHANNELS, BINS, 4), STEPS, samples);
    }

    public static double[] slice(org.syrinx.api.Direction d, int step) {
        double[] out = new double[WIDTH];
        for (int i = 0; i < WIDTH; i++) {
            out[i] = d.values()[step * WIDTH + i];
        }
        return out;
    }
}
