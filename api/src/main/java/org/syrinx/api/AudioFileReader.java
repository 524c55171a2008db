package org.syrinx.api;

import java.io.InputStream;
import java.nio.file.Path;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Reads sound files. A service of an audio bundle, so that commands need no audio code of their
 * own. Stateless; any thread.
 */
@ConsumerType
public interface AudioFileReader {
    /**
     * Reads a file as mono, at its own rate.
     *
     * @param file the file
     * @return the sound
     * @throws SyrinxException if the file is missing, unreadable, or not sound that can be decoded
     */
    Audio read(Path file);

    /**
     * Reads a stream to its end as mono. The caller closes the stream.
     *
     * @param in the bytes of one sound file
     * @param name what to call it in error messages
     * @return the sound
     * @throws SyrinxException if it cannot be read or decoded
     */
    Audio read(InputStream in, String name);
}
