package org.syrinx.audio.dsp;

import org.syrinx.api.SyrinxException;

/**
 * Short-time Fourier transform and its inverse.
 *
 * <p>The inverse is the least-squares one (D. Griffin and J. Lim, "Signal estimation from modified
 * short-time Fourier transform", 1984): windowed overlap-add divided by the sum of the squared
 * windows. It is exact wherever that sum is not zero: everywhere with {@code CENTRE} and {@code
 * SAME} padding as long as hop is at most half of the window; with {@code NONE}, not where only the
 * zero of a Hann window or no frame at all falls, and those samples come back as 0.
 *
 * <p>Immutable; safe from any thread.
 */
public final class Stft {
    /** Below this sum of squared windows nothing can be recovered. */
    private static final double NOTHING = 1e-10;

    private final StftSpec spec;
    private final Fft fft;
    private final double[] window; // nFft long

    /**
     * Prepares tables.
     *
     * @param spec the parameters
     */
    public Stft(StftSpec spec) {
        this.spec = spec;
        this.fft = new Fft(spec.nFft());
        this.window = new double[spec.nFft()];
        double[] shape = Windows.periodic(spec.window(), spec.winLength());
        System.arraycopy(shape, 0, window, (spec.nFft() - spec.winLength()) / 2, spec.winLength());
    }

    /**
     * The parameters.
     *
     * @return the spec
     */
    public StftSpec spec() {
        return spec;
    }

    /**
     * Analyses a sound.
     *
     * @param samples the sound; not modified
     * @return {@code spec.frames(n)} frames of {@code spec.bins()} bins
     */
    public Spectrogram forward(float[] samples) {
        int frames = spec.frames(samples.length);
        double[][] re = new double[frames][spec.bins()];
        double[][] im = new double[frames][spec.bins()];
        double[] frame = new double[spec.nFft()];
        for (int t = 0; t < frames; t++) {
            int start = t * spec.hop() - spec.pad();
            boolean inside = start >= 0 && start + frame.length <= samples.length;
            for (int i = 0; i < frame.length; i++) {
                frame[i] = window[i] * (inside ? samples[start + i] : padded(samples, start + i));
            }
            fft.realForward(frame, re[t], im[t]);
        }
        return new Spectrogram(re, im);
    }

    /**
     * Resynthesises a sound.
     *
     * @param spectrogram frames of {@code spec.bins()} bins; not modified
     * @param length number of samples to give back
     * @return the sound; exact if the spectrogram came from {@link #forward} on as many samples
     * @throws SyrinxException if the number of bins does not fit
     */
    public float[] inverse(Spectrogram spectrogram, int length) {
        double[] sum = new double[length];
        double[] weight = new double[length];
        double[] frame = new double[spec.nFft()];
        for (int t = 0; t < spectrogram.frames(); t++) {
            if (spectrogram.re()[t].length != spec.bins()) {
                throw new SyrinxException(
                        spec.bins() + " bins",
                        "a frame of " + spectrogram.re()[t].length + " bins",
                        "use the parameters that the spectrogram was made with");
            }
            fft.realInverse(spectrogram.re()[t], spectrogram.im()[t], frame);
            int start = t * spec.hop() - spec.pad();
            int from = Math.max(0, -start);
            int to = Math.min(frame.length, length - start);
            for (int i = from; i < to; i++) {
                sum[start + i] += window[i] * frame[i];
                weight[start + i] += window[i] * window[i];
            }
        }
        float[] out = new float[length];
        for (int i = 0; i < length; i++) {
            out[i] = weight[i] > NOTHING ? (float) (sum[i] / weight[i]) : 0;
        }
        return out;
    }

    private float padded(float[] x, int i) {
        if (i >= 0 && i < x.length) {
            return x[i];
        }
        if (spec.padMode() == StftSpec.PadMode.ZERO) {
            return 0;
        }
        if (x.length == 1) {
            return x[0];
        }
        int period = 2 * (x.length - 1);
        int place = Math.floorMod(i, period);
        return x[place < x.length ? place : period - place];
    }
}
