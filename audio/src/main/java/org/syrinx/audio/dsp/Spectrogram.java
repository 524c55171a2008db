package org.syrinx.audio.dsp;

/**
 * A complex spectrogram. The arrays are not copied.
 *
 * @param re real parts, {@code [frame][bin]}
 * @param im imaginary parts, {@code [frame][bin]}
 */
public record Spectrogram(double[][] re, double[][] im) {
    /**
     * Number of frames.
     *
     * @return 0 or more
     */
    public int frames() {
        return re.length;
    }

    /**
     * Magnitudes with a floor inside the root, as the published vocoders have it.
     *
     * @param epsilon added to re² + im²; 0 for none, 1e-6 in VITS, 1e-9 in HiFi-GAN
     * @return sqrt(re² + im² + epsilon), {@code [frame][bin]}
     */
    public float[][] magnitude(double epsilon) {
        float[][] out = new float[re.length][];
        for (int t = 0; t < out.length; t++) {
            out[t] = new float[re[t].length];
            for (int k = 0; k < out[t].length; k++) {
                out[t][k] = (float) Math.sqrt(re[t][k] * re[t][k] + im[t][k] * im[t][k] + epsilon);
            }
        }
        return out;
    }
}
