package org.syrinx.audio.io;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** The bytes before the samples of a mono WAV file. */
final class WavHeader {
    /** Stands for "not known yet" in both size fields of a stream. */
    static final long UNKNOWN = 0xFFFFFFFFL;

    private WavHeader() {}

    /** The RIFF specification wants a fact chunk and cbSize for every format but integer PCM. */
    static byte[] bytes(SampleFormat format, int sampleRate, long dataBytes) {
        boolean real = format == SampleFormat.F32;
        int size = real ? 58 : 44;
        ByteBuffer out = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        boolean unknown = dataBytes == UNKNOWN;
        ascii(out, "RIFF");
        out.putInt((int) (unknown ? UNKNOWN : size - 8 + dataBytes + (dataBytes & 1)));
        ascii(out, "WAVE");
        ascii(out, "fmt ");
        out.putInt(real ? 18 : 16);
        out.putShort((short) (real ? 3 : 1));
        out.putShort((short) 1);
        out.putInt(sampleRate);
        out.putInt(sampleRate * format.bytes());
        out.putShort((short) format.bytes());
        out.putShort((short) (8 * format.bytes()));
        if (real) {
            out.putShort((short) 0);
            ascii(out, "fact");
            out.putInt(4);
            out.putInt((int) (unknown ? UNKNOWN : dataBytes / format.bytes()));
        }
        ascii(out, "data");
        out.putInt((int) dataBytes);
        return out.array();
    }

    private static void ascii(ByteBuffer out, String id) {
        out.put(id.getBytes(StandardCharsets.US_ASCII));
    }
}
