package org.syrinx.audio.io;

import java.util.Locale;

/**
 * What happened when sound was written.
 *
 * @param format the sample format
 * @param samples samples written
 * @param clipped samples outside [-1, 1] that an integer format had to limit; always 0 for {@link
 *     SampleFormat#F32}
 * @param peak the largest magnitude before limiting, linear
 */
public record WriteReport(SampleFormat format, long samples, long clipped, float peak) {
    @Override
    public String toString() {
        String size = samples + " samples as " + format.name().toLowerCase(Locale.ROOT);
        return clipped == 0
                ? size
                : String.format(
                        Locale.ROOT,
                        "%s, %d clipped (peak %.2f dBFS)",
                        size,
                        clipped,
                        20 * Math.log10(peak));
    }
}
