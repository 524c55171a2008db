package org.syrinx.api;

import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Writes sound to files and streams, exactly as it is: nothing is normalised, trimmed or resampled.
 * A service of an audio bundle, so that commands need no audio code of their own. Stateless; any
 * thread.
 */
@ConsumerType
public interface AudioFileWriter {
    /**
     * The sample formats that it knows, the default one first.
     *
     * @return for example {@code "s16"}, {@code "s24"}, {@code "f32"}
     */
    List<String> formats();

    /**
     * Starts a file. It appears, complete, when the recording is {@linkplain Recording#finish
     * finished}; until then a file of the same name is left as it is.
     *
     * @param file where to write; missing parent folders are created
     * @param format one of {@link #formats()}
     * @param raw true for bare little-endian samples, false for WAV
     * @param sampleRate in Hz
     * @return the recording; the caller closes it
     * @throws SyrinxException if the format is not known or the rate not positive
     */
    Recording toFile(Path file, String format, boolean raw, int sampleRate);

    /**
     * Starts a stream, to which every chunk is written and flushed as it comes. A WAV header on a
     * stream says that the length is not known.
     *
     * @param out the stream; flushed, never closed
     * @param format one of {@link #formats()}
     * @param raw true for bare little-endian samples, false for WAV
     * @param sampleRate in Hz
     * @return the recording; the caller closes it
     * @throws SyrinxException if the format is not known or the rate not positive
     */
    Recording toStream(OutputStream out, String format, boolean raw, int sampleRate);

    /** Sound on its way to a file or a stream. One thread at a time. */
    interface Recording extends AudioSink, AutoCloseable {
        /**
         * Completes the file or the stream.
         *
         * @return what was written
         * @throws SyrinxException if it cannot be written
         */
        Report finish();

        /** Gives up what is not finished: a file is then not made. Harmless after finishing. */
        @Override
        void close();
    }

    /**
     * What was written.
     *
     * @param format the sample format
     * @param samples samples written
     * @param clipped samples outside [-1, 1] that an integer format had to limit
     * @param peak the largest magnitude before limiting, linear
     */
    record Report(String format, long samples, long clipped, double peak) {}
}
