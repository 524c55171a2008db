package org.syrinx.audio.dsp;

import java.util.SplittableRandom;
import org.syrinx.api.Audio;
import org.syrinx.api.Progress;
import org.syrinx.api.SyrinxException;

/**
 * Sound from magnitudes alone: the fast Griffin-Lim algorithm (N. Perraudin, P. Balazs and P.
 * Sondergaard, "A fast Griffin-Lim algorithm", WASPAA 2013). Phases start at random, from a seed;
 * each round goes to sound and back, keeps the wanted magnitudes, and steps beyond the new phases
 * by the momentum.
 *
 * <p>One seed gives one sound, bit for bit, on any machine with the same Java. Immutable; safe from
 * any thread.
 */
public final class GriffinLim {
    /** The momentum of the paper, 0.99; 0 is the original algorithm of 1984. */
    public static final double MOMENTUM = 0.99;

    private final Stft stft;
    private final int iterations;
    private final double momentum;

    /**
     * An algorithm with the paper's momentum.
     *
     * @param spec frames of the magnitudes
     * @param iterations rounds, 0 or more; 32 to 60 are usual
     */
    public GriffinLim(StftSpec spec, int iterations) {
        this(spec, iterations, MOMENTUM);
    }

    /**
     * An algorithm.
     *
     * @param spec frames of the magnitudes
     * @param iterations rounds, 0 or more
     * @param momentum from 0 to 1
     * @throws SyrinxException if iterations or momentum are out of range
     */
    public GriffinLim(StftSpec spec, int iterations, double momentum) {
        if (iterations < 0 || !(momentum >= 0 && momentum <= 1)) {
            throw new SyrinxException(
                    "0 or more iterations and a momentum from 0 to 1",
                    iterations + " iterations, momentum " + momentum,
                    "correct the Griffin-Lim parameters");
        }
        this.stft = new Stft(spec);
        this.iterations = iterations;
        this.momentum = momentum;
    }

    /**
     * Number of samples that a number of frames stands for.
     *
     * @param frames 0 or more
     * @return samples: frames × hop with SAME padding, one hop less with CENTRE, the full support
     *     with NONE
     */
    public int length(int frames) {
        StftSpec spec = stft.spec();
        int support = frames == 0 ? 0 : spec.nFft() + (frames - 1) * spec.hop();
        return Math.max(0, support - 2 * spec.pad());
    }

    /**
     * Finds a sound with these magnitudes.
     *
     * @param magnitudes {@code [frame][bin]}, 0 or more; not modified
     * @param seed seed of the first phases
     * @param progress told after every round
     * @return {@link #length} samples; not limited to [-1, 1]
     * @throws SyrinxException if the number of bins does not fit
     */
    public float[] invert(double[][] magnitudes, long seed, Progress progress) {
        int frames = magnitudes.length;
        int bins = stft.spec().bins();
        int length = length(frames);
        double[][] re = new double[frames][bins];
        double[][] im = new double[frames][bins];
        SplittableRandom random = new SplittableRandom(seed);
        for (int t = 0; t < frames; t++) {
            if (magnitudes[t].length != bins) {
                throw new SyrinxException(
                        bins + " bins",
                        "frame " + t + " has " + magnitudes[t].length,
                        "use the parameters that the magnitudes were made with");
            }
            for (int k = 0; k < bins; k++) {
                double phase = 2 * Math.PI * random.nextDouble();
                re[t][k] = magnitudes[t][k] * Math.cos(phase);
                im[t][k] = magnitudes[t][k] * Math.sin(phase);
            }
        }
        Spectrogram guess = new Spectrogram(re, im);
        Spectrogram before = null;
        double step = momentum / (1 + momentum);
        for (int i = 0; i < iterations; i++) {
            Spectrogram rebuilt = stft.forward(stft.inverse(guess, length));
            for (int t = 0; t < Math.min(frames, rebuilt.frames()); t++) {
                for (int k = 0; k < bins; k++) {
                    double a = rebuilt.re()[t][k];
                    double b = rebuilt.im()[t][k];
                    if (before != null) {
                        a -= step * before.re()[t][k];
                        b -= step * before.im()[t][k];
                    }
                    double size = Math.sqrt(a * a + b * b);
                    double scale = size > 1e-16 ? magnitudes[t][k] / size : 0;
                    re[t][k] = size > 1e-16 ? a * scale : magnitudes[t][k];
                    im[t][k] = b * scale;
                }
            }
            before = rebuilt;
            progress.step("estimating phases", i + 1L, iterations);
        }
        return stft.inverse(guess, length);
    }

    /**
     * Finds a sound with this mel spectrogram.
     *
     * @param mel compressed band values, {@code [frame][band]}
     * @param spec what they mean; also decides frames and rate
     * @param iterations rounds
     * @param seed seed of the first phases
     * @param progress told after every round
     * @return the sound at the spec's rate; not limited to [-1, 1]
     * @throws SyrinxException if the bands do not fit the spec
     */
    public static Audio fromMel(
            float[][] mel, MelSpec spec, int iterations, long seed, Progress progress) {
        double[][] magnitudes = new MelInversion(new MelSpectrogram(spec)).magnitudes(mel);
        float[] samples =
                new GriffinLim(spec.stft(), iterations).invert(magnitudes, seed, progress);
        return new Audio(samples, spec.sampleRate());
    }
}
