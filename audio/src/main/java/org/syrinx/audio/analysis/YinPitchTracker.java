package org.syrinx.audio.analysis;

import java.util.Arrays;
import org.osgi.service.component.annotations.Component;
import org.syrinx.api.Audio;
import org.syrinx.api.SyrinxException;
import org.syrinx.audio.dsp.Fft;

/**
 * YIN (A. de Cheveigne and H. Kawahara, "YIN, a fundamental frequency estimator for speech and
 * music", JASA 111, 2002) with a search over time in place of its per-frame threshold.
 *
 * <table>
 * <caption>Code and paper</caption>
 * <tr><th>code</th><th>paper</th></tr>
 * <tr><td>difference function, by FFT</td><td>equation 6</td></tr>
 * <tr><td>normalised by its running mean</td><td>equation 8</td></tr>
 * <tr><td>candidates: all local minima</td><td>step 4 takes the first below a threshold</td></tr>
 * <tr><td>parabola through the difference function</td><td>step 5</td></tr>
 * <tr><td>dynamic programming over frames</td><td>in place of step 6</td></tr>
 * </table>
 *
 * <p>Octave errors are guarded against twice: an octave costs a little more the longer its period,
 * so that of two equally good periods the shorter wins; and a jump between frames costs in
 * proportion to its size in octaves, as in P. Boersma, "Accurate short-term analysis of the
 * fundamental frequency", 1993. A frame more than 45 dB below the loudest, or below -65 dBFS, is
 * unvoiced.
 *
 * <p>Immutable; safe from any thread.
 */
@Component(property = {PitchTracker.ID + "=yin", "service.ranking:Integer=100"})
public final class YinPitchTracker implements PitchTracker {
    private static final int CANDIDATES = 12;

    /** Cost of being unvoiced, on the scale of the normalised difference: 0 periodic, 1 not. */
    private static final double UNVOICED = 0.3;

    /** Cost per octave of a longer period, and of a jump between frames 10 ms apart. */
    private static final double OCTAVE = 0.015;

    private static final double JUMP = 0.5;

    /** Cost of starting or ending voice between frames 10 ms apart. */
    private static final double SWITCH = 0.08;

    private static final double RELATIVE_SILENCE = Math.pow(10, -45 / 20.0);
    private static final double ABSOLUTE_SILENCE = Math.pow(10, -65 / 20.0);

    /** Creates the tracker. */
    public YinPitchTracker() {}

    /** Possible periods of one frame: F0 in Hz (0: unvoiced), cost and confidence of each. */
    private record Frame(double[] f0, double[] cost, double[] confidence) {}

    @Override
    public PitchTrack track(Audio audio, PitchSpec spec) {
        int rate = audio.sampleRate();
        int longest = (int) Math.ceil(rate / spec.fMin()) + 1;
        int shortest = (int) Math.floor(rate / spec.fMax()) - 1;
        if (spec.frame() < 2 * rate / spec.fMin()) {
            throw new SyrinxException(
                    "a frame of at least two periods of the lowest F0: "
                            + (int) Math.ceil(2 * rate / spec.fMin())
                            + " samples",
                    "a frame of " + spec.frame() + " samples",
                    "use longer frames or a higher fMin");
        }
        if (shortest < 2) {
            throw new SyrinxException(
                    "an fMax of at most a third of the sample rate, " + rate + " Hz",
                    "an fMax of " + spec.fMax() + " Hz",
                    "lower fMax");
        }
        int frames = spec.frames(audio.samples().length);
        double loudest = 0;
        double[] levels = new double[frames];
        for (int t = 0; t < frames; t++) {
            levels[t] = level(audio.samples(), spec, t);
            loudest = Math.max(loudest, levels[t]);
        }
        double silence = Math.max(ABSOLUTE_SILENCE, loudest * RELATIVE_SILENCE);
        int window = spec.frame() - longest;
        Fft fft = new Fft(Integer.highestOneBit(window + longest - 1) * 2);
        Frame[] found = new Frame[frames];
        for (int t = 0; t < frames; t++) {
            boolean silent = levels[t] < silence;
            found[t] = frame(audio, spec, t, silent, shortest, longest, window, fft);
        }
        return search(found, spec, rate);
    }

    private static double level(float[] x, PitchSpec spec, int t) {
        int centre = spec.offset() + t * spec.hop();
        int from = Math.max(0, centre - spec.frame() / 2);
        int to = Math.min(x.length, centre + spec.frame() / 2);
        double sum = 0;
        double squares = 0;
        for (int i = from; i < to; i++) {
            sum += x[i];
            squares += (double) x[i] * x[i];
        }
        int n = Math.max(1, to - from);
        return Math.sqrt(Math.max(0, squares / n - sum * sum / n / n));
    }

