package org.syrinx.fuzz;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A safetensors file around a header: two bytes that say how many bytes of data follow, then the
 * JSON. The fuzzer need not find out how the length in front depends on what it inserts.
 */
record Framed(byte[] file, int dataBytes) {
    static Framed of(byte[] input) {
        int prefix = Math.min(2, input.length);
        int data = 0;
        for (int i = 0; i < prefix; i++) {
            data |= (input[i] & (i == 0 ? 0xff : 3)) << 8 * i;
        }
        int json = input.length - prefix;
        ByteBuffer file = ByteBuffer.allocate(8 + json + data).order(ByteOrder.LITTLE_ENDIAN);
        file.putLong(json).put(input, prefix, json);
        for (int i = 0; i < data; i++) {
            file.put((byte) (i * 37)); // every exponent of a half occurs, those of NaN too
        }
        return new Framed(file.array(), data);
    }
}
