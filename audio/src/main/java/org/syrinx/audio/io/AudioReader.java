package org.syrinx.audio.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.syrinx.api.Audio;
import org.syrinx.api.SyrinxException;
import org.syrinx.audio.internal.flac.FlacDecoder;

/**
 * Reads WAV and FLAC files. The kind of file is told from its first bytes, never from its name.
 *
 * <p><b>WAV</b>: integer PCM of 8 (unsigned), 16, 24 and 32 bits, IEEE float of 32 and 64 bits,
 * plain or {@code WAVE_FORMAT_EXTENSIBLE}, any number of channels, RIFF and RF64. <b>FLAC</b>:
 * every stream of RFC 9639 with 4 to 32 bits per sample, with or without an Ogg-less ID3v2 tag in
 * front; frame checksums and the MD5 of the decoded sound are verified.
 *
 * <p>Integers are divided by 2<sup>bits-1</sup>. Several channels become mono as their arithmetic
 * mean.
 *
 * <p>Tolerated in WAV files, because well-known programs write them:
 *
 * <ul>
 *   <li>the RIFF size is ignored; unknown chunks, and bytes after the data, are skipped;
 *   <li>a data size of 0xFFFFFFFF or of 0x7FFFF000 and above, or of 0 in a file whose RIFF size is
 *       also 0 or 0xFFFFFFFF, means "written to a pipe": the data reach to the end of the file;
 *   <li>a last incomplete sample frame is dropped;
 *   <li>a chunk of odd size without its pad byte;
 *   <li>values outside [-1, 1] in float files.
 * </ul>
 *
 * <p>Refused, each with one sentence: a file shorter than its own data size says, a missing or
 * impossible {@code fmt} chunk, compressed codecs, big-endian RIFX, NaN or infinite samples, and
 * files beyond 2 GiB.
 *
 * <p>Threads: stateless, any thread.
 */
public final class AudioReader {
    private static final long MAX_BYTES = Integer.MAX_VALUE - 16L;

    private AudioReader() {}

    /**
     * Reads a file as mono.
     *
     * @param file a WAV or FLAC file
     * @return the sound at the file's own sample rate
     * @throws SyrinxException if the file is missing, unreadable, or not sound that can be decoded
     */
    public static Audio read(Path file) {
        return readChannels(file).mono();
    }

    /**
     * Reads a stream as mono, to its end. The caller closes the stream.
     *
     * @param in the bytes of one WAV or FLAC file
     * @param name what to call it in error messages
     * @return the sound at its own sample rate
     * @throws SyrinxException if it cannot be read or decoded
     */
    public static Audio read(InputStream in, String name) {
        return readChannels(in, name).mono();
    }

    /**
     * Reads a file with its channels kept apart.
     *
     * @param file a WAV or FLAC file
     * @return the sound at the file's own sample rate
     * @throws SyrinxException if the file is missing, unreadable, or not sound that can be decoded
     */
    public static MultiChannelAudio readChannels(Path file) {
        byte[] bytes;
        try {
            if (Files.isDirectory(file)) {
                throw new SyrinxException(
                        "a WAV or FLAC file", file + " is a folder", "name a file inside it");
            }
            if (Files.size(file) > MAX_BYTES) {
                throw new SyrinxException(
                        "a sound file of less than 2 GiB",
                        file + " has " + Files.size(file) + " bytes",
                        "split the file");
            }
            bytes = Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new SyrinxException(
                    "a WAV or FLAC file", "there is no file " + file, "check the path", e);
        } catch (IOException e) {
            throw unreadable(file.toString(), e);
        }
        return decode(bytes, file.toString());
    }

    /**
     * Reads a stream to its end with its channels kept apart. The caller closes the stream.
     *
     * @param in the bytes of one WAV or FLAC file
     * @param name what to call it in error messages
     * @return the sound at its own sample rate
     * @throws SyrinxException if it cannot be read or decoded
     */
    public static MultiChannelAudio readChannels(InputStream in, String name) {
        try {
            return decode(in.readAllBytes(), name);
        } catch (IOException e) {
            throw unreadable(name, e);
        }
    }

    private static MultiChannelAudio decode(byte[] bytes, String name) {
        if (FlacDecoder.recognises(bytes)) {
            FlacDecoder.Decoded decoded = FlacDecoder.decode(bytes, name);
            return new MultiChannelAudio(decoded.channels(), decoded.sampleRate());
        }
        return new WavDecoder(bytes, name).decode();
    }

    private static SyrinxException unreadable(String name, IOException e) {
        return new SyrinxException(
                "a readable sound file",
                name + " cannot be read: " + e.getMessage(),
                "check permissions and disk",
                e);
    }
}
