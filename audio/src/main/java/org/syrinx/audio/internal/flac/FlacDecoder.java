package org.syrinx.audio.internal.flac;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.syrinx.api.SyrinxException;
import org.syrinx.audio.internal.io.SoundRoom;

/**
 * Decodes a FLAC file that lies in memory, after RFC 9639. Written for this project because no
 * small, kept and permissively licensed decoder was found (docs/dependencies.d/audio.md).
 * Stateless.
 */
public final class FlacDecoder {
    /** About three hours of 48 kHz mono: silence compresses without limit, memory does not. */
    private static final long MAX_SAMPLES = 1L << 29;

    private FlacDecoder() {}

    /**
     * Decoded sound.
     *
     * @param channels {@code [channel][sample]} in [-1, 1)
     * @param sampleRate in Hz
     */
    public record Decoded(float[][] channels, int sampleRate) {}

    private record StreamInfo(int rate, int channels, int depth, long total, byte[] md5, int end) {}

    /**
     * Whether the bytes start like a FLAC file, after an optional ID3v2 tag.
     *
     * @param bytes the file
     * @return true for a FLAC file
     */
    public static boolean recognises(byte[] bytes) {
        return magic(bytes, tagEnd(bytes));
    }

    private static boolean magic(byte[] b, int at) {
        return b.length >= at + 4
                && new String(b, at, 4, StandardCharsets.ISO_8859_1).equals("fLaC");
    }

    private static int tagEnd(byte[] b) {
        if (b.length < 10 || b[0] != 'I' || b[1] != 'D' || b[2] != '3') {
            return 0;
        }
        int size = (b[6] & 0x7F) << 21 | (b[7] & 0x7F) << 14 | (b[8] & 0x7F) << 7 | b[9] & 0x7F;
        return 10 + size;
    }

    /**
     * Decodes a file and verifies frame checksums, sample count and MD5.
     *
     * @param bytes the file
     * @param name what to call it in error messages
     * @return the sound
     * @throws SyrinxException if the file is damaged, cut short, or too large
     */
    public static Decoded decode(byte[] bytes, String name) {
        return decode(bytes, name, true);
    }

    /**
     * Decodes a file, with checksums or, for a fuzzer, which could not make them, without.
     *
     * @param bytes the file
     * @param name what to call it in error messages
     * @param verify whether checksums and MD5 have to be right
     * @return the sound
     * @throws SyrinxException if the file is damaged, cut short, or too large
     */
    public static Decoded decode(byte[] bytes, String name, boolean verify) {
        try {
            StreamInfo info = metadata(bytes, tagEnd(bytes) + 4);
            return frames(bytes, info, name, verify);
        } catch (BitReader.EndOfData e) {
            throw new SyrinxException(
                    "a complete FLAC file", name + " is cut short", "copy it again", e);
        } catch (FrameDecoder.Malformed e) {
            throw new SyrinxException(
                    "a sound FLAC file",
                    name + " is damaged: " + e.getMessage(),
                    "copy it again, or test it with: flac -t",
                    e);
        }
    }

    private static StreamInfo metadata(byte[] bytes, int start) {
        StreamInfo info = null;
        int at = start;
        boolean last = false;
        while (!last) {
            BitReader in = new BitReader(bytes, at);
            last = in.bits(1) == 1;
            int type = (int) in.bits(7);
            int size = (int) in.bits(24);
            if (size > bytes.length - at - 4) {
                throw new BitReader.EndOfData();
            }
            if (info == null && (type != 0 || size != 34)) {
                throw new FrameDecoder.Malformed("its first block is not the stream information");
            }
            if (info == null) {
                in.bits(32); // block sizes
                in.bits(24); // frame sizes
                in.bits(24);
                int rate = (int) in.bits(20);
                int channels = (int) in.bits(3) + 1;
                int depth = (int) in.bits(5) + 1;
                long total = in.bits(4) << 32 | in.bits(32);
                if (rate == 0 || depth < 4) {
                    throw new FrameDecoder.Malformed(
                            "it declares " + rate + " Hz, " + depth + " bits");
                }
                byte[] md5 = Arrays.copyOfRange(bytes, at + 4 + 18, at + 4 + 34);
                info = new StreamInfo(rate, channels, depth, total, md5, 0);
            }
            at += 4 + size;
        }
        return new StreamInfo(info.rate, info.channels, info.depth, info.total, info.md5, at);
    }

    private static Decoded frames(byte[] bytes, StreamInfo info, String name, boolean verify) {
        FrameDecoder decoder =
                new FrameDecoder(bytes, info.channels, info.rate, info.depth, verify);
        MessageDigest md5 = digest();
        // refused for what it declares, before the first frame
        limit(info.total * info.channels, name);
        float[][] out = new float[info.channels][(int) Math.min(info.total, 1 << 20)];
        int filled = 0;
        int at = info.end;
        while (info.total == 0 ? at < bytes.length : filled < info.total) {
            FrameDecoder.Frame frame = decoder.decode(at);
            at = frame.end();
            int length = frame.length();
            if (info.total > 0 && filled + length > info.total) {
                throw new FrameDecoder.Malformed(
                        "it holds more than the " + info.total + " samples it declares");
            }
            limit((filled + (long) length) * info.channels, name);
            if (out[0].length < filled + length) {
                SoundRoom.require(
                        name, info.channels * Math.max(2L * out[0].length, filled + length));
            }
            double scale = 1.0 / (1L << info.depth - 1);
            for (int c = 0; c < info.channels; c++) {
                if (out[c].length < filled + length) {
                    out[c] = Arrays.copyOf(out[c], Math.max(2 * out[c].length, filled + length));
                }
                for (int i = 0; i < length; i++) {
                    out[c][filled + i] = (float) (decoder.block()[c][i] * scale);
                }
            }
            update(md5, decoder.block(), length, info);
            filled += length;
        }
        boolean given = verify && !Arrays.equals(info.md5, new byte[16]);
        if (given && !Arrays.equals(info.md5, md5.digest())) {
            throw new FrameDecoder.Malformed("the decoded sound fails the MD5 check of the file");
        }
        for (int c = 0; c < info.channels; c++) {
            out[c] = Arrays.copyOf(out[c], filled);
        }
        return new Decoded(out, info.rate);
    }

    private static void limit(long samples, String name) {
        if (samples > MAX_SAMPLES) {
            throw new SyrinxException(
                    "at most " + MAX_SAMPLES + " samples",
                    name + " holds " + samples,
                    "split the file");
        }
    }

    private static void update(MessageDigest md5, long[][] block, int length, StreamInfo info) {
        int width = (info.depth + 7) / 8;
        byte[] bytes = new byte[length * info.channels * width];
        int at = 0;
        for (int i = 0; i < length; i++) {
            for (long[] channel : block) {
                long value = channel[i];
                for (int b = 0; b < width; b++, value >>= 8) {
                    bytes[at++] = (byte) value;
                }
            }
        }
        md5.update(bytes);
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has MD5", e);
        }
    }
}
