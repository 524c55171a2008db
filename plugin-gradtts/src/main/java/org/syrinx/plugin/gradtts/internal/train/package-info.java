/**
 * Training of Grad-TTS from a corpus: the losses of the paper (spec 2.5), encoder and decoder
 * together or one after the other.
 */
package org.syrinx.plugin.gradtts.internal.train;
