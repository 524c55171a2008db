package org.syrinx.audio.io;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.syrinx.api.Audio;
import org.syrinx.api.SyrinxException;

/**
 * Writes whole mono WAV files. Nothing is normalised or trimmed: samples go out as they are, and
 * what an integer format has to clip is counted in the {@link WriteReport}.
 *
 * <pre>{@code
 * WriteReport report = WavWriter.of(SampleFormat.S16).write(Path.of("fox.wav"), audio);
 * if (report.clipped() > 0) { System.err.println(report); }
 * }</pre>
 *
 * <p>Rounding is to nearest. Dither is off unless asked for; with it, two runs with one seed give
 * the same bytes. Immutable; safe from any thread.
 */
public final class WavWriter {
    private static final int CHUNK = 1 << 16;

    private final SampleFormat format;
    private final boolean dither;
    private final long seed;

    private WavWriter(SampleFormat format, boolean dither, long seed) {
        this.format = format;
        this.dither = dither;
        this.seed = seed;
    }

    /**
     * A writer without dither.
     *
     * @param format the sample format
     * @return the writer
     */
    public static WavWriter of(SampleFormat format) {
        return new WavWriter(format, false, 0);
    }

    /**
     * The same writer with triangular (TPDF) dither of two quantisation steps peak to peak, which
     * makes the quantisation error independent of the signal. No effect on {@link
     * SampleFormat#F32}.
     *
     * @param ditherSeed seed of the dither noise
     * @return a new writer
     */
    public WavWriter withDither(long ditherSeed) {
        return new WavWriter(format, format.isInteger(), ditherSeed);
    }

    /**
     * Writes a file, replacing one that exists; missing parent folders are created.
     *
     * @param file where to write
     * @param audio the sound
     * @return what was written and clipped
     * @throws SyrinxException if a sample is NaN or infinite (then no file is touched), the sound
     *     exceeds the 4 GiB of a WAV file, or the disk refuses
     */
    public WriteReport write(Path file, Audio audio) {
        checkFinite(audio);
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), CHUNK)) {
                return send(out, audio);
            }
        } catch (IOException e) {
            throw unwritable(file.toString(), e);
        }
    }

    /**
     * Writes a complete WAV file to a stream, which is flushed and left open: the caller closes it.
     *
     * @param out the stream
     * @param audio the sound
     * @return what was written and clipped
     * @throws SyrinxException if a sample is NaN or infinite (then nothing is written), the sound
     *     exceeds the 4 GiB of a WAV file, or the stream refuses
     */
    public WriteReport write(OutputStream out, Audio audio) {
        checkFinite(audio);
        try {
            return send(out, audio);
        } catch (IOException e) {
            throw unwritable("the output stream", e);
        }
    }

    /**
     * The header of a mono WAV file of known length, for whoever writes the samples otherwise.
     *
     * @param format the sample format
     * @param sampleRate in Hz
     * @param samples number of samples that follow
     * @return the bytes before the first sample: as many as a stream's header has
     * @throws SyrinxException if the samples exceed the 4 GiB of a WAV file
     */
    public static byte[] header(SampleFormat format, int sampleRate, long samples) {
        long bytes = samples * format.bytes();
        if (bytes > 0xFFFFFF00L) {
            throw new SyrinxException(
                    "at most 4 GiB of samples", "the sound has " + bytes + " bytes", "split it");
        }
        return WavHeader.bytes(format, sampleRate, bytes);
    }

    private WriteReport send(OutputStream out, Audio audio) throws IOException {
        float[] x = audio.samples();
        long bytes = (long) x.length * format.bytes();
        PcmEncoder encoder = new PcmEncoder(format, dither ? new SplittableRandom(seed) : null);
        out.write(header(format, audio.sampleRate(), x.length));
        for (int at = 0; at < x.length; at += CHUNK) {
            out.write(encoder.encode(x, at, Math.min(CHUNK, x.length - at)));
        }
        if ((bytes & 1) == 1) {
            out.write(0);
        }
        out.flush();
        return encoder.report();
    }

    private static void checkFinite(Audio audio) {
        float[] x = audio.samples();
        for (int i = 0; i < x.length; i++) {
            if (!Float.isFinite(x[i])) {
                throw new SyrinxException(
                        "finite samples",
                        "sample " + i + " of the sound to be written is " + x[i],
                        "look for the stage that made it; nothing was written");
            }
        }
    }

    private static SyrinxException unwritable(String name, IOException e) {
        return new SyrinxException(
                "a place that can be written to",
                name + " cannot be written: " + e.getMessage(),
                "check the path, permissions and disk space",
                e);
    }
}
