package org.syrinx.audio.io;

import java.util.Locale;
import org.syrinx.api.SyrinxException;

/** How one sample is stored in a file or stream; always little-endian. */
public enum SampleFormat {
    /** Signed 16-bit integer; full scale is 32768. */
    S16(2, 32768),
    /** Signed 24-bit integer in three bytes; full scale is 8388608. */
    S24(3, 8388608),
    /** IEEE 754 binary32; values are stored as they are, including those outside [-1, 1]. */
    F32(4, 1);

    private final int bytes;
    private final int fullScale;

    SampleFormat(int bytes, int fullScale) {
        this.bytes = bytes;
        this.fullScale = fullScale;
    }

    /**
     * Storage size.
     *
     * @return bytes per sample
     */
    public int bytes() {
        return bytes;
    }

    /**
     * The stored number that stands for 1.0.
     *
     * @return 32768, 8388608, or 1 for {@link #F32}
     */
    public int fullScale() {
        return fullScale;
    }

    /**
     * Whether samples outside [-1, 1] have to be clipped.
     *
     * @return true for integer formats
     */
    public boolean isInteger() {
        return this != F32;
    }

    /**
     * Finds a format by the name that users type.
     *
     * @param name {@code s16}, {@code s24} or {@code f32}, in any case
     * @return the format
     * @throws SyrinxException if there is no such format
     */
    public static SampleFormat parse(String name) {
        for (SampleFormat format : values()) {
            if (format.name().equalsIgnoreCase(name.strip())) {
                return format;
            }
        }
        throw new SyrinxException(
                "one of s16, s24, f32",
                "the sample format \"" + name.toLowerCase(Locale.ROOT) + "\" is not known",
                "choose one of these three");
    }
}
