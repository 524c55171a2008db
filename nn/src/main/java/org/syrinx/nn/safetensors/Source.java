package org.syrinx.nn.safetensors;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Where the bytes of a safetensors file lie. */
interface Source extends Closeable {
    /** How many bytes there are now. */
    long size() throws IOException;

    /** A view of a range, which is copied only when it is read. */
    ByteBuffer view(long at, long length) throws IOException;

    /** Copies a range. */
    byte[] copy(long at, int count) throws IOException;

    /** A file, memory-mapped. A device or a pipe is no file: opening one could wait for ever. */
    static Source mapped(Path path) throws IOException {
        if (Files.exists(path) && !Files.isRegularFile(path)) {
            throw new IOException(
                    Files.isDirectory(path) ? "it is a folder" : "it is not a regular file");
        }
        return new Mapped(FileChannel.open(path, StandardOpenOption.READ));
    }

    /** Bytes in memory. */
    static Source memory(byte[] bytes) {
        return new Memory(ByteBuffer.wrap(bytes).asReadOnlyBuffer());
    }

    /** A file. */
    record Mapped(FileChannel channel) implements Source {
        @Override
        public long size() throws IOException {
            return channel.size();
        }

        @Override
        public ByteBuffer view(long at, long length) throws IOException {
            return channel.map(FileChannel.MapMode.READ_ONLY, at, length);
        }

        @Override
        public byte[] copy(long at, int count) throws IOException {
            ByteBuffer buffer = ByteBuffer.allocate(count);
            while (buffer.hasRemaining()) {
                if (channel.read(buffer, at + buffer.position()) < 0) {
                    throw new IOException("the file became shorter while it was read");
                }
            }
            return buffer.array();
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }

    /** An array. */
    record Memory(ByteBuffer bytes) implements Source {
        @Override
        public long size() {
            return bytes.capacity();
        }

        @Override
        public ByteBuffer view(long at, long length) {
            return bytes.slice(Math.toIntExact(at), Math.toIntExact(length));
        }

        @Override
        public byte[] copy(long at, int count) {
            byte[] out = new byte[count];
            bytes.get(Math.toIntExact(at), out);
            return out;
        }

        @Override
        public void close() {
            // nothing is held open
        }
    }
}
