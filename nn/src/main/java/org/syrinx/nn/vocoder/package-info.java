/**
 * Generators that turn latent frames into a waveform, and their decoding in pieces that is exact:
 * HiFi-GAN's, and a cheap one with an inverse Fourier transform. Shared by the models that end in
 * one.
 *
 * <pre>
 * here                   paper
 * HifiGanGenerator       generator G of HiFi-GAN (arXiv 2010.05646), 2.2; MRF: the blocks of a stage
 * HifiGanSpec            h_u, k_u, k_r, D_r of its table 5
 * IstftGenerator         generator of Vocos (arXiv 2306.00814), 3.2 and 3.3
 * ChunkGrid, ChunkedDecoding  ours
 * </pre>
 */
@Export
@Version("0.1.0")
package org.syrinx.nn.vocoder;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
