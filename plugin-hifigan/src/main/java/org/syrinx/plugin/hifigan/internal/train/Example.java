package org.syrinx.plugin.hifigan.internal.train;

import org.syrinx.training.corpus.Utterance;

/**
 * An utterance and its length.
 *
 * @param utterance the recording
 * @param frames whole frames in it
 */
record Example(Utterance utterance, int frames) {}
