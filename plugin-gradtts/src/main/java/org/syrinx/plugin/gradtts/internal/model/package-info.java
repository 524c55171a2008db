/**
 * The Grad-TTS network (arXiv 2105.06337), each part in a file of its own, in the order of the
 * paper. Parameter names are those of the authors' implementation (huawei-noah/Speech-Backbones).
 *
 * <pre>
 * code                  paper
 * TextEncoder           encoder, 3.1 and 3.3: mu per token (pre-net, transformer, projection)
 * DurationPredictor     duration predictor, 3.3
 * Alignment             A, the alignment of tokens and frames, at synthesis
 * MonotonicAlignment    A, found by dynamic programming in training
 * ScoreNetwork          s_theta(X_t, mu, t), the U-Net of the decoder, 3.2 and 3.3
 * GradTtsNetwork        all of them on one parameter set, with the speaker table
 * </pre>
 *
 * <p>Shapes: B batch, N tokens, T mel frames, H encoder channels, F mel bands, G speaker size.
 * Masks are floats of 0 and 1.
 */
package org.syrinx.plugin.gradtts.internal.model;
