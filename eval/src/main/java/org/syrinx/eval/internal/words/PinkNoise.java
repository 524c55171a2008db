package org.syrinx.eval.internal.words;

import java.util.SplittableRandom;
import org.syrinx.api.Audio;
import org.syrinx.audio.dsp.Fft;
import org.syrinx.audio.dsp.Levels;

/**
 * The one condition besides "raw": pink noise 35 dB below the active speech level. It fills bands
 * that a synthesiser leaves empty, outside of which a recogniser's features were never trained; a
 * high error that it removes was the meter's, not the voice's.
 */
final class PinkNoise {
    /** Level of the noise, dB re the active speech level. */
    static final double LEVEL = -35;

    private static final double LOWEST = 20; // Hz
    private static final long SEED = 35;

    private PinkNoise() {}

    /** The sound with the noise; unchanged if there is no speech. The same noise at every call. */
    static Audio added(Audio audio) {
        double active = Levels.of(audio).activeDbfs();
        if (Double.isInfinite(active)) {
            return audio;
        }
        double[] noise = unit(audio.samples().length, audio.sampleRate());
        double scale = Math.pow(10, (active + LEVEL) / 20);
        float[] x = new float[noise.length];
        for (int i = 0; i < x.length; i++) {
            x[i] = (float) (audio.samples()[i] + scale * noise[i]);
        }
        return new Audio(x, audio.sampleRate());
    }

    /** Noise of power 1 whose power density falls as 1 / f. */
    static double[] unit(int length, int rate) {
        SplittableRandom random = new SplittableRandom(SEED);
        double[] re = new double[length];
        double[] im = new double[length];
        for (int k = 1; 2 * k < length; k++) {
            double hz = (double) k * rate / length;
            double phase = 2 * Math.PI * random.nextDouble();
            if (hz >= LOWEST) {
                re[k] = Math.cos(phase) / Math.sqrt(hz);
                im[k] = Math.sin(phase) / Math.sqrt(hz);
                re[length - k] = re[k];
                im[length - k] = -im[k];
            }
        }
        new Fft(length).inverse(re, im);
        double power = 0;
        for (double v : re) {
            power += v * v / length;
        }
        double scale = power == 0 ? 0 : 1 / Math.sqrt(power);
        for (int i = 0; i < length; i++) {
            re[i] *= scale;
        }
        return re;
    }
}
