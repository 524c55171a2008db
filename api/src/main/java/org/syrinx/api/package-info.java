/**
 * The contract of Syrinx: five roles of latent-space speech, and the values that pass between them.
 *
 * <pre>
 * Prompt --Encoder--&gt; Conditioning --Denoiser--&gt; Latent --Vocoder--&gt; Audio
 *                         ^                (in a LatentSpace)
 *    reference Audio --LatentSpace.encode--&gt; Latent     DirectionFinder --&gt; Direction --&gt; Edit
 * </pre>
 *
 * <p>Stages meet only in the value types of this package; two stages fit when their {@link
 * org.syrinx.api.LatentSpec}s fit. A stage is an OSGi service; a stage provider imports this
 * package with a provider range, a caller with a consumer range, and bnd writes both. The package
 * depends on the engine-neutral tensors of {@code ai.djl.ndarray} and on nothing else.
 */
@Export
@Version("0.2.0")
package org.syrinx.api;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
