/**
 * The VITS network (arXiv 2106.06103), each part in a file of its own, in the order of the paper.
 * Parameter names are those of Hugging Face's {@code VitsModel}.
 *
 * <pre>
 * code                                        paper
 * TextEncoder                                 text encoder, 2.1.2; its projection gives mu_p and log sigma_p
 * StochasticDurationPredictor                 2.2.2, appendix B; DeterministicDurationPredictor: its ablation
 * LengthRegulator                             alignment A as repetition
 * CouplingFlow                                normalizing flow f, 2.1.2 (z_p = f(z))
 * PosteriorEncoder                            posterior q(z | x), 2.1.3
 * org.syrinx.nn.vocoder                       decoder G, 2.3: HifiGanGenerator, or our cheap IstftGenerator
 * </pre>
 *
 * <p>Shapes: B batch, N tokens, T latent frames, H hidden size, F flow size, G speaker size. Masks
 * are floats of 0 and 1.
 */
package org.syrinx.plugin.vits.internal.model;
