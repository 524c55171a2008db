package org.syrinx.nn.safetensors;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.syrinx.api.ModelFormatException;
import org.syrinx.api.SyrinxException;
import org.syrinx.nn.internal.AvailableMemory;

/**
 * A safetensors file, open for reading. The header has been checked completely once {@link
 * #open(Path)} returns; the data are memory-mapped and copied out on demand, so opening costs
 * little and a file may be larger than 2 GiB.
 *
 * <p>Nothing native is allocated. Values are converted to Java's types while they are copied; NaN
 * and infinity are legal and can be {@linkplain #nonFinite(String) counted}. Safe for use by
 * several threads. Close it when the weights have been copied: reading afterwards throws {@link
 * IllegalStateException}. The mapping itself goes with the garbage collector.
 *
 * <pre>{@code
 * try (SafetensorsFile file = SafetensorsFile.open(Path.of("model.safetensors"))) {
 *     float[] w = file.floats("decoder.conv_pre.weight");
 * }
 * }</pre>
 */
public final class SafetensorsFile implements AutoCloseable {
    /** The largest header that is read, in bytes: the limit of the reference implementation. */
    public static final long MAX_HEADER_BYTES = 100_000_000L;

    /** The largest file that {@link #open(Path)} accepts, in bytes: 64 GiB. */
    public static final long DEFAULT_MAX_BYTES = 64L << 30;

    /**
     * Segments overlap by one element, so that each element lies in the segment of its first byte.
     */
    private static final int OVERLAP = 8;

    private static final int SEGMENT = 1 << 30;

    /** An upper bound. Measured with 200,000 one-byte tensors: 8 to 11, the garbage included. */
    private static final int HEAP_PER_HEADER_BYTE = 16;

    private final Path path;
    private final Source source;
    private final long size;
    private final Header header;
    private final ByteBuffer[] segments;
    private final int segmentBytes;
    private volatile boolean closed;

    private SafetensorsFile(
            Path path,
            Source source,
            long size,
            Header header,
            ByteBuffer[] segments,
            int segmentBytes) {
        this.path = path;
        this.source = source;
        this.size = size;
        this.header = header;
        this.segments = segments;
        this.segmentBytes = segmentBytes;
    }

    /**
     * Opens a file of at most {@value #DEFAULT_MAX_BYTES} bytes.
     *
     * @param path the file
     * @return the checked file; the caller closes it
     * @throws ModelFormatException if a rule of the format is broken
     * @throws SyrinxException if the file cannot be read
     */
    public static SafetensorsFile open(Path path) {
        return open(path, DEFAULT_MAX_BYTES);
    }

    /**
     * Opens a file with a limit on its size.
     *
     * @param path the file
     * @param maxBytes the largest size that is accepted, in bytes
     * @return the checked file; the caller closes it
     * @throws ModelFormatException if a rule of the format is broken or the file is larger
     * @throws SyrinxException if the file cannot be read
     */
    public static SafetensorsFile open(Path path, long maxBytes) {
        return open(path, maxBytes, SEGMENT);
    }

    /**
     * Opens bytes that lie in memory.
     *
     * @param name what to call them in messages
     * @param bytes a whole file; not copied, so leave them as they are until the file is closed
     * @return the checked file; the caller closes it
     * @throws ModelFormatException if a rule of the format is broken
     */
    public static SafetensorsFile of(String name, byte[] bytes) {
        try {
            return open(Path.of(name), Source.memory(bytes), Long.MAX_VALUE, SEGMENT);
        } catch (IOException e) {
            throw new IllegalStateException("memory can always be read", e);
        }
    }

    static SafetensorsFile open(Path path, long maxBytes, int segmentBytes) {
        try {
            Source source = Source.mapped(path);
            try {
                return open(path, source, maxBytes, segmentBytes);
            } catch (IOException | RuntimeException e) {
                source.close();
                throw e;
            }
        } catch (IOException e) {
            throw new SyrinxException(
                    "a readable safetensors file",
                    "the file " + path + " cannot be read (" + e + ")",
                    "Check the path and the permissions.",
                    e);
        }
    }

    private static SafetensorsFile open(Path path, Source source, long maxBytes, int segmentBytes)
            throws IOException {
        long size = source.size();
        if (size > maxBytes) {
            throw new ModelFormatException(
                    "at most " + maxBytes + " bytes",
                    "the safetensors file " + path + " has " + size + " bytes",
                    "Raise the configured limit if you trust the file.");
        }
        long length = headerLength(path, source, size);
        requireRoom(path, length, AvailableMemory.heap());
        long data = 8 + length;
        Header header = Header.parse(path.toString(), source.copy(8, (int) length), size - data);
        ByteBuffer[] segments = segments(source, data, size - data, segmentBytes);
        return new SafetensorsFile(path, source, size, header, segments, segmentBytes);
    }

