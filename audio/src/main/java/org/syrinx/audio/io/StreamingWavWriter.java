package org.syrinx.audio.io;

import java.io.IOException;
import java.io.OutputStream;
import java.util.SplittableRandom;
import org.syrinx.api.SyrinxException;

/**
 * Writes mono sound to a stream while it is being made, as WAV of unknown length or as raw PCM.
 *
 * <p>A stream cannot be rewound, so both size fields of the WAV header hold 0xFFFFFFFF, the
 * convention of ffmpeg, sox and aplay for "until the end"; {@link AudioReader} reads it back. Each
 * chunk is written and flushed before the call returns, so a listener hears it at once. Raw PCM is
 * the samples alone, little-endian.
 *
 * <p>Ownership: the stream belongs to the caller. {@link #close} flushes it and leaves it open, so
 * standard output survives. Threads: one at a time.
 *
 * <pre>{@code
 * try (StreamingWavWriter wav = StreamingWavWriter.wav(System.out, SampleFormat.S16, 22050)) {
 *     wav.accept(chunk);
 * }
 * }</pre>
 */
public final class StreamingWavWriter implements AutoCloseable {
    private final OutputStream out;
    private final PcmEncoder encoder;
    private byte[] header; // null once written, and for raw PCM
    private boolean closed;

    private StreamingWavWriter(OutputStream out, PcmEncoder encoder, byte[] header) {
        this.out = out;
        this.encoder = encoder;
        this.header = header;
    }

    /**
     * Starts a WAV stream. The header goes out with the first chunk, or on close.
     *
     * @param out where to write; not closed
     * @param format the sample format
     * @param sampleRate in Hz, greater than 0
     * @return the writer
     * @throws SyrinxException if the rate is not positive
     */
    public static StreamingWavWriter wav(OutputStream out, SampleFormat format, int sampleRate) {
        if (sampleRate <= 0) {
            throw new SyrinxException(
                    "a sample rate greater than 0 Hz",
                    "a rate of " + sampleRate + " Hz",
                    "pass it in Hz");
        }
        byte[] header = WavHeader.bytes(format, sampleRate, WavHeader.UNKNOWN);
        return new StreamingWavWriter(out, new PcmEncoder(format, null), header);
    }

    /**
     * Starts a stream of bare samples, without any header.
     *
     * @param out where to write; not closed
     * @param format the sample format
     * @return the writer
     */
    public static StreamingWavWriter raw(OutputStream out, SampleFormat format) {
        return new StreamingWavWriter(out, new PcmEncoder(format, null), null);
    }

    /**
     * The same kind of stream with triangular dither. Call it before the first chunk.
     *
     * @param seed seed of the dither noise
     * @return a new writer on the same stream
     * @throws SyrinxException if samples were already written
     */
    public StreamingWavWriter withDither(long seed) {
        WriteReport sofar = encoder.report();
        if (sofar.samples() > 0) {
            throw new SyrinxException(
                    "a stream without samples",
                    "dither was asked for after " + sofar.samples() + " samples",
                    "ask before the first chunk");
        }
        SplittableRandom noise = sofar.format().isInteger() ? new SplittableRandom(seed) : null;
        return new StreamingWavWriter(out, new PcmEncoder(sofar.format(), noise), header);
    }

    /**
     * Writes a chunk and flushes.
     *
     * @param chunk samples, nominally in [-1, 1]; may be empty; not kept
     * @throws SyrinxException if a sample is NaN or infinite, the writer is closed, or the stream
     *     refuses
     */
    public void accept(float[] chunk) {
        accept(chunk, 0, chunk.length);
    }

    /**
     * Writes part of a chunk and flushes.
     *
     * @param chunk samples, nominally in [-1, 1]; not kept
     * @param offset index of the first sample to write
     * @param length how many
     * @throws SyrinxException if a sample is NaN or infinite, the writer is closed, or the stream
     *     refuses
     */
    public void accept(float[] chunk, int offset, int length) {
        if (closed) {
            throw new SyrinxException(
                    "an open stream", "the stream is closed", "start a new stream for more sound");
        }
        byte[] bytes = encoder.encode(chunk, offset, length);
        send(bytes);
    }

    /**
     * What was written so far.
     *
     * @return samples, clipped samples and peak
     */
    public WriteReport report() {
        return encoder.report();
    }

    /** Writes the header if no chunk ever came, and flushes. A second call does nothing. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            send(new byte[0]);
        }
    }

    private void send(byte[] bytes) {
        try {
            if (header != null) {
                out.write(header);
                header = null;
            }
            out.write(bytes);
            out.flush();
        } catch (IOException e) {
            throw new SyrinxException(
                    "a listener at the other end",
                    "the output stream refused the sound: " + e.getMessage(),
                    "check the disk or the program that reads from the pipe",
                    e);
        }
    }
}
