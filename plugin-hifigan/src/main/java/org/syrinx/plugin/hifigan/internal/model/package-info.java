/**
 * Mel vocoders: the published HiFi-GAN, and a cheap generator of ours with the same interface.
 *
 * <pre>
 * here                     paper
 * HifiGanGenerator (nn)    HiFi-GAN (arXiv 2010.05646), generator; V1, V2, V3 of appendix A.1 by configuration
 * IstftGenerator (nn)      Vocos (arXiv 2306.00814), generator, with frames that may be split
 * VocoderConfig            config.json of the authors' code, and the object "syrinx" of ours
 * </pre>
 */
package org.syrinx.plugin.hifigan.internal.model;
