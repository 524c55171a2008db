package org.syrinx.itests.framework;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * A WAV file, read by the letter of its definition and by no code of ours.
 *
 * @param sampleRate in Hz
 * @param bits per sample
 * @param isFloat whether the samples are IEEE floats
 * @param samples the raw bytes of the data chunk
 */
public record Wave(int sampleRate, int bits, boolean isFloat, ByteBuffer samples) {
    /**
     * Reads.
     *
     * @param bytes of the file
     * @return the sound
     */
    public static Wave of(byte[] bytes) {
        ByteBuffer b = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        if (!word(b).equals("RIFF") || b.getInt() == 0 || !word(b).equals("WAVE")) {
            throw new IllegalArgumentException("no WAV file");
        }
        int rate = 0;
        int bits = 0;
        boolean isFloat = false;
        while (b.remaining() >= 8) {
            String chunk = word(b);
            long size = b.getInt() & 0xFFFFFFFFL;
            if (chunk.equals("fmt ")) {
                int at = b.position();
                int tag = b.getShort(at) & 0xFFFF;
                rate = b.getInt(at + 4);
                bits = b.getShort(at + 14);
                // WAVE_FORMAT_EXTENSIBLE keeps the tag in the first bytes of its GUID
                isFloat = (tag == 0xFFFE ? b.getShort(at + 24) : tag) == 3;
            } else if (chunk.equals("data")) {
                int length = (int) Math.min(size, b.remaining());
                return new Wave(
                        rate,
                        bits,
                        isFloat,
                        b.slice(b.position(), length).order(ByteOrder.LITTLE_ENDIAN));
            }
            b.position((int) Math.min(b.limit(), b.position() + size + (size & 1)));
        }
        throw new IllegalArgumentException("no data chunk");
    }

    /**
     * The samples of a float file.
     *
     * @return as stored
     */
    public float[] floats() {
        if (!isFloat || bits != 32) {
            throw new IllegalStateException("not a 32-bit float file");
        }
        float[] out = new float[samples.remaining() / 4];
        samples.duplicate().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(out);
        return out;
    }

    private static String word(ByteBuffer b) {
        byte[] four = new byte[4];
        b.get(four);
        return new String(four, StandardCharsets.US_ASCII);
    }
}
