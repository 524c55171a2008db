package org.syrinx.audio.internal.flac;

/** Reads big-endian bit fields from an array. Running past the end throws {@link EndOfData}. */
final class BitReader {
    /** The array ended inside a field. */
    static final class EndOfData extends RuntimeException {
        private static final long serialVersionUID = 1L;

        EndOfData() {
            super("end of data", null, false, false);
        }
    }

    private final byte[] data;
    private int at; // next byte to load
    private long cache; // the low `held` bits are valid
    private int held;

    BitReader(byte[] data, int at) {
        this.data = data;
        this.at = at;
    }

    /** Unsigned field of 0 to 32 bits. */
    long bits(int count) {
        while (held < count) {
            if (at >= data.length) {
                throw new EndOfData();
            }
            cache = cache << 8 | data[at++] & 0xFF;
            held += 8;
        }
        held -= count;
        return cache >>> held & (1L << count) - 1;
    }

    /** Two's complement field of 1 to 33 bits. */
    long signed(int count) {
        if (count == 33) {
            long high = bits(1);
            return bits(32) - (high << 32);
        }
        long value = bits(count);
        return value << 64 - count >> 64 - count;
    }

    /** Number of zero bits before the next one bit, which is consumed. */
    long unary() {
        long zeros = 0;
        while (bits(1) == 0) {
            zeros++;
        }
        return zeros;
    }

    void align() {
        held -= held % 8;
    }

    /** Index of the next unread byte; only after {@link #align}. */
    int position() {
        return at - held / 8;
    }
}
