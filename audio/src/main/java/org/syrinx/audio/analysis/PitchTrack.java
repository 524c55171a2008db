package org.syrinx.audio.analysis;

import java.util.Arrays;

/**
 * The fundamental frequency of a sound, frame by frame. The arrays are not copied.
 *
 * @param f0 Hz per frame, 0 where there is no voice
 * @param confidence how periodic the frame is at its F0 (or, without voice, at the best candidate),
 *     0 to 1
 * @param spec where the frames are
 * @param sampleRate of the sound, Hz
 */
public record PitchTrack(float[] f0, float[] confidence, PitchSpec spec, int sampleRate) {
    /**
     * Number of frames.
     *
     * @return 0 or more
     */
    public int frames() {
        return f0.length;
    }

    /**
     * Whether a frame is voiced.
     *
     * @param t the frame
     * @return true if it has an F0
     */
    public boolean voiced(int t) {
        return f0[t] > 0;
    }

    /**
     * The centre of a frame.
     *
     * @param t the frame
     * @return seconds from the start of the sound
     */
    public double time(int t) {
        return ((double) t * spec.hop() + spec.offset()) / sampleRate;
    }

    /**
     * Share of voiced frames.
     *
     * @return 0 to 1, 0 for no frames
     */
    public double voicedRatio() {
        int voiced = 0;
        for (float f : f0) {
            voiced += f > 0 ? 1 : 0;
        }
        return f0.length == 0 ? 0 : (double) voiced / f0.length;
    }

    /**
     * Median over voiced frames.
     *
     * @return Hz, NaN without voice
     */
    public double median() {
        float[] voiced = new float[f0.length];
        int count = 0;
        for (float f : f0) {
            if (f > 0) {
                voiced[count++] = f;
            }
        }
        if (count == 0) {
            return Double.NaN;
        }
        Arrays.sort(voiced, 0, count);
        return (voiced[(count - 1) / 2] + voiced[count / 2]) / 2.0;
    }
}
