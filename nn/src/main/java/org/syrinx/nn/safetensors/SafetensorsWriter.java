package org.syrinx.nn.safetensors;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.syrinx.api.SyrinxException;

/**
 * Writes safetensors files. The same tensors and metadata give the same bytes: tensors are ordered
 * by falling element size (so that each is aligned) and then by name, metadata by key. A file
 * appears under its name only when it is complete: it is written beside it, flushed to the disk and
 * renamed.
 */
public final class SafetensorsWriter {
    private static final int CHUNK = 1 << 16;

    private SafetensorsWriter() {}

    /**
     * Writes a file, replacing an existing one.
     *
     * @param path where
     * @param metadata free text for the header, may be empty
     * @param tensors the tensors, with distinct names
     * @throws IllegalArgumentException if two tensors have one name, or more than one is empty
     * @throws SyrinxException if the file cannot be written; an existing file is then unchanged
     */
    public static void write(Path path, Map<String, String> metadata, List<Tensor> tensors) {
        Path target = path.toAbsolutePath();
        Path part = target.resolveSibling(target.getFileName() + "." + UUID.randomUUID() + ".part");
        try {
            try (FileChannel channel =
                    FileChannel.open(
                            part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                write(channel, metadata, tensors);
                channel.force(true);
            }
            try {
                Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            discard(part, e);
            throw new SyrinxException(
                    "a place where " + path + " can be written",
                    "writing failed (" + e + ")",
                    "Check free space and permissions.",
                    e);
        } catch (RuntimeException e) {
            discard(part, e);
            throw e;
        }
    }

    private static void discard(Path part, Exception cause) {
        try {
            Files.deleteIfExists(part);
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }

    /**
     * Writes the bytes of a file to a channel.
     *
     * @param channel where; not closed
     * @param metadata free text for the header, may be empty
     * @param tensors the tensors, with distinct names
     * @throws IOException if the channel fails
     * @throws IllegalArgumentException if two tensors have one name, or more than one is empty
     */
    public static void write(
            WritableByteChannel channel, Map<String, String> metadata, List<Tensor> tensors)
            throws IOException {
        List<Tensor> ordered = new ArrayList<>(tensors);
        ordered.sort(
                Comparator.comparingInt((Tensor t) -> -t.dtype().bytes())
                        .thenComparing(Tensor::dtype)
                        .thenComparing(Tensor::name));
        check(ordered);
        byte[] json = header(metadata, ordered);
        ByteBuffer length =
                ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(json.length).flip();
        writeFully(channel, length);
        writeFully(channel, ByteBuffer.wrap(json));
        ByteBuffer chunk = ByteBuffer.allocateDirect(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
        for (Tensor t : ordered) {
            int perChunk = CHUNK / t.dtype().bytes();
            for (int at = 0; at < t.count(); at += perChunk) {
                chunk.clear();
                put(chunk, t, at, Math.min(perChunk, t.count() - at));
                writeFully(channel, chunk.flip());
            }
        }
    }

    private static void check(List<Tensor> tensors) {
        Set<String> names = new HashSet<>();
        boolean empty = false;
        for (Tensor t : tensors) {
            if (!names.add(t.name()) || t.name().equals("__metadata__")) {
                throw new IllegalArgumentException(
                        "tensor name used twice or reserved: " + t.name());
            }
            if (t.count() == 0 && empty) {
                // Two empty tensors would share an offset, which the reader refuses.
                throw new IllegalArgumentException("more than one empty tensor: " + t.name());
            }
            empty |= t.count() == 0;
        }
    }

    private static byte[] header(Map<String, String> metadata, List<Tensor> tensors)
            throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator g = new JsonFactory().createGenerator(out)) {
            g.writeStartObject();
            if (!metadata.isEmpty()) {
                g.writeObjectFieldStart("__metadata__");
                for (Map.Entry<String, String> e : new TreeMap<>(metadata).entrySet()) {
                    g.writeStringField(e.getKey(), e.getValue());
                }
                g.writeEndObject();
            }
            long at = 0;
            for (Tensor t : tensors) {
                g.writeObjectFieldStart(t.name());
                g.writeStringField("dtype", t.dtype().name());
                g.writeFieldName("shape");
                g.writeArray(t.shape(), 0, t.shape().length);
                long end = at + (long) t.count() * t.dtype().bytes();
                g.writeFieldName("data_offsets");
                g.writeArray(new long[] {at, end}, 0, 2);
                g.writeEndObject();
                at = end;
            }
            g.writeEndObject();
        }
        while (out.size() % 8 != 0) {
            out.write(' ');
        }
        return out.toByteArray();
    }

    private static void put(ByteBuffer out, Tensor t, int at, int n) {
        Object data = t.data();
        for (int i = at; i < at + n; i++) {
            double d = data instanceof float[] f ? f[i] : data instanceof double[] x ? x[i] : 0;
            long v = data instanceof long[] l ? l[i] : 0;
            switch (t.dtype()) {
                case F64 -> out.putDouble(d);
                case F32 -> out.putFloat((float) d);
                case F16 -> out.putShort(Half.toF16((float) d));
                case BF16 -> out.putShort(Half.toBf16((float) d));
                case I64 -> out.putLong(v);
                case I32 -> out.putInt(Math.toIntExact(v));
                case I16 -> out.putShort((short) in(t, v, Short.MIN_VALUE, Short.MAX_VALUE));
                case I8 -> out.put((byte) in(t, v, Byte.MIN_VALUE, Byte.MAX_VALUE));
                case U8 -> out.put((byte) in(t, v, 0, 255));
                case BOOL -> out.put((byte) in(t, v, 0, 1));
                default -> throw new IllegalStateException("no writer for " + t.dtype());
            }
        }
    }

    private static long in(Tensor t, long v, long low, long high) {
        if (v < low || v > high) {
            throw new IllegalArgumentException(
                    "tensor " + t.name() + " holds " + v + ", outside " + t.dtype());
        }
        return v;
    }

    private static void writeFully(WritableByteChannel channel, ByteBuffer buffer)
            throws IOException {
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }
}