    private static long headerLength(Path path, Source source, long size) throws IOException {
        long length =
                size < 8
                        ? -1
                        : ByteBuffer.wrap(source.copy(0, 8))
                                .order(ByteOrder.LITTLE_ENDIAN)
                                .getLong();
        // A length of 2^63 or more reads as negative.
        if (length < 0 || length > MAX_HEADER_BYTES || length > size - 8) {
            throw new ModelFormatException(
                    "a header of at most " + MAX_HEADER_BYTES + " bytes that fits in the file",
                    "the safetensors file "
                            + path
                            + " of "
                            + size
                            + " bytes "
                            + (size < 8
                                    ? "is too short"
                                    : "claims " + Long.toUnsignedString(length)),
                    "The file is damaged, incomplete or not safetensors: download or export it"
                            + " again.");
        }
        return length;
    }

    /** A long header of many tiny tensors is legal, and takes a multiple of its length. */
    static void requireRoom(Path path, long header, long free) {
        long needed = HEAP_PER_HEADER_BYTE * header;
        if (needed > free) {
            throw new ModelFormatException(
                    "a header that fits into Java's heap once it is read",
                    "the safetensors file "
                            + path
                            + " has a header of "
                            + header
                            + " bytes, which may take "
                            + (needed >> 20)
                            + " MiB of "
                            + (free >> 20)
                            + " MiB",
                    "Give Java more with SYRINX_HEAP if you trust the file.");
        }
    }

    private static ByteBuffer[] segments(Source source, long start, long bytes, int segmentBytes)
            throws IOException {
        ByteBuffer[] segments =
                new ByteBuffer[Math.toIntExact((bytes + segmentBytes - 1) / segmentBytes)];
        for (int i = 0; i < segments.length; i++) {
            long at = (long) i * segmentBytes;
            long length = Math.min(bytes - at, (long) segmentBytes + OVERLAP);
            segments[i] = source.view(start + at, length).order(ByteOrder.LITTLE_ENDIAN);
        }
        return segments;
    }

    /**
     * Where the file is.
     *
     * @return the path given to {@code open}
     */
    public Path path() {
        return path;
    }

    /**
     * The names of all tensors.
     *
     * @return an unmodifiable set in the order of the data
     */
    public Set<String> names() {
        return header.tensors().keySet();
    }

    /**
     * Whether the file holds a tensor.
     *
     * @param name the tensor's name
     * @return true if it does
     */
    public boolean has(String name) {
        return header.tensors().containsKey(name);
    }

    /**
     * Describes a tensor.
     *
     * @param name the tensor's name
     * @return type, shape and place
     * @throws ModelFormatException if there is no such tensor
     */
    public TensorInfo info(String name) {
        TensorInfo info = header.tensors().get(name);
        if (info == null) {
            throw new ModelFormatException(
                    "a tensor named " + name,
                    "the safetensors file "
                            + path
                            + " has none among its "
                            + header.tensors().size()
                            + " tensors",
                    "Check that the file belongs to this model.");
        }
        return info;
    }

    /**
     * The free text map of the header.
     *
     * @return an unmodifiable map, empty if the file has none
     */
    public Map<String, String> metadata() {
        return header.metadata();
    }

    /**
     * Copies a tensor as floats. F64 and wide integers are rounded to nearest; BOOL gives 0 and 1.
     *
     * @param name the tensor's name
     * @return a fresh array in row-major order
     * @throws ModelFormatException if there is no such tensor, or it has more elements than a Java
     *     array
     * @throws IllegalStateException if the file is closed
     */
    public float[] floats(String name) {
        TensorInfo t = info(name);
        float[] out = new float[length(t)];
        read(t, (buffer, at, to, n) -> floats(t.dtype(), buffer, at, out, to, n));
        return out;
    }

    /**
     * Copies an integer tensor.
     *
     * @param name the tensor's name
     * @return a fresh array in row-major order
     * @throws ModelFormatException if there is no such tensor, or it holds floating-point numbers
     * @throws IllegalStateException if the file is closed
     */
    public long[] longs(String name) {
        TensorInfo t = info(name);
        if (t.dtype().floating()) {
            throw new ModelFormatException(
                    "integers in tensor " + name,
                    "the safetensors file " + path + " stores it as " + t.dtype(),
                    "Check that the file belongs to this model.");
        }
        long[] out = new long[length(t)];
        read(t, (buffer, at, to, n) -> longs(t.dtype(), buffer, at, out, to, n));
        return out;
    }

