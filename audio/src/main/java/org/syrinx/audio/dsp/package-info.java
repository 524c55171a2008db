/**
 * Signal processing on plain arrays: Fourier transforms, windows, STFT and its exact inverse, mel
 * spectrograms, Griffin-Lim, resampling, loudness and levels.
 *
 * <p>Every parameter that defines the meaning of a result lives in a spec record ({@link
 * org.syrinx.audio.dsp.StftSpec}, {@link org.syrinx.audio.dsp.MelSpec}), so that two stages can
 * compare what they mean. Samples are float, arithmetic is double. Spectrograms are {@code
 * [frame][bin]} in this package; transpose them for networks that want {@code (B, C, T)}.
 *
 * <p>Threads: specs are immutable; processors ({@link org.syrinx.audio.dsp.Stft}, {@link
 * org.syrinx.audio.dsp.MelSpectrogram}, {@link org.syrinx.audio.dsp.Resampler} ...) are immutable
 * after construction and safe from any thread unless their Javadoc says otherwise; streaming state
 * ({@link org.syrinx.audio.dsp.Resampler.Stream}) belongs to one thread at a time.
 */
@Export
@Version("0.1.0")
package org.syrinx.audio.dsp;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