    private Frame frame(
            Audio audio,
            PitchSpec spec,
            int t,
            boolean silent,
            int shortest,
            int longest,
            int window,
            Fft fft) {
        if (silent) {
            return new Frame(new double[] {0}, new double[] {0}, new double[] {0});
        }
        // centre what a typical period of the range looks at: window + period samples
        int typical = (int) Math.sqrt((double) shortest * longest);
        int start = spec.offset() + t * spec.hop() - (window + typical) / 2;
        double[] difference = difference(audio.samples(), start, window, longest, fft);
        double[] normalised = new double[longest + 1];
        normalised[0] = 1;
        double sum = 0;
        for (int lag = 1; lag <= longest; lag++) {
            sum += difference[lag];
            normalised[lag] = sum > 0 ? difference[lag] * lag / sum : 1;
        }
        double[] f0 = new double[CANDIDATES + 1];
        double[] cost = new double[CANDIDATES + 1];
        double[] confidence = new double[CANDIDATES + 1];
        int count = 1;
        for (int lag = shortest; lag < longest; lag++) {
            boolean minimum =
                    normalised[lag] < normalised[lag - 1] && normalised[lag] <= normalised[lag + 1];
            if (!minimum || normalised[lag] > 0.9) {
                continue;
            }
            double period = lag + vertex(difference, lag);
            double hz = audio.sampleRate() / period;
            if (hz < spec.fMin() || hz > spec.fMax()) {
                continue;
            }
            double candidate = normalised[lag] + OCTAVE * Math.log(spec.fMax() / hz) / Math.log(2);
            int place = count;
            if (count > CANDIDATES) {
                place = worst(cost);
                if (cost[place] <= candidate) {
                    continue;
                }
            } else {
                count++;
            }
            f0[place] = hz;
            cost[place] = candidate;
            confidence[place] = Math.max(0, Math.min(1, 1 - normalised[lag]));
        }
        cost[0] = UNVOICED;
        for (int i = 1; i < count; i++) {
            confidence[0] = Math.max(confidence[0], confidence[i]);
        }
        return new Frame(
                Arrays.copyOf(f0, count),
                Arrays.copyOf(cost, count),
                Arrays.copyOf(confidence, count));
    }

    private static int worst(double[] cost) {
        int worst = 1;
        for (int i = 2; i < cost.length; i++) {
            worst = cost[i] > cost[worst] ? i : worst;
        }
        return worst;
    }

    /**
     * Offset of the lowest point of the parabola through three neighbours, within half a sample.
     */
    private static double vertex(double[] d, int lag) {
        double a = d[lag - 1];
        double b = d[lag];
        double c = d[lag + 1];
        double curve = a - 2 * b + c;
        return curve <= 0 ? 0 : Math.max(-0.5, Math.min(0.5, (a - c) / 2 / curve));
    }

    /** sum over the window of (x[i] - x[i + lag])^2, for every lag up to the longest. */
    private static double[] difference(float[] x, int start, int window, int longest, Fft fft) {
        int n = window + longest;
        double[] frame = new double[fft.size()];
        double mean = 0;
        for (int i = 0; i < n; i++) {
            int at = start + i;
            frame[i] = at >= 0 && at < x.length ? x[at] : 0;
            mean += frame[i] / n;
        }
        double[] head = new double[fft.size()];
        double[] energy = new double[n + 1];
        for (int i = 0; i < n; i++) {
            frame[i] -= mean;
            energy[i + 1] = energy[i] + frame[i] * frame[i];
            head[i] = i < window ? frame[i] : 0;
        }
        int bins = fft.size() / 2 + 1;
        double[] ar = new double[bins];
        double[] ai = new double[bins];
        double[] br = new double[bins];
        double[] bi = new double[bins];
        fft.realForward(head, ar, ai);
        fft.realForward(frame, br, bi);
        for (int k = 0; k < bins; k++) {
            double real = ar[k] * br[k] + ai[k] * bi[k];
            bi[k] = ar[k] * bi[k] - ai[k] * br[k];
            br[k] = real;
        }
        double[] correlation = head;
        fft.realInverse(br, bi, correlation);
        double[] out = new double[longest + 1];
        for (int lag = 0; lag <= longest; lag++) {
            double shifted = energy[lag + window] - energy[lag];
            out[lag] = Math.max(0, energy[window] + shifted - 2 * correlation[lag]);
        }
        return out;
    }

    /** The cheapest path through the candidates of all frames (A. Viterbi, 1967). */
    private static PitchTrack search(Frame[] frames, PitchSpec spec, int rate) {
        double scale = 0.01 * rate / spec.hop(); // costs are for 10 ms steps
        int n = frames.length;
        int[][] from = new int[n][];
        double[] total = new double[0];
        for (int t = 0; t < n; t++) {
            double[] next = frames[t].cost.clone();
            from[t] = new int[next.length];
            for (int j = 0; t > 0 && j < next.length; j++) {
                double best = Double.POSITIVE_INFINITY;
                for (int i = 0; i < total.length; i++) {
                    double a = frames[t - 1].f0[i];
                    double b = frames[t].f0[j];
                    double move = 0;
                    if (a > 0 && b > 0) {
                        move = scale * JUMP * Math.abs(Math.log(a / b)) / Math.log(2);
                    } else if (a > 0 || b > 0) {
                        move = scale * SWITCH;
                    }
                    if (total[i] + move < best) {
                        best = total[i] + move;
                        from[t][j] = i;
                    }
                }
                next[j] += best;
            }
            total = next;
        }
        float[] f0 = new float[n];
        float[] confidence = new float[n];
        int at = 0;
        for (int j = 1; j < total.length; j++) {
            at = total[j] < total[at] ? j : at;
        }
        for (int t = n - 1; t >= 0; t--) {
            f0[t] = (float) frames[t].f0[at];
            confidence[t] = (float) frames[t].confidence[at];
            at = from[t][at];
        }
        return new PitchTrack(f0, confidence, spec, rate);
    }
}
