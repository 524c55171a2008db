package org.syrinx.plugin.vits.internal.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import org.syrinx.audio.dsp.MelFilterBank;
import org.syrinx.audio.dsp.MelSpec;
import org.syrinx.audio.dsp.StftSpec;
import org.syrinx.audio.dsp.Windows;
import org.syrinx.nn.Ops;
import org.syrinx.nn.Resizing;
import org.syrinx.nn.Shapes;
import org.syrinx.nn.Spectral;

/**
 * The spectra that training compares, differentiable (spec 2, 1.19): linear magnitudes sqrt(re^2 +
 * im^2 + 1e-6) of a periodic Hann window, and 80 Slaney mel bands from 0 to half the sample rate,
 * ln(max(mel, 1e-5)). Shared by threads.
 */
final class Spectrograms implements AutoCloseable {
    private static final double MAGNITUDE_EPSILON = 1e-6;
    private static final double MEL_FLOOR = 1e-5;
    private static final int BANDS = 80;

    private final NDManager manager;
    private final int fft;
    private final int hop;
    private final NDArray window;
    private final NDArray filters; // (80, bins)
    private final List<NDArray> windows = new ArrayList<>(); // of the multi-resolution loss

    /**
     * Prepares windows and filters.
     *
     * @param parent decides the device
     * @param sampleRate Hz
     * @param fft size of transform and window
     * @param hop samples a frame
     */
    Spectrograms(NDManager parent, int sampleRate, int fft, int hop) {
        this.manager = parent.newSubManager();
        this.fft = fft;
        this.hop = hop;
        HostBuffer host = new HostBuffer(manager);
        this.window = hann(host, fft);
        for (int size = fft; size >= Math.max(16, fft / 4); size /= 2) {
            windows.add(hann(host, size));
        }
        float[][] matrix =
                new MelFilterBank(
                                new MelSpec(
                                        sampleRate,
                                        new StftSpec(
                                                fft,
                                                fft,
                                                hop,
                                                Windows.Shape.HANN,
                                                StftSpec.Padding.SAME,
                                                StftSpec.PadMode.REFLECT),
                                        BANDS,
                                        0,
                                        sampleRate / 2.0,
                                        MelSpec.Scale.SLANEY,
                                        MelSpec.Norm.SLANEY,
                                        1,
                                        MAGNITUDE_EPSILON,
                                        MelSpec.Log.NATURAL,
                                        MEL_FLOOR))
                        .matrix();
        this.filters =
                host.floats(
                        f -> {
                            for (float[] row : matrix) {
                                f.put(row);
                            }
                        },
                        BANDS,
                        fft / 2 + 1);
    }

    private static NDArray hann(HostBuffer host, int size) {
        return host.floats(
                f -> {
                    for (int i = 0; i < size; i++) {
                        f.put((float) (0.5 - 0.5 * Math.cos(2 * Math.PI * i / size)));
                    }
                },
                size);
    }

    /**
     * Linear magnitudes of audio that is padded already.
     *
     * @param x (B, (T - 1) hop + n_fft)
     * @return (B, n_fft / 2 + 1, T)
     */
    NDArray linear(NDArray x) {
        return magnitude(Spectral.stft(x, window, fft, hop, fft, false));
    }

    /**
     * The magnitude by parts: the native sum over a last dimension of two is three times as slow,
     * and this is a tenth of a step.
     */
    private static NDArray magnitude(NDArray spectrum) {
        NDArray real = Shapes.select(spectrum, 3, 0); // (B, bins, T)
        NDArray imaginary = Shapes.select(spectrum, 3, 1);
        NDArray power = Ops.add(Ops.square(real), Ops.square(imaginary));
        return Ops.sqrt(Ops.shift(power, MAGNITUDE_EPSILON));
    }

    /**
     * Log-mel of magnitudes.
     *
     * @param magnitudes (B, n_fft / 2 + 1, T)
     * @return (B, 80, T)
     */
    NDArray mel(NDArray magnitudes) {
        return Ops.log(
                Ops.clampMin(org.syrinx.nn.LinearAlgebra.matmul(filters, magnitudes), MEL_FLOOR));
    }

    /**
     * Log-mel of audio, mirrored by (n_fft - hop) / 2 at both ends.
     *
     * @param x (B, 1, T hop)
     * @return (B, 80, T)
     */
    NDArray melOfAudio(NDArray x) {
        long pad = (fft - hop) / 2;
        return mel(linear(Shapes.squeeze(Resizing.reflectionPad1d(x, pad, pad), 1)));
    }

    /**
     * The multi-resolution STFT loss (Yamamoto et al. 2020): mean over transforms of n_fft, n_fft /
     * 2, n_fft / 4 samples, hop a quarter, of spectral convergence and log-magnitude distance.
     *
     * @param fake (B, 1, T)
     * @param real (B, 1, T)
     * @return one element
     */
    NDArray multiResolution(NDArray fake, NDArray real) {
        NDArray sum = null;
        for (NDArray w : windows) {
            NDArray loss = VitsLosses.stft(magnitude(fake, w), magnitude(real, w));
            sum = sum == null ? loss : Ops.add(sum, loss);
        }
        return Ops.scale(sum, 1.0 / windows.size());
    }

    private static NDArray magnitude(NDArray x, NDArray w) {
        long n = w.getShape().size();
        return magnitude(Spectral.stft(Shapes.squeeze(x, 1), w, n, n / 4, n, true));
    }

    @Override
    public void close() {
        manager.close();
    }
}
