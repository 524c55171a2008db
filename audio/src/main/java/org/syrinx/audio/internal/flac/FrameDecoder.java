package org.syrinx.audio.internal.flac;

/**
 * Decodes FLAC frames after RFC 9639, section 9. Samples are kept as 64-bit integers, because the
 * side channel of 32-bit sound has 33 bits. One thread; buffers are reused from frame to frame.
 */
final class FrameDecoder {
    /** A rule of RFC 9639 is broken; the message says which. */
    static final class Malformed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Malformed(String what) {
            super(what, null, false, false);
        }
    }

    private static final int[] RATES = {
        0, 88200, 176400, 192000, 8000, 16000, 22050, 24000, 32000, 44100, 48000, 96000
    };
    private static final int[] DEPTHS = {0, 8, 12, -1, 16, 20, 24, 32};

    private final byte[] data;
    private final int channels;
    private final int sampleRate;
    private final int depth;
    private final boolean verify;
    private final long[][] block;
    private BitReader in;

    FrameDecoder(byte[] data, int channels, int sampleRate, int depth, boolean verify) {
        this.data = data;
        this.channels = channels;
        this.sampleRate = sampleRate;
        this.depth = depth;
        this.verify = verify;
        this.block = new long[channels][0];
    }

    /** {@code [channel][sample]} of the last frame, valid up to its length. */
    long[][] block() {
        return block;
    }

    /** What follows the frame that starts at a byte. */
    record Frame(int length, int end) {}

    Frame decode(int start) {
        in = new BitReader(data, start);
        if (in.bits(15) != 0x7FFC) {
            throw new Malformed("no frame starts at byte " + start);
        }
        in.bits(1); // blocking strategy: matters only for seeking
        int sizeCode = (int) in.bits(4);
        int rateCode = (int) in.bits(4);
        int assignment = (int) in.bits(4);
        int depthCode = (int) in.bits(3);
        if (in.bits(1) != 0) {
            throw new Malformed("a reserved bit is set in the frame at byte " + start);
        }
        codedNumber();
        int length = blockSize(sizeCode);
        checkRate(rateCode);
        if (depthCode != 0 && DEPTHS[depthCode] != depth) {
            throw new Malformed("the bits per sample change inside the stream");
        }
        if (assignment > 10 || (assignment < 8 ? assignment + 1 : 2) != channels) {
            throw new Malformed("the number of channels changes inside the stream");
        }
        int headerEnd = in.position();
        if (in.bits(8) != Checksums.crc8(data, start, headerEnd) && verify) {
            throw new Malformed("the header of the frame at byte " + start + " fails its checksum");
        }
        for (int c = 0; c < channels; c++) {
            if (block[c].length < length) {
                block[c] = new long[length];
            }
            boolean side = assignment == 8 && c == 1 || assignment == 9 && c == 0;
            side |= assignment == 10 && c == 1;
            subframe(block[c], length, depth + (side ? 1 : 0));
        }
        in.align();
        int end = in.position();
        if (in.bits(16) != Checksums.crc16(data, start, end) && verify) {
            throw new Malformed("the frame at byte " + start + " fails its checksum");
        }
        join(assignment, length);
        return new Frame(length, end + 2);
    }

    private void codedNumber() {
        int lead = (int) in.bits(8);
        int ones = Integer.numberOfLeadingZeros(~(lead << 24));
        if (ones == 1 || ones == 8) {
            throw new Malformed("a frame number is not coded as it must be");
        }
        for (int i = 1; i < ones; i++) {
            if (in.bits(8) >> 6 != 2) {
                throw new Malformed("a frame number is not coded as it must be");
            }
        }
    }

    private int blockSize(int code) {
        int size =
                switch (code) {
                    case 0 -> throw new Malformed("a reserved block size is used");
                    case 1 -> 192;
                    case 6 -> (int) in.bits(8) + 1;
                    case 7 -> (int) in.bits(16) + 1;
                    default -> code < 6 ? 576 << code - 2 : 256 << code - 8;
                };
        if (size > 65535) {
            throw new Malformed("a block has more than 65535 samples");
        }
        return size;
    }

    private void checkRate(int code) {
        long rate =
                switch (code) {
                    case 0 -> sampleRate;
                    case 12 -> in.bits(8) * 1000;
                    case 13 -> in.bits(16);
                    case 14 -> in.bits(16) * 10;
                    case 15 -> throw new Malformed("a forbidden sample rate code is used");
                    default -> RATES[code];
                };
        if (rate != sampleRate) {
            throw new Malformed("the sample rate changes inside the stream");
        }
    }

    private void subframe(long[] x, int length, int width) {
        if (in.bits(1) != 0) {
            throw new Malformed("a subframe starts with a one bit");
        }
        int type = (int) in.bits(6);
        int wasted = 0;
        if (in.bits(1) == 1) {
            wasted = (int) Math.min(64, in.unary() + 1);
        }
        int bits = width - wasted;
        if (bits < 1) {
            throw new Malformed("a subframe wastes all of its bits");
        }
        if (type == 0) {
            java.util.Arrays.fill(x, 0, length, in.signed(bits));
        } else if (type == 1) {
            for (int i = 0; i < length; i++) {
                x[i] = in.signed(bits);
            }
        } else if (type >= 8 && type <= 12) {
            fixed(x, length, bits, type - 8);
        } else if (type >= 32) {
            linear(x, length, bits, type - 31);
        } else {
            throw new Malformed("a reserved subframe type is used");
        }
        for (int i = 0; wasted > 0 && i < length; i++) {
            x[i] <<= wasted;
        }
    }

    private void warmUp(long[] x, int length, int bits, int order) {
        if (order > length) {
            throw new Malformed("a predictor is longer than its block");
        }
        for (int i = 0; i < order; i++) {
            x[i] = in.signed(bits);
        }
    }

    private void fixed(long[] x, int length, int bits, int order) {
        warmUp(x, length, bits, order);
        residual(x, length, order);
        for (int i = order; i < length; i++) {
            x[i] +=
                    switch (order) {
                        case 1 -> x[i - 1];
                        case 2 -> 2 * x[i - 1] - x[i - 2];
                        case 3 -> 3 * x[i - 1] - 3 * x[i - 2] + x[i - 3];
                        case 4 -> 4 * x[i - 1] - 6 * x[i - 2] + 4 * x[i - 3] - x[i - 4];
                        default -> 0;
                    };
        }
    }

    private void linear(long[] x, int length, int bits, int order) {
        warmUp(x, length, bits, order);
        int precision = (int) in.bits(4) + 1;
        int shift = (int) in.signed(5);
        if (precision == 16 || shift < 0) {
            throw new Malformed("a predictor has a forbidden precision or shift");
        }
        long[] coefficients = new long[order];
        for (int j = 0; j < order; j++) {
            coefficients[j] = in.signed(precision);
        }
        residual(x, length, order);
        for (int i = order; i < length; i++) {
            long sum = 0;
            for (int j = 0; j < order; j++) {
                sum += coefficients[j] * x[i - 1 - j];
            }
            x[i] += sum >> shift;
        }
    }

    /** Rice-coded residual into x[order..length). */
    private void residual(long[] x, int length, int order) {
        int method = (int) in.bits(2);
        if (method > 1) {
            throw new Malformed("a reserved residual coding is used");
        }
        int parameterBits = method == 0 ? 4 : 5;
        int escape = (1 << parameterBits) - 1;
        int partitionOrder = (int) in.bits(4);
        int size = length >> partitionOrder;
        if (size << partitionOrder != length || size < order) {
            throw new Malformed("a block does not divide into its partitions");
        }
        int i = order;
        for (int end = size; end <= length; end += size) {
            int parameter = (int) in.bits(parameterBits);
            if (parameter == escape) {
                int raw = (int) in.bits(5);
                for (; i < end; i++) {
                    x[i] = raw == 0 ? 0 : in.signed(raw);
                }
            } else {
                for (; i < end; i++) {
                    long folded = in.unary() << parameter | in.bits(parameter);
                    x[i] = folded >>> 1 ^ -(folded & 1);
                }
            }
        }
    }

    private void join(int assignment, int length) {
        if (assignment < 8) {
            return;
        }
        long[] a = block[0];
        long[] b = block[1];
        for (int i = 0; i < length; i++) {
            if (assignment == 8) {
                b[i] = a[i] - b[i];
            } else if (assignment == 9) {
                a[i] += b[i];
            } else {
                long mid = a[i] << 1 | b[i] & 1;
                long side = b[i];
                a[i] = mid + side >> 1;
                b[i] = mid - side >> 1;
            }
        }
    }
}
