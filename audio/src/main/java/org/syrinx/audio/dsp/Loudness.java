package org.syrinx.audio.dsp;

import org.syrinx.api.Audio;
import org.syrinx.api.SyrinxException;

/**
 * Loudness after ITU-R BS.1770-4: K-weighting, blocks of 400 ms every 100 ms, an absolute gate at
 * -70 LUFS and a relative gate 10 LU below, and true peak by oversampling.
 *
 * <p>A mono file counts as one channel: it reads 3.01 LU below the same signal on two channels, as
 * the standard has it. Sound shorter than 400 ms, and silence, has no loudness: -infinity.
 *
 * <p>Threads: the static methods are safe from any thread; a {@link Meter} belongs to one at a
 * time.
 */
public final class Loudness {
    private static final double OFFSET = -0.691;
    private static final double ABSOLUTE_GATE = -70;
    private static final double RELATIVE_GATE = -10;

    private Loudness() {}

    /**
     * Integrated loudness of mono sound.
     *
     * @param audio the sound
     * @return LUFS, or -infinity
     */
    public static double integrated(Audio audio) {
        return integrated(audio.sampleRate(), audio.samples());
    }

    /**
     * Integrated loudness of several channels.
     *
     * @param sampleRate Hz
     * @param channels one array per channel, of equal length: mono, stereo, or up to five in the
     *     order L, R, C, Ls, Rs, of which the surrounds weigh 1.41; leave out the LFE
     * @return LUFS, or -infinity
     */
    public static double integrated(int sampleRate, float[]... channels) {
        Meter meter = new Meter(sampleRate, channels.length);
        meter.process(channels);
        return meter.integrated();
    }

    /**
     * True peak: the largest magnitude after oversampling to at least 192 kHz.
     *
     * @param audio the sound
     * @return dBTP, or -infinity for silence
     */
    public static double truePeak(Audio audio) {
        int factor = 4;
        while ((long) audio.sampleRate() * factor < 192_000 - 16_000 && factor < 64) {
            factor *= 2;
        }
        if (audio.sampleRate() >= 192_000) {
            factor = 1;
        }
        float[] fine = Resampler.between(1, factor).apply(audio.samples());
        float peak = new Audio(fine, 1).peak();
        return 20 * Math.log10(Math.max(peak, audio.peak()));
    }

    private static double lufs(double power) {
        return power > 0 ? OFFSET + 10 * Math.log10(power) : Double.NEGATIVE_INFINITY;
    }

    /** A meter for sound that arrives in chunks; chunked equals whole. One thread at a time. */
    public static final class Meter {
        private final int sampleRate;
        private final Biquad[] shelves;
        private final Biquad[] highPasses;
        private double energy; // weighted energy of the running 100 ms
        private double[] tenths = new double[64]; // mean weighted power of each full 100 ms
        private int count;
        private long received;
        private long started; // first sample of the running 100 ms

        /**
         * Starts a measurement.
         *
         * @param sampleRate Hz, at least 4000
         * @param channels 1 to 5
         * @throws SyrinxException if rate or channels are out of range
         */
        public Meter(int sampleRate, int channels) {
            if (sampleRate < 4000 || channels < 1 || channels > 5) {
                throw new SyrinxException(
                        "1 to 5 channels at 4000 Hz or more",
                        channels + " channels at " + sampleRate + " Hz",
                        "resample, or leave out the low-frequency channel");
            }
            this.sampleRate = sampleRate;
            shelves = new Biquad[channels];
            highPasses = new Biquad[channels];
            for (int c = 0; c < channels; c++) {
                shelves[c] = Biquad.shelf(sampleRate);
                highPasses[c] = Biquad.highPass(sampleRate);
            }
        }

        /**
         * Takes the next samples.
         *
         * @param channels one array per channel, of equal length; not kept
         * @throws SyrinxException if channels are missing or differ in length
         */
        public void process(float[]... channels) {
            if (channels.length != shelves.length) {
                throw new SyrinxException(
                        shelves.length + " channels",
                        channels.length + " channels",
                        "pass them all");
            }
            for (float[] channel : channels) {
                if (channel.length != channels[0].length) {
                    throw new SyrinxException(
                            "channels of equal length",
                            channels[0].length + " and " + channel.length + " samples",
                            "pad the shorter one");
                }
            }
            for (int i = 0; i < channels[0].length; i++) {
                for (int c = 0; c < channels.length; c++) {
                    double y = highPasses[c].step(shelves[c].step(channels[c][i]));
                    energy += (c > 2 ? 1.41 : 1) * y * y;
                }
                received++;
                // rounded boundaries, so that 100 ms need not be a whole number of samples
                if (received == Math.round((count + 1L) * sampleRate / 10.0)) {
                    if (count == tenths.length) {
                        tenths = java.util.Arrays.copyOf(tenths, 2 * count);
                    }
                    tenths[count++] = energy / (received - started);
                    energy = 0;
                    started = received;
                }
            }
        }

        /**
         * Gated loudness of everything so far.
         *
         * @return LUFS; -infinity if no block of 400 ms passes the gates
         */
        public double integrated() {
            double ungated = mean(ABSOLUTE_GATE);
            return lufs(mean(Math.max(ABSOLUTE_GATE, lufs(ungated) + RELATIVE_GATE)));
        }

        private double mean(double gate) {
            double sum = 0;
            int blocks = 0;
            for (int i = 0; i + 4 <= count; i++) {
                double power = (tenths[i] + tenths[i + 1] + tenths[i + 2] + tenths[i + 3]) / 4;
                if (lufs(power) > gate) {
                    sum += power;
                    blocks++;
                }
            }
            return blocks == 0 ? 0 : sum / blocks;
        }
    }
}
