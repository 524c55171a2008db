// SPDX-License-Identifier: GPL-3.0-only
/**
 * TarsosDSP 2.4 behind {@link org.syrinx.audio.analysis.PitchTracker} and {@link
 * org.syrinx.audio.analysis.TimeStretcher}. This bundle alone is under GPL-3.0-only (LICENSE and
 * NOTICE beside the sources and in its META-INF); Syrinx speaks without it.
 *
 * <p>Services: pitch trackers {@code tarsos-yin}, {@code tarsos-mcleod} and {@code tarsos-wavelet},
 * time stretcher {@code tarsos-wsola}. They rank below Syrinx's own tracker.
 *
 * <table>
 * <caption>Defects of TarsosDSP 2.4-1 (issue numbers: JorenSix/TarsosDSP) and what is done</caption>
 * <tr><th>defect, as measured at 16 kHz</th><th>here</th></tr>
 * <tr><td>FastYin loses perfectly periodic sound: of steady tones at 100, 350 and 500 Hz up to
 * two thirds of the frames are "unvoiced", because rounding makes its difference negative, and with a
 * constant offset whole tones are lost</td><td>never used; Yin computes the same exactly</td></tr>
 * <tr><td>Yin finds nothing, or 77 cents off at the edge, when half the buffer is shorter than a
 * period (#131: "nothing under 90 Hz")</td><td>a frame of less than two periods of fMin is
 * refused</td></tr>
 * <tr><td>Yin and FastYin throw on buffers below 4 samples or shorter than announced; FastYin and
 * McLeod also on longer ones</td><td>frames always have the announced length</td></tr>
 * <tr><td>McLeod never reports below 80 Hz, a constant in its code</td><td>it is told a multiple of
 * the sample rate, which moves the limit below fMin, and its answer is divided by it</td></tr>
 * <tr><td>McLeod loses everything when the signal has a constant offset</td><td>each frame's mean is
 * removed</td></tr>
 * <tr><td>McLeod divides 0 by 0, and fails an assertion, in frames that end in exact
 * silence</td><td>a trace of noise 80 dB below the frame is added</td></tr>
 * <tr><td>octave errors of McLeod and the wavelet in noise (#113); YIN's last step, the best local
 * estimate, is missing (#163)</td><td>frames are answered by {@link
 * org.syrinx.audio.analysis.PitchTrack#confidence} where there is one; isolated jumps of more than half
 * an octave against both neighbours are made unvoiced</td></tr>
 * <tr><td>the dynamic wavelet counts extrema and loses voices with strong harmonics, entirely above
 * about 190 Hz</td><td>it sees the sound low-passed just above fMax; what remains is documented at
 * {@code TarsosWaveletTracker}</td></tr>
 * <tr><td>the dynamic wavelet's probability is always -1 (#3)</td><td>confidence is 1 where it finds a
 * pitch, 0 elsewhere</td></tr>
 * <tr><td>detectors keep state and hand out one result object again and again</td><td>one detector per
 * call, its result is read at once</td></tr>
 * <tr><td>WSOLA prints "New overlapLength" to standard output, which would end up in audio written
 * there</td><td>muted for the calling thread while it is constructed</td></tr>
 * <tr><td>WSOLA's output is up to 2 % longer or shorter than asked for (#206)</td><td>cut to
 * round(n / speed)</td></tr>
 * <tr><td>WSOLA fades in from silence, and its output runs early or late by -96 ms (speed 0.25) to +13
 * ms (speed 4)</td><td>a lead of silence takes both, and is cut off</td></tr>
 * <tr><td>WSOLA throws on buffers of another size than it computes for itself (#81), and its automatic
 * parameters throw from speed 3 on</td><td>buffers are cut to its size; fixed parameters</td></tr>
 * <tr><td>WSOLA's speech parameters seek 15 ms, less than a period of 60 Hz</td><td>18 ms</td></tr>
 * </table>
 */
@Version("0.1.0")
package org.syrinx.audio.tarsos;

import org.osgi.annotation.versioning.Version;
