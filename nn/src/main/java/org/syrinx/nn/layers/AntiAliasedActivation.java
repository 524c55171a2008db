package org.syrinx.nn.layers;

import ai.djl.ndarray.NDArray;
import org.syrinx.nn.Convolutions;
import org.syrinx.nn.Ops;
import org.syrinx.nn.Resizing;
import org.syrinx.nn.Shapes;
import org.syrinx.nn.params.Init;
import org.syrinx.nn.params.Parameter;
import org.syrinx.nn.params.Scope;

/**
 * An activation between twofold upsampling and downsampling (Lee et al. 2023, BigVGAN), so that the
 * harmonics it creates do not fold back. Both filters are 12-tap Kaiser-windowed sincs with cutoff
 * 0.25.
 *
 * <p>Parameters: {@code act.alpha}, {@code act.beta} (C); buffers {@code upsample.filter} and
 * {@code downsample.lowpass.filter} (1, 1, 12).
 */
public final class AntiAliasedActivation {
    private static final int TAPS = 12;
    private static final double CUTOFF = 0.25;
    private static final double HALF_WIDTH = 0.3;

    private final Snake activation;
    private final Parameter up;
    private final Parameter down;
    private final int channels;

    /**
     * An activation with {@link Snake#logarithmic}.
     *
     * @param scope where the parameters are declared
     * @param channels C
     */
    public AntiAliasedActivation(Scope scope, int channels) {
        Init filter = Init.values(filter());
        this.activation = Snake.logarithmic(scope.at("act"), channels);
        this.up = scope.at("upsample").buffer("filter", filter, 1, 1, TAPS);
        this.down = scope.at("downsample").at("lowpass").buffer("filter", filter, 1, 1, TAPS);
        this.channels = channels;
    }

    /**
     * Activates.
     *
     * @param x (B, C, T)
     * @return (B, C, T)
     */
    public NDArray apply(NDArray x) {
        return downsample(activation.apply(upsample(x)));
    }

    private NDArray upsample(NDArray x) {
        int pad = TAPS / 2 - 1;
        int crop = pad * 2 + (TAPS - 2) / 2; // the padded frames, and half of the filter's tail
        long length = 2 * x.getShape().get(2);
        NDArray padded = Resizing.replicationPad1d(x, pad, pad);
        NDArray y =
                Convolutions.convTranspose1d(padded, perChannel(up), null, 2, 0, 0, channels, 1);
        return Shapes.narrow(Ops.scale(y, 2), 2, crop, length);
    }

    private NDArray downsample(NDArray x) {
        NDArray padded = Resizing.replicationPad1d(x, TAPS / 2 - 1, TAPS / 2);
        return Convolutions.conv1d(padded, perChannel(down), null, 2, 0, 1, channels);
    }

    private NDArray perChannel(Parameter filter) {
        return Shapes.expand(filter.value(), channels, 1, TAPS);
    }

    /** The low-pass filter, normalised to sum 1. */
    static float[] filter() {
        double attenuation =
                2.285 * (TAPS / 2.0 - 1) * Math.PI * 4 * HALF_WIDTH
                        + 7.95; // Kaiser's formula, in dB
        double beta =
                attenuation > 50
                        ? 0.1102 * (attenuation - 8.7)
                        : attenuation >= 21
                                ? 0.5842 * Math.pow(attenuation - 21, 0.4)
                                        + 0.07886 * (attenuation - 21)
                                : 0;
        double[] taps = new double[TAPS];
        double sum = 0;
        for (int n = 0; n < TAPS; n++) {
            double t = n - (TAPS - 1) / 2.0;
            double r = 2 * t / (TAPS - 1);
            double window = bessel(beta * Math.sqrt(1 - r * r)) / bessel(beta);
            double x = Math.PI * 2 * CUTOFF * t;
            taps[n] = 2 * CUTOFF * window * Math.sin(x) / x; // t is never 0
            sum += taps[n];
        }
        float[] out = new float[TAPS];
        for (int n = 0; n < TAPS; n++) {
            out[n] = (float) (taps[n] / sum);
        }
        return out;
    }

    /** The modified Bessel function I_0 by its power series. */
    private static double bessel(double x) {
        double term = 1;
        double sum = 1;
        for (int k = 1; term > 1e-17 * sum; k++) {
            term *= x / (2 * k) * (x / (2 * k));
            sum += term;
        }
        return sum;
    }
}
