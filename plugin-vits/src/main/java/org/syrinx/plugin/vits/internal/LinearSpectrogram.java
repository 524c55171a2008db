package org.syrinx.plugin.vits.internal;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import org.syrinx.nn.Resizing;
import org.syrinx.nn.Shapes;
import org.syrinx.nn.Spectral;
import org.syrinx.nn.Tensors;
import org.syrinx.plugin.vits.internal.model.VitsConfig;

/** Sound to the magnitudes that the posterior encoder was trained on, spec 1.19. */
final class LinearSpectrogram {
    private static final double EPSILON = 1e-6;

    private LinearSpectrogram() {}

    /**
     * Computes sqrt(re^2 + im^2 + 1e-6) of a periodic Hann window of the transform's size. The
     * sound is mirrored by (n_fft - hop) / 2 samples at both ends; a last frame that is not full is
     * filled up with silence.
     *
     * @param manager decides the device
     * @param samples at least {@link #minimum} samples at the model's rate
     * @param config the model
     * @return (1, bins, ceil(samples / hop)), in the caller's scope
     */
    static NDArray of(NDManager manager, float[] samples, VitsConfig config) {
        int fft = config.fftSize();
        int hop = config.hop();
        int frames = (samples.length + hop - 1) / hop;
        float[] full = java.util.Arrays.copyOf(samples, Math.multiplyExact(frames, hop));
        NDArray x = Tensors.of(manager, full, 1, 1, full.length);
        int left = (fft - hop) / 2;
        x = Shapes.squeeze(Resizing.reflectionPad1d(x, left, fft - hop - left), 1);
        float[] window = new float[fft];
        for (int i = 0; i < fft; i++) {
            window[i] = (float) (0.5 - 0.5 * Math.cos(2 * Math.PI * i / fft));
        }
        NDArray spectrum = Spectral.stft(x, Tensors.of(manager, window, fft), fft, hop, fft, false);
        return Spectral.magnitude(spectrum, EPSILON);
    }

    /** The fewest samples that can be mirrored. */
    static int minimum(VitsConfig config) {
        return (config.fftSize() - config.hop() + 1) / 2 + 1;
    }
}
