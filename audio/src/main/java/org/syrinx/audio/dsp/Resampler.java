package org.syrinx.audio.dsp;

import java.util.Arrays;
import org.syrinx.api.Audio;
import org.syrinx.api.SyrinxException;

/**
 * Band-limited sampling-rate conversion by polyphase Kaiser-windowed sinc.
 *
 * <p>Pass band flat to 0.92 of the lower Nyquist frequency, stop band from that Nyquist frequency
 * on (measured figures: {@code docs/audio.md}). Zero phase: output sample k stands at input time k
 * × from / to, and the output has ceil(n × to / from) samples. Outside the sound there is silence.
 * Peaks may grow: band-limiting a clipped wave overshoots, and nothing is limited here.
 *
 * <p>Chunked equals whole, bit for bit: see {@link Stream}. Immutable; safe from any thread.
 */
public final class Resampler {
    /** Above this many fractions, taps are interpolated linearly: error below -125 dB. */
    private static final int MAX_PHASES = 1024;

    private final int up;
    private final int down;
    private final SincKernel kernel; // null when the rates are equal

    private Resampler(int up, int down) {
        this.up = up;
        this.down = down;
        this.kernel =
                up == down ? null : new SincKernel((double) up / down, Math.min(up, MAX_PHASES));
    }

    /**
     * A converter between two rates.
     *
     * @param fromRate input rate, Hz, greater than 0
     * @param toRate output rate, Hz, greater than 0
     * @return the converter; equal rates copy
     * @throws SyrinxException if a rate is not positive or the ratio is beyond 1:256
     */
    public static Resampler between(int fromRate, int toRate) {
        if (fromRate <= 0 || toRate <= 0 || toRate / 256 > fromRate || fromRate / 256 > toRate) {
            throw new SyrinxException(
                    "two rates greater than 0 Hz, at most 256 times apart",
                    "a conversion from " + fromRate + " Hz to " + toRate + " Hz",
                    "check the sample rates");
        }
        int divisor = gcd(fromRate, toRate);
        return new Resampler(toRate / divisor, fromRate / divisor);
    }

    /**
     * Converts sound to a rate.
     *
     * @param audio the sound
     * @param toRate the wanted rate, Hz
     * @return the sound at that rate; the same object when it already has it
     * @throws SyrinxException if the rate is not positive or the ratio is beyond 1:256
     */
    public static Audio resample(Audio audio, int toRate) {
        if (audio.sampleRate() == toRate) {
            return audio;
        }
        Resampler resampler = between(audio.sampleRate(), toRate);
        return new Audio(resampler.apply(audio.samples()), toRate);
    }

    /**
     * Reads a signal at another speed: output sample k stands at input position k × step. Played at
     * the old rate, pitch and formants move by the factor {@code step} (a speaker's vocal tract
     * shortened for step &gt; 1) and duration by 1 / step.
     *
     * @param samples the signal; not modified
     * @param step input samples per output sample, in [1/64, 64]
     * @return ceil(n / step) samples
     * @throws SyrinxException if step is out of range or not a number
     */
    public static float[] resample(float[] samples, double step) {
        if (!(step >= 1.0 / 64 && step <= 64)) {
            throw new SyrinxException(
                    "a step from 1/64 to 64", "a step of " + step, "resample in several passes");
        }
        SincKernel kernel = new SincKernel(1 / step, MAX_PHASES);
        float[] out = new float[(int) Math.ceil(samples.length / step)];
        for (int k = 0; k < out.length; k++) {
            double position = k * step;
            long whole = (long) position;
            out[k] = dot(kernel, samples, 0, samples.length, whole, position - whole);
        }
        return out;
    }

    /**
     * Converts a whole signal.
     *
     * @param samples the signal; not modified
     * @return ceil(n × to / from) samples
     */
    public float[] apply(float[] samples) {
        Stream stream = stream();
        float[] head = stream.process(samples);
        float[] tail = stream.finish();
        float[] out = Arrays.copyOf(head, head.length + tail.length);
        System.arraycopy(tail, 0, out, head.length, tail.length);
        return out;
    }

    /**
     * Starts a conversion in chunks.
     *
     * @return fresh state, for one thread at a time
     */
    public Stream stream() {
        return new Stream();
    }

    /** One conversion in progress. The concatenated results equal {@link #apply} bit for bit. */
    public final class Stream {
        private float[] pending = new float[0];
        private long first; // absolute index of pending[0]
        private long received;
        private long next; // index of the next output sample
        private boolean finished;

        private Stream() {}

        /**
         * Takes input and gives what can be computed from it. Latency: the filter's half length,
         * about 85 samples of the lower rate.
         *
         * @param chunk input samples, any number; not kept
         * @return output samples, possibly none
         * @throws SyrinxException after {@link #finish}
         */
        public float[] process(float[] chunk) {
            if (finished) {
                throw new SyrinxException(
                        "a conversion in progress",
                        "input after the end of the conversion",
                        "start a new stream");
            }
            if (kernel == null) {
                return chunk.clone();
            }
            int kept = pending.length;
            pending = Arrays.copyOf(pending, kept + chunk.length);
            System.arraycopy(chunk, 0, pending, kept, chunk.length);
            received += chunk.length;
            // position + half must have arrived
            long end = Math.floorDiv((received - kernel.half) * up - 1, (long) down) + 1;
            float[] out = produce(Math.max(next, end));
            long needed = Math.max(first, next * down / up - kernel.half + 1);
            if (needed > first) {
                int drop = (int) Math.min(needed - first, pending.length);
                pending = Arrays.copyOfRange(pending, drop, pending.length);
                first += drop;
            }
            return out;
        }

        /**
         * Ends the input, which is followed by silence.
         *
         * @return the remaining output samples
         */
        public float[] finish() {
            finished = true;
            if (kernel == null) {
                return new float[0];
            }
            return produce(Math.floorDiv(received * up + down - 1, (long) down));
        }

        private float[] produce(long end) {
            float[] out = new float[Math.toIntExact(Math.max(0, end - next))];
            for (int i = 0; i < out.length; i++, next++) {
                long position = next * down;
                long phase = position % up;
                out[i] = dot(kernel, pending, first, received, position / up, (double) phase / up);
            }
            return out;
        }
    }

    /** Taps times samples around whole + fraction; x[0] is sample number first of total. */
    private static float dot(
            SincKernel kernel, float[] x, long first, long total, long whole, double fraction) {
        int phases = kernel.rows.length - 1;
        double place = fraction * phases;
        int p = (int) Math.round(place);
        double blend = 0;
        if (Math.abs(place - p) > 1e-9) {
            p = (int) place;
            blend = place - p;
        }
        double[] row = kernel.rows[p];
        long start = whole - kernel.half + 1;
        int from = (int) Math.max(0, -start);
        int to = (int) Math.max(from, Math.min(row.length, total - start));
        int base = (int) (start - first);
        double sum = 0;
        for (int j = from; j < to; j++) {
            sum += row[j] * x[base + j];
        }
        if (blend != 0) {
            double[] above = kernel.rows[p + 1];
            double other = 0;
            for (int j = from; j < to; j++) {
                other += above[j] * x[base + j];
            }
            sum += blend * (other - sum);
        }
        return (float) sum;
    }

    private static int gcd(int a, int b) {
        return b == 0 ? a : gcd(b, a % b);
    }
}
