/**
 * Analysis and modification of speech behind interfaces: {@link
 * org.syrinx.audio.analysis.PitchTracker} and {@link org.syrinx.audio.analysis.TimeStretcher}.
 *
 * <p>Implementations are OSGi services. A pitch tracker carries the property {@value
 * org.syrinx.audio.analysis.PitchTracker#ID} with its algorithm, {@code yin} for the default,
 * {@link org.syrinx.audio.analysis.YinPitchTracker}, which has the highest ranking; a stretcher
 * carries {@value org.syrinx.audio.analysis.TimeStretcher#ID}. Outside a framework, make one with
 * {@code new}.
 */
@Export
@Version("0.1.0")
package org.syrinx.audio.analysis;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
