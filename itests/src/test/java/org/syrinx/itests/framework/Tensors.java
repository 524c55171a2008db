package org.syrinx.itests.framework;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A safetensors file, read and changed by the letter of its definition and by no code of ours. */
public final class Tensors {
    private final byte[] bytes;
    private final int data;
    private final String header;

    private Tensors(byte[] bytes) {
        this.bytes = bytes;
        int length = (int) ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
        this.data = 8 + length;
        this.header = new String(bytes, 8, length, StandardCharsets.UTF_8);
    }

    /**
     * Reads.
     *
     * @param file a safetensors file
     * @return its tensors
     * @throws IOException if it cannot be read
     */
    public static Tensors of(Path file) throws IOException {
        return new Tensors(Files.readAllBytes(file));
    }

    /**
     * The values of a float32 tensor.
     *
     * @param name its name
     * @return in row-major order
     */
    public float[] floats(String name) {
        ByteBuffer b = view(name);
        float[] out = new float[b.remaining() / 4];
        b.asFloatBuffer().get(out);
        return out;
    }

    /**
     * Multiplies a float32 tensor in place.
     *
     * @param name its name
     * @param factor of every value
     */
    public void scale(String name, float factor) {
        ByteBuffer b = view(name);
        for (int i = 0; i < b.limit(); i += 4) {
            b.putFloat(i, b.getFloat(i) * factor);
        }
    }

    /**
     * Writes the file, changed as it is.
     *
     * @param file where
     * @throws IOException if it cannot be written
     */
    public void write(Path file) throws IOException {
        Files.write(file, bytes);
    }

    private ByteBuffer view(String name) {
        Matcher m =
                Pattern.compile(
                                "\""
                                        + Pattern.quote(name)
                                        + "\"\\s*:\\s*\\{[^}]*\"data_offsets\"\\s*:\\s*"
                                        + "\\[\\s*(\\d+)\\s*,\\s*(\\d+)\\s*\\]")
                        .matcher(header);
        if (!m.find()) {
            throw new IllegalArgumentException("there is no tensor " + name);
        }
        int from = Integer.parseInt(m.group(1));
        int to = Integer.parseInt(m.group(2));
        return ByteBuffer.wrap(bytes).slice(data + from, to - from).order(ByteOrder.LITTLE_ENDIAN);
    }
}
