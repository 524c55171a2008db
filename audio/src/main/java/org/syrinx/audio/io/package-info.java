/**
 * Sound files: reading WAV and FLAC, writing WAV, and streaming WAV or raw PCM.
 *
 * <p>{@link org.syrinx.audio.io.AudioReader} turns a file into {@link org.syrinx.api.Audio} (mono,
 * float, nominally in [-1, 1]); {@link org.syrinx.audio.io.WavWriter} writes a whole file; {@link
 * org.syrinx.audio.io.StreamingWavWriter} writes while the sound is still being made. Integer
 * formats use the scale 2<sup>bits-1</sup> in both directions, so a file that is read and written
 * again in its own format comes back bit for bit.
 *
 * <p>Every failure is one {@link org.syrinx.api.SyrinxException} that names the file. Deviations
 * that are tolerated are listed in {@link org.syrinx.audio.io.AudioReader}; nothing else is.
 *
 * <p>Threads: readers and writers of whole files are stateless and safe from any thread; a
 * streaming writer belongs to one thread at a time.
 */
@Export
@Version("0.1.0")
package org.syrinx.audio.io;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