    /**
     * Counts NaN and infinities in a tensor. They are legal, but weights that have any are worth a
     * warning.
     *
     * @param name the tensor's name
     * @return how many elements are not finite; 0 for integers
     * @throws ModelFormatException if there is no such tensor
     * @throws IllegalStateException if the file is closed
     */
    public long nonFinite(String name) {
        if (!info(name).dtype().floating()) {
            return 0;
        }
        long count = 0;
        for (float v : floats(name)) {
            count += Float.isFinite(v) ? 0 : 1;
        }
        return count;
    }

    /** Closes the file and forgets the mapping. Idempotent. */
    @Override
    public void close() {
        closed = true;
        java.util.Arrays.fill(segments, null);
        try {
            source.close();
        } catch (IOException e) {
            throw new SyrinxException(
                    "a file that can be closed",
                    "closing " + path + " failed (" + e + ")",
                    "Check the disk.",
                    e);
        }
    }

    private int length(TensorInfo t) {
        if (t.count() > Integer.MAX_VALUE - 8) {
            throw new ModelFormatException(
                    "at most 2^31 elements in one tensor",
                    "the safetensors file "
                            + path
                            + " gives "
                            + t.name()
                            + " the shape "
                            + t.shape(),
                    "Split the tensor.");
        }
        return (int) t.count();
    }

    /**
     * Receives {@code n} elements that start at byte {@code at} of a segment and belong at index
     * {@code to}.
     */
    private interface Run {
        void copy(ByteBuffer buffer, int at, int to, int n);
    }

    private void read(TensorInfo t, Run run) {
        int width = t.dtype().bytes();
        int count = length(t);
        int done = 0;
        try {
            while (done < count) {
                long at = t.begin() + (long) done * width;
                ByteBuffer segment = segments[(int) (at / segmentBytes)];
                if (closed || segment == null) {
                    throw new IllegalStateException("the safetensors file " + path + " is closed");
                }
                int offset = (int) (at % segmentBytes);
                int n = Math.min(count - done, (segmentBytes - offset + width - 1) / width);
                run.copy(segment.duplicate().order(ByteOrder.LITTLE_ENDIAN), offset, done, n);
                done += n;
            }
            // Asking the system also brings out a fault that the JVM has not thrown yet.
            if (source.size() < size) {
                throw shrunk(null);
            }
        } catch (InternalError e) {
            // The JVM's answer to a page of the mapping that no longer exists.
            throw shrunk(e);
        } catch (IOException e) {
            throw new IllegalStateException("the safetensors file " + path + " is closed", e);
        }
    }

    private ModelFormatException shrunk(InternalError cause) {
        return new ModelFormatException(
                "a file that stays as it is while it is read",
                "the safetensors file " + path + " became shorter",
                "Replace model files by renaming, never by overwriting.",
                cause);
    }

    private static void floats(DType type, ByteBuffer b, int at, float[] out, int to, int n) {
        b.position(at);
        switch (type) {
            case F32 -> b.asFloatBuffer().get(out, to, n);
            case F64 -> {
                for (int i = 0; i < n; i++) {
                    out[to + i] = (float) b.getDouble(at + 8 * i);
                }
            }
            case F16 -> {
                for (int i = 0; i < n; i++) {
                    out[to + i] = Half.fromF16(b.getShort(at + 2 * i) & 0xffff);
                }
            }
            case BF16 -> {
                for (int i = 0; i < n; i++) {
                    out[to + i] = Half.fromBf16(b.getShort(at + 2 * i) & 0xffff);
                }
            }
            default -> {
                for (int i = 0; i < n; i++) {
                    out[to + i] = integer(type, b, at, i);
                }
            }
        }
    }

    private static void longs(DType type, ByteBuffer b, int at, long[] out, int to, int n) {
        for (int i = 0; i < n; i++) {
            out[to + i] = integer(type, b, at, i);
        }
    }

    private static long integer(DType type, ByteBuffer b, int at, int i) {
        return switch (type) {
            case I64 -> b.getLong(at + 8 * i);
            case I32 -> b.getInt(at + 4 * i);
            case I16 -> b.getShort(at + 2 * i);
            case I8 -> b.get(at + i);
            case U8 -> b.get(at + i) & 0xff;
            case BOOL -> b.get(at + i) != 0 ? 1 : 0;
            default -> throw new IllegalStateException(type + " is not an integer type");
        };
    }
}
