package org.syrinx.audio.io;

import java.util.SplittableRandom;
import org.syrinx.api.SyrinxException;

/** Turns samples into bytes, counts what it clips, and refuses what is not a number. One thread. */
final class PcmEncoder {
    private final SampleFormat format;
    private final SplittableRandom dither; // null: off
    private long samples;
    private long clipped;
    private float peak;

    PcmEncoder(SampleFormat format, SplittableRandom dither) {
        this.format = format;
        this.dither = dither;
    }

    byte[] encode(float[] x, int offset, int length) {
        byte[] out = new byte[Math.multiplyExact(length, format.bytes())];
        int at = 0;
        for (int i = offset; i < offset + length; i++) {
            float value = x[i];
            if (!Float.isFinite(value)) {
                throw new SyrinxException(
                        "finite samples",
                        "sample "
                                + (samples + i - offset)
                                + " of the sound to be written is "
                                + value,
                        "look for the stage that made it; nothing was written for this chunk");
            }
            float magnitude = Math.abs(value);
            peak = Math.max(peak, magnitude);
            int word;
            if (format.isInteger()) {
                clipped += magnitude > 1 ? 1 : 0;
                word = quantise(value);
            } else {
                word = Float.floatToRawIntBits(value);
            }
            for (int b = 0; b < format.bytes(); b++, word >>= 8) {
                out[at++] = (byte) word;
            }
        }
        samples += length;
        return out;
    }

    private int quantise(float value) {
        double scaled = (double) value * format.fullScale();
        if (dither != null) {
            // triangular density over (-1, 1) of one step: the sum of two independent uniform ones
            scaled += dither.nextDouble() + dither.nextDouble() - 1;
        }
        long rounded = Math.round(scaled);
        return (int) Math.max(-format.fullScale(), Math.min(format.fullScale() - 1L, rounded));
    }

    WriteReport report() {
        return new WriteReport(format, samples, clipped, peak);
    }
}
