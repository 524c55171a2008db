/**
 * The classic pair: the log-mel spectrogram as a latent space, and the fast Griffin-Lim algorithm
 * as a vocoder for it. Pure Java; every parameter of the mel is in the {@link
 * org.syrinx.api.LatentSpec}, so that a mismatch is refused at wiring.
 */
package org.syrinx.plugin.mel.internal;
