package org.syrinx.eval.internal.spectral;

import org.syrinx.eval.internal.PlainMetric;
import org.syrinx.eval.metric.Sample;

/**
 * Which frame of the reference is which frame of the sound: the path of mel cepstral distortion, in
 * frames of {@link #HOP_SECONDS} counted from the start of the files.
 *
 * @param reference frames of the reference
 * @param sound frames of the sound, as many
 */
public record Alignment(int[] reference, int[] sound) {
    /** Seconds from frame to frame; frame t is centred on t times this. */
    public static final double HOP_SECONDS = 0.005;

    /**
     * Aligns a sample with its reference: by time if it has the reference's timing, else by dynamic
     * time warping of mel cepstra without the silence at the ends.
     *
     * @param sample with a reference
     * @return the alignment
     * @throws org.syrinx.api.SyrinxException if one of the two is silent
     */
    public static Alignment of(Sample sample) {
        return sample.derive(Alignment.class, Alignment::compute);
    }

    private static Alignment compute(Sample sample) {
        MelCepstra a = referenceCepstra(sample);
        MelCepstra b = cepstra(sample);
        if (sample.aligned()) {
            int[] same = new int[Math.min(a.frames(), b.frames())];
            java.util.Arrays.setAll(same, t -> t);
            return new Alignment(same, same);
        }
        Dtw.Path path = path(sample);
        int[] reference = shifted(path.first(), a.active()[0]);
        int[] sound = shifted(path.second(), b.active()[0]);
        return new Alignment(reference, sound);
    }

    private static int[] shifted(int[] frames, int by) {
        int[] out = new int[frames.length];
        java.util.Arrays.setAll(out, i -> frames[i] + by);
        return out;
    }

    static MelCepstra cepstra(Sample sample) {
        return sample.derive(MelCepstra.class, s -> MelCepstra.of(PlainMetric.sound(s)));
    }

    static MelCepstra referenceCepstra(Sample sample) {
        return sample.derive("reference mel cepstra", s -> MelCepstra.of(PlainMetric.reference(s)));
    }

    /** The path between the trimmed sounds. */
    static Dtw.Path path(Sample sample) {
        return sample.derive(
                Dtw.Path.class,
                s -> {
                    double[][] a = referenceCepstra(s).trimmed().coefficients();
                    double[][] b = cepstra(s).trimmed().coefficients();
                    return Dtw.align(a.length, b.length, (i, j) -> MelCepstra.distance(a[i], b[j]));
                });
    }
}
