package org.syrinx.compare.internal.run;

import java.util.Arrays;
import org.syrinx.api.Audio;
import org.syrinx.audio.dsp.Loudness;
import org.syrinx.audio.dsp.Resampler;

/**
 * Brings every sound to one rate and one loudness (ITU-R BS.1770-4), so that neither bandwidth of
 * the file nor level decides a comparison. The gain is one number for the whole utterance.
 */
public final class Leveller {
    /** The largest magnitude that is left, so that a player never clips: -0.1 dBFS. */
    static final double CEILING = Math.pow(10, -0.1 / 20);

    private final int rate;
    private final double target;

    /**
     * A leveller.
     *
     * @param rate Hz
     * @param target LUFS
     */
    public Leveller(int rate, double target) {
        this.rate = rate;
        this.target = target;
    }

    /**
     * A sound at the common rate and loudness.
     *
     * @param audio the sound
     * @param gain dB that were applied
     * @param shortfall dB that it is quieter than the target, because it would have clipped; else 0
     * @param note empty, or why it could not be levelled
     */
    public record Result(Audio audio, double gain, double shortfall, String note) {}

    /**
     * Levels one sound.
     *
     * @param raw any rate, any level; not modified
     * @return a new sound
     */
    public Result level(Audio raw) {
        Audio own = raw.sampleRate() == rate ? raw : Resampler.resample(raw, rate);
        double loudness = loudness(own);
        if (Double.isInfinite(loudness) || Double.isNaN(loudness)) {
            return new Result(own, 0, 0, "It is silent, so it has no loudness to match.");
        }
        double wanted = target - loudness;
        double possible = 20 * Math.log10(CEILING / own.peak());
        double gain = Math.min(wanted, possible);
        double factor = Math.pow(10, gain / 20);
        float[] x = new float[own.samples().length];
        for (int i = 0; i < x.length; i++) {
            x[i] = (float) (own.samples()[i] * factor);
        }
        double shortfall = Math.max(0, wanted - gain);
        return new Result(
                new Audio(x, rate),
                gain,
                shortfall,
                shortfall > 0.05 ? "Its peaks do not allow the common loudness." : "");
    }

    /**
     * Integrated loudness. BS.1770 needs a block of 400 ms: a shorter sound is repeated until it
     * fills one second.
     *
     * @param audio the sound
     * @return LUFS; -infinity for silence
     */
    public static double loudness(Audio audio) {
        int least = audio.sampleRate();
        float[] x = audio.samples();
        if (x.length == 0 || x.length >= 0.5 * least) {
            return Loudness.integrated(audio);
        }
        float[] again = Arrays.copyOf(x, least);
        for (int i = x.length; i < least; i++) {
            again[i] = x[i % x.length];
        }
        return Loudness.integrated(new Audio(again, least));
    }
}
