package org.syrinx.training.spectra;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import org.syrinx.api.SyrinxException;
import org.syrinx.audio.dsp.MelFilterBank;
import org.syrinx.audio.dsp.MelSpec;
import org.syrinx.audio.dsp.StftSpec;
import org.syrinx.audio.dsp.Windows;
import org.syrinx.nn.LinearAlgebra;
import org.syrinx.nn.Losses;
import org.syrinx.nn.Ops;
import org.syrinx.nn.Reductions;
import org.syrinx.nn.Resizing;
import org.syrinx.nn.Shapes;
import org.syrinx.nn.Spectral;
import org.syrinx.training.HostBuffer;

/**
 * The spectra that training compares, differentiable: linear magnitudes and log-mel bands as a
 * {@link MelSpec} defines them, and the multi-resolution STFT loss. The same figures as {@link
 * org.syrinx.audio.dsp.MelSpectrogram} within rounding. Shared by threads.
 */
public final class Spectrograms implements AutoCloseable {
    /**
     * Added to the power under the root of the multi-resolution loss: the root of 0 has no slope.
     */
    private static final double ROOT_EPSILON = 1e-6;

    private final NDManager manager;
    private final int fft;
    private final int hop;
    private final int pad;
    private final double epsilon;
    private final double floor;
    private final NDArray window;
    private final NDArray filters; // (bands, bins)
    private final List<NDArray> windows = new ArrayList<>(); // of the multi-resolution loss

    /**
     * Prepares windows and filters.
     *
     * @param parent decides the device
     * @param spec the mel spectrogram: natural logarithm of magnitudes, a Hann window as long as
     *     the transform, mirrored edges
     * @throws SyrinxException if the spec is of another kind
     */
    public Spectrograms(NDManager parent, MelSpec spec) {
        StftSpec stft = spec.stft();
        if (spec.power() != 1
                || spec.log() != MelSpec.Log.NATURAL
                || stft.window() != Windows.Shape.HANN
                || stft.winLength() != stft.nFft()
                || stft.padMode() != StftSpec.PadMode.REFLECT) {
            throw new SyrinxException(
                    "a mel spectrogram of magnitudes with natural logarithm, full Hann window and"
                            + " mirrored edges",
                    spec.toString(),
                    "Train with such a spectrogram.");
        }
        this.manager = parent.newSubManager();
        this.fft = stft.nFft();
        this.hop = stft.hop();
        this.pad = stft.pad();
        this.epsilon = spec.magnitudeEpsilon();
        this.floor = spec.floor();
        HostBuffer host = new HostBuffer(manager);
        this.window = hann(host, fft);
        for (int size = fft; size >= Math.max(16, fft / 4); size /= 2) {
            windows.add(hann(host, size));
        }
        float[][] matrix = new MelFilterBank(spec).matrix();
        this.filters =
                host.floats(
                        f -> {
                            for (float[] row : matrix) {
                                f.put(row);
                            }
                        },
                        spec.bands(),
                        stft.bins());
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
     * How far a frame's window reaches beyond the frames that a sound has.
     *
     * @return samples that are added on either side
     */
    public int pad() {
        return pad;
    }

    /**
     * Linear magnitudes of audio that is padded already.
     *
     * @param x (B, (T - 1) hop + n_fft)
     * @return (B, n_fft / 2 + 1, T)
     */
    public NDArray linear(NDArray x) {
        return magnitude(Spectral.stft(x, window, fft, hop, fft, false), epsilon);
    }

    /**
     * The magnitude by parts: the native sum over a last dimension of two is three times as slow,
     * and this is a tenth of a step.
     */
    private static NDArray magnitude(NDArray spectrum, double epsilon) {
        NDArray real = Shapes.select(spectrum, 3, 0); // (B, bins, T)
        NDArray imaginary = Shapes.select(spectrum, 3, 1);
        NDArray power = Ops.add(Ops.square(real), Ops.square(imaginary));
        return Ops.sqrt(Ops.shift(power, epsilon));
    }

    /**
     * Log-mel of magnitudes.
     *
     * @param magnitudes (B, n_fft / 2 + 1, T)
     * @return (B, bands, T)
     */
    public NDArray mel(NDArray magnitudes) {
        return Ops.log(Ops.clampMin(LinearAlgebra.matmul(filters, magnitudes), floor));
    }

    /**
     * Log-mel of audio, mirrored at both ends as the spec says.
     *
     * @param x (B, 1, samples)
     * @return (B, bands, T)
     */
    public NDArray melOfAudio(NDArray x) {
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
    public NDArray multiResolution(NDArray fake, NDArray real) {
        NDArray sum = null;
        for (NDArray w : windows) {
            NDArray loss = distance(magnitude(fake, w), magnitude(real, w));
            sum = sum == null ? loss : Ops.add(sum, loss);
        }
        return Ops.scale(sum, 1.0 / windows.size());
    }

    /**
     * Spectral convergence and log-magnitude distance at one resolution (Yamamoto et al. 2020,
     * equations 5 and 6), the convergence taken per utterance.
     *
     * @param fake (B, F, T), magnitudes of generated audio
     * @param real (B, F, T), magnitudes of real audio
     * @return one element
     */
    static NDArray distance(NDArray fake, NDArray real) {
        NDArray difference = Reductions.norm(Ops.sub(real, fake), false, 1, 2); // (B)
        NDArray size = Ops.clampMin(Reductions.norm(real, false, 1, 2), 1e-3);
        NDArray convergence = Reductions.mean(Ops.div(difference, size));
        return Ops.add(convergence, Losses.l1(Ops.log(fake), Ops.log(real)));
    }

    private static NDArray magnitude(NDArray x, NDArray w) {
        long n = w.getShape().size();
        return magnitude(Spectral.stft(Shapes.squeeze(x, 1), w, n, n / 4, n, true), ROOT_EPSILON);
    }

    @Override
    public void close() {
        manager.close();
    }
}
